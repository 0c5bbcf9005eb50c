//! The rules of visits and draws, each in a sentence.

mod draw;

use shiyu_kit::calendar::{Amount, Calendar, Limits, TimeUnit};
use shiyu_kit::fault::Refusal as _;
use time::macros::date;
use time::{Date, Duration};
use uuid::Uuid;

use super::*;
use crate::scene::{BUREAU, COUNTY, HOUSING, OTHER_BUREAU, OTHER_TOWN, TOWN, TOWN_BUREAU, VILLAGE, code, decide};

const TODAY: Date = date!(2026 - 05 - 06);

fn object() -> Object {
    Object {
        draft: ObjectDraft {
            id: Uuid::from_u128(1),
            kind: ObjectKind::Enterprise,
            credit_code: Some("91330602MA2D8N5K0C".to_owned()),
            title: "绍兴某某建材有限公司".to_owned(),
            place: code(VILLAGE),
            grid: None,
            whereabouts: "胜利西路12号".to_owned(),
            category: "building-material".to_owned(),
            unit: code(TOWN_BUREAU),
            cadence: Some(90),
        },
        since: date!(2026 - 01 - 01),
        visited_on: None,
        closed: false,
    }
}

fn plan(kind: VisitKind) -> Plan {
    Plan {
        id: Uuid::from_u128(2),
        object: Uuid::from_u128(1),
        kind,
        unit: code(TOWN_BUREAU),
        matters: vec!["施工扬尘".to_owned()],
        planned_on: TODAY,
        document: "年度检查计划".to_owned(),
    }
}

fn make(object: &Object, kind: VisitKind, planned: Option<&Visit>) -> Result<Visit, &'static str> {
    decide(TOWN_BUREAU, |sitting| {
        plan(kind)
            .make(object, planned, (&Calendar::builtin(), &Limits::default()), sitting)
            .map_err(|why| why.reason())
    })
}

fn visitor(number: u128, unit: &str) -> Visitor {
    Visitor {
        id: Uuid::from_u128(number),
        unit: code(unit),
        valid: true,
    }
}

fn record(visit: &Visit, there: &[Visitor]) -> Result<Visit, &'static str> {
    let told = Record {
        visit: visit.id,
        on: TODAY,
        officers: there.iter().map(|who| who.id).collect(),
        outcome: Outcome::Found,
        findings: vec![Reported {
            unit: code(TOWN_BUREAU),
            power: "A1".parse().unwrap(),
            text: "未设置围挡".to_owned(),
        }],
    };
    decide(TOWN_BUREAU, |sitting| {
        visit.clone().record(&told, there, sitting).map_err(|why| why.reason())
    })
}

#[test]
fn one_visit_serves_all() {
    let planned = make(&object(), VisitKind::Routine, None).unwrap();
    assert_eq!(make(&object(), VisitKind::Routine, Some(&planned)), Err("VISIT_TO_BE_JOINED"));
    for kind in [VisitKind::Clue, VisitKind::Safety] {
        assert!(make(&object(), kind, Some(&planned)).is_ok(), "a complaint and danger do not wait");
    }
    let join = |unit: &str| Join {
        visit: planned.id,
        unit: code(unit),
        matters: vec!["消防".to_owned()],
    };
    let joined = decide(HOUSING, |sitting| planned.clone().join(&join(HOUSING), sitting)).unwrap();
    assert_eq!(joined.parties.len(), 2);
    assert_eq!(joined.lead(), Some(&code(TOWN_BUREAU)));
    let again = decide(COUNTY, |sitting| joined.join(&join(HOUSING), sitting));
    assert_eq!(again.unwrap_err().reason(), "UNIT_TAKES_PART");
}

#[test]
fn what_was_visited_lately_is_spared_as_the_deployment_says() {
    let visited = |days| Object {
        visited_on: Some(TODAY - Duration::days(days)),
        ..object()
    };
    assert_eq!(make(&visited(29), VisitKind::Routine, None), Err("VISITED_LATELY"));
    assert!(make(&visited(30), VisitKind::Routine, None).is_ok());
    let shorter = Limits::new([(
        "inspection.one_visit",
        Amount {
            count: 7,
            unit: TimeUnit::NaturalDay,
        },
    )]);
    let made = decide(TOWN_BUREAU, |sitting| {
        plan(VisitKind::Routine).make(&visited(8), None, (&Calendar::builtin(), &shorter), sitting)
    });
    assert!(made.is_ok());
}

#[test]
fn a_visit_is_planned_for_what_is_there_and_for_a_day_to_come() {
    let closed = Object { closed: true, ..object() };
    assert_eq!(make(&closed, VisitKind::Safety, None), Err("OBJECT_CLOSED"));
    let late = Plan {
        planned_on: TODAY - Duration::days(1),
        ..plan(VisitKind::Routine)
    };
    let late = decide(TOWN, |sitting| {
        late.make(&object(), None, (&Calendar::builtin(), &Limits::default()), sitting)
    });
    assert_eq!(late.unwrap_err().reason(), "PLANNED_PAST");
    let foreign = decide(OTHER_TOWN, |sitting| {
        plan(VisitKind::Routine).make(&object(), None, (&Calendar::builtin(), &Limits::default()), sitting)
    });
    assert_eq!(foreign.unwrap_err().reason(), "UNIT_NOT_YOURS");
}

#[test]
fn a_unit_visits_what_lies_in_its_own_area() {
    let by = |unit: &str| {
        let plan = Plan {
            unit: code(unit),
            ..plan(VisitKind::Routine)
        };
        decide(COUNTY, |sitting| {
            plan.make(&object(), None, (&Calendar::builtin(), &Limits::default()), sitting)
                .map_err(|why| why.reason())
        })
    };
    assert_eq!(by(OTHER_BUREAU).map(drop), Err("OBJECT_OUTSIDE_AREA"));
    for unit in [BUREAU, TOWN, VILLAGE] {
        assert!(by(unit).is_ok(), "{unit}");
    }
    let joining = Join {
        visit: Uuid::from_u128(2),
        unit: code(OTHER_BUREAU),
        matters: vec!["消防".to_owned()],
    };
    let joined = decide(COUNTY, |sitting| by(BUREAU).unwrap().join(&joining, sitting));
    assert_eq!(joined.unwrap_err().reason(), "OBJECT_OUTSIDE_AREA");
}

#[test]
fn every_unit_is_there_with_two_officers_whose_certificates_are_valid() {
    let visit = make(&object(), VisitKind::Routine, None).unwrap();
    let (one, two) = (visitor(11, TOWN_BUREAU), visitor(12, TOWN_BUREAU));
    let done = record(&visit, &[one.clone(), two.clone()]).unwrap();
    assert_eq!((done.state, done.result.as_ref().unwrap().findings.len()), (VisitState::Done, 1));
    assert_eq!(record(&visit, &[one.clone(), visitor(13, BUREAU)]), Err("TWO_OFFICERS_NEEDED"));
    assert_eq!(record(&visit, &[one.clone(), one.clone()]), Err("TWO_OFFICERS_NEEDED"));
    let expired = Visitor {
        valid: false,
        ..two.clone()
    };
    assert_eq!(record(&visit, &[one.clone(), expired]), Err("TWO_OFFICERS_NEEDED"));
    assert_eq!(record(&done, &[one.clone(), two.clone()]), Err("INSPECTION_OVER"));
    let joined = visit
        .joined(Party {
            unit: code(HOUSING),
            matters: vec!["质量".to_owned()],
            officers: Vec::new(),
            drawn: false,
        })
        .unwrap();
    assert_eq!(record(&joined, &[one.clone(), two.clone()]), Err("TWO_OFFICERS_NEEDED"));
    assert!(record(&joined, &[one, two, visitor(21, HOUSING), visitor(22, HOUSING)]).is_ok());
}

#[test]
fn those_who_were_drawn_go_and_nobody_in_their_place() {
    let visit = plan(VisitKind::Random).visit(&object()).with_drawn(
        Uuid::from_u128(5),
        Party {
            unit: code(TOWN_BUREAU),
            matters: vec!["施工扬尘".to_owned(), "噪声".to_owned()],
            officers: vec![Uuid::from_u128(11), Uuid::from_u128(12)],
            drawn: true,
        },
    );
    assert_eq!(visit.parties[0].matters, ["施工扬尘", "噪声"]);
    let (one, two, three) = (visitor(11, TOWN_BUREAU), visitor(12, BUREAU), visitor(13, TOWN_BUREAU));
    assert!(record(&visit, &[one.clone(), two.clone()]).is_ok(), "drawn from another unit too");
    assert_eq!(record(&visit, &[one, three]), Err("OFFICER_NOT_DRAWN"));
}

#[test]
fn a_finding_is_of_a_unit_that_takes_part() {
    let visit = plan(VisitKind::Routine).visit(&object());
    let there = [visitor(11, TOWN_BUREAU), visitor(12, TOWN_BUREAU)];
    let told = Record {
        visit: visit.id,
        on: TODAY,
        officers: Vec::new(),
        outcome: Outcome::Found,
        findings: vec![Reported {
            unit: code(HOUSING),
            power: "A1".parse().unwrap(),
            text: "未设置围挡".to_owned(),
        }],
    };
    let refused = decide(TOWN, |sitting| visit.record(&told, &there, sitting));
    assert_eq!(refused.unwrap_err().reason(), "UNIT_TAKES_NO_PART");
}

#[test]
fn a_result_is_published_once_and_within_twenty_working_days() {
    let visit = plan(VisitKind::Routine).visit(&object());
    let told = |on| Publish {
        id: visit.id,
        publication: Publication {
            on,
            place: "政府网站".to_owned(),
        },
    };
    let publish = |visit: Visit, on| decide(TOWN, |sitting| visit.publish(&told(on), sitting).map_err(|why| why.reason()));
    assert_eq!(publish(visit.clone(), TODAY), Err("INSPECTION_NOT_DONE"));
    let done = record(&visit, &[visitor(11, TOWN_BUREAU), visitor(12, TOWN_BUREAU)]).unwrap();
    // 2026-05-09 is a make-up workday.
    assert_eq!(done.publication_due(&Calendar::builtin()), Some(date!(2026 - 06 - 02)));
    assert_eq!(publish(done.clone(), TODAY + Duration::days(1)), Err("PUBLISHED_IN_FUTURE"));
    let public = publish(done, TODAY).unwrap();
    assert_eq!(publish(public, TODAY), Err("PUBLISHED_ALREADY"));
}

#[test]
fn an_object_is_due_by_its_cadence() {
    assert_eq!(object().due_on(), Some(date!(2026 - 04 - 01)));
    assert_eq!(object().visited(TODAY).due_on(), Some(date!(2026 - 08 - 04)));
    let again = object().visited(TODAY).visited(date!(2026 - 02 - 01));
    assert_eq!(again.visited_on, Some(TODAY), "an older visit put on record later");
    let without = |object: Object| Object {
        draft: ObjectDraft {
            cadence: None,
            ..object.draft
        },
        ..object
    };
    assert_eq!(without(object()).due_on(), None);
}

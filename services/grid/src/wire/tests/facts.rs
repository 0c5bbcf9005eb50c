//! What travels: every step of every way, and nobody in it.

use prost::Message;
use shiyu_kit::case::{Case, Filed};
use shiyu_kit::clock::new_id;
use shiyu_proto::grid::v1 as pb;

use crate::domain::course::{Covering, RecusalEnd};
use crate::domain::tests::given::*;
use crate::domain::{Event, Incident, StageName, What};
use crate::wire::fact;

/// What the scene says of people, and what people say in it.
const NEVER: [&str; 6] = ["in a few words", "officer", "dispatcher", "patrol", "supervisor", CODE];

fn facts(given: &Given) -> Vec<(Event, Option<Vec<u8>>)> {
    let (id, mut case) = (new_id(), None);
    let told = (1..).zip(&given.journal).map(|(version, event)| {
        case = Incident::evolve(case.take(), event);
        let after = Filed {
            id,
            version,
            case: case.clone().unwrap(),
        };
        (event.clone(), fact(event, &after))
    });
    told.collect()
}

fn says(fact: &[u8], text: &str) -> bool {
    fact.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn no_fact_tells_a_person_or_a_word() {
    for given in at_every_stage() {
        for (event, fact) in facts(&given) {
            let offer = matches!(event.what, What::ReferralOffered(_));
            for text in NEVER.iter().filter(|text| !offer || **text != NEVER[0]) {
                assert!(!says(&fact.clone().unwrap_or_default(), text), "{} tells {text}", event.kind());
            }
        }
    }
}

#[test]
fn a_fact_tells_the_event_as_it_stands_after_the_step() {
    let given = Given::an_event(StageName::Closed);
    let told = facts(&given);
    let (event, last) = told.last().unwrap();
    assert_eq!(event.kind(), "event.closed");
    let closed = pb::EventEnded::decode(last.clone().unwrap().as_slice()).unwrap();
    let happening = closed.happening.unwrap();
    assert_eq!(happening.version, i64::try_from(given.journal.len()).unwrap());
    assert_eq!(happening.stage(), pb::EventStage::Closed);
    assert_eq!(
        (happening.class_code.as_str(), happening.kind(), happening.hazard),
        ("E1201", pb::EventKind::Event, true)
    );
    assert_eq!((happening.town.as_str(), happening.village.as_str()), (TOWN, VILLAGE));
    assert_eq!(happening.responsible_unit, STATION);
    assert_eq!((happening.dispatches, happening.returns, happening.reworks), (1, 0, 0));
    assert_ne!(happening.tier, 0);
    let hands = happening.hands.unwrap();
    assert!(hands.patrolled && hands.reported && hands.responsible && hands.handled && hands.verified);
    let handle = happening.clocks.iter().find(|clock| clock.name == "handle").unwrap();
    assert!(handle.stop_time.is_some() && handle.legal_due_time.is_some());
}

#[test]
fn a_dispatch_tells_its_way_and_a_return_its_count() {
    let told = facts(&Given::an_event(StageName::Dispatched));
    let (_, fact) = told.iter().find(|(event, _)| event.kind() == "event.dispatched").unwrap();
    let dispatched = pb::EventDispatched::decode(fact.clone().unwrap().as_slice()).unwrap();
    assert_eq!(
        (dispatched.to_unit.as_str(), dispatched.rule.as_str(), dispatched.table_version),
        (STATION, "hazards", 3)
    );
    let told = facts(&Given::an_event(StageName::Disputed));
    let (_, fact) = told.iter().rfind(|(event, _)| event.kind() == "event.returned").unwrap();
    let returned = pb::EventReturned::decode(fact.clone().unwrap().as_slice()).unwrap();
    assert_eq!(returned.happening.unwrap().returns, 2);
}

#[test]
fn what_concerns_nobody_else_is_not_told() {
    let after = super::filed(&Given::an_event(StageName::Handling));
    let unheard = [
        What::IdentityRead {
            referral: OFFER,
            party: REPORTER,
            fields: Vec::new(),
        },
        What::ReporterRevealed {
            party: REPORTER,
            reason: "why".to_owned(),
        },
        What::RecusalEnded {
            subject: "somebody".to_owned(),
            end: RecusalEnd {
                reason: "why".to_owned(),
                by: "chief".to_owned(),
                at: after.case.reported_at,
            },
        },
        What::ClocksReckoned {
            calendar: 2,
            moved: Vec::new(),
        },
    ];
    for what in unheard {
        assert_eq!(fact(&what.into(), &after), None);
    }
    let moved = What::ClocksReckoned {
        calendar: 2,
        moved: vec!["handle".to_owned()],
    };
    assert!(fact(&moved.into(), &after).is_some());
}

#[test]
fn what_goes_on_in_an_event_is_told_with_it_by_the_name_where_it_was_handed_over() {
    let mut after = super::filed(&Given::an_event(StageName::Handling));
    let there = "counties/330603/events/1".to_owned();
    after.case.course.brought.insert(REPORTER, vec![there.clone()]);
    let at = after.case.reported_at;
    let told = fact(&What::Resumed { at }.into(), &after).unwrap();
    let moved = pb::EventMoved::decode(told.as_slice()).unwrap();
    assert_eq!(moved.happening.unwrap().handed_over_duplicates, [there]);
}

#[test]
fn which_file_gave_way_to_which_is_told_and_neither_why_nor_by_whom() {
    let after = super::filed(&Given::an_event(StageName::Handling));
    let (before, now) = ("a".repeat(64), "b".repeat(64));
    let what = What::EvidenceCovered {
        hash: now.clone(),
        bytes: 7,
        covering: Covering {
            before: before.clone(),
            reason: NEVER[0].to_owned(),
            by: NEVER[1].to_owned(),
            at: after.case.reported_at,
        },
    };
    let told = fact(&what.into(), &after).unwrap();
    for text in &NEVER[..2] {
        assert!(!says(&told, text), "{text}");
    }
    let covered = pb::EvidenceCovered::decode(told.as_slice()).unwrap();
    assert_eq!((covered.hash, covered.earlier_hash, covered.bytes), (now, before, 7));
}

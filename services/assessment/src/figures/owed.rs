//! Whose a limit is when the case goes from hand to hand, on both databases.

use shiyu_kit::nats::Fact;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_COUNTY, OTHER_TOWN, TOWN};
use shiyu_proto::common::v1::Clock;
use shiyu_proto::petition::v1 as petition;
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{Cube, Heard, Level, Span, figures, tally};
use crate::scene::{Scene, clock, fact, shuffled};

shiyu_kit::both_databases! {
    what_is_owed_is_counted_for_who_owes_it_wherever_the_case_lies;
}

const AT: OffsetDateTime = datetime!(2026-05-04 02:00 UTC);
const OFFICE: &str = "330602-XFJ";

const MAY: Span = Span {
    from: date!(2026 - 05 - 01),
    to: date!(2026 - 05 - 31),
};

fn day(days: i64) -> OffsetDateTime {
    AT + Duration::days(days)
}

fn moved(version: i64, kind: &str, unit: &str, clocks: &[Clock]) -> Fact {
    let told = petition::MatterMoved {
        matter: Some(petition::Matter {
            unit: unit.to_owned(),
            category: "housing".to_owned(),
            clocks: clocks.to_vec(),
            ..petition::Matter::default()
        }),
    };
    fact(&format!("petition.{kind}"), Uuid::from_u128(7), version, day(version), &told)
}

/// Told to be owed by the town, wherever the matter lies.
fn execute(stop: Option<OffsetDateTime>) -> Clock {
    Clock {
        unit: TOWN.to_owned(),
        ..clock("execute", day(20), stop)
    }
}

/// The petition office forwards it, the town answers, and what the town is to carry out is carried out while another unit reviews it.
fn reviewed() -> Vec<Fact> {
    let (forward, handle) = (clock("forward", day(10), Some(day(2))), clock("handle", day(15), Some(day(3))));
    let review = |stop| clock("review", day(18), stop);
    vec![
        moved(1, "matter.registered", OFFICE, &[clock("forward", day(10), None)]),
        moved(2, "matter.forwarded", TOWN, &[forward.clone(), clock("handle", day(15), None)]),
        moved(3, "opinion.served", TOWN, &[forward.clone(), handle.clone(), execute(None)]),
        moved(
            4,
            "review.requested",
            OTHER_TOWN,
            &[forward.clone(), handle.clone(), execute(None), review(None)],
        ),
        moved(
            5,
            "matter.executed",
            OTHER_TOWN,
            &[forward.clone(), handle.clone(), execute(Some(day(5))), review(None)],
        ),
        moved(
            6,
            "review.decided",
            OTHER_TOWN,
            &[forward, handle, execute(Some(day(5))), review(Some(day(6)))],
        ),
    ]
}

fn in_time(cube: &Cube, unit: &str) -> [i64; 4] {
    ["forward", "handle", "execute", "review"].map(|clock| cube.count(unit, &format!("petition.{clock}.in_time"), &[]))
}

async fn what_is_owed_is_counted_for_who_owes_it_wherever_the_case_lies(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.hear(&shuffled(reviewed(), 3)).await;
    let cube = figures(&scene.office.db.reader, MAY).await.unwrap();
    assert_eq!(in_time(&cube, OFFICE), [1, 0, 0, 0]);
    assert_eq!(in_time(&cube, TOWN), [0, 1, 1, 0]);
    assert_eq!(in_time(&cube, OTHER_TOWN), [0, 0, 0, 1]);
}

fn heard(facts: &[Fact]) -> Vec<Heard> {
    facts.iter().map(|fact| Heard::read(fact).unwrap().unwrap()).collect()
}

#[test]
fn what_an_older_build_told_is_owed_by_whoever_had_the_case_as_it_ran_last() {
    let mut facts = heard(&reviewed());
    for limited in facts.iter_mut().flat_map(|fact| &mut fact.said.limits) {
        limited.unit.clear();
    }
    let owing = |facts: &[Heard], name: &str| {
        let found = tally(facts).limits.into_iter().find(|limit| limit.limit == name).unwrap();
        (found.unit, found.holder)
    };
    let theirs = |unit: &str| (unit.to_owned(), OTHER_TOWN.to_owned());
    assert_eq!(owing(&facts, "petition.handle"), theirs(TOWN));
    assert_eq!(
        owing(&facts, "petition.execute"),
        theirs(OTHER_TOWN),
        "it ran there, and nobody said whose it is"
    );
    assert_eq!(owing(&facts[..3], "petition.execute"), (TOWN.to_owned(), TOWN.to_owned()));
}

#[test]
fn a_county_says_what_its_own_units_owe_and_no_others() {
    let foreign = Clock {
        unit: OTHER_COUNTY.to_owned(),
        ..clock("execute", day(20), None)
    };
    let said = heard(&[moved(1, "opinion.served", TOWN, &[foreign, clock("review", day(9), None)])]);
    let units: Vec<&str> = said[0].said.limits.iter().map(|limited| limited.unit.as_str()).collect();
    assert_eq!(units, [COUNTY, ""]);
}

#[test]
fn whoever_is_supervised_is_counted_and_not_who_has_the_matter() {
    let supervised = petition::SupervisionIssued {
        matter: Some(petition::Matter {
            unit: OTHER_TOWN.to_owned(),
            ..petition::Matter::default()
        }),
        supervised_unit: TOWN.to_owned(),
        ..petition::SupervisionIssued::default()
    };
    let facts = [fact("petition.supervision.issued", Uuid::from_u128(8), 1, AT, &supervised)];
    let towns = Cube::of(&tally(&heard(&facts)), MAY).rolled(Level::Town);
    let counts = [TOWN, OTHER_TOWN].map(|town| towns.count(town, "petition.supervised", &[]));
    assert_eq!(counts, [1, 0]);
}

#[test]
fn whose_answer_it_was_is_reviewed_and_rated_and_not_who_has_the_matter() {
    let matter = || {
        Some(petition::Matter {
            unit: OTHER_TOWN.to_owned(),
            ..petition::Matter::default()
        })
    };
    let decided = petition::RemedyDecided {
        matter: matter(),
        ruling: petition::Ruling::Changed.into(),
        unit: TOWN.to_owned(),
        ..petition::RemedyDecided::default()
    };
    let rated = petition::MatterEvaluated {
        matter: matter(),
        handling_unit: petition::Rating::Satisfied.into(),
        unit: TOWN.to_owned(),
        ..petition::MatterEvaluated::default()
    };
    let case = Uuid::from_u128(9);
    let facts = [
        fact("petition.review.decided", case, 1, AT, &decided),
        fact("petition.matter.evaluated", case, 2, AT, &rated),
    ];
    let towns = Cube::of(&tally(&heard(&facts)), MAY).rolled(Level::Town);
    for source in [
        "petition.remedies_decided",
        "petition.remedies_reversed",
        "petition.rated_satisfied",
    ] {
        let counts = [TOWN, OTHER_TOWN].map(|town| towns.count(town, source, &[]));
        assert_eq!(counts, [1, 0], "{source}");
    }
}

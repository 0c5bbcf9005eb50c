//! What all four services tell comes to the same, in whatever order it is heard and however often.

use std::collections::BTreeMap;

use proptest::prelude::*;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{OTHER_TOWN, TOWN};
use shiyu_proto::enforcement::v1 as enforcement;
use shiyu_proto::grid::v1 as grid;
use shiyu_proto::mediation::v1 as mediation;
use shiyu_proto::petition::v1 as petition;
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{Cube, Heard, Level, Named, Span, drop_all, figures, named, tally, watermarks};
use crate::scene::{Scene, clock, event, fact, shuffled};

shiyu_kit::both_databases! {
    what_four_services_tell_in_any_order_with_repeats_gives_the_same_figures;
}

const AT: OffsetDateTime = datetime!(2026-05-04 02:00 UTC);

const MAY: Span = Span {
    from: date!(2026 - 05 - 01),
    to: date!(2026 - 05 - 31),
};

/// A day later with every version.
fn day(version: i64) -> OffsetDateTime {
    AT + Duration::days(version)
}

/// A petition from its registration to the petitioner's own rating, which takes the place of one that was taken down for them.
fn petitioned(case: u128, sealed: bool) -> Vec<Fact> {
    use petition::{Rating, Stage};
    let case = Uuid::from_u128(case);
    let matter = |stage: Stage, sealed: bool| {
        let stop = (stage == Stage::Closed).then_some(day(4));
        Some(petition::Matter {
            unit: TOWN.to_owned(),
            category: "housing".to_owned(),
            stage: stage.into(),
            sealed,
            clocks: vec![clock("handle", day(6), stop)],
            ..petition::Matter::default()
        })
    };
    let steps = [
        ("matter.registered", Stage::Registered, false),
        ("matter.accepted", Stage::Handling, sealed),
        ("opinion.issued", Stage::OpinionIssued, false),
        ("matter.closed", Stage::Closed, false),
    ];
    let moved = (1_i64..).zip(steps).map(|(version, (kind, stage, sealed))| {
        let moved = petition::MatterMoved {
            matter: matter(stage, sealed),
        };
        fact(&format!("petition.{kind}"), case, version, day(version), &moved)
    });
    let ratings = [("evaluated", Rating::Satisfied), ("rated_again", Rating::Dissatisfied)];
    let rated = (5_i64..).zip(ratings).map(|(version, (kind, rating))| {
        let told = petition::MatterEvaluated {
            matter: matter(Stage::Closed, false),
            handling_unit: rating.into(),
            ..petition::MatterEvaluated::default()
        };
        fact(&format!("petition.matter.{kind}"), case, version, day(version), &told)
    });
    moved.chain(rated).collect()
}

/// A dispute that comes to an agreement twice, ends, and is rated.
fn disputed(case: u128) -> Vec<Fact> {
    let case = Uuid::from_u128(case);
    let happening = || {
        Some(mediation::DisputeHappening {
            unit: TOWN.to_owned(),
            stage: mediation::DisputeStage::Performed.into(),
            accept_time: Some(timestamp(day(2))),
            ..mediation::DisputeHappening::default()
        })
    };
    let steps = [
        "case.opened",
        "case.accepted",
        "agreement.effective",
        "case.accepted",
        "agreement.effective",
        "case.closed",
    ];
    let moved = (1_i64..).zip(steps).map(|(version, kind)| {
        let told = mediation::DisputeEnded {
            happening: happening(),
            agreed: true,
            ..mediation::DisputeEnded::default()
        };
        fact(&format!("mediation.{kind}"), case, version, day(version), &told)
    });
    let rated = mediation::DisputeEvaluated {
        happening: happening(),
        rating: 1,
    };
    moved.chain([fact("mediation.case.evaluated", case, 7, day(7), &rated)]).collect()
}

/// A case that a reviewer returned once, decided, and changed by a remedy.
fn enforced(case: u128) -> Vec<Fact> {
    let case = Uuid::from_u128(case);
    let docket = || {
        Some(enforcement::Docket {
            unit: TOWN.to_owned(),
            ..enforcement::Docket::default()
        })
    };
    let steps = ["case.filed", "review.returned", "review.passed", "decision.made"];
    let moved = (1_i64..).zip(steps).map(|(version, kind)| {
        let moved = enforcement::CaseMoved { case: docket() };
        fact(&format!("enforcement.{kind}"), case, version, day(version), &moved)
    });
    let ruled = enforcement::RemedyMoved {
        case: docket(),
        ruling: 2,
        ..enforcement::RemedyMoved::default()
    };
    moved.chain([fact("enforcement.remedy.ruled", case, 5, day(5), &ruled)]).collect()
}

/// An event that was told to happen again, was taken for a duplicate, and is none.
fn told_again(case: u128) -> Vec<Fact> {
    let case = Uuid::from_u128(case);
    let happening = || {
        Some(grid::Happening {
            unit: TOWN.to_owned(),
            class_code: "E0101".to_owned(),
            ..grid::Happening::default()
        })
    };
    let report = grid::EventReported {
        happening: happening(),
        repeats: true,
        ..grid::EventReported::default()
    };
    let moved = |kind: &str, version: i64| {
        let moved = grid::EventMoved { happening: happening() };
        fact(&format!("grid.event.{kind}"), case, version, day(version), &moved)
    };
    let first = fact("grid.event.reported", case, 1, day(1), &report);
    vec![first, moved("accepted", 2), moved("merged", 3), moved("unmerged", 4)]
}

fn facts() -> Vec<Fact> {
    let cases = [
        event(Uuid::from_u128(1), TOWN, AT, 5),
        event(Uuid::from_u128(2), OTHER_TOWN, AT, 2),
        told_again(3),
        petitioned(4, false),
        petitioned(5, true),
        disputed(6),
        enforced(7),
    ];
    cases.into_iter().flatten().collect()
}

fn heard() -> Vec<Heard> {
    facts().iter().map(|fact| Heard::read(fact).unwrap().unwrap()).collect()
}

/// What these facts come to, folded case by case.
fn cube(heard: &[Heard]) -> Cube {
    let mut cases: BTreeMap<Uuid, Vec<Heard>> = BTreeMap::new();
    for fact in heard {
        cases.entry(fact.case).or_default().push(fact.clone());
    }
    cases.values().fold(Cube::default(), |mut cube, heard| {
        cube.join(&Cube::of(&tally(heard), MAY));
        cube
    })
}

#[test]
fn one_ordered_pass_counts_what_happened_and_nothing_of_what_is_sealed() {
    let towns = cube(&heard()).rolled(Level::Town);
    for (source, expected) in [
        ("grid.closed", 1),
        ("grid.repeated", 1),
        ("petition.registered", 1),
        ("petition.closed", 1),
        ("petition.handle.in_time", 1),
        ("petition.rated", 1),
        ("petition.rated_satisfied", 0),
        ("petition.rated_dissatisfied", 1),
        ("mediation.accepted", 1),
        ("mediation.agreements", 1),
        ("mediation.concluded", 1),
        ("mediation.rated_very", 1),
        ("enforcement.reviewed", 2),
        ("enforcement.remedies_reversed", 1),
    ] {
        assert_eq!(towns.count(TOWN, source, &[]), expected, "{source}");
    }
    assert_eq!(towns.count(OTHER_TOWN, "grid.closed", &[]), 1);
}

/// What is counted and could be named by no formula would be a figure that nobody can rate or describe by.
#[test]
fn whatever_is_counted_is_a_source_that_a_formula_may_name() {
    for (_, source) in cube(&heard()).totals().into_keys() {
        assert!(matches!(named(&source), Named::Source(_)), "{source}");
    }
}

/// All of them once, some of them again, in any order.
fn mixed(many: usize) -> impl Strategy<Value = Vec<usize>> {
    let again = prop::collection::vec(0..many, 0..40);
    again.prop_flat_map(move |again| Just((0..many).chain(again).collect::<Vec<_>>()).prop_shuffle())
}

proptest! {
    #[test]
    fn any_order_with_repeats_comes_to_what_one_ordered_pass_does(order in mixed(facts().len())) {
        let ordered = heard();
        let mixed: Vec<Heard> = order.into_iter().map(|index| ordered[index].clone()).collect();
        prop_assert_eq!(cube(&mixed), cube(&ordered));
    }
}

async fn what_four_services_tell_in_any_order_with_repeats_gives_the_same_figures(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let told = async || {
        let db = &scene.office.db.reader;
        let told = (figures(db, MAY).await.unwrap(), watermarks(db).await.unwrap());
        serde_json::to_string(&told).unwrap()
    };
    scene.hear(&facts()).await;
    let expected = told().await;
    assert_eq!(figures(&scene.office.db.reader, MAY).await.unwrap(), cube(&heard()));
    for seed in 1..=3 {
        drop_all(&scene.office.db.writer, 9).await.unwrap();
        let twice: Vec<Fact> = facts().into_iter().chain(facts()).collect();
        scene.hear(&shuffled(twice, seed)).await;
        assert_eq!(told().await, expected, "shuffle {seed}");
    }
}

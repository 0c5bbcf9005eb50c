//! What citizens say, in figures: how they rate, and whether anybody can speak with them (domain.md B5).

use shiyu_kit::testkit::scene::TOWN;
use shiyu_proto::grid::v1 as grid;
use shiyu_proto::petition::v1::{self as petition, Rating};
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;

use super::{Heard, tally};
use crate::scene::fact;

const AT: OffsetDateTime = datetime!(2026-05-04 02:00 UTC);

/// What is counted of the ratings of one petition, which were told in this order.
fn rated(ratings: &[(&str, Rating)]) -> Vec<String> {
    let told = (1_i64..).zip(ratings).map(|(version, (kind, rating))| {
        let told = petition::MatterEvaluated {
            matter: Some(petition::Matter {
                unit: TOWN.to_owned(),
                stage: petition::Stage::Closed.into(),
                ..petition::Matter::default()
            }),
            handling_unit: (*rating).into(),
            ..petition::MatterEvaluated::default()
        };
        fact(&format!("petition.matter.{kind}"), Uuid::from_u128(11), version, AT, &told)
    });
    let heard: Vec<Heard> = told.map(|fact| Heard::read(&fact).unwrap().unwrap()).collect();
    let sources = tally(&heard).occurrences.into_iter().map(|occurrence| occurrence.source);
    sources.filter(|source| source.starts_with("petition.rated")).collect()
}

#[test]
fn a_petitioners_own_rating_counts_in_the_place_of_one_that_was_taken_down_for_them() {
    let taken_down = ("evaluated", Rating::Satisfied);
    assert_eq!(rated(&[taken_down]), ["petition.rated", "petition.rated_satisfied"]);
    let own = ("rated_again", Rating::Dissatisfied);
    assert_eq!(rated(&[taken_down, own]), ["petition.rated", "petition.rated_dissatisfied"]);
}

#[test]
fn what_was_taken_down_of_the_unit_does_not_count_where_their_own_word_leaves_it_out() {
    let (taken_down, own) = (("evaluated", Rating::Satisfied), ("rated_again", Rating::Unspecified));
    assert!(rated(&[taken_down, own]).is_empty() && rated(&[own]).is_empty());
}

#[test]
fn whoever_did_not_say_who_they_are_cannot_be_spoken_with() {
    let of = |anonymous: bool| {
        let report = grid::EventReported {
            happening: Some(grid::Happening {
                source: grid::EventSource::Citizen.into(),
                ..grid::Happening::default()
            }),
            anonymous,
            ..grid::EventReported::default()
        };
        let told = fact("grid.event.reported", Uuid::from_u128(10), 1, AT, &report);
        tally(&[Heard::read(&told).unwrap().unwrap()]).limits.len()
    };
    assert_eq!((of(false), of(true)), (1, 0));
}

//! What disputes come to, in figures (domain.md B5).

use std::collections::BTreeMap;

use shiyu_kit::testkit::scene::TOWN;
use shiyu_proto::mediation::v1 as pb;
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;

use super::{Heard, tally};
use crate::scene::fact;

const AT: OffsetDateTime = datetime!(2026-05-04 02:00 UTC);

/// How often what is told to have happened counts.
fn counted(steps: &[&str], agreed: bool) -> BTreeMap<String, usize> {
    let happening = |accepted: bool| pb::DisputeHappening {
        unit: TOWN.to_owned(),
        stage: pb::DisputeStage::Performing.into(),
        accept_time: accepted.then_some(prost_types::Timestamp {
            seconds: AT.unix_timestamp(),
            nanos: 0,
        }),
        ..pb::DisputeHappening::default()
    };
    let mut accepted = false;
    let told = (1_i64..).zip(steps).map(|(version, kind)| {
        accepted |= *kind == "case.accepted";
        let ended = pb::DisputeEnded {
            happening: Some(happening(accepted)),
            agreed,
            ..pb::DisputeEnded::default()
        };
        fact(&format!("mediation.{kind}"), Uuid::from_u128(7), version, AT, &ended)
    });
    let heard: Vec<Heard> = told.map(|fact| Heard::read(&fact).unwrap().unwrap()).collect();
    let mut counts = BTreeMap::new();
    for occurrence in tally(&heard).occurrences {
        *counts.entry(occurrence.source).or_insert(0) += 1;
    }
    counts
}

fn of(counts: &BTreeMap<String, usize>, what: &str) -> usize {
    counts.get(&format!("mediation.{what}")).copied().unwrap_or_default()
}

#[test]
fn a_dispute_is_concluded_with_its_first_agreement_and_counts_once_however_many_follow() {
    let effective = counted(&["case.accepted", "agreement.effective"], true);
    let of_effect = ["accepted", "concluded", "agreed", "agreements"].map(|what| of(&effective, what));
    assert_eq!(of_effect, [1; 4], "nobody waits for its performance");
    let ended = counted(
        &[
            "case.accepted",
            "agreement.effective",
            "case.accepted",
            "agreement.effective",
            "case.closed",
        ],
        true,
    );
    let of_end = ["accepted", "concluded", "agreed", "agreements"].map(|what| of(&ended, what));
    assert_eq!(of_end, [1; 4]);
}

#[test]
fn what_ends_without_an_agreement_is_concluded_if_it_was_accepted() {
    let failed = counted(&["case.accepted", "case.closed"], false);
    assert_eq!((of(&failed, "concluded"), of(&failed, "agreed")), (1, 0));
    let declined = counted(&["case.closed"], false);
    assert_eq!(of(&declined, "concluded"), 0, "it was never accepted");
}

#[test]
fn escalations_and_their_reports_count_for_the_area() {
    let told = counted(&["escalation.flagged", "escalation.reported", "escalation.flagged"], false);
    assert_eq!((of(&told, "escalations"), of(&told, "escalations_reported")), (2, 1));
}

//! Numbers in office style: one running count for each unit and year, and none is lost.

use futures::future::join_all;
use shiyu_e2e::people::{OFFICER, Post};
use shiyu_e2e::sample::{self, NEIGHBOUR, OFFICE};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use time::Duration;
use tonic::Code;

use crate::saying::refused;

on_both_storages! {
    each_unit_counts_for_itself_and_begins_anew_with_the_year;
    what_is_refused_or_repeated_leaves_no_hole;
    a_service_that_starts_again_counts_on;
}

/// The running count of a number like `330602-XFJ信访〔2026〕12号`.
fn serial(town: &Town, unit: &str, number: &str) -> i64 {
    let begin = format!("{unit}信访〔{}〕", local_date(town.now()).year());
    let rest = number.strip_prefix(&begin).and_then(|rest| rest.strip_suffix('号'));
    rest.unwrap_or_else(|| panic!("{number} is not of {begin}")).parse().unwrap()
}

async fn next(town: &Town) -> i64 {
    serial(town, OFFICE, &Matter::register(town).await.number)
}

async fn each_unit_counts_for_itself_and_begins_anew_with_the_year(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    assert_eq!((next(&town).await, next(&town).await), (1, 2));
    let of_a_town = Post {
        unit: Some("330602001"),
        ..OFFICER
    };
    let theirs = Matter::register_by(&town.caller(&of_a_town)).await;
    assert_eq!(serial(&town, "330602001", &theirs.number), 1);
    assert_eq!(next(&town).await, 3);
    let year = local_date(town.now()).year();
    while local_date(town.now()).year() == year {
        town.advance(Duration::days(20)).await;
    }
    assert_eq!((next(&town).await, next(&town).await), (1, 2));
}

async fn what_is_refused_or_repeated_leaves_no_hole(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let first = Matter::register(&town).await;
    assert_eq!(serial(&town, OFFICE, &first.number), 1);
    let mut client = town.caller(&OFFICER).petitions();
    for _ in 0..5 {
        let mut outside = sample::registration(new_id());
        outside.petition.as_mut().unwrap().place = NEIGHBOUR.to_owned();
        let refusal = client.register_petition(outside).await;
        refused(refusal, Code::FailedPrecondition, "UNIT_OUTSIDE_JURISDICTION");
        let again = client.register_petition(sample::registration(first.id)).await.unwrap().into_inner();
        assert_eq!(again.petition.unwrap().number, first.number);
        assert_eq!(again.query_code, first.code);
    }
    let calls = (0..20).map(|_| {
        let town = &town;
        async move { next(town).await }
    });
    let mut taken = join_all(calls).await;
    taken.sort_unstable();
    assert_eq!(taken, (2..=21).collect::<Vec<_>>());
}

async fn a_service_that_starts_again_counts_on(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    assert_eq!((next(&town).await, next(&town).await), (1, 2));
    for expected in 3..6 {
        town.stop().await;
        town.start().await;
        assert_eq!(next(&town).await, expected);
    }
}

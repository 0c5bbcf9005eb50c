//! The demo from its first day to its table.

use std::collections::HashSet;

use shiyu_city::demo::{Cast, DemoOptions, play};
use shiyu_city::desk::Desk;
use shiyu_city::output::Printer;
use shiyu_city::token::Signer;
use shiyu_proto::petition::v1::Stage;
use tempfile::TempDir;
use time::macros::datetime;
use uuid::Uuid;

use crate::fake::City;

fn cast(desk: &Desk, folder: &TempDir) -> Cast {
    let signer = Signer::open(folder.path()).unwrap();
    Cast::new(desk, &signer, datetime!(2026-03-02 01:00 UTC)).unwrap()
}

fn options(run: u128) -> DemoOptions {
    DemoOptions {
        seed: 7,
        run: Some(Uuid::from_u128(run)),
        wait: 20,
    }
}

#[tokio::test]
async fn the_demo_crosses_every_limit_and_ends_with_a_table() {
    let (city, folder) = (City::default(), TempDir::new().unwrap());
    let cast = cast(&city.desk().await, &folder);

    let played = play(&cast, Printer::Json, &options(1)).await.unwrap();

    let days: Vec<u32> = played.crossings.iter().map(|crossing| crossing.days).collect();
    assert_eq!(days, [16, 61, 31]);
    // Not forwarded 6, not accepted 5, not served 2.
    assert_eq!(played.crossings[0].overdue, 13);
    // Handling: accepted late 2, not answered 3, answered late 4, not served 2.
    assert_eq!(played.crossings[1].overdue, 11);
    assert_eq!(played.crossings[1].closed, 15);
    assert_eq!(played.crossings[2].closed, 4);
    assert_eq!(played.ending.of(Stage::Closed).petitions, 19);
    assert_eq!(played.ending.of(Stage::Registered).overdue, 3);
    assert_eq!(played.ending.of(Stage::Handling).warned, 4);
    assert_eq!(played.ending.of(Stage::Handling).overdue, 5);
    assert_eq!(played.ending.of(Stage::Forwarded).inside, 4);
    assert_eq!(city.state().petitions.len(), 40);
    assert!(city.state().units.contains_key("330602-XFJ"));
}

#[tokio::test]
async fn another_run_adds_petitions_of_its_own() {
    let (city, folder) = (City::default(), TempDir::new().unwrap());
    let cast = cast(&city.desk().await, &folder);

    play(&cast, Printer::Json, &options(1)).await.unwrap();
    let units = city.state().units.len();
    let again = play(&cast, Printer::Json, &options(2)).await.unwrap();

    assert_eq!(city.state().petitions.len(), 80);
    assert_eq!(city.state().units.len(), units);
    let references: HashSet<String> = city.state().petitions.values().map(|one| one.source_reference.clone()).collect();
    assert_eq!(references.len(), 80);
    assert_eq!(again.names.len(), 40);
}

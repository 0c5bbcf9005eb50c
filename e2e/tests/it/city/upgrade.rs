//! From one build to the next under load. `make upgrade` names an older build; without one the same build takes over from itself.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sea_orm::{ConnectionTrait, Statement, TryGetable};
use shiyu_e2e::city::load::Load;
use shiyu_e2e::city::{Plan, Programs, SERVICES, Unchanged};
use shiyu_e2e::people::OPERATOR;
use shiyu_e2e::{City, PATIENCE};
use shiyu_kit::testkit::eventually;
use shiyu_proto::common::v1 as common;
use tokio_util::sync::CancellationToken;

use super::{count, figures, generations, hears_no_more};

/// The program of the build before this one.
const PREVIOUS: &str = "SHIYU_E2E_PREVIOUS";
/// The image of the build before this one.
const PREVIOUS_IMAGE: &str = "SHIYU_E2E_PREVIOUS_IMAGE";
/// How many stories are told at the same time.
const TELLERS: usize = 4;

fn named(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|value| !value.is_empty())
}

/// The build before this one, and this one.
pub fn builds() -> Option<(Programs, Programs)> {
    let now = Programs::at_hand()?;
    let before = match (named(PREVIOUS_IMAGE), named(PREVIOUS)) {
        (Some(image), _) => Programs::Image(image),
        (None, Some(program)) => Programs::local(Path::new(&program)).unwrap(),
        (None, None) => {
            eprintln!("e2e: {PREVIOUS} names no older build: this one takes over from itself");
            now.clone()
        }
    };
    Some((before, now))
}

/// Four who tell stories until they are stopped.
struct Tellers {
    stop: CancellationToken,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl Tellers {
    fn begin(load: &Load) -> Self {
        let (stop, told) = (CancellationToken::new(), Arc::new(AtomicUsize::new(0)));
        let tell = || {
            let (load, stop, told) = (load.clone(), stop.clone(), told.clone());
            tokio::spawn(async move {
                while !stop.is_cancelled() {
                    load.story(told.fetch_add(1, Ordering::Relaxed)).await;
                }
            })
        };
        Self {
            tasks: (0..TELLERS).map(|_| tell()).collect(),
            stop,
        }
    }

    async fn end(self) {
        self.stop.cancel();
        for task in self.tasks {
            task.await.unwrap();
        }
    }
}

/// Until so many calls more were answered.
async fn goes_on(load: &Load, calls: usize) {
    let before = load.answered();
    eventually(PATIENCE, async || load.answered() >= before + calls).await;
}

/// What a service's database answers, in one row of one column.
async fn asked<T: TryGetable>(city: &City, service: &str, question: &str) -> T {
    let db = city.place("330602").office(service).connect().await;
    let question = Statement::from_string(db.reader.get_database_backend(), question);
    let row = db.reader.query_one_raw(question).await;
    db.close().await;
    row.unwrap().unwrap().try_get_by_index(0).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_build_takes_over_under_load_and_no_call_and_no_fact_is_lost() {
    let Some((before, now)) = builds() else { return };
    let plan = Plan {
        desk: None,
        counties: vec!["330602"],
        programs: Some(before.clone()),
        ..Plan::default()
    };
    let Some(mut city) = City::open(&plan).await else { return };
    city.prepare().await;
    // Two replicas of each, as in production.
    for service in SERVICES {
        city.place_mut("330602").office_mut(service).start(&before).await.unwrap();
    }
    let load = Load::of(&city, "330602");
    let tellers = Tellers::begin(&load);
    goes_on(&load, 20).await;
    for service in SERVICES {
        city.place_mut("330602").upgrade(service, &now).await.unwrap();
        goes_on(&load, 5).await;
    }
    tellers.end().await;
    // A build that counts otherwise hears the stream by another name; once no older replica is left, an operator takes theirs away.
    let newest = generations(&city, "330602").await.last().copied().unwrap();
    hears_no_more(&city, "330602", newest).await;
    city.settled().await;

    let book = load.take();
    eprintln!("e2e: {} calls answered while {before} became {now}", book.answered.len());
    assert_eq!(book.failed, [] as [String; 0]);
    for (service, table, expected) in [
        ("petition", "petition", book.petitions.len()),
        ("grid", "incident", book.events.len()),
        ("mediation", "dispute", book.offered[0]),
        ("enforcement", "case_file", book.offered[1]),
    ] {
        let count: i64 = asked(&city, service, &format!("SELECT count(*) FROM {table}")).await;
        assert_eq!(usize::try_from(count).unwrap(), expected, "{service}");
    }
    let facts = city.each_fact_is_told_once("330602").await;
    let figures = figures(&city, "330602").await;
    assert_eq!(count(&figures, "grid.reported"), i64::try_from(book.events.len()).unwrap());
    eprintln!("e2e: {facts} facts, each told once");
    city.close().await;
}

async fn told(city: &City, service: &str, sql: &str) {
    let db = city.place("330602").office(service).connect().await;
    db.writer.execute_unprepared(sql).await.unwrap();
    db.close().await;
}

/// What a migration that cannot be made looks like: its table is there already.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_migration_that_fails_on_postgresql_leaves_the_old_build_serving_on() {
    let Some((before, now)) = builds() else { return };
    let plan = Plan {
        desk: None,
        counties: vec!["330602"],
        services: vec!["petition", "grid"],
        programs: Some(before),
        ..Plan::default()
    };
    let Some(mut city) = City::open(&plan).await else { return };
    city.prepare().await;
    city.place("330602").office("grid").migrate(&now).await.unwrap();
    let first = "SELECT version FROM seaql_migrations ORDER BY version LIMIT 1";
    let version: String = asked(&city, "grid", first).await;
    told(&city, "grid", &format!("DELETE FROM seaql_migrations WHERE version = '{version}'")).await;

    let load = Load::of(&city, "330602");
    let tellers = Tellers::begin(&load);
    goes_on(&load, 5).await;
    let refused = city.place_mut("330602").upgrade("grid", &now).await;
    assert!(matches!(refused, Err(Unchanged::Migration(_))), "{refused:?}");
    // And whoever starts the new one all the same is refused by it.
    let grid = city.place_mut("330602").office_mut("grid");
    grid.tell("SHIYU_DATABASE__MIGRATE", "false");
    let refused = grid.start(&now).await.unwrap_err();
    assert!(refused.contains(&version), "{refused}");
    assert_eq!(grid.replicas(), 1);
    goes_on(&load, 5).await;

    told(
        &city,
        "grid",
        &format!("INSERT INTO seaql_migrations (version, applied_at) VALUES ('{version}', 0)"),
    )
    .await;
    city.place_mut("330602").upgrade("grid", &now).await.unwrap();
    goes_on(&load, 5).await;
    tellers.end().await;
    let book = load.take();
    assert_eq!(book.failed, [] as [String; 0]);
    let known = common::ListUnitsRequest {
        parent: "counties/330602".to_owned(),
        page_size: 1,
        ..common::ListUnitsRequest::default()
    };
    city.caller("330602", "grid", &OPERATOR).units().list_units(known).await.unwrap();
    city.settled().await;
    city.each_fact_is_told_once("330602").await;
    city.close().await;
}

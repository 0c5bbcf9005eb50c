//! What is told is heard: each case in order, others meanwhile, each effect once.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sea_orm::DatabaseConnection;
use shiyu_kit::both_databases;
use shiyu_kit::consumer::{Consumer, ConsumerSettings, Lag, Outcome, lag};
use shiyu_kit::nats::event::header;
use shiyu_kit::nats::{CITY_STREAM, COUNTY_STREAM, CitySource, Fact, city_stream, ensure_stream};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::bench::{Archive, PATIENCE, assert_in_order, cases, county, hearing, interleaved, row, stream, take_effect, tell, tell_changed};

both_databases! {
    a_case_in_trouble_keeps_its_order_and_holds_up_no_other;
    an_event_told_again_past_the_duplicate_window_has_one_effect;
    after_a_restart_what_was_put_back_still_goes_before_what_is_new;
}

/// Fails the first `times` it sees an event that `which` picks.
fn stumbling(
    db: &DatabaseConnection,
    times: u32,
    which: fn(&Fact) -> bool,
) -> impl Fn(Fact) -> std::pin::Pin<Box<dyn Future<Output = Outcome> + Send>> + Send + Sync + 'static {
    let seen: Arc<Mutex<HashMap<Uuid, u32>>> = Arc::default();
    let db = db.clone();
    move |fact| {
        let (db, seen) = (db.clone(), Arc::clone(&seen));
        Box::pin(async move {
            let before = {
                let mut seen = seen.lock().unwrap();
                let count = seen.entry(fact.id).or_default();
                *count += 1;
                *count - 1
            };
            if which(&fact) && before < times {
                return Outcome::Trouble("not yet".into());
            }
            take_effect(&db, &fact).await
        })
    }
}

async fn a_case_in_trouble_keeps_its_order_and_holds_up_no_other(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((_broker, nats)) = county().await else { return };
    let (cases, versions) = (cases(12), 6);
    for row in interleaved(&cases, 1..=versions) {
        tell(&nats, &row).await;
    }
    let handler = stumbling(&archive.db, 2, |fact| fact.case.as_u128() % 3 == 0 && fact.case_version % 2 == 1);
    let consumer = Consumer::start(archive.seat(&nats), hearing("order"), handler).await.unwrap();
    eventually(PATIENCE, || async { archive.effects().await.len() >= 72 }).await;
    eventually(PATIENCE, || async {
        lag(&nats, COUNTY_STREAM, "order").await.unwrap() == Lag::default()
    })
    .await;
    consumer.stop().await;
    assert_in_order(&archive.effects().await, &cases, versions);
}

#[tokio::test(flavor = "multi_thread")]
async fn different_cases_are_handled_at_once_and_slow_ones_stay_ours() {
    let Some((_broker, nats)) = county().await else { return };
    let archive = Archive::sqlite().await;
    let cases = cases(24);
    for row in interleaved(&cases, 1..=1) {
        tell(&nats, &row).await;
    }
    let (inside, calls, gate) = (
        Arc::new(AtomicU32::new(0)),
        Arc::new(AtomicU32::new(0)),
        Arc::new(Semaphore::new(0)),
    );
    let (entered, called, door) = (Arc::clone(&inside), Arc::clone(&calls), Arc::clone(&gate));
    let settings = ConsumerSettings {
        ack_wait: Duration::from_secs(1),
        ..hearing("parallel")
    };
    let consumer = Consumer::start(archive.seat(&nats), settings, move |_| {
        let (entered, called, door) = (Arc::clone(&entered), Arc::clone(&called), Arc::clone(&door));
        async move {
            entered.fetch_add(1, Ordering::SeqCst);
            called.fetch_add(1, Ordering::SeqCst);
            let _open = door.acquire().await.unwrap();
            Outcome::Done
        }
    })
    .await
    .unwrap();
    // Every lane with a case is inside, none has come out.
    eventually(PATIENCE, || async { inside.load(Ordering::SeqCst) > 4 }).await;
    // Each third of `ack_wait` shows life for all 24: after six rounds everything would have been handed out again without.
    let sent = || nats.client().statistics().out_messages.load(Ordering::Relaxed);
    let before = sent();
    eventually(PATIENCE, || async { sent() >= before + 6 * 24 }).await;
    gate.add_permits(1_000);
    eventually(PATIENCE, || async {
        lag(&nats, COUNTY_STREAM, "parallel").await.unwrap() == Lag::default()
    })
    .await;
    consumer.stop().await;
    assert_eq!(calls.load(Ordering::SeqCst), 24);
}

async fn an_event_told_again_past_the_duplicate_window_has_one_effect(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((_broker, nats)) = county().await else { return };
    let row = row(cases(1)[0], 1);
    tell(&nats, &row).await;
    tell_changed(&nats, &row, |event| event.headers.insert(header::MESSAGE_ID, "told again")).await;
    assert_eq!(stream(&nats).await.len(), 2);
    let consumer = Consumer::start(archive.seat(&nats), hearing("twice"), stumbling(&archive.db, 0, |_| false))
        .await
        .unwrap();
    eventually(PATIENCE, || async {
        lag(&nats, COUNTY_STREAM, "twice").await.unwrap() == Lag::default()
    })
    .await;
    consumer.stop().await;
    assert_eq!(archive.effects().await, [(row.case_id, 1)]);
}

async fn after_a_restart_what_was_put_back_still_goes_before_what_is_new(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((_broker, nats)) = county().await else { return };
    let (case, settings) = (
        cases(1)[0],
        ConsumerSettings {
            first_delay: Duration::from_mins(5),
            ..hearing("restart")
        },
    );
    for version in 1..=2 {
        tell(&nats, &row(case, version)).await;
    }
    let tried = Arc::new(AtomicBool::new(false));
    let trying = Arc::clone(&tried);
    let failing = Consumer::start(archive.seat(&nats), settings.clone(), move |_| {
        trying.store(true, Ordering::SeqCst);
        async { panic!("our trouble") }
    })
    .await
    .unwrap();
    eventually(PATIENCE, || async { tried.load(Ordering::SeqCst) }).await;
    failing.stop().await;
    tell(&nats, &row(case, 3)).await;

    let consumer = Consumer::start(archive.seat(&nats), settings, stumbling(&archive.db, 0, |_| false))
        .await
        .unwrap();
    eventually(Duration::from_secs(20), || async { archive.effects().await.len() >= 3 }).await;
    consumer.stop().await;
    assert_in_order(&archive.effects().await, &[case], 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_replica_hears_and_another_takes_over() {
    let Some(archive) = Archive::postgres().await else { return };
    let Some((_broker, nats)) = county().await else { return };
    let heard: Arc<Mutex<Vec<&str>>> = Arc::default();
    let listener = |name: &'static str| {
        let heard = Arc::clone(&heard);
        move |_| {
            heard.lock().unwrap().push(name);
            async { Outcome::Done }
        }
    };
    let first = Consumer::start(archive.seat(&nats), hearing("lease"), listener("first"))
        .await
        .unwrap();
    tell(&nats, &row(cases(1)[0], 1)).await;
    eventually(PATIENCE, || async { heard.lock().unwrap().len() == 1 }).await;
    let second = Consumer::start(archive.seat(&nats), hearing("lease"), listener("second"))
        .await
        .unwrap();
    for row in interleaved(&cases(30), 1..=1) {
        tell(&nats, &row).await;
    }
    eventually(PATIENCE, || async { heard.lock().unwrap().len() == 31 }).await;
    first.stop().await;
    tell(&nats, &row(cases(1)[0], 1)).await;
    eventually(PATIENCE, || async { heard.lock().unwrap().len() == 32 }).await;
    second.stop().await;
    let heard = heard.lock().unwrap();
    assert!(heard[..31].iter().all(|name| *name == "first"));
    assert_eq!(heard[31], "second");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_city_hears_a_countys_facts_with_the_countys_stamp() {
    let Some((_broker, nats)) = county().await else { return };
    let archive = Archive::sqlite().await;
    let own = CitySource {
        code: "330602".into(),
        external: None,
    };
    ensure_stream(&nats, city_stream(&[own], 1)).await.unwrap();
    let heard: Arc<Mutex<Vec<Fact>>> = Arc::default();
    let hear = Arc::clone(&heard);
    let settings = ConsumerSettings {
        stream: CITY_STREAM.into(),
        filter_subjects: vec!["county.*.petition.>".into(), "county.*.grid.>".into()],
        ..hearing("city")
    };
    let consumer = Consumer::start(archive.seat(&nats), settings, move |fact| {
        hear.lock().unwrap().push(fact);
        async { Outcome::Ignored }
    })
    .await
    .unwrap();
    tell(&nats, &row(cases(1)[0], 1)).await;
    eventually(PATIENCE, || async { !heard.lock().unwrap().is_empty() }).await;
    consumer.stop().await;
    let fact = heard.lock().unwrap().remove(0);
    assert_eq!(
        (fact.county.as_deref(), fact.kind.as_str()),
        (Some("330602"), "petition.matter.accepted")
    );
}

//! What is written is told: all of it, in order, once.

use std::sync::atomic::Ordering;
use std::time::Duration;

use sea_orm::TransactionTrait;
use shiyu_kit::both_databases;
use shiyu_kit::clock::WallClock;
use shiyu_kit::dead_letter;
use shiyu_kit::nats::Nats;
use shiyu_kit::relay::{Lag, Relay, RelaySettings, Wake, announce, lag};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use time::Duration as Span;
use uuid::Uuid;

use super::bench::{Archive, PATIENCE, assert_in_order, cases, county, interleaved, relaying, row, stream, write};

both_databases! {
    the_facts_of_many_cases_are_told_in_each_cases_order_and_marked;
    what_concerns_nobody_else_is_not_told_and_not_pending;
    what_the_desk_tells_no_county_lies_among_the_dead_letters;
}

/// Nobody waits this long: what arrives was woken.
fn unpolled() -> RelaySettings {
    RelaySettings {
        poll: Duration::from_hours(1),
        ..relaying()
    }
}

async fn told(nats: &Nats) -> Vec<(Uuid, i64)> {
    stream(nats)
        .await
        .into_iter()
        .map(|(_, fact)| (fact.case, fact.case_version))
        .collect()
}

async fn the_facts_of_many_cases_are_told_in_each_cases_order_and_marked(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((_broker, nats)) = county().await else { return };
    let cases = cases(40);
    write(&archive.db, interleaved(&cases, 1..=5)).await;
    let wake = Wake::new();
    let relay = Relay::start(
        archive.db.clone(),
        nats.clone(),
        RelaySettings { batch: 64, ..unpolled() },
        wake.clone(),
    );
    write(&archive.db, interleaved(&cases, 6..=10)).await;
    wake.ring();
    eventually(PATIENCE, || archive.everything_is_marked()).await;
    relay.stop().await;

    assert_in_order(&told(&nats).await, &cases, 10);
    let mut marked: Vec<_> = archive
        .journal()
        .await
        .iter()
        .map(|row| (row.sequence.unwrap(), row.event_id))
        .collect();
    marked.sort_unstable();
    let stored: Vec<_> = stream(&nats)
        .await
        .into_iter()
        .map(|(sequence, fact)| (sequence, fact.id))
        .collect();
    assert_eq!(marked, stored);
}

async fn what_concerns_nobody_else_is_not_told_and_not_pending(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((_broker, nats)) = county().await else { return };
    let case = cases(1)[0];
    let quiet = shiyu_kit::journal::Model {
        fact: None,
        ..row(case, 1)
    };
    let aloud = row(case, 2);
    let now = aloud.at + Span::seconds(90);
    write(&archive.db, [quiet, aloud]).await;
    assert_eq!(
        lag(&archive.db, now).await.unwrap(),
        Lag {
            rows: 1,
            oldest_seconds: 90
        }
    );

    let relay = Relay::start(archive.db.clone(), nats.clone(), relaying(), Wake::new());
    eventually(PATIENCE, || async { lag(&archive.db, now).await.unwrap() == Lag::default() }).await;
    relay.stop().await;
    assert_eq!(told(&nats).await, [(case, 2)]);
}

async fn what_the_desk_tells_no_county_lies_among_the_dead_letters(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((_broker, nats)) = county().await else { return };
    let case = cases(1)[0];
    let desk = |version: i64, detail: &str| shiyu_kit::journal::Model {
        kind: "desk.moved".into(),
        detail: detail.into(),
        ..row(case, version)
    };
    let (astray, addressed) = (desk(1, "{}"), desk(2, r#"{"to":"330602"}"#));
    let lost = astray.fact.clone().unwrap();
    write(&archive.db, [astray, addressed]).await;
    let relay = Relay::start(archive.db.clone(), nats.clone(), relaying(), Wake::new());
    eventually(PATIENCE, || archive.everything_is_marked()).await;
    relay.stop().await;

    let letters = dead_letter::list(&archive.db, dead_letter::State::Pending, None, 10).await.unwrap();
    let letters: Vec<_> = letters
        .into_iter()
        .map(|letter| (letter.subject, letter.reason, letter.payload))
        .collect();
    let letter = ("shiyu.petition.desk.moved".to_owned(), "ADDRESSEE_MISSING".to_owned(), lost);
    assert_eq!(letters, [letter]);
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_take_turns_and_a_commit_of_one_wakes_the_other() {
    let Some(archive) = Archive::postgres().await else { return };
    let Some((broker, nats)) = county().await else { return };
    let connections = [broker.connect().await, broker.connect().await];
    let mut relays = Vec::new();
    for connection in &connections {
        relays.push(Relay::start(archive.replica().await, connection.clone(), unpolled(), Wake::new()));
    }
    let cases = cases(20);
    for version in 1..=20 {
        let commit = archive.db.begin().await.unwrap();
        write(&commit, interleaved(&cases, version..=version)).await;
        announce(&commit).await.unwrap();
        commit.commit().await.unwrap();
    }
    eventually(PATIENCE, || archive.everything_is_marked()).await;
    for relay in relays {
        relay.stop().await;
    }
    assert_in_order(&told(&nats).await, &cases, 20);
    // JetStream would hide a fact told twice; the connections' own counts do not.
    let sent: u64 = connections
        .iter()
        .map(|nats| nats.client().statistics().out_messages.load(Ordering::Relaxed))
        .sum();
    assert!((400..440).contains(&sent), "{sent} messages for 400 facts");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_stops_leaves_the_turn_to_the_next() {
    let Some(archive) = Archive::postgres().await else { return };
    let Some((_broker, nats)) = county().await else { return };
    let cases = cases(3);
    for version in 1..=3 {
        let relay = Relay::start(archive.replica().await, nats.clone(), relaying(), Wake::new());
        write(&archive.db, interleaved(&cases, version..=version)).await;
        eventually(PATIENCE, || archive.everything_is_marked()).await;
        relay.stop().await;
    }
    assert_in_order(&told(&nats).await, &cases, 3);
    assert_eq!(lag(&archive.db, WallClock::system().now()).await.unwrap().rows, 0);
}

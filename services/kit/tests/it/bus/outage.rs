//! The broker dies. How long it is away makes no difference to the code that waits: rows stay pending, pauses stop growing
//! at five seconds, and nothing counts attempts. So these outages stand for one of an hour.

use shiyu_kit::both_databases;
use shiyu_kit::consumer::Consumer;
use shiyu_kit::nats::{county_stream, ensure_stream};
use shiyu_kit::relay::{Relay, Wake};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;

use super::bench::{Archive, PATIENCE, assert_in_order, cases, county, hearing, interleaved, relaying, stream, take_effect, write};

both_databases! {
    an_outage_in_the_middle_loses_nothing_and_doubles_nothing;
    what_the_stream_lost_is_told_again;
    what_gathered_in_an_hour_is_told_in_order_once_the_broker_is_back;
}

async fn an_outage_in_the_middle_loses_nothing_and_doubles_nothing(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((mut broker, nats)) = county().await else { return };
    let (cases, wake) = (cases(25), Wake::new());
    let relay = Relay::start(archive.db.clone(), nats.clone(), relaying(), wake.clone());
    let db = archive.db.clone();
    let consumer = Consumer::start(archive.seat(&nats), hearing("outage"), move |fact| {
        let db = db.clone();
        async move { take_effect(&db, &fact).await }
    })
    .await
    .unwrap();

    write(&archive.db, interleaved(&cases, 1..=8)).await;
    wake.ring();
    eventually(PATIENCE, || async { archive.effects().await.len() > 20 }).await;
    broker.kill().await;
    write(&archive.db, interleaved(&cases, 9..=12)).await;
    wake.ring();
    eventually(PATIENCE, || async { !nats.is_connected() }).await;
    broker.restart().await;

    eventually(PATIENCE, || async {
        archive.effects().await.len() >= 300 && archive.everything_is_marked().await
    })
    .await;
    consumer.stop().await;
    relay.stop().await;
    assert_in_order(&archive.effects().await, &cases, 12);
}

/// The reference city tells three facts a second (domain E): 10,800 in an hour.
async fn what_gathered_in_an_hour_is_told_in_order_once_the_broker_is_back(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((mut broker, nats)) = county().await else { return };
    let (cases, wake) = (cases(108), Wake::new());
    let relay = Relay::start(archive.db.clone(), nats.clone(), relaying(), wake.clone());
    broker.kill().await;
    eventually(PATIENCE, || async { !nats.is_connected() }).await;
    for tenth in 0..10 {
        write(&archive.db, interleaved(&cases, tenth * 10 + 1..=tenth * 10 + 10)).await;
        wake.ring();
    }
    broker.restart().await;
    eventually(PATIENCE, || archive.everything_is_marked()).await;
    relay.stop().await;
    let told = stream(&nats).await;
    assert_eq!(told.len(), 10_800);
    let told: Vec<_> = told.into_iter().map(|(_, fact)| (fact.case, fact.case_version)).collect();
    assert_in_order(&told, &cases, 100);
}

async fn what_the_stream_lost_is_told_again(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((mut broker, nats)) = county().await else { return };
    let (cases, wake) = (cases(5), Wake::new());
    let relay = Relay::start(archive.db.clone(), nats.clone(), relaying(), wake.clone());
    write(&archive.db, interleaved(&cases, 1..=4)).await;
    wake.ring();
    eventually(PATIENCE, || archive.everything_is_marked()).await;

    broker.kill().await;
    broker.lose_disk();
    write(&archive.db, interleaved(&cases, 5..=6)).await;
    broker.restart().await;
    eventually(PATIENCE, || async { nats.is_connected() }).await;
    ensure_stream(&nats, county_stream(1)).await.unwrap();
    let all_there = || async { stream(&nats).await.len() == 30 && archive.everything_is_marked().await };
    eventually(PATIENCE, all_there).await;
    relay.stop().await;

    let told: Vec<_> = stream(&nats)
        .await
        .into_iter()
        .map(|(_, fact)| (fact.case, fact.case_version))
        .collect();
    assert_in_order(&told, &cases, 6);
}

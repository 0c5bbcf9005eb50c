//! What is told of cases, watched at the door of a service: in order, from a token on, and nothing that is kept from whoever watches.

mod house;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::{EntityTrait, IntoActiveModel, TransactionTrait};
use shiyu_kit::audience::row;
use shiyu_kit::both_databases;
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use time::Duration;
use tonic::Code;
use uuid::Uuid;

use crate::service::LONG;
use house::{BUREAU, House, OFFICE, TRANSPORT, all, ended, events, facts, ids, next, posted, posted_of, said};

both_databases! {
    what_is_told_is_watched_in_order_and_goes_on_from_a_token;
    what_is_kept_from_somebody_is_not_told_them;
    what_is_no_token_of_this_stream_is_refused;
    a_stream_ends_with_the_callers_token_and_with_the_replica;
    nobody_has_more_than_four_streams_open;
    a_row_that_comes_late_is_told_before_those_that_wait_for_it;
    for_whoever_does_not_read_nothing_is_read_ahead;
}

async fn what_is_told_is_watched_in_order_and_goes_on_from_a_token(home: TestDatabase) {
    let Some(house) = House::on(&home).await else { return };
    let mut dockets = vec![house.docket(&[BUREAU]).await, house.docket(&[]).await];
    // What a register tells belongs to no case.
    posted(&house.db.writer, new_id(), "unit.changed").await;
    let mut stream = house.watch(OFFICE, "").await.unwrap();
    let (before, token) = facts(&mut stream, 5).await;
    let rows = house.written(&dockets).await;
    assert_eq!(ids(&before), events(&rows));
    for (fact, row) in before.iter().zip(&rows) {
        assert_eq!(Some(&fact.data), row.fact.as_ref());
        assert_eq!((&fact.journal_hash, fact.case_version), (&row.hash, row.version));
        assert_eq!(fact.r#type, format!("shiyu.docket.{}.v1", row.kind));
        assert_eq!(fact.source, "//shiyu/330602/docket");
    }
    // One that is open hears of it, one that was away finds it.
    dockets.push(house.docket(&[TRANSPORT]).await);
    house.note(dockets[0]).await;
    let (live, _) = facts(&mut stream, 4).await;
    drop(stream);
    let mut again = house.watch(OFFICE, &token).await.unwrap();
    let (after, _) = facts(&mut again, 4).await;
    assert_eq!(after, live);
    let everything = [ids(&before), ids(&after)].concat();
    assert_eq!(everything, events(&house.written(&dockets).await));
    drop(again);
    house.stop().await;
}

async fn what_is_kept_from_somebody_is_not_told_them(home: TestDatabase) {
    let Some(house) = House::on(&home).await else { return };
    let (own, others) = (house.docket(&[BUREAU]).await, house.docket(&[TRANSPORT]).await);
    let sealed = house.docket(&[BUREAU, TRANSPORT]).await;
    let bar = row::Model {
        case_id: sealed,
        kind: row::BARRED_UNIT.to_owned(),
        entry: BUREAU.to_owned(),
    };
    let bar = row::Entity::insert_many([bar.into_active_model()]);
    bar.exec_without_returning(&house.db.writer).await.unwrap();
    // The desk of a city tells one county alone.
    posted(&house.db.writer, own, "desk.asked").await;
    house.settled().await;
    let mut rows = house.written(&[own]).await;
    rows.retain(|row| row.kind != "desk.asked");
    let (mut bureau, mut transport) = (house.watch(BUREAU, "").await.unwrap(), house.watch(TRANSPORT, "").await.unwrap());
    let (told, token) = all(&mut bureau).await;
    assert_eq!(ids(&told), events(&rows));
    let (told, _) = all(&mut transport).await;
    assert_eq!(ids(&told), events(&house.written(&[others, sealed]).await));
    // The token has passed over what was kept from them, and stays theirs.
    drop((bureau, transport));
    house.note(sealed).await;
    house.settled().await;
    let (told, _) = all(&mut house.watch(BUREAU, &token).await.unwrap()).await;
    assert_eq!(told, []);
    house.stop().await;
}

async fn what_is_no_token_of_this_stream_is_refused(home: TestDatabase) {
    let Some(house) = House::on(&home).await else { return };
    house.docket(&[]).await;
    house.settled().await;
    let (_, token) = all(&mut house.watch(OFFICE, "").await.unwrap()).await;
    let bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
    let (head, place) = bytes.split_at(9);
    let (position, event): (i64, Uuid) = serde_json::from_slice(place).unwrap();
    let forged = |head: &[u8], place: (i64, Uuid)| URL_SAFE_NO_PAD.encode([head, &serde_json::to_vec(&place).unwrap()].concat());
    let mut elsewhere = head.to_vec();
    elsewhere[8] ^= 1;
    for (token, reason) in [
        ("not a token".to_owned(), "WATCH_TOKEN_INVALID"),
        (token[..token.len() - 3].to_owned(), "WATCH_TOKEN_INVALID"),
        (forged(head, (-1, event)), "WATCH_TOKEN_INVALID"),
        (forged(&elsewhere, (position, event)), "WATCH_TOKEN_MISMATCH"),
        (forged(head, (position + 1_000, event)), "WATCH_TOKEN_UNKNOWN"),
        (forged(head, (i64::MAX, event)), "WATCH_TOKEN_UNKNOWN"),
        (forged(head, (position, new_id())), "WATCH_TOKEN_UNKNOWN"),
    ] {
        let refused = house.watch(OFFICE, &token).await.unwrap_err();
        assert_eq!(said(&refused), (Code::InvalidArgument, reason.to_owned()), "{token}");
    }
    house.stop().await;
}

async fn a_stream_ends_with_the_callers_token_and_with_the_replica(home: TestDatabase) {
    let Some(house) = House::on(&home).await else { return };
    house.docket(&[]).await;
    house.settled().await;
    // Two clocks may disagree by thirty seconds: five are left of this one.
    let gone = match house.watch_for(OFFICE, "", Duration::seconds(-25)).await {
        Ok(mut short) => ended(&mut short).await,
        Err(status) => Err(status),
    };
    assert_eq!(said(&gone.unwrap_err()), (Code::Unauthenticated, "TOKEN_EXPIRED".to_owned()));

    let mut stream = house.watch(OFFICE, "").await.unwrap();
    let (told, token) = all(&mut stream).await;
    assert_eq!((told.len(), token.is_empty()), (2, false));
    let House { running, db, .. } = house;
    db.close().await;
    let (last, stopped) = tokio::join!(ended(&mut stream), running.stop());
    assert!(last.is_ok() && stopped.is_ok(), "{last:?}, {stopped:?}");
}

async fn nobody_has_more_than_four_streams_open(home: TestDatabase) {
    let Some(house) = House::on(&home).await else { return };
    let mut open = Vec::new();
    for _ in 0..4 {
        open.push(house.watch(OFFICE, "").await.unwrap());
    }
    let refused = house.watch(OFFICE, "").await.unwrap_err();
    assert_eq!(said(&refused), (Code::ResourceExhausted, "TOO_MANY_STREAMS".to_owned()));
    drop(open.pop());
    eventually(LONG, || async { house.watch(OFFICE, "").await.is_ok() }).await;
    drop(open);
    house.stop().await;
}

/// A position is drawn before it is committed, and on PostgreSQL the next one may be committed first.
async fn a_row_that_comes_late_is_told_before_those_that_wait_for_it(home: TestDatabase) {
    let Some(house) = House::on(&home).await else { return };
    if !house.db.is_shared() {
        return house.stop().await;
    }
    let (slow, quick) = (house.docket(&[]).await, house.docket(&[]).await);
    house.settled().await;
    let (_, token) = all(&mut house.watch(OFFICE, "").await.unwrap()).await;
    let transaction = house.db.writer.begin().await.unwrap();
    posted(&transaction, slow, "docket.noted").await;
    house.note(quick).await;
    house.settled().await;
    let mut stream = house.watch(OFFICE, &token).await.unwrap();
    let first = next(&mut stream).await.unwrap();
    assert_eq!((first.facts, first.up_to_date), (Vec::new(), true), "one before it may still come");
    transaction.commit().await.unwrap();
    let (told, _) = facts(&mut stream, 2).await;
    assert_eq!(
        told.iter().map(|fact| fact.case_id.as_str()).collect::<Vec<_>>(),
        [slow.to_string(), quick.to_string()]
    );
    drop(stream);
    house.stop().await;
}

/// A reader who stops is waited for: little is on its way to them, and what lies further is looked at when they come to it. Whoever was
/// barred meanwhile is told no more.
async fn for_whoever_does_not_read_nothing_is_read_ahead(home: TestDatabase) {
    const MANY: usize = 160;
    let Some(house) = House::on(&home).await else { return };
    let docket = house.docket(&[BUREAU]).await;
    for _ in 0..MANY {
        posted_of(&house.db.writer, docket, ("docket.noted", vec![7; 96 * 1024])).await;
    }
    house.settled().await;
    let mut slow = house.watch(BUREAU, "").await.unwrap();
    let before = next(&mut slow).await.unwrap().facts.len();
    let (everything, _) = all(&mut house.watch(OFFICE, "").await.unwrap()).await;
    assert!(everything.len() > MANY, "another one reads all of it meanwhile");

    let bar = row::Model {
        case_id: docket,
        kind: row::BARRED_UNIT.to_owned(),
        entry: BUREAU.to_owned(),
    };
    let bar = row::Entity::insert_many([bar.into_active_model()]);
    bar.exec_without_returning(&house.db.writer).await.unwrap();
    let (on_its_way, _) = all(&mut slow).await;
    // A window of HTTP/2 and a page or two, of fifteen MiB.
    let told = before + on_its_way.len();
    assert!(told > 0 && told < MANY / 2, "{told} of {MANY} were read ahead");
    drop(slow);
    house.stop().await;
}

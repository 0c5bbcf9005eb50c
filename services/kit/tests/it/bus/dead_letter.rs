//! What cannot be read is kept whole, and can be read later or let go.

use shiyu_kit::both_databases;
use shiyu_kit::clock::WallClock;
use shiyu_kit::consumer::{Consumer, Lag, Outcome, lag};
use shiyu_kit::dead_letter::{Cursor, DeadLetterError, Decision, Letter, Model, Replay, State, discard, get, list, record, replay};
use shiyu_kit::nats::event::header;
use shiyu_kit::nats::{COUNTY_STREAM, Headers, Nats};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use time::Duration;
use time::macros::datetime;
use uuid::Uuid;

use super::bench::{Archive, PATIENCE, cases, county, hearing, row, take_effect, tell, tell_changed};

both_databases! {
    poison_is_put_away_whole_with_its_reason_and_the_case_goes_on;
    a_letter_is_replayed_once_it_can_be_read_and_only_then;
    a_message_recorded_twice_is_one_letter_whatever_became_of_it;
    the_list_is_paged_without_gaps_or_doubles;
}

fn decision() -> Decision {
    Decision {
        by: "operator-7".into(),
        at: datetime!(2025-06-01 08:00 UTC),
        note: Some("seen".into()),
    }
}

/// Hears everything there is, finding every second version unreadable, and gives the letters.
async fn hear(archive: &Archive, nats: &Nats) -> Vec<Model> {
    let db = archive.db.clone();
    let consumer = Consumer::start(archive.seat(nats), hearing("letters"), move |fact| {
        let db = db.clone();
        async move {
            if fact.case_version == 2 {
                return Outcome::Unreadable("PROTOBUF_INVALID");
            }
            take_effect(&db, &fact).await
        }
    })
    .await
    .unwrap();
    eventually(PATIENCE, || async {
        lag(nats, COUNTY_STREAM, "letters").await.unwrap() == Lag::default()
    })
    .await;
    consumer.stop().await;
    list(&archive.db, State::Pending, None, 100).await.unwrap()
}

async fn poison_is_put_away_whole_with_its_reason_and_the_case_goes_on(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((_broker, nats)) = county().await else { return };
    let case = cases(1)[0];
    let poison = row(case, 2);
    for row in [&row(case, 1), &poison, &row(case, 3)] {
        tell(&nats, row).await;
    }
    let future = row(case, 4);
    tell_changed(&nats, &future, |event| {
        event.headers.insert(header::TYPE, "shiyu.petition.matter.accepted.v2");
    })
    .await;
    tell_changed(&nats, &row(case, 5), |event| event.headers.insert(header::ID, "seven")).await;
    nats.jetstream()
        .publish("shiyu.petition.noise", "noise".into())
        .await
        .unwrap()
        .await
        .unwrap();

    let letters = hear(&archive, &nats).await;
    let reasons: Vec<_> = letters.iter().map(|letter| (letter.sequence, letter.reason.as_str())).collect();
    let mut sorted = reasons.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        [
            (2, "PROTOBUF_INVALID"),
            (4, "TYPE_VERSION_UNSUPPORTED"),
            (5, "CE_ID_INVALID"),
            (6, "CE_HEADER_MISSING")
        ]
    );
    assert_eq!(archive.effects().await, [(case, 1), (case, 3)]);

    let letter = letters.iter().find(|letter| letter.sequence == 2).unwrap();
    let headers: Headers = serde_json::from_str(&letter.headers).unwrap();
    assert_eq!(headers[header::ID], [poison.event_id.to_string()]);
    assert_eq!(headers[header::TRACE_PARENT], [poison.trace.clone().unwrap()]);
    assert_eq!(letter.payload, poison.fact.unwrap());
    assert_eq!(
        (letter.subject.as_str(), letter.durable.as_str()),
        ("shiyu.petition.matter.accepted", "letters")
    );
}

async fn a_letter_is_replayed_once_it_can_be_read_and_only_then(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let Some((_broker, nats)) = county().await else { return };
    let case = cases(1)[0];
    tell(&nats, &row(case, 2)).await;
    let id = hear(&archive, &nats).await[0].id;

    let still = replay(&archive.db, id, &decision(), |_| async { Outcome::Refused("CASE_UNKNOWN") })
        .await
        .unwrap();
    assert_eq!(still, Replay::Still("CASE_UNKNOWN".into()));
    let letter = get(&archive.db, id).await.unwrap();
    assert_eq!(
        (letter.state, letter.reason.as_str(), letter.decided_by),
        (State::Pending, "CASE_UNKNOWN", None)
    );

    let db = &archive.db;
    let done = replay(db, id, &decision(), |fact| async move { take_effect(db, &fact).await })
        .await
        .unwrap();
    assert_eq!(done, Replay::Done);
    assert_eq!(archive.effects().await, [(case, 2)]);
    let letter = get(db, id).await.unwrap();
    assert_eq!((letter.state, letter.decided_by.as_deref()), (State::Replayed, Some("operator-7")));
    assert_eq!((letter.decided_at, letter.note.as_deref()), (Some(decision().at), Some("seen")));

    let again = replay(db, id, &decision(), |_| async { Outcome::Done }).await;
    assert!(matches!(again, Err(DeadLetterError::Decided(State::Replayed))));
    assert!(matches!(
        discard(db, id, &decision()).await,
        Err(DeadLetterError::Decided(State::Replayed))
    ));
}

fn letter(headers: &Headers, sequence: u64) -> Letter<'_> {
    Letter {
        durable: "letters",
        subject: "shiyu.petition.noise",
        sequence,
        published_at: datetime!(2025-05-01 08:00:00.123456789 UTC),
        reason: "CE_HEADER_MISSING",
        headers,
        payload: b"noise",
    }
}

async fn a_message_recorded_twice_is_one_letter_whatever_became_of_it(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let (headers, now) = (Headers::new(), WallClock::system().now());
    assert!(record(&archive.db, &letter(&headers, 7), now).await.unwrap());
    assert!(!record(&archive.db, &letter(&headers, 7), now).await.unwrap());
    let id = list(&archive.db, State::Pending, None, 10).await.unwrap()[0].id;
    assert_eq!(discard(&archive.db, id, &decision()).await.unwrap().state, State::Discarded);
    assert!(!record(&archive.db, &letter(&headers, 7), now).await.unwrap());
    assert!(list(&archive.db, State::Pending, None, 10).await.unwrap().is_empty());
    assert_eq!(list(&archive.db, State::Discarded, None, 10).await.unwrap().len(), 1);

    let elsewhere = Letter {
        published_at: datetime!(2025-05-02 08:00 UTC),
        ..letter(&headers, 7)
    };
    assert!(
        record(&archive.db, &elsewhere, now).await.unwrap(),
        "another stream's seventh message is another message"
    );
    let unknown = discard(&archive.db, Uuid::nil(), &decision()).await;
    assert!(matches!(unknown, Err(DeadLetterError::Unknown(_))));
}

async fn the_list_is_paged_without_gaps_or_doubles(home: TestDatabase) {
    let archive = Archive::on(home).await;
    let (headers, start) = (Headers::new(), WallClock::system().now());
    for sequence in 1..=7_u64 {
        // Several share a time: the id decides between them.
        let now = start + Duration::seconds(i64::try_from(sequence / 3).unwrap());
        record(&archive.db, &letter(&headers, sequence), now).await.unwrap();
    }
    let (mut cursor, mut seen) = (None, Vec::new());
    loop {
        let page = list(&archive.db, State::Pending, cursor, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        cursor = Some(Cursor {
            received_at: last.received_at,
            id: last.id,
        });
        seen.extend(page.iter().map(|letter| letter.sequence));
    }
    assert_eq!(seen, [1, 2, 3, 4, 5, 6, 7]);
}

//! Facts nobody here can read are put away, with the reason, and hold up nothing.

use async_nats::HeaderMap;
use prost::Message;
use shiyu_e2e::people::{Caller, OPERATOR};
use shiyu_e2e::sample::{COUNTY, import, parent, unit};
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::{reason, violations};
use shiyu_proto::common::v1::{self as common, DeadLetterState};
use tonic::{Code, Status};

use crate::units::list;

on_both_storages! {
    what_cannot_be_read_is_put_away_and_holds_up_nothing;
}

const UNIT: &str = "shiyu.petition.unit.changed";

async fn what_cannot_be_read_is_put_away_and_holds_up_nothing(backends: Backends, storage: Storage) {
    let owner = Town::open(&backends, storage).await;
    owner.settled().await;
    let genuine = owner.told().await.pop().unwrap();
    let headers = |changes: &[(&str, &str)]| {
        let mut headers = genuine.headers.clone();
        let id = new_id().to_string();
        for (name, value) in [("ce-id", id.as_str()), ("Nats-Msg-Id", &id)].iter().chain(changes) {
            headers.insert(*name, *value);
        }
        headers
    };
    let whole = genuine.data.as_slice();
    let later = [("ce-type", "shiyu.x.unit.changed.v2")];
    tell(&owner, "shiyu.x.unit.changed", headers(&later), whole).await;
    tell(&owner, UNIT, headers(&[]), b"\xff\xff\xff").await;
    tell(&owner, UNIT, headers(&[]), b"").await;
    tell(&owner, UNIT, headers(&[("ce-caseversion", "0")]), whole).await;
    for (code, name) in [("xfj", "an office"), ("330602-ABC", "an\0office")] {
        let changed = common::UnitChanged {
            unit: Some(unit(code, name, COUNTY)),
        };
        tell(&owner, UNIT, headers(&[]), &changed.encode_to_vec()).await;
    }
    let news = import(vec![unit("330602003", "北海街道", COUNTY)]);
    owner.caller(&OPERATOR).units().import_units(news).await.unwrap();
    owner.settled().await;

    let copy = Town::with(&backends, storage, &[("SHIYU_UNITS__OWNED", "false")]).await;
    copy.settled().await;
    assert_eq!(list(&copy).await, list(&owner).await, "what came after them was taken in");
    let operator = copy.caller(&OPERATOR);
    let letters = letters(&operator, DeadLetterState::Unspecified).await;
    let mut reasons: Vec<_> = letters
        .iter()
        .map(|letter| (letter.subject.as_str(), letter.reason.as_str()))
        .collect();
    reasons.sort_unstable();
    assert_eq!(
        reasons,
        [
            (UNIT, "CE_CASE_VERSION_INVALID"),
            (UNIT, "DATA_UNREADABLE"),
            (UNIT, "DATA_UNREADABLE"),
            (UNIT, "UNIT_INVALID"),
            (UNIT, "UNIT_INVALID"),
            ("shiyu.x.unit.changed", "TYPE_VERSION_UNSUPPORTED"),
        ]
    );
    for letter in &letters {
        assert_eq!(
            (letter.consumer.as_str(), letter.state()),
            ("petition-units", DeadLetterState::Open)
        );
        assert_stays_when_replayed(&operator, letter).await;
        assert_settled_once(&operator, letter).await;
    }
    assert_eq!(self::letters(&operator, DeadLetterState::Open).await, []);
    assert_eq!(self::letters(&operator, DeadLetterState::Discarded).await.len(), 6);
    assert_unknown(&operator).await;
}

async fn tell(town: &Town, subject: &'static str, headers: HeaderMap, data: &[u8]) {
    let nats = town.nats().await;
    let sent = nats
        .jetstream()
        .publish_with_headers(subject, headers, data.to_vec().into())
        .await
        .unwrap();
    sent.await.unwrap();
}

async fn letters(operator: &Caller, state: DeadLetterState) -> Vec<common::DeadLetter> {
    let request = common::ListDeadLettersRequest {
        parent: parent(),
        state: state.into(),
        ..common::ListDeadLettersRequest::default()
    };
    operator
        .operations()
        .list_dead_letters(request)
        .await
        .unwrap()
        .into_inner()
        .dead_letters
}

async fn assert_stays_when_replayed(operator: &Caller, letter: &common::DeadLetter) {
    let request = common::ReplayDeadLetterRequest { name: letter.name.clone() };
    let again = operator.operations().replay_dead_letter(request).await.unwrap().into_inner();
    assert_eq!(again.dead_letter.as_ref(), Some(letter));
}

async fn discard(operator: &Caller, name: &str, note: &str) -> Result<common::DeadLetter, Status> {
    let request = common::DiscardDeadLetterRequest {
        name: name.to_owned(),
        note: note.to_owned(),
    };
    let done = operator.operations().discard_dead_letter(request).await?;
    Ok(done.into_inner().dead_letter.unwrap())
}

async fn assert_settled_once(operator: &Caller, letter: &common::DeadLetter) {
    for (note, expected) in [
        ("", "NOTE_LENGTH"),
        ("a\0b", "CHARACTER_INVALID"),
        ("ask 13812345678", "PERSONAL_DATA_IN_TEXT"),
    ] {
        let refused = discard(operator, &letter.name, note).await.unwrap_err();
        assert_eq!(refused.code(), Code::InvalidArgument);
        assert_eq!(violations(&refused), [("note".to_owned(), expected.to_owned())]);
    }
    let settled = discard(operator, &letter.name, "a trial").await.unwrap();
    assert_eq!(
        (settled.state(), settled.settled_by.as_str(), settled.note.as_str()),
        (DeadLetterState::Discarded, "operator", "a trial")
    );
    let replay = common::ReplayDeadLetterRequest { name: letter.name.clone() };
    for refused in [
        discard(operator, &letter.name, "again").await.unwrap_err(),
        operator.operations().replay_dead_letter(replay).await.unwrap_err(),
    ] {
        assert_eq!(
            (refused.code(), reason(&refused).as_deref()),
            (Code::FailedPrecondition, Some("DEAD_LETTER_SETTLED"))
        );
    }
}

async fn assert_unknown(operator: &Caller) {
    let name = format!("{}/deadLetters/{}", parent(), new_id());
    let refused = discard(operator, &name, "nothing").await.unwrap_err();
    assert_eq!(
        (refused.code(), reason(&refused).as_deref()),
        (Code::NotFound, Some("DEAD_LETTER_UNKNOWN"))
    );
}

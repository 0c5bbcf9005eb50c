//! The units of a county have one owner; another service keeps a copy by its facts.

use shiyu_e2e::people::{OFFICER, OPERATOR};
use shiyu_e2e::sample::{COUNTY, OFFICE, import, unit, units};
use shiyu_e2e::{Backends, Matter, Storage, Told, Town, sample};
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::reason;
use shiyu_proto::common::v1 as common;
use tonic::Code;

use crate::picture::Picture;

on_both_storages! {
    a_copy_follows_its_owner;
    a_fact_told_twice_is_taken_in_once;
}

const COPY: [(&str, &str); 1] = [("SHIYU_UNITS__OWNED", "false")];

pub async fn list(town: &Town) -> Vec<common::Unit> {
    let request = common::ListUnitsRequest {
        parent: sample::parent(),
        page_size: 200,
        ..common::ListUnitsRequest::default()
    };
    let mut client = town.caller(&OPERATOR).units();
    client.list_units(request).await.unwrap().into_inner().units
}

async fn import_at(town: &Town, units: Vec<common::Unit>) -> (i32, i32, i32) {
    let done = town
        .caller(&OPERATOR)
        .units()
        .import_units(import(units))
        .await
        .unwrap()
        .into_inner();
    (done.added, done.changed, done.unchanged)
}

async fn a_copy_follows_its_owner(backends: Backends, storage: Storage) {
    let owner = Town::open(&backends, storage).await;
    let copy = Town::with(&backends, storage, &COPY).await;
    copy.settled().await;
    assert_eq!(list(&owner).await.len(), units().len());
    assert_eq!(list(&copy).await, list(&owner).await);
    Matter::register_by(&copy.caller(&OFFICER)).await;

    let told = owner.told().await.len();
    assert_eq!(import_at(&owner, units()).await, (0, 0, 10));
    let corrected = unit(OFFICE, "越城区信访局 (新)", COUNTY);
    assert_eq!(
        import_at(&owner, vec![corrected.clone(), unit("330602002", "府山街道", COUNTY)]).await,
        (1, 1, 0)
    );
    owner.settled().await;
    assert_eq!(owner.told().await.len(), told + 2, "what is as it was is not told again");
    copy.settled().await;
    assert_eq!(list(&copy).await, list(&owner).await);
    assert!(list(&copy).await.iter().any(|unit| unit.display_name == corrected.display_name));

    let db = copy.connect().await;
    let before = Picture::of(&copy, &db).await;
    let refused = copy.caller(&OPERATOR).units().import_units(import(units())).await.unwrap_err();
    assert_eq!(
        (refused.code(), reason(&refused).as_deref()),
        (Code::FailedPrecondition, Some("UNITS_OWNED_ELSEWHERE"))
    );
    assert_eq!(Picture::of(&copy, &db).await, before);
}

async fn a_fact_told_twice_is_taken_in_once(backends: Backends, storage: Storage) {
    let owner = Town::open(&backends, storage).await;
    let copy = Town::with(&backends, storage, &COPY).await;
    import_at(&owner, vec![unit(OFFICE, "first", COUNTY)]).await;
    owner.settled().await;
    let first = owner.told().await.pop().unwrap();
    import_at(&owner, vec![unit(OFFICE, "second", COUNTY)]).await;
    owner.settled().await;
    copy.settled().await;

    tell_again(&owner, first).await;
    copy.settled().await;
    let office = list(&copy).await.into_iter().find(|unit| unit.code == OFFICE).unwrap();
    assert_eq!(office.display_name, "second");
}

/// The same event under another message id, so that JetStream takes it for news.
async fn tell_again(town: &Town, fact: Told) {
    let Told {
        subject,
        mut headers,
        data,
        ..
    } = fact;
    headers.insert("Nats-Msg-Id", new_id().to_string());
    let nats = town.nats().await;
    let sent = nats.jetstream().publish_with_headers(subject, headers, data.into()).await.unwrap();
    assert!(!sent.await.unwrap().duplicate);
}

//! What breaks in the middle: the service itself, and the bus.

use std::error::Error;
use std::sync::Mutex;

use futures::future::join_all;
use shiyu_e2e::people::OFFICER;
use shiyu_e2e::{Backends, Matter, PATIENCE, Storage, Town, sample};
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::eventually;
use shiyu_proto::petition::v1 as pb;
use tonic::Code;
use uuid::Uuid;

use crate::picture::petitions;

on_both_storages! {
    a_service_that_stops_under_load_loses_nothing;
    the_work_goes_on_while_the_bus_is_away;
}

/// What the clients of a service know: what was answered, and what may or may not have been done.
#[derive(Debug, Default)]
struct Known {
    done: Vec<Uuid>,
    unsure: Vec<Uuid>,
}

async fn a_service_that_stops_under_load_loses_nothing(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let known = std::sync::Arc::new(Mutex::new(Known::default()));
    let clients: Vec<_> = (0..8)
        .map(|_| tokio::spawn(register_until_refused(town.caller(&OFFICER).petitions(), known.clone())))
        .collect();
    eventually(PATIENCE, || async { known.lock().unwrap().done.len() >= 40 }).await;
    town.stop().await;
    join_all(clients).await.into_iter().for_each(Result::unwrap);
    town.start().await;

    let Known { done, unsure } = std::mem::take(&mut *known.lock().unwrap());
    let mut officer = town.caller(&OFFICER).petitions();
    for id in &done {
        let request = pb::GetPetitionRequest { name: sample::name(*id) };
        officer.get_petition(request).await.unwrap();
    }
    for id in &unsure {
        officer.register_petition(sample::registration(*id)).await.unwrap();
    }
    assert_eq!(petitions(&town).await.len(), done.len() + unsure.len());
    town.settled().await;
    let told = town.told().await;
    let registered = told.iter().filter(|fact| fact.subject == "shiyu.petition.matter.registered");
    assert_eq!(registered.count(), done.len() + unsure.len());
}

async fn register_until_refused(
    mut client: pb::petition_service_client::PetitionServiceClient<shiyu_e2e::people::Door>,
    known: std::sync::Arc<Mutex<Known>>,
) {
    loop {
        let id = new_id();
        let answer = client.register_petition(sample::registration(id)).await;
        let mut known = known.lock().unwrap();
        match answer {
            Ok(_) => known.done.push(id),
            Err(status) => {
                // What a service answers has no source; what the caller's own connection says of a call that broke off has.
                let closed = status.code() == Code::Unavailable || status.source().is_some();
                known.unsure.push(id);
                drop(known);
                assert!(closed, "{status:?}");
                return;
            }
        }
    }
}

async fn the_work_goes_on_while_the_bus_is_away(mut backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let before = Matter::register(&town).await;
    town.settled().await;
    let told = town.told().await.len();
    if !backends.stop_nats().await {
        eprintln!("e2e: this bus cannot be taken away");
        return;
    }
    let during = Matter::register(&town).await;
    during.bring_to(&town, pb::Stage::Handling).await;
    before.bring_to(&town, pb::Stage::Forwarded).await;
    assert_eq!(town.untold().await, 5);

    backends.start_nats().await;
    eventually(PATIENCE, || async { town.untold().await == 0 }).await;
    assert_eq!(town.told().await.len(), told + 5);
    for (matter, stages) in [(&during, 4), (&before, 2)] {
        let told = town.told_of(matter.id).await;
        let versions: Vec<_> = told.iter().map(|fact| fact.header("ce-caseversion").to_owned()).collect();
        assert_eq!(versions, (1..=stages).map(|version| version.to_string()).collect::<Vec<_>>());
    }
}

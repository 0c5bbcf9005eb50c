//! The counter under pressure: the same request fifty times, and a channel's own id asked for twice.

use futures::future::join_all;
use shiyu_e2e::people::OFFICER;
use shiyu_e2e::{Backends, Storage, Town, sample};
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::reason;
use shiyu_proto::petition::v1 as pb;
use tonic::{Code, Response};

use crate::picture::petitions;

on_both_storages! {
    fifty_identical_registrations_are_one_petition;
    a_reference_is_taken_by_one_of_two_that_come_together;
}

async fn fifty_identical_registrations_are_one_petition(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let id = new_id();
    let calls = (0..50).map(|_| {
        let mut client = town.caller(&OFFICER).petitions();
        async move { client.register_petition(sample::registration(id)).await.unwrap() }
    });
    let answers = join_all(calls).await;

    let replayed = answers.iter().filter(|answer| {
        let mark = answer.metadata().get("idempotent-replayed");
        mark.is_some_and(|mark| mark == "true")
    });
    assert_eq!(replayed.count(), 49);
    let mut shown = answers.into_iter().map(Response::into_inner);
    let first = shown.next().unwrap();
    assert!(shown.all(|other| other == first));
    let listed = petitions(&town).await;
    let name = |petition: &pb::Petition| (petition.name.clone(), petition.number.clone());
    assert_eq!(
        listed.iter().map(name).collect::<Vec<_>>(),
        [name(first.petition.as_ref().unwrap())]
    );
    town.settled().await;
    let told: Vec<_> = town.told_of(id).await.into_iter().map(|fact| fact.subject).collect();
    assert_eq!(told, ["shiyu.petition.matter.registered"]);
}

async fn a_reference_is_taken_by_one_of_two_that_come_together(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    for round in 0..5 {
        let calls = (0..2).map(|_| {
            let mut client = town.caller(&OFFICER).petitions();
            let mut request = sample::registration(new_id());
            request.petition.as_mut().unwrap().source_reference = format!("call {round}");
            async move { client.register_petition(request).await }
        });
        let answers = join_all(calls).await;
        let (taken, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
        assert_eq!((taken.len(), refused.len()), (1, 1));
        let refused = refused.into_iter().next().unwrap().unwrap_err();
        assert_eq!(
            (refused.code(), reason(&refused).as_deref()),
            (Code::AlreadyExists, Some("SOURCE_REFERENCE_TAKEN"))
        );
        assert_eq!(petitions(&town).await.len(), round + 1);
    }
}

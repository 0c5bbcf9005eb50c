//! Two at the same desk: of orders that exclude one another exactly one is carried out.

use futures::future::join_all;
use shiyu_e2e::people::{HEAD, OFFICER, Post};
use shiyu_e2e::sample::{BUREAU, TRANSPORT};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::fault::reason;
use shiyu_proto::petition::v1::{self as pb, Stage};

on_both_storages! {
    of_two_clerks_who_decide_at_once_one_decides;
    of_two_heads_who_extend_at_once_one_extends;
}

fn reasons<T>(answers: Vec<Result<T, tonic::Status>>) -> Vec<String> {
    let refusals = answers.into_iter().filter_map(Result::err);
    refusals.map(|status| reason(&status).unwrap_or_default()).collect()
}

async fn of_two_clerks_who_decide_at_once_one_decides(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let colleague = Post {
        subject: "colleague",
        ..OFFICER
    };
    for round in 0..6 {
        let matter = Matter::register(&town).await;
        let etag = matter.get(&town).await.etag;
        let insists = round % 2 == 0;
        let desks = [(OFFICER, BUREAU), (colleague, TRANSPORT)].map(|(post, unit)| {
            let desk = matter.by(&town, &post);
            let desk = if insists { desk.at(&etag) } else { desk };
            async move { desk.forward(unit).await }
        });
        let answers: Vec<_> = join_all(desks).await;
        let done: Vec<pb::Petition> = answers.iter().flatten().cloned().collect();
        assert_eq!(done.len(), 1, "{answers:?}");
        let expected = if insists { "STALE_ETAG" } else { "NOT_IN_STAGE" };
        assert_eq!(reasons(answers), [expected]);
        let petition = matter.get(&town).await;
        assert_eq!((petition.stage(), &petition.unit), (Stage::Forwarded, &done[0].unit));
        assert_eq!(matter.kinds(&town).await, ["matter.registered", "matter.forwarded"]);
        town.settled().await;
        assert_eq!(town.told_of(matter.id).await.len(), 2);
    }
}

async fn of_two_heads_who_extend_at_once_one_extends(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = crate::saying::at(&town, Stage::Handling).await;
    let deputy = Post { subject: "deputy", ..HEAD };
    let desks = [HEAD, deputy].map(|post| {
        let desk = matter.by(&town, &post);
        async move { desk.extend(20, "A survey", pb::DeliveryMethod::Mail).await }
    });
    assert_eq!(reasons(join_all(desks).await), ["EXTENDED_ALREADY"]);
    assert_eq!(matter.clock(&town, "handle").await.extension_days, 20);
}

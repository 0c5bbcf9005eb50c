//! Repeat matters (S8): links for one clerk to look at, and never a count of anybody's petitions.

use shiyu_e2e::people::{HANDLER, OFFICER, Post};
use shiyu_e2e::sample::{BUREAU, factor, person, resident};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1::{self as pb, DeclineGround, Stage};
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use crate::saying::{at, refused};

on_both_storages! {
    candidates_share_a_party_within_one_unit;
    a_merged_matter_loses_no_clock;
    a_matter_merged_twice_shows_the_one_that_goes_on;
    a_matter_is_declined_on_two_grounds_and_no_other;
}

/// Somebody at the counter of a town.
const OF_A_TOWN: Post = Post {
    unit: Some("330602001"),
    subject: "of-a-town",
    ..OFFICER
};

async fn brought_by(town: &Town, post: &Post, identity: common::Identity) -> Matter {
    let somebody = |petition: &mut pb::Petition| petition.parties[0].identity = Some(identity);
    Matter::register_as(&town.caller(post), somebody).await
}

/// The candidates of a matter: their names, and what agrees.
async fn candidates(town: &Town, matter: &Matter) -> Vec<(String, Vec<String>)> {
    let found = matter.by(town, &OFFICER).candidates().await.unwrap();
    let shown = found.into_iter().map(|candidate| {
        let petition = candidate.petition.unwrap();
        assert!(petition.parties.is_empty(), "links, and nobody's identity");
        (petition.name, candidate.agreeing)
    });
    shown.collect()
}

async fn candidates_share_a_party_within_one_unit(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let same = Matter::register(&town).await;
    let namesake = brought_by(&town, &OFFICER, person(&resident().name, 78)).await;
    let household = common::Identity {
        phone: resident().phone,
        ..person("沈鉴湖", 79)
    };
    let household = brought_by(&town, &OFFICER, household).await;
    brought_by(&town, &OFFICER, person("王会稽", 80)).await;
    brought_by(&town, &OF_A_TOWN, resident()).await;
    let other = |petition: &mut pb::Petition| {
        petition.category = "public.noise".to_owned();
        petition.place = "330602001".to_owned();
    };
    let elsewhere = Matter::register_as(&town.caller(&OFFICER), other).await;
    let matter = Matter::register(&town).await;

    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let mut found = candidates(&town, &matter).await;
    for (_, agreeing) in &mut found {
        agreeing.sort_unstable();
    }
    let expected = [
        (elsewhere.name.clone(), words(&["document"])),
        (household.name.clone(), words(&["category", "phone", "place"])),
        (namesake.name.clone(), words(&["category", "name", "place"])),
        (same.name.clone(), words(&["category", "document", "place"])),
    ];
    assert_eq!(found, expected, "received last first, of this unit alone");

    refused(matter.by(&town, &OF_A_TOWN).candidates().await, NotFound, "PETITION_UNKNOWN");
    matter.by(&town, &OFFICER).forward(BUREAU).await.unwrap();
    refused(matter.by(&town, &OFFICER).candidates().await, PermissionDenied, "UNIT_NOT_HOLDING");
}

async fn a_merged_matter_loses_no_clock(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let (first, second) = (at(&town, Stage::Handling).await, Matter::register(&town).await);
    let officer = second.by(&town, &OFFICER);
    let due = second.due(&town, "forward").await;
    let merged = officer.merge(&first.name).await.unwrap();
    assert_eq!(merged.stage(), Stage::Merged);
    assert_eq!(merged.ending.unwrap().other_petition, first.name);
    assert_eq!(first.running(&town).await, ["handle"], "the other goes on as before");

    let query = pb::QueryStatusRequest {
        query_code: second.code.clone(),
        second_factor: factor(&resident()),
    };
    let shown = town.anonymous().status().query_status(query).await.unwrap().into_inner();
    assert_eq!((shown.number.as_str(), shown.unit.as_str()), (second.number.as_str(), BUREAU));
    assert_eq!(shown.parties, [], "and nobody who stands in it");
    assert_eq!(shown.due_clock, "handle", "the petitioner sees how the other gets on");

    let wrote = pb::SubmitMessageRequest {
        query_code: second.code.clone(),
        second_factor: factor(&resident()),
        request_id: new_id().to_string(),
        text: "Is mine looked at too?".to_owned(),
        ..pb::SubmitMessageRequest::default()
    };
    let shown = town.anonymous().status().submit_message(wrote).await.unwrap().into_inner();
    assert_eq!(shown.messages.len(), 1, "the thread is the petitioner's own");
    officer.send_message("It is, with the other").await.unwrap();
    assert_eq!(first.by(&town, &OFFICER).get().await.unwrap().course.unwrap().messages, []);

    let back = officer.unmerge("Another roof").await.unwrap();
    assert_eq!((back.stage(), back.ending), (Stage::Registered, None));
    assert_eq!(second.running(&town).await, ["pass_on", "forward"]);
    assert_eq!(second.due(&town, "forward").await, due, "from the receipt, as before");
    officer.forward(BUREAU).await.unwrap();
}

async fn a_matter_merged_twice_shows_the_one_that_goes_on(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let (first, second, third) = (
        at(&town, Stage::Handling).await,
        Matter::register(&town).await,
        Matter::register(&town).await,
    );
    third.by(&town, &OFFICER).merge(&second.name).await.unwrap();
    second.by(&town, &OFFICER).merge(&first.name).await.unwrap();
    let query = pb::QueryStatusRequest {
        query_code: third.code.clone(),
        second_factor: factor(&resident()),
    };
    let shown = town.anonymous().status().query_status(query).await.unwrap().into_inner();
    assert_eq!((shown.number.as_str(), shown.stage()), (third.number.as_str(), Stage::Handling));
    assert_eq!(
        (shown.unit.as_str(), shown.due_time),
        (BUREAU, first.clock(&town, "handle").await.legal_due_time)
    );
    assert_eq!(shown.parties, []);
}

async fn a_matter_is_declined_on_two_grounds_and_no_other(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let finalised = at(&town, Stage::OpinionServed).await;
    town.advance_past(finalised.due(&town, "review_window").await).await;
    town.settled().await;
    let (open, matter, other) = (
        at(&town, Stage::Handling).await,
        Matter::register(&town).await,
        Matter::register(&town).await,
    );
    let officer = matter.by(&town, &OFFICER);
    let nobody = shiyu_e2e::sample::name(new_id());
    for (ground, earlier, reason) in [
        (DeclineGround::Finalised, &open.name, "LINKED_MATTER_OPEN"),
        (DeclineGround::UnderHandling, &finalised.name, "LINKED_MATTER_ENDED"),
        (DeclineGround::UnderHandling, &nobody, "LINKED_MATTER_UNKNOWN"),
        (DeclineGround::UnderHandling, &matter.name, "LINKED_MATTER_UNKNOWN"),
    ] {
        refused(officer.decline(ground, earlier).await, FailedPrecondition, reason);
    }
    refused(officer.merge(&finalised.name).await, FailedPrecondition, "LINKED_MATTER_ENDED");
    refused(
        matter.by(&town, &HANDLER).decline(DeclineGround::UnderHandling, &open.name).await,
        PermissionDenied,
        "NOT_PERMITTED",
    );
    assert_eq!(matter.get(&town).await.stage(), Stage::Registered);

    let declined = officer.decline(DeclineGround::Finalised, &finalised.name).await.unwrap();
    let ending = declined.ending.clone().unwrap();
    assert_eq!((declined.stage(), ending.ground()), (Stage::NotAccepted, DeclineGround::Finalised));
    assert_eq!(ending.other_petition, finalised.name);
    let declined = other.by(&town, &OFFICER).decline(DeclineGround::UnderHandling, &open.name).await;
    assert_eq!(declined.unwrap().ending.unwrap().ground(), DeclineGround::UnderHandling);
}

//! Accusations are kept from whoever is accused, with all that answers to them, whatever their roles (arts. 30, 46).

use prost::Message;
use shiyu_e2e::people::{AUDITOR, CLERK, HANDLER, HEAD, OFFICER, PRIVACY, Post, REVIEWER, STRANGER};
use shiyu_e2e::sample::{BUREAU, COUNTY, PLACE, STATION, TRANSPORT, parent, registration};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1::{self as pb, PetitionFilter, Stage};
use tonic::Code::{AlreadyExists, FailedPrecondition, NotFound, PermissionDenied};

use crate::listing::shown;
use crate::saying::{refused, with_roles};

on_both_storages! {
    the_accused_and_all_that_answers_to_them_get_nothing;
    what_was_seen_before_the_accusation_is_seen_no_more;
    facts_of_a_sealed_matter_carry_neither_place_nor_category;
    an_accusation_never_goes_to_the_accused;
    no_link_tells_of_an_accusation_or_carries_it_out_of_its_seal;
    no_reference_of_a_channel_tells_of_an_accusation;
}

fn accused(units: &[&str], subjects: &[&str]) -> pb::Accused {
    pb::Accused {
        units: units.iter().map(|&unit| unit.to_owned()).collect(),
        subjects: subjects.iter().map(|&subject| subject.to_owned()).collect(),
    }
}

async fn against(town: &Town, accused: pb::Accused) -> Matter {
    Matter::register_as(&town.caller(&OFFICER), |petition| {
        petition.accused = Some(accused);
        petition.title = "蹊跷的招标".to_owned();
    })
    .await
}

/// Whoever works in an accused unit, below it, or is accused; by every role there is.
fn barred() -> Vec<Post> {
    let roles = [HANDLER, HEAD, CLERK, OFFICER, REVIEWER, AUDITOR, PRIVACY];
    let inside = |unit| roles.map(|post| Post { unit: Some(unit), ..post });
    let named = roles.map(|post| Post { subject: "named", ..post });
    [inside(BUREAU), inside(STATION), named].into_iter().flatten().collect()
}

async fn the_accused_and_all_that_answers_to_them_get_nothing(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = against(&town, accused(&[BUREAU], &["named"])).await;
    // They would see this one, if they were not accused in it: so nothing hides it but the accusation.
    matter.by(&town, &OFFICER).forward(TRANSPORT).await.unwrap();
    let open = Matter::register(&town).await;
    open.by(&town, &OFFICER).forward(BUREAU).await.unwrap();
    town.settled().await;
    let searched = PetitionFilter {
        query: "蹊跷".to_owned(),
        ..PetitionFilter::default()
    };
    let numbered = PetitionFilter {
        number: matter.number.clone(),
        ..PetitionFilter::default()
    };
    let everything = PetitionFilter::default();
    let whole = shown(&town.caller(&AUDITOR), &searched).await;
    assert_eq!(whole, [matter.name.as_str()], "others see it");

    for post in barred() {
        let eyes = matter.by(&town, &post);
        for filter in [&searched, &numbered] {
            assert_eq!(seen(&town, &post, filter).await, Vec::<String>::new(), "{post:?}");
        }
        let all = seen(&town, &post, &everything).await;
        assert!(!all.contains(&matter.name), "{post:?}");
        refused(timeline(&town, &post, &matter).await, NotFound, "PETITION_UNKNOWN");
        for answer in [
            eyes.get().await.map(drop),
            eyes.who_can_see().await.map(drop),
            eyes.candidates().await.map(drop),
            eyes.reveal(matter.petitioner.clone(), "Curiosity").await.map(drop),
            eyes.forward(TRANSPORT).await.map(drop),
            eyes.accept(pb::DeliveryMethod::Mail).await.map(drop),
        ] {
            let status = answer.unwrap_err();
            let code = status.code();
            assert!([NotFound, PermissionDenied].contains(&code), "{post:?}: {status:?}");
            if code == NotFound {
                refused(Err::<(), _>(status), NotFound, "PETITION_UNKNOWN");
            } else {
                refused(Err::<(), _>(status), PermissionDenied, "NOT_PERMITTED");
            }
        }
    }
    let (auditor, handler) = (
        Post {
            unit: Some(BUREAU),
            ..AUDITOR
        },
        HANDLER,
    );
    assert_eq!(seen(&town, &auditor, &everything).await, [open.name.as_str()]);
    assert_eq!(seen(&town, &handler, &everything).await, [open.name]);
    let every_role = with_roles(&town, &HANDLER, &["operator", "auditor", "petition_officer", "privacy_officer"]);
    assert!(!shown(&every_role, &everything).await.contains(&matter.name));
    let request = common::VerifyJournalRequest { name: matter.name.clone() };
    let verdict = every_role.operations().verify_journal(request).await;
    refused(verdict, NotFound, "CASE_UNKNOWN");
}

/// What a post is shown; nothing where its role reads no petitions at all.
async fn seen(town: &Town, post: &Post, filter: &PetitionFilter) -> Vec<String> {
    let caller = town.caller(post);
    let request = pb::ListPetitionsRequest {
        parent: parent(),
        ..pb::ListPetitionsRequest::default()
    };
    match caller.petitions().list_petitions(request).await {
        Ok(_) => {}
        Err(status) => {
            refused(Err::<(), _>(status), PermissionDenied, "NOT_PERMITTED");
            return Vec::new();
        }
    }
    let listed = crate::listing::listed(&caller, filter).await;
    listed.into_iter().map(|petition| petition.name).collect()
}

async fn timeline(town: &Town, post: &Post, matter: &Matter) -> Result<(), tonic::Status> {
    let request = pb::ListTimelineRequest { name: matter.name.clone() };
    let read = town.caller(post).petitions().list_timeline(request).await;
    match read {
        Err(status) if status.code() == PermissionDenied => {
            refused(Err::<(), _>(status), PermissionDenied, "NOT_PERMITTED");
            Err(shiyu_kit::fault::unknown("PETITION_UNKNOWN", "not even asked"))
        }
        other => other.map(drop),
    }
}

async fn what_was_seen_before_the_accusation_is_seen_no_more(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = crate::saying::at(&town, Stage::Handling).await;
    let helper = matter.by(&town, &HANDLER);
    helper.request_assistance(TRANSPORT, "Look at the road", 10).await.unwrap();
    assert_eq!(matter.by(&town, &STRANGER).get().await.unwrap().name, matter.name);

    let later = crate::saying::at(&town, Stage::Accepted).await;
    let accusation = pb::ClassifyPetitionRequest {
        accused: Some(accused(&[TRANSPORT], &[])),
        ..crate::saying::kind(pb::MatterKind::Accusation)
    };
    let colleague = Post {
        unit: Some(COUNTY),
        subject: "leader",
        ..AUDITOR
    };
    assert!(later.by(&town, &colleague).get().await.is_ok());
    later.by(&town, &HANDLER).classify(accusation).await.unwrap();
    assert!(later.by(&town, &colleague).get().await.is_ok(), "the accused answers to the leader");
    let inside = Post {
        unit: Some(TRANSPORT),
        ..AUDITOR
    };
    refused(later.by(&town, &inside).get().await, NotFound, "PETITION_UNKNOWN");
    let told = later.by(&town, &OFFICER).who_can_see().await.unwrap();
    assert_eq!(told.barred_units, [TRANSPORT]);
}

async fn facts_of_a_sealed_matter_carry_neither_place_nor_category(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = against(&town, accused(&[TRANSPORT], &["named"])).await;
    matter.bring_to(&town, Stage::Accepted).await;
    let classified = crate::saying::kind(pb::MatterKind::Accusation);
    matter.by(&town, &HANDLER).classify(classified).await.unwrap();
    town.advance_past(matter.due(&town, "look_into").await).await;
    town.settled().await;
    let told = town.told_of(matter.id).await;
    assert!(told.len() >= 8, "four steps and four rings");
    for fact in told {
        let registered = pb::MatterMoved::decode(fact.data.as_slice()).unwrap();
        let stands = registered.matter.unwrap();
        assert_eq!(
            (stands.place.as_str(), stands.category.as_str(), stands.sealed),
            ("", "", true),
            "{}",
            fact.subject
        );
        let text = String::from_utf8_lossy(&fact.bytes()).into_owned();
        for word in [PLACE, "housing.repair", TRANSPORT, "named"] {
            assert!(!text.contains(word), "{} says {word}", fact.subject);
        }
    }
}

async fn an_accusation_never_goes_to_the_accused(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = against(&town, accused(&[BUREAU], &[])).await;
    let officer = matter.by(&town, &OFFICER);
    for unit in [BUREAU, STATION] {
        refused(officer.forward(unit).await, PermissionDenied, "FORWARDED_TO_ACCUSED");
        refused(officer.assign(unit, 30).await, PermissionDenied, "FORWARDED_TO_ACCUSED");
        let faulty = officer.supervise(unit, pb::SupervisionFault::Delay, "Hurry").await;
        refused(faulty, PermissionDenied, "FORWARDED_TO_ACCUSED");
        let responsible = officer
            .propose_accountability(unit, pb::AccountabilityGround::Delay, "It fell", COUNTY, "paper 2")
            .await;
        refused(responsible, PermissionDenied, "FORWARDED_TO_ACCUSED");
        let urgent = officer.report_urgent(vec![unit.to_owned()], "At once").await;
        refused(urgent, PermissionDenied, "FORWARDED_TO_ACCUSED");
    }
    assert_eq!(matter.kinds(&town).await, ["matter.registered"]);
}

async fn no_link_tells_of_an_accusation_or_carries_it_out_of_its_seal(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let sealed = against(&town, accused(&[BUREAU], &[])).await;
    let open = Matter::register(&town).await;
    let (of_sealed, of_open) = (sealed.by(&town, &OFFICER), open.by(&town, &OFFICER));
    refused(of_open.merge(&sealed.name).await, FailedPrecondition, "LINKED_MATTER_SEALED");
    refused(of_sealed.merge(&open.name).await, FailedPrecondition, "LINKED_MATTER_SEALED");
    let alike = against(&town, accused(&[BUREAU], &[])).await;
    let merged = alike.by(&town, &OFFICER).merge(&sealed.name).await.unwrap();
    assert_eq!(merged.ending.unwrap().other_petition, sealed.name);
}

async fn no_reference_of_a_channel_tells_of_an_accusation(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let call = |petition: &mut pb::Petition| petition.source_reference = "call 4711".to_owned();
    Matter::register_as(&town.caller(&OFFICER), |petition| {
        petition.accused = Some(accused(&[BUREAU], &[]));
        call(petition);
    })
    .await;
    let again = || {
        let mut request = registration(new_id());
        call(request.petition.as_mut().unwrap());
        request
    };
    let office = town.caller(&OFFICER).petitions().register_petition(again()).await;
    refused(office, AlreadyExists, "SOURCE_REFERENCE_TAKEN");
    let inside = Post {
        unit: Some(BUREAU),
        ..CLERK
    };
    let theirs = town.caller(&inside).petitions().register_petition(again()).await;
    theirs.expect("to the accused it is the first of this reference");
    let twice = town.caller(&inside).petitions().register_petition(again()).await;
    refused(twice, AlreadyExists, "SOURCE_REFERENCE_TAKEN");
}

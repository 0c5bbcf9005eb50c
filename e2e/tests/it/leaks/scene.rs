//! A matter with planted people, through every door that a person's words can go through.

use shiyu_e2e::people::{AUDITOR, CLERK, HANDLER, MEDIATION, OFFICER, Post};
use shiyu_e2e::sample::{BUREAU, another, factor, parent, party, registration};
use shiyu_e2e::{Matter, Town};
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1::{IdentityField, ReferralDestination};
use shiyu_proto::petition::v1::{self as pb, PartyRole, PetitionFilter, Stage};
use tonic::{Response, Status};

use super::spelling::Planted;
use crate::listing::{exported, listed};

/// What stands in the database in the clear, so that a search of it can be seen to find.
pub const TITLE: &str = "A wall between two yards";

/// Plays it; what is answered on the way shows nobody.
pub async fn play(town: &Town, planted: &Planted) -> Matter {
    let officer = town.caller(&OFFICER);
    let people = |petition: &mut pb::Petition| {
        petition.title = TITLE.to_owned();
        petition.parties[0].identity = Some(planted.petitioner.clone());
        let (second, third) = (another(new_id(), 3), another(new_id(), 5));
        petition.parties.extend([
            party(second, PartyRole::Representative, planted.representative.clone()),
            party(third, PartyRole::Respondent, planted.respondent.clone()),
        ]);
    };
    Matter::register_as(&officer, people).await;
    let matter = Matter::register_as(&officer, people).await;
    let agent = party(new_id(), PartyRole::Agent, planted.agent.clone());
    let added = matter.by(town, &CLERK).add_party(agent).await.unwrap();
    planted.nowhere_in("the answer to AddParty", format!("{added:?}").as_bytes());
    answers(town, &matter, planted).await;
    matter.bring_to(town, Stage::Handling).await;
    shown_where_asked_for(town, &matter, planted).await;
    for (number, refusal) in refusals(town, &matter, planted).await.into_iter().enumerate() {
        let said = format!("{refusal:?} {}", refusal.message());
        planted.nowhere_in(&format!("refusal {number}"), said.as_bytes());
        planted.nowhere_in(&format!("the details of refusal {number}"), refusal.details());
    }
    matter
}

/// Everything that reads.
async fn answers(town: &Town, matter: &Matter, planted: &Planted) {
    let (officer, auditor) = (matter.by(town, &OFFICER), town.caller(&AUDITOR));
    let query = pb::QueryStatusRequest {
        query_code: matter.code.clone(),
        second_factor: factor(&planted.petitioner),
    };
    let everything = PetitionFilter::default();
    let said = [
        format!("{:?}", officer.get().await.unwrap()),
        format!("{:?}", listed(&auditor, &everything).await),
        format!("{:?}", exported(&auditor, &everything).await),
        format!("{:?}", officer.candidates().await.unwrap()),
        format!("{:?}", officer.who_can_see().await.unwrap()),
        format!("{:?}", matter.timeline(town).await),
        format!("{:?}", town.anonymous().status().query_status(query).await.unwrap()),
    ];
    assert!(said[0].contains("欧***"), "it was read, masked");
    assert!(said[3].contains("document"), "it was found by its document");
    for (number, text) in said.iter().enumerate() {
        planted.nowhere_in(&format!("answer {number}"), text.as_bytes());
    }
}

/// A reveal and a granted reading show what is asked for.
async fn shown_where_asked_for(town: &Town, matter: &Matter, planted: &Planted) {
    let offer = pb::OfferReferralRequest {
        destination: ReferralDestination::Mediation.into(),
        purpose: "mediation".to_owned(),
        summary: "A wall between two yards".to_owned(),
        consent_reference: "CONSENT-1".to_owned(),
        granted_fields: vec![IdentityField::Name.into(), IdentityField::Address.into()],
        grant_days: 10,
        ..pb::OfferReferralRequest::default()
    };
    let offered = matter.by(town, &HANDLER).offer(offer).await.unwrap();
    planted.nowhere_in("the answer to an offer", format!("{offered:?}").as_bytes());
    let referral = offered.course.unwrap().referrals.pop().unwrap();
    let mediation = matter.by(town, &MEDIATION);
    let read = mediation.read_identity(&referral.id, matter.petitioner.clone()).await.unwrap();
    assert_eq!((&read.name, &read.address), (&planted.petitioner.name, &planted.petitioner.address));
    assert_eq!((read.phone.as_str(), read.document_number.as_str()), ("", ""));

    for post in [OFFICER, HANDLER] {
        let revealed = matter
            .by(town, &post)
            .reveal(matter.petitioner.clone(), "To call them")
            .await
            .unwrap();
        assert_eq!(revealed.party.unwrap().identity.unwrap(), planted.petitioner, "{post:?}");
        planted.nowhere_in("the petition beside a reveal", format!("{:?}", revealed.petition).as_bytes());
    }
    assert_eq!(matter.kinds(town).await.iter().filter(|kind| *kind == "party.revealed").count(), 2);
}

/// Requests full of personal values, each wrong in a way of its own.
async fn refusals(town: &Town, matter: &Matter, planted: &Planted) -> Vec<Status> {
    let (officer, handler) = (matter.by(town, &OFFICER), matter.by(town, &HANDLER));
    let mut found = Vec::new();
    let spoilt: [fn(&mut pb::Petition, &Planted); 7] = [
        |petition, _| {
            petition.parties[0]
                .identity
                .as_mut()
                .unwrap()
                .document_number
                .replace_range(17.., "#");
        },
        |petition, _| petition.parties[0].identity.as_mut().unwrap().phone.push_str("99999999"),
        |petition, _| petition.parties[0].identity.as_mut().unwrap().name.push('\u{7}'),
        |petition, planted| petition.parties[0].identity.as_mut().unwrap().address = planted.petitioner.address.repeat(30),
        |petition, planted| petition.category.clone_from(&planted.petitioner.name),
        |petition, planted| petition.place.clone_from(&planted.petitioner.document_number),
        |petition, planted| petition.title = format!("{}\n{}", planted.petitioner.name, planted.petitioner.phone),
    ];
    for spoil in spoilt {
        let mut request = registration(new_id());
        let petition = request.petition.as_mut().unwrap();
        petition.parties[0].identity = Some(planted.petitioner.clone());
        spoil(petition, planted);
        found.push(refusal(officer.caller.petitions().register_petition(request).await));
    }
    let mut reused = registration(matter.id);
    reused.petition.as_mut().unwrap().request = planted.petitioner.name.clone();
    found.push(refusal(officer.caller.petitions().register_petition(reused).await));
    let taken = party(matter.petitioner.parse().unwrap(), PartyRole::Agent, planted.agent.clone());
    let clerk = Post {
        unit: Some(BUREAU),
        ..CLERK
    };
    found.push(matter.by(town, &clerk).add_party(taken).await.unwrap_err());
    for summary in [&planted.petitioner.name, &planted.respondent.phone, &planted.agent.document_number] {
        let offer = pb::OfferReferralRequest {
            destination: ReferralDestination::Enforcement.into(),
            purpose: "complaint".to_owned(),
            summary: summary.clone(),
            ..pb::OfferReferralRequest::default()
        };
        found.push(handler.offer(offer).await.unwrap_err());
    }
    found.push(handler.forward(&planted.petitioner.name).await.unwrap_err());
    found.push(officer.forward(&planted.petitioner.phone).await.unwrap_err());
    found.push(officer.forward(BUREAU).await.unwrap_err());
    let get = pb::GetPetitionRequest {
        name: format!("{}/petitions/{}", parent(), planted.petitioner.name),
    };
    found.push(refusal(officer.caller.petitions().get_petition(get).await));
    let query = pb::QueryStatusRequest {
        query_code: planted.petitioner.name.clone(),
        second_factor: planted.petitioner.document_number.clone(),
    };
    found.push(refusal(town.anonymous().status().query_status(query).await));
    found
}

#[track_caller]
fn refusal<T: std::fmt::Debug>(answer: Result<Response<T>, Status>) -> Status {
    answer.expect_err("a refusal")
}

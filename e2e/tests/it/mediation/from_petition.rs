//! A petition office offers a matter to mediation, and hears what became of it (S1); either service may be away in the middle.

use shiyu_e2e::hall::{CENTRE_CLERK, HALL_AUDITOR, Talks, somebody};
use shiyu_e2e::people::HANDLER;
use shiyu_e2e::sample::{COUNTY, person};
use shiyu_e2e::{Accord, Backends, Hall, Matter, Storage, Town};
use shiyu_proto::common::v1::{IdentityField, ReferralConfirmation, ReferralDestination, ReferralSettled, ReferralState};
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::petition::v1 as petition;
use time::Duration;
use tonic::Code::{FailedPrecondition, Unavailable};

use crate::saying::{at, refused};

on_both_storages! {
    what_is_agreed_settles_the_petition;
    what_fails_goes_back_and_the_petition_goes_on;
    mediation_may_be_away_for_an_hour;
    petitions_may_be_away_for_an_hour;
    what_is_taken_back_while_mediation_is_away_ends_here;
    what_the_court_says_arrives_though_petitions_were_away;
    what_is_agreed_in_part_or_holds_no_longer_leaves_the_petition_open;
    what_is_taken_back_or_takes_too_long_ends_here;
}

fn offer() -> petition::OfferReferralRequest {
    petition::OfferReferralRequest {
        destination: ReferralDestination::Mediation.into(),
        purpose: "mediation".to_owned(),
        summary: "A roof that leaks, and who repairs it".to_owned(),
        consent_reference: "CONSENT-2026-7".to_owned(),
        granted_fields: vec![IdentityField::Name.into(), IdentityField::Phone.into()],
        grant_days: 30,
        ..petition::OfferReferralRequest::default()
    }
}

async fn offered(town: &Town) -> (Matter, String) {
    let matter = at(town, petition::Stage::Handling).await;
    let offered = matter.by(town, &HANDLER).offer(offer()).await.unwrap();
    let id = offered.course.unwrap().referrals.pop().unwrap().id;
    (matter, id)
}

fn talks(hall: &Hall, referral: &str) -> Talks {
    Talks::new(&format!("counties/{COUNTY}/disputes/{referral}"), hall.caller(&CENTRE_CLERK))
}

/// Heard, with the petitioner as granted and a respondent whom the clerk names.
async fn taken_in(town: &Town, hall: &Hall, referral: &str) -> Accord {
    town.settled().await;
    hall.settled().await;
    let clerk = talks(hall, referral);
    let opened = clerk.get().await.unwrap();
    assert_eq!((opened.stage(), opened.parties.len()), (pb::DisputeStage::Entrusted, 0));
    clerk.import_parties().await.unwrap();
    let respondent = somebody(pb::DisputePartyRole::Respondent, person("裘大海", 502));
    clerk.add_party(respondent).await.unwrap();
    Accord::offered(&clerk.get().await.unwrap())
}

async fn state(town: &Town, matter: &Matter) -> (ReferralState, String) {
    let referral = matter.course(town).await.referrals.pop().unwrap();
    (referral.state(), referral.case_name)
}

async fn what_is_agreed_settles_the_petition(backends: Backends, storage: Storage) {
    let (town, hall) = Hall::open(&backends, storage).await;
    let (matter, referral) = offered(&town).await;
    let accord = taken_in(&town, &hall, &referral).await;
    let masked = accord.get(&hall).await.parties.remove(0).identity.unwrap();
    assert!(
        masked.name.contains('*') && masked.document_number.is_empty(),
        "what was granted, masked"
    );
    accord.mediating(&hall).await;
    hall.settled().await;
    town.settled().await;
    assert_eq!(state(&town, &matter).await, (ReferralState::Accepted, accord.name.clone()));
    assert!(
        matter.running(&town).await.contains(&"handle".to_owned()),
        "the petitioner's sixty days go on"
    );
    accord.agreed(&hall, 20).await;
    hall.settled().await;
    town.settled().await;
    let settled = matter.get(&town).await;
    assert_eq!(settled.stage(), petition::Stage::Settled);
    assert_eq!(settled.ending.unwrap().agreement, format!("{}/agreements/1", accord.name));
}

async fn what_fails_goes_back_and_the_petition_goes_on(backends: Backends, storage: Storage) {
    let (town, hall) = Hall::open(&backends, storage).await;
    let (matter, referral) = offered(&town).await;
    let accord = taken_in(&town, &hall, &referral).await;
    accord.accepted(&hall).await;
    accord.says(&hall, &accord.applicant, true).await;
    accord.says(&hall, &accord.respondent, false).await;
    hall.settled().await;
    town.settled().await;
    assert_eq!(state(&town, &matter).await.0, ReferralState::Returned);
    assert_eq!(matter.get(&town).await.stage(), petition::Stage::Handling);
    let (matter, referral) = offered(&town).await;
    let accord = taken_in(&town, &hall, &referral).await;
    accord
        .clerk(&hall)
        .decline(pb::DeclineGround::OutOfScope, "Not for us")
        .await
        .unwrap();
    hall.settled().await;
    town.settled().await;
    assert_eq!(state(&town, &matter).await.0, ReferralState::Refused);
}

async fn mediation_may_be_away_for_an_hour(backends: Backends, storage: Storage) {
    let (town, mut hall) = Hall::open(&backends, storage).await;
    hall.settled().await;
    hall.stop().await;
    let (matter, referral) = offered(&town).await;
    town.advance(Duration::HOUR).await;
    assert_eq!(state(&town, &matter).await.0, ReferralState::Offered);
    hall.start().await;
    let accord = taken_in(&town, &hall, &referral).await;
    accord.mediating(&hall).await;
    hall.settled().await;
    hall.stop().await;
    town.advance(Duration::HOUR).await;
    hall.start().await;
    accord.agreed(&hall, 20).await;
    hall.settled().await;
    town.settled().await;
    assert_eq!(matter.get(&town).await.stage(), petition::Stage::Settled);
}

async fn petitions_may_be_away_for_an_hour(backends: Backends, storage: Storage) {
    let (mut town, hall) = Hall::open(&backends, storage).await;
    let (matter, referral) = offered(&town).await;
    town.settled().await;
    hall.settled().await;
    town.stop().await;
    hall.advance(Duration::HOUR).await;
    let clerk = talks(&hall, &referral);
    refused(clerk.import_parties().await, Unavailable, "PEER_UNAVAILABLE");
    assert!(clerk.get().await.unwrap().parties.is_empty(), "nothing was taken in by halves");
    for (role, name, serial) in [
        (pb::DisputePartyRole::Applicant, "沈小满", 501),
        (pb::DisputePartyRole::Respondent, "裘大海", 502),
    ] {
        clerk.add_party(somebody(role, person(name, serial))).await.unwrap();
    }
    let accord = Accord::offered(&clerk.get().await.unwrap());
    accord.mediating(&hall).await;
    accord.agreed(&hall, 20).await;
    town.start().await;
    hall.settled().await;
    town.settled().await;
    assert_eq!(matter.get(&town).await.stage(), petition::Stage::Settled);
}

async fn what_is_taken_back_while_mediation_is_away_ends_here(backends: Backends, storage: Storage) {
    let (town, mut hall) = Hall::open(&backends, storage).await;
    let (taken_back, first) = offered(&town).await;
    let (_forgotten, second) = offered(&town).await;
    let under_way = taken_in(&town, &hall, &first).await;
    under_way.mediating(&hall).await;
    town.settled().await;
    hall.settled().await;
    hall.stop().await;
    taken_back.by(&town, &HANDLER).withdraw_referral(&first).await.unwrap();
    town.advance(Duration::days(46)).await;
    town.settled().await;
    hall.start().await;
    hall.settled().await;
    for referral in [first, second] {
        let ended = talks(&hall, &referral).get().await.unwrap().ending.unwrap();
        assert_eq!(ended.termination(), pb::TerminationGround::OfferGone);
    }
}

async fn what_the_court_says_arrives_though_petitions_were_away(backends: Backends, storage: Storage) {
    let (mut town, hall) = Hall::open(&backends, storage).await;
    let (matter, referral) = offered(&town).await;
    let accord = taken_in(&town, &hall, &referral).await;
    accord.mediating(&hall).await;
    accord.agreed(&hall, 20).await;
    let clerk = accord.clerk(&hall);
    let (basis, subject) = (pb::CourtBasis::Domicile, pb::ConfirmationSubject::Obligations);
    clerk.apply("越城区人民法院", basis, subject, accord.both()).await.unwrap();
    hall.settled().await;
    town.settled().await;
    let settled = matter.get(&town).await;
    assert_eq!(confirmation(&settled), ReferralConfirmation::Unspecified, "the court has it");
    town.stop().await;
    hall.advance(Duration::HOUR).await;
    let (outcome, ground) = (pb::ConfirmationOutcome::Confirmed, pb::NotConfirmedGround::Unspecified);
    clerk.court_said(outcome, ground, "（2026）浙0602民特3号").await.unwrap();
    town.start().await;
    hall.settled().await;
    town.settled().await;
    let confirmed = matter.get(&town).await;
    assert_eq!(confirmation(&confirmed), ReferralConfirmation::Confirmed);
    assert_eq!((confirmed.stage(), confirmed.ending), (petition::Stage::Settled, settled.ending));
}

async fn what_is_agreed_in_part_or_holds_no_longer_leaves_the_petition_open(backends: Backends, storage: Storage) {
    let (town, hall) = Hall::open(&backends, storage).await;
    let (matter, referral) = offered(&town).await;
    let accord = taken_in(&town, &hall, &referral).await;
    accord.mediating(&hall).await;
    let rest = "Who repaints the ceiling";
    accord.agreed_in_part(&hall, 20, rest).await;
    hall.settled().await;
    town.settled().await;
    assert_eq!(
        how_much(&town, &matter).await,
        (petition::Stage::Handling, ReferralSettled::InPart, rest.to_owned())
    );
    assert!(matter.running(&town).await.contains(&"handle".to_owned()));

    accord.agreed(&hall, 20).await;
    hall.settled().await;
    town.settled().await;
    assert_eq!(
        how_much(&town, &matter).await,
        (petition::Stage::Settled, ReferralSettled::Whole, String::new())
    );

    let clerk = accord.clerk(&hall);
    let (basis, subject) = (pb::CourtBasis::Domicile, pb::ConfirmationSubject::Obligations);
    clerk.apply("越城区人民法院", basis, subject, accord.both()).await.unwrap();
    let (outcome, ground) = (pb::ConfirmationOutcome::Refused, pb::NotConfirmedGround::Unclear);
    clerk.court_said(outcome, ground, "（2026）浙0602民特4号").await.unwrap();
    hall.settled().await;
    town.settled().await;
    assert_eq!(
        how_much(&town, &matter).await,
        (petition::Stage::Handling, ReferralSettled::Not, String::new())
    );
    assert!(
        matter.running(&town).await.contains(&"handle".to_owned()),
        "the petitioner's sixty days never stood still"
    );
}

async fn how_much(town: &Town, matter: &Matter) -> (petition::Stage, ReferralSettled, String) {
    let seen = matter.get(town).await;
    let referral = seen.course.clone().expect("a course").referrals.pop().expect("an offer");
    (seen.stage(), referral.settled(), referral.rest)
}

fn confirmation(matter: &petition::Petition) -> ReferralConfirmation {
    let course = matter.course.as_ref().expect("a course");
    course.referrals.last().expect("an offer").confirmation()
}

async fn what_is_taken_back_or_takes_too_long_ends_here(backends: Backends, storage: Storage) {
    let (town, hall) = Hall::open(&backends, storage).await;
    let (taken_back, first) = offered(&town).await;
    let (forgotten, second) = offered(&town).await;
    let accord = taken_in(&town, &hall, &first).await;
    accord.mediating(&hall).await;
    town.settled().await;
    taken_back.by(&town, &HANDLER).withdraw_referral(&first).await.unwrap();
    town.settled().await;
    hall.settled().await;
    let ended = accord.get(&hall).await;
    assert_eq!(ended.ending.unwrap().termination(), pb::TerminationGround::OfferGone);
    refused(accord.clerk(&hall).import_parties().await, FailedPrecondition, "NOTHING_GRANTED");
    town.advance(Duration::days(46)).await;
    town.settled().await;
    hall.settled().await;
    assert_eq!(
        state(&town, &forgotten).await.0,
        ReferralState::Returned,
        "by itself on the forty-fifth day"
    );
    let dispute = Talks::new(&format!("counties/{COUNTY}/disputes/{second}"), hall.caller(&HALL_AUDITOR));
    assert_eq!(
        dispute.get().await.unwrap().ending.unwrap().termination(),
        pb::TerminationGround::OfferGone
    );
}

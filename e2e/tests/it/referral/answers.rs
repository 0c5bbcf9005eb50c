//! What becomes of an offer: it is taken and ends, is refused, says who is competent, or comes back by itself.

use prost::Message;
use prost_types::Timestamp;
use shiyu_e2e::people::{HANDLER, OFFICER};
use shiyu_e2e::sample::{OFFICE, STATION, factor, name, resident};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1::{self as common, ReferralAnswer, ReferralAnswered, ReferralConfirmation, ReferralDestination, ReferralState};
use shiyu_proto::petition::v1::{self as pb, Stage};
use time::Duration;
use tonic::Code::{FailedPrecondition, PermissionDenied};

use super::{offer, offered, referral};
use crate::saying::{at, refused};

on_both_storages! {
    mediation_brings_the_sides_together_and_the_matter_is_settled;
    what_is_refused_goes_on_where_it_was;
    an_offer_nobody_answers_comes_back_by_itself;
    without_power_enforcement_says_who_is_competent_and_that_unit_is_asked;
}

const CASE: &str = "counties/330602/mediations/01998f6e-0000-7000-8000-000000000001";

/// What mediation says of an offer, under an event id of its own.
fn answer(town: &Town, matter: &Matter, referral: &str, answer: ReferralAnswer) -> ReferralAnswered {
    let agreement = if answer == ReferralAnswer::Done { "AGREEMENT-2026-3" } else { "" };
    ReferralAnswered {
        offered_case: matter.name.clone(),
        referral: referral.to_owned(),
        answer: answer.into(),
        case_name: CASE.to_owned(),
        agreement_reference: agreement.to_owned(),
        answer_time: Some(Timestamp {
            seconds: town.now().unix_timestamp(),
            nanos: 0,
        }),
        ..ReferralAnswered::default()
    }
}

/// Tells it as the service of this name would.
async fn tell(town: &Town, service: &str, answered: &ReferralAnswered) {
    town.settled().await;
    let mut headers = town.told().await.pop().unwrap().headers;
    let (id, subject) = (new_id().to_string(), format!("shiyu.{service}.referral.answered"));
    for (name, value) in [
        ("ce-id", id.as_str()),
        ("Nats-Msg-Id", &id),
        ("ce-type", &format!("{subject}.v1")),
        ("ce-source", &format!("//shiyu/330602/{service}")),
        ("ce-subject", &new_id().to_string()),
        ("ce-caseversion", "1"),
    ] {
        headers.insert(name, value);
    }
    let nats = town.nats().await;
    let data = answered.encode_to_vec().into();
    let sent = nats.jetstream().publish_with_headers(subject, headers, data).await.unwrap();
    sent.await.unwrap();
    town.settled().await;
}

async fn mediation_brings_the_sides_together_and_the_matter_is_settled(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let (matter, id) = offered(&town).await;
    let clocks = matter.running(&town).await;
    assert_eq!(clocks, ["handle".to_owned(), format!("referral.{id}")], "its own time goes on");
    town.settled().await;
    let told = town.told_of(matter.id).await.pop().unwrap();
    let fact = common::ReferralOffered::decode(told.data.as_slice()).unwrap();
    assert_eq!((fact.referral.as_str(), fact.purpose.as_str()), (id.as_str(), "mediation"));
    assert!(fact.return_time.is_some() && fact.grant_expire_time.is_some());

    let accepted = answer(&town, &matter, &id, ReferralAnswer::Accepted);
    tell(&town, "enforcement", &accepted).await;
    assert_eq!(
        referral(&town, &matter).await.state(),
        ReferralState::Offered,
        "not theirs to answer"
    );
    for _ in 0..2 {
        tell(&town, "mediation", &accepted).await;
    }
    let taken = referral(&town, &matter).await;
    assert_eq!((taken.state(), taken.case_name.as_str()), (ReferralState::Accepted, CASE));
    let done = answer(&town, &matter, &id, ReferralAnswer::Done);
    for _ in 0..2 {
        tell(&town, "mediation", &done).await;
    }
    let settled = matter.get(&town).await;
    assert_eq!(
        (settled.stage(), settled.ending.unwrap().agreement.as_str()),
        (Stage::Settled, "AGREEMENT-2026-3")
    );
    assert_eq!(referral(&town, &matter).await.state(), ReferralState::Done);
    let kinds = matter.kinds(&town).await;
    assert_eq!(
        kinds[4..],
        ["referral.offered", "referral.accepted", "referral.done", "matter.settled"]
    );
    assert_eq!(matter.running(&town).await, ["archive"]);

    let confirmed = ReferralAnswered {
        confirmation: ReferralConfirmation::Confirmed.into(),
        ..done
    };
    for _ in 0..2 {
        tell(&town, "mediation", &confirmed).await;
    }
    assert_eq!(referral(&town, &matter).await.confirmation(), ReferralConfirmation::Confirmed);
    let kinds = matter.kinds(&town).await;
    assert_eq!(kinds[8..], ["agreement.heard"], "a court is heard once");
}

async fn without_power_enforcement_says_who_is_competent_and_that_unit_is_asked(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Accepted).await;
    let handler = matter.by(&town, &HANDLER);
    let asked = pb::ClassifyPetitionRequest {
        kind: pb::MatterKind::AppealForRelief.into(),
        path: pb::ReliefPath::ProtectiveDuty.into(),
        duty_organ: OFFICE.to_owned(),
        ..pb::ClassifyPetitionRequest::default()
    };
    handler.classify(asked).await.unwrap();
    let complaint = pb::OfferReferralRequest {
        destination: ReferralDestination::Enforcement.into(),
        purpose: "complaint".to_owned(),
        ..offer()
    };
    let offered = handler.offer(complaint).await.unwrap().course.unwrap();
    let id = &offered.referrals[0].id;
    refused(handler.reroute_duty("", "?").await, FailedPrecondition, "ORGAN_UNNAMED");
    let no_power = ReferralAnswered {
        result: "no_power".to_owned(),
        competent_unit: STATION.to_owned(),
        case_name: String::new(),
        ..answer(&town, &matter, id, ReferralAnswer::Returned)
    };
    tell(&town, "enforcement", &no_power).await;
    let course = matter.course(&town).await;
    assert_eq!(
        (course.competent_unit.as_str(), course.referrals[0].result.as_str()),
        (STATION, "no_power")
    );
    refused(
        matter.by(&town, &OFFICER).reroute_duty("", "?").await,
        PermissionDenied,
        "NOT_PERMITTED",
    );
    let course = handler.reroute_duty("", "The list says so").await.unwrap().course.unwrap();
    let duty = course.duty.unwrap();
    assert_eq!((duty.organ.as_str(), duty.earlier_organs), (STATION, vec![OFFICE.to_owned()]));
    assert_eq!(course.competent_unit, "", "it is asked");
    refused(handler.reroute_duty(STATION, "?").await, FailedPrecondition, "HELD_ALREADY");
    assert_eq!(matter.kinds(&town).await.last().unwrap(), "duty.rerouted");

    let query = pb::QueryStatusRequest {
        query_code: matter.code.clone(),
        second_factor: factor(&resident()),
    };
    let shown = town.anonymous().status().query_status(query).await.unwrap().into_inner();
    let [told] = shown.referrals.as_slice() else { panic!("one offer") };
    assert_eq!(
        (told.destination(), told.state(), told.result.as_str()),
        (ReferralDestination::Enforcement, ReferralState::Returned, "no_power")
    );
}

async fn what_is_refused_goes_on_where_it_was(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let (matter, id) = offered(&town).await;
    let twice = matter.by(&town, &HANDLER).offer(offer()).await;
    refused(twice, FailedPrecondition, "OFFERED_ALREADY");
    tell(&town, "mediation", &answer(&town, &matter, &id, ReferralAnswer::Refused)).await;
    let refusal = referral(&town, &matter).await;
    assert_eq!(refusal.state(), ReferralState::Refused);
    assert!(refusal.grant_revoke_time.is_some(), "the leave to read ends with the offer");
    assert_eq!(matter.running(&town).await, ["handle"]);
    tell(&town, "mediation", &answer(&town, &matter, &id, ReferralAnswer::Accepted)).await;
    assert_eq!(referral(&town, &matter).await, refusal, "a late answer changes nothing");
    matter.by(&town, &HANDLER).offer(offer()).await.expect("another try");
    matter.answer(&town, pb::Decision::Explained).await;

    let stray = ReferralAnswered {
        offered_case: name(new_id()),
        ..answer(&town, &matter, &id, ReferralAnswer::Done)
    };
    tell(&town, "mediation", &stray).await;
}

async fn an_offer_nobody_answers_comes_back_by_itself(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let (matter, id) = offered(&town).await;
    town.advance(Duration::days(44)).await;
    town.settled().await;
    assert_eq!(referral(&town, &matter).await.state(), ReferralState::Offered);
    town.advance_past(matter.due(&town, &format!("referral.{id}")).await).await;
    town.settled().await;
    let returned = referral(&town, &matter).await;
    assert_eq!(returned.state(), ReferralState::Returned);
    assert!(returned.grant_revoke_time.is_some());
    assert_eq!(matter.kinds(&town).await.last().unwrap(), "referral.returned");
    assert_eq!(
        (matter.get(&town).await.stage(), matter.running(&town).await),
        (Stage::Handling, vec!["handle".to_owned()])
    );
    matter.answer(&town, pb::Decision::Explained).await;
}

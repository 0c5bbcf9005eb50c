//! What other services offer, heard as their facts (S1, S4).

use prost::Message;
use sea_orm::EntityTrait;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{both_databases, journal};
use shiyu_mediation::facts::handle;
use shiyu_proto::common::v1 as common;
use shiyu_proto::mediation::v1 as pb;
use time::Duration;
use uuid::Uuid;

use crate::scene::{CENTRE, CENTRE_CLERK, COUNTY, Scene, VILLAGE, by, id, order, reason, somebody};

both_databases! {
    an_offer_becomes_a_dispute_once_and_its_end_is_told;
    a_heard_offer_goes_on_under_its_own_trace;
    an_offer_to_somebody_else_is_passed_over;
    an_offer_taken_back_ends_the_dispute;
    an_offer_taken_back_before_it_was_heard_is_passed_over;
    nothing_is_imported_that_was_not_granted;
}

fn fact(scene: &Scene, kind: &str, told: &impl Message) -> Fact {
    Fact {
        id: Uuid::parse_str(&id()).unwrap(),
        kind: kind.to_owned(),
        source: format!("//shiyu/{COUNTY}/{}", kind.split('.').next().unwrap()),
        county: None,
        case: Uuid::nil(),
        case_version: 1,
        at: scene.clock.now(),
        trace: None,
        data: told.encode_to_vec().into(),
        headers: Headers::default(),
    }
}

fn offered(scene: &Scene, referral: Uuid, destination: common::ReferralDestination) -> common::ReferralOffered {
    common::ReferralOffered {
        case: Some(common::ReferredCase {
            name: format!("counties/{COUNTY}/petitions/{}", Uuid::from_u128(7)),
            version: 4,
            unit: COUNTY.to_owned(),
            place: VILLAGE.to_owned(),
            category: "labour.wages".to_owned(),
            ..common::ReferredCase::default()
        }),
        referral: referral.to_string(),
        destination: destination.into(),
        purpose: "mediation".to_owned(),
        summary: "拖欠工资三个月\n双方愿意调解".to_owned(),
        consent_reference: "同意书1号".to_owned(),
        offer_time: Some(timestamp(scene.clock.now())),
        return_time: Some(timestamp(scene.clock.now() + Duration::days(45))),
        ..common::ReferralOffered::default()
    }
}

async fn told(scene: &Scene) -> Vec<common::ReferralAnswered> {
    let rows = journal::Entity::find().all(&scene.ledger.database().writer).await.unwrap();
    let answered = rows.into_iter().filter(|row| row.kind == "referral.answered");
    answered
        .map(|row| common::ReferralAnswered::decode(row.fact.unwrap().as_slice()).unwrap())
        .collect()
}

fn name(referral: Uuid) -> String {
    format!("counties/{COUNTY}/disputes/{referral}")
}

async fn an_offer_becomes_a_dispute_once_and_its_end_is_told(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let referral = Uuid::from_u128(0xC1);
    let offer = offered(&scene, referral, common::ReferralDestination::Mediation);
    let heard = fact(&scene, "petition.referral.offered", &offer);
    assert!(matches!(handle(scene.ears.clone(), heard.clone()).await, Outcome::Done));
    assert!(
        matches!(handle(scene.ears.clone(), heard).await, Outcome::Done),
        "the same fact again"
    );
    let again = fact(&scene, "petition.referral.offered", &offer);
    let outcome = handle(scene.ears.clone(), again).await;
    assert!(
        matches!(outcome, Outcome::Done),
        "the same offer again is the same request: {outcome:?}"
    );
    let rows = journal::Entity::find().all(&scene.ledger.database().writer).await.unwrap();
    assert_eq!(rows.iter().filter(|row| row.kind == "case.opened").count(), 1, "and is there once");
    let dispute = scene.get(CENTRE_CLERK, &name(referral)).await.unwrap();
    let submission = dispute.submission.clone().unwrap();
    assert_eq!((dispute.stage(), dispute.unit.as_str()), (pb::DisputeStage::Entrusted, CENTRE));
    assert_eq!(submission.category(), pb::DisputeCategory::Labour);
    assert_eq!((submission.title.as_str(), submission.place.as_str()), ("拖欠工资三个月", VILLAGE));
    let mut doors = scene.doors();
    let name = dispute.name;
    for (who, role) in [
        ("沈小满", pb::DisputePartyRole::Applicant),
        ("裘大海", pb::DisputePartyRole::Respondent),
    ] {
        let join = order!(
            name,
            AddPartyRequest {
                party: Some(somebody(who, "", role))
            }
        );
        doors.add_party(by(CENTRE_CLERK, join)).await.unwrap();
    }
    doors
        .take_up_dispute(by(CENTRE_CLERK, order!(name, TakeUpDisputeRequest {})))
        .await
        .unwrap();
    doors
        .accept_dispute(by(CENTRE_CLERK, order!(name, AcceptDisputeRequest {})))
        .await
        .unwrap();
    let party = scene.get(CENTRE_CLERK, &name).await.unwrap().parties[0].id.clone();
    doors
        .record_consent(by(CENTRE_CLERK, scene.consent(&name, &party, false)))
        .await
        .unwrap();
    let answers: Vec<common::ReferralAnswer> = told(&scene).await.iter().map(common::ReferralAnswered::answer).collect();
    assert_eq!(answers, [common::ReferralAnswer::Accepted, common::ReferralAnswer::Returned]);
    assert!(
        told(&scene)
            .await
            .iter()
            .all(|answer| answer.case_name == name && answer.agreement_reference.is_empty())
    );
}

async fn a_heard_offer_goes_on_under_its_own_trace(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let referral = Uuid::from_u128(0xC6);
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let heard = Fact {
        trace: Some(trace.to_owned()),
        ..fact(
            &scene,
            "petition.referral.offered",
            &offered(&scene, referral, common::ReferralDestination::Mediation),
        )
    };
    assert!(matches!(handle(scene.ears.clone(), heard).await, Outcome::Done));
    let rows = journal::Entity::find().all(&scene.ledger.database().writer).await.unwrap();
    let opened = rows.iter().find(|row| row.case_id == referral && row.version == 1).unwrap();
    assert_eq!((opened.kind.as_str(), opened.trace.as_deref()), ("case.opened", Some(trace)));
}

async fn an_offer_to_somebody_else_is_passed_over(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let referral = Uuid::from_u128(0xC2);
    let offer = offered(&scene, referral, common::ReferralDestination::Enforcement);
    let heard = fact(&scene, "petition.referral.offered", &offer);
    assert!(matches!(handle(scene.ears.clone(), heard).await, Outcome::Ignored));
    let offer = offered(&scene, referral, common::ReferralDestination::Mediation);
    let stranger = fact(&scene, "enforcement.referral.offered", &offer);
    assert!(matches!(
        handle(scene.ears.clone(), stranger).await,
        Outcome::Unreadable("OFFER_INVALID")
    ));
    assert_eq!(reason(scene.get(CENTRE_CLERK, &name(referral)).await), "DISPUTE_UNKNOWN");
}

fn moved(scene: &Scene, offer: &common::ReferralOffered, state: common::ReferralState) -> common::ReferralMoved {
    common::ReferralMoved {
        case: offer.case.clone(),
        referral: offer.referral.clone(),
        destination: offer.destination,
        state: state.into(),
        move_time: Some(timestamp(scene.clock.now())),
    }
}

async fn an_offer_taken_back_ends_the_dispute(home: TestDatabase) {
    let scene = Scene::on(home).await;
    for (kind, state) in [
        ("withdrawn", common::ReferralState::Withdrawn),
        ("returned", common::ReferralState::Returned),
    ] {
        let referral = Uuid::new_v5(&Uuid::nil(), kind.as_bytes());
        let offer = offered(&scene, referral, common::ReferralDestination::Mediation);
        handle(scene.ears.clone(), fact(&scene, "petition.referral.offered", &offer)).await;
        let back = fact(&scene, &format!("petition.referral.{kind}"), &moved(&scene, &offer, state));
        assert!(matches!(handle(scene.ears.clone(), back.clone()).await, Outcome::Done));
        assert!(matches!(handle(scene.ears.clone(), back).await, Outcome::Done));
        let dispute = scene.get(CENTRE_CLERK, &name(referral)).await.unwrap();
        assert_eq!(dispute.ending.unwrap().termination(), pb::TerminationGround::OfferGone);
        assert!(told(&scene).await.is_empty());
    }
}

async fn an_offer_taken_back_before_it_was_heard_is_passed_over(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let offer = offered(&scene, Uuid::from_u128(0xC4), common::ReferralDestination::Mediation);
    let back = fact(
        &scene,
        "petition.referral.withdrawn",
        &moved(&scene, &offer, common::ReferralState::Withdrawn),
    );
    assert!(matches!(handle(scene.ears.clone(), back).await, Outcome::Ignored));
}

async fn nothing_is_imported_that_was_not_granted(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let referral = Uuid::from_u128(0xC5);
    let offer = offered(&scene, referral, common::ReferralDestination::Mediation);
    handle(scene.ears.clone(), fact(&scene, "grid.referral.offered", &offer)).await;
    let import = order!(name(referral), ImportPartiesRequest {});
    assert_eq!(
        reason(scene.doors().import_parties(by(CENTRE_CLERK, import)).await),
        "NOTHING_GRANTED"
    );
}

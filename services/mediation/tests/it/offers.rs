//! What other services offer, heard as their facts (S1, S4).

use std::collections::BTreeSet;

use prost::Message;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use shiyu_kit::case::Actor;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{both_databases, journal, party};
use shiyu_mediation::domain::Command;
use shiyu_mediation::domain::terms::{Party, PartyRole};
use shiyu_mediation::facts::handle;
use shiyu_mediation::wire::Asked;
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
    what_was_granted_is_destroyed_with_the_archive_of_what_came_to_nothing;
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

async fn known(scene: &Scene, dispute: Uuid) -> Vec<Uuid> {
    let of = party::row::Entity::find().filter(party::row::Column::CaseId.eq(dispute));
    let rows = of.all(&scene.ledger.database().writer).await.unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

async fn what_was_granted_is_destroyed_with_the_archive_of_what_came_to_nothing(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (referral, granted) = (Uuid::from_u128(0xC7), Uuid::from_u128(0xA7));
    let offer = offered(&scene, referral, common::ReferralDestination::Mediation);
    handle(scene.ears.clone(), fact(&scene, "petition.referral.offered", &offer)).await;
    let (mut doors, name, desk) = (scene.doors(), name(referral), &scene.ears.desk);
    let named = somebody("裘大海", "", pb::DisputePartyRole::Respondent);
    let own: Uuid = named.id.parse().unwrap();
    let join = order!(name, AddPartyRequest { party: Some(named) });
    doors.add_party(by(CENTRE_CLERK, join)).await.unwrap();
    let identity = shiyu_kit::testkit::party::person("沈小满", 7);
    let party = Party {
        id: granted,
        role: PartyRole::Applicant,
        speaks_for: None,
        granted: true,
    };
    let sealed = desk.vault.seal(granted, referral, &identity, scene.clock.now());
    let asked = Asked {
        id: Uuid::parse_str(&id()).unwrap(),
        case: referral,
        expected: None,
        command: Command::AddParty { party, sealed },
    };
    let clerk = Actor::Person {
        subject: CENTRE_CLERK.0.to_owned(),
        unit: Some(CENTRE.to_owned()),
        roles: BTreeSet::from([CENTRE_CLERK.2.to_owned()]),
    };
    desk.give(clerk, asked).await.unwrap();
    let gone = moved(&scene, &offer, common::ReferralState::Withdrawn);
    handle(scene.ears.clone(), fact(&scene, "petition.referral.withdrawn", &gone)).await;
    let archived = || Fact {
        case: referral,
        ..fact(&scene, "mediation.case.archived", &gone)
    };
    assert!(matches!(handle(scene.ears.clone(), archived()).await, Outcome::Ignored), "not yet");
    assert_eq!(known(&scene, referral).await.len(), 2);
    let routes = order!(
        name,
        GiveRoutesNoticeRequest {
            routes: vec![pb::RemainingRoute::Litigation.into()],
            method: pb::NoticeMethod::Direct.into()
        }
    );
    doors.give_routes_notice(by(CENTRE_CLERK, routes)).await.unwrap();
    let visit = order!(
        name,
        RecordFollowUpRequest {
            settled: false,
            note: "已转回信访".to_owned()
        }
    );
    doors.record_follow_up(by(CENTRE_CLERK, visit)).await.unwrap();
    let archive = order!(name, ArchiveDisputeRequest {});
    doors.archive_dispute(by(CENTRE_CLERK, archive)).await.unwrap();
    for _ in 0..2 {
        assert!(
            matches!(handle(scene.ears.clone(), archived()).await, Outcome::Done),
            "also heard again"
        );
        assert_eq!(known(&scene, referral).await, [own]);
    }
    let chain = journal::verify(&scene.ledger.database().reader, referral).await.unwrap().unwrap();
    assert!(chain.findings.is_empty());
}

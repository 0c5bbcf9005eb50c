//! What a citizen reports at the public door: verified on the spot, solved in the grid, rated and rewarded with the code.

use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;

use crate::registers::ADDRESS;
use crate::scene::{DISPATCHER, HANDLER, LEAD, PATROL, SECOND, STRANGER, Scene, Who, by, id, order, reason};

both_databases! {
    a_citizen_follows_a_report_with_its_code_alone;
    a_wrong_code_is_told_nothing_and_not_often;
    a_service_reads_what_it_was_granted;
}

const ENFORCEMENT: Who = ("enforcement", "", "enforcement_service");
const MEDIATION: Who = ("mediation", "", "mediation_service");

pub(crate) fn report(scene: &Scene) -> pb::SubmitReportRequest {
    let seen = scene.clock.now() - time::Duration::minutes(1);
    pb::SubmitReportRequest {
        request_id: id(),
        title: "楼道堆物".to_owned(),
        description: "三楼通道堵住了".to_owned(),
        address: ADDRESS.to_string(),
        class_code: "E1201".to_owned(),
        seen_time: Some(shiyu_kit::operations::timestamp(seen)),
        contact: Some(pb::Identity {
            name: "沈园春".to_owned(),
            phone: "13812345678".to_owned(),
            ..pb::Identity::default()
        }),
        ..pb::SubmitReportRequest::default()
    }
}

pub(crate) fn query(code: &str) -> pb::QueryReportRequest {
    pb::QueryReportRequest {
        query_code: code.to_owned(),
    }
}

async fn a_citizen_follows_a_report_with_its_code_alone(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (mut public, mut events) = (scene.public(), scene.events());
    let request = report(&scene);
    let name = format!("counties/330602/events/{}", request.request_id);
    let submitted = public.submit_report(request.clone()).await.unwrap().into_inner();
    assert_eq!(public.submit_report(request).await.unwrap().into_inner(), submitted, "done once");
    let code = submitted.query_code;
    let shown = |report: &pb::QueryReportResponse| (report.stage(), report.due_clock.clone());
    assert_eq!(shown(&submitted.report.unwrap()), (pb::EventStage::Reported, "accept".to_owned()));

    let early = events.dispatch_event(by(DISPATCHER, order!(name, DispatchEventRequest {}))).await;
    assert_eq!(reason(early), "VERIFICATION_MISSING");
    events
        .order_verification(by(DISPATCHER, order!(name, OrderVerificationRequest {})))
        .await
        .unwrap();
    let seen = order!(
        name,
        ReportVerificationRequest {
            found: true,
            note: "So it is".to_owned()
        }
    );
    events.report_verification(by(PATROL, seen)).await.unwrap();
    reveals(&scene, &name).await;
    events
        .take_up_in_grid(by(LEAD, order!(name, TakeUpInGridRequest {})))
        .await
        .unwrap();
    let spoken = events
        .record_contact(by(LEAD, order!(name, RecordContactRequest {})))
        .await
        .unwrap()
        .into_inner();
    assert!(spoken.course.unwrap().contact_time.is_some());
    assert_eq!(
        reason(events.record_contact(by(LEAD, order!(name, RecordContactRequest {}))).await),
        "DONE_ALREADY"
    );
    let fined = order!(
        name,
        ReportHandledRequest {
            report: "Fined".to_owned(),
            measures: vec![pb::Measure::Fined.into()]
        }
    );
    assert_eq!(reason(events.report_handled(by(LEAD, fined)).await), "BEYOND_GRID_POWERS");
    cleared(&scene, &name).await;
    let closed = events
        .close_event(by(DISPATCHER, order!(name, CloseEventRequest {})))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(closed.ending.unwrap().tier(), pb::ResolutionTier::Grid);

    let rating = pb::SubmitRatingRequest {
        query_code: code.to_lowercase(),
        request_id: id(),
        rating: pb::EventRating::VerySatisfied.into(),
    };
    let rated = public.submit_rating(rating).await.unwrap().into_inner();
    assert_eq!((rated.result.as_str(), rated.rate_before_time), ("handled", None));
    let grant = |fen: i64| {
        order!(
            name,
            GrantRewardRequest {
                amount_fen: fen,
                basis: "〔2025〕7号".to_owned()
            }
        )
    };
    assert_eq!(reason(events.grant_reward(by(DISPATCHER, grant(50_001))).await), "REWARD_TOO_HIGH");
    events.grant_reward(by(DISPATCHER, grant(20_000))).await.unwrap();
    assert_eq!(public.query_report(query(&code)).await.unwrap().into_inner().reward_fen, 20_000);
    let pay = |code: &str| {
        order!(
            name,
            PayRewardRequest {
                code: code.to_owned(),
                voucher: "17".to_owned()
            }
        )
    };
    assert_eq!(reason(events.pay_reward(by(SECOND, pay("0000-0000-0000"))).await), "CODE_WRONG");
    assert_eq!(reason(events.pay_reward(by(DISPATCHER, pay(&code))).await), "GRANTER_PAYS");
    events.pay_reward(by(SECOND, pay(&code))).await.unwrap();
    assert_eq!(public.query_report(query(&code)).await.unwrap().into_inner().reward_fen, 0);
}

/// Handled by the grid's lead, and seen to be so by its patrol.
pub(crate) async fn cleared(scene: &Scene, name: &str) {
    let (mut events, name) = (scene.events(), name.to_owned());
    let handled = order!(
        name,
        ReportHandledRequest {
            report: "Cleared".to_owned(),
            measures: vec![pb::Measure::Persuaded.into()]
        }
    );
    events.report_handled(by(LEAD, handled)).await.unwrap();
    let seen = order!(
        name,
        InspectEventRequest {
            passed: true,
            note: "It is free".to_owned()
        }
    );
    events.inspect_event(by(PATROL, seen)).await.unwrap();
}

/// The identity is sealed: masked to who reads, in the clear only with a reason.
async fn reveals(scene: &Scene, name: &str) {
    let name = name.to_owned();
    let got = scene
        .events()
        .get_event(by(DISPATCHER, pb::GetEventRequest { name: name.clone() }))
        .await;
    let party = got.unwrap().into_inner().parties.remove(0);
    let masked = party.identity.unwrap();
    assert_eq!((masked.name.as_str(), masked.phone.as_str()), ("沈**", "138****5678"));
    let reveal = |reason: &str| {
        order!(
            name,
            RevealReporterRequest {
                party: party.id.clone(),
                reason: reason.to_owned()
            }
        )
    };
    let revealed = scene.parties().reveal_reporter(by(DISPATCHER, reveal("To ask where"))).await;
    let clear = revealed.unwrap().into_inner().party.unwrap().identity.unwrap();
    assert_eq!((clear.name.as_str(), clear.phone.as_str()), ("沈园春", "13812345678"));
    let stranger = scene.parties().reveal_reporter(by(STRANGER, reveal("To know"))).await;
    assert_eq!(reason(stranger), "EVENT_UNKNOWN");
}

/// Another service reads what it was granted, as long as it may.
async fn a_service_reads_what_it_was_granted(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut events = scene.events();
    let mut request = scene.report(pb::EventSource::Hotline);
    request.parties = vec![pb::Party {
        id: id(),
        role: pb::PartyRole::Reporter.into(),
        identity: report(&scene).contact,
    }];
    let name = events
        .report_event(by(DISPATCHER, request))
        .await
        .unwrap()
        .into_inner()
        .event
        .unwrap()
        .name;
    let seen = order!(
        name,
        ReportVerificationRequest {
            found: true,
            note: "So it is".to_owned()
        }
    );
    events
        .order_verification(by(DISPATCHER, order!(name, OrderVerificationRequest {})))
        .await
        .unwrap();
    events.report_verification(by(PATROL, seen)).await.unwrap();
    events
        .dispatch_event(by(DISPATCHER, order!(name, DispatchEventRequest {})))
        .await
        .unwrap();
    events.sign_in(by(HANDLER, order!(name, SignInRequest {}))).await.unwrap();
    let until = scene.clock.now() + time::Duration::days(2);
    let offer = order!(
        name,
        OfferReferralRequest {
            destination: common::ReferralDestination::Enforcement.into(),
            purpose: "clue".to_owned(),
            summary: "a blocked exit".to_owned(),
            granted_fields: vec![common::IdentityField::Phone.into()],
            grant_expire_time: Some(shiyu_kit::operations::timestamp(until)),
        }
    );
    let offered = events.offer_referral(by(HANDLER, offer)).await.unwrap().into_inner();
    let referral = offered.course.unwrap().referrals[0].id.clone();
    let read = || common::ReadGrantedIdentityRequest {
        name: name.clone(),
        request_id: id(),
        referral: referral.clone(),
        party: String::new(),
    };
    let told = scene
        .identities()
        .read_granted_identity(by(ENFORCEMENT, read()))
        .await
        .unwrap()
        .into_inner();
    let identity = told.parties[0].identity.clone().unwrap();
    assert_eq!((identity.name.as_str(), identity.phone.as_str()), ("", "13812345678"));
    let another = scene.identities().read_granted_identity(by(MEDIATION, read())).await;
    assert_eq!(reason(another), "NOT_GRANTED");
    scene.clock.advance(time::Duration::days(2)).unwrap();
    assert_eq!(
        reason(scene.identities().read_granted_identity(by(ENFORCEMENT, read())).await),
        "NOT_GRANTED"
    );
}

async fn a_wrong_code_is_told_nothing_and_not_often(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut public = scene.public();
    for code in ["7K2M-9QXA-41BD", "nothing"] {
        assert_eq!(reason(public.query_report(query(code)).await), "STATUS_UNKNOWN");
    }
    let mut last = String::new();
    for _ in 0..10 {
        last = reason(public.query_report(query("7K2M-9QXA-41BD")).await);
    }
    assert_eq!(last, "RATE_LIMITED");
    let mut elsewhere = report(&scene);
    elsewhere.address = id();
    assert_eq!(reason(public.submit_report(elsewhere).await), "PLACE_UNKNOWN");
    let mut unknown = report(&scene);
    "E1299".clone_into(&mut unknown.class_code);
    assert_eq!(reason(public.submit_report(unknown).await), "CLASS_UNKNOWN");
}

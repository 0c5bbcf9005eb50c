//! Who sees what, what the doors look up, and what other services answer.

use prost::Message;
use shiyu_grid::domain::StageName;
use shiyu_grid::facts::handle;
use shiyu_kit::both_databases;
use shiyu_kit::clock::new_id;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;

use crate::registers::{GRID, ITEM};
use crate::scene::{BUREAU, DISPATCHER, HANDLER, LEAD, NEIGHBOUR, OTHER_TOWN, PATROL, STRANGER, Scene, Who, by, id, order, reason, uuid};

both_databases! {
    to_whom_an_event_is_not_shown_there_is_none;
    a_department_reports_what_is_on_the_list;
    a_source_gives_a_reference_once;
    a_closed_event_is_taken_up_again_by_a_new_one;
    empty_slots_are_counted_and_named_by_event;
    what_mediation_answers_is_heard_once;
}

const POLICE: Who = ("police", "330602002", "grid_patrol");
const VOLUNTEER: Who = ("volunteer", OTHER_TOWN, "grid_patrol");
const OFFICIAL: Who = ("official-7", BUREAU, "unit_handler");

async fn to_whom_an_event_is_not_shown_there_is_none(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut events = scene.events();
    let name = scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap().name;
    for (who, sees) in [
        (DISPATCHER, true),
        (LEAD, true),
        (POLICE, true),
        (STRANGER, false),
        (VOLUNTEER, false),
        (HANDLER, false),
    ] {
        let got = events.get_event(by(who, pb::GetEventRequest { name: name.clone() })).await;
        assert_eq!(got.is_ok(), sees, "{who:?}");
        let list = pb::ListEventsRequest {
            parent: "counties/330602".to_owned(),
            filter: Some(pb::EventFilter {
                grid: GRID.to_owned(),
                ..pb::EventFilter::default()
            }),
            ..pb::ListEventsRequest::default()
        };
        let listed = events.list_events(by(who, list)).await.unwrap().into_inner().events;
        assert_eq!(listed.len(), usize::from(sees), "{who:?}");
        let filter = pb::CountEventsRequest {
            parent: "counties/330602".to_owned(),
            filter: Some(pb::EventFilter {
                grid: GRID.to_owned(),
                ..pb::EventFilter::default()
            }),
        };
        let counted = events.count_events(by(who, filter)).await.unwrap().into_inner().count;
        assert_eq!(counted, i64::from(sees), "{who:?}");
    }
    let order = || order!(name, AcceptEventRequest {});
    assert_eq!(reason(events.accept_event(by(STRANGER, order())).await), "EVENT_UNKNOWN");
    assert_eq!(reason(events.accept_event(by(POLICE, order())).await), "NOT_THE_DISPATCHER");
    let who = events
        .who_can_see(by(DISPATCHER, pb::WhoCanSeeRequest { name: name.clone() }))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(who.units, ["330602001", "330602001-ZHS", "330602001003"]);
    assert!(who.roles.contains(&"dispatcher".to_owned()) && !who.roles.contains(&"petition_officer".to_owned()));
}

async fn a_department_reports_what_is_on_the_list(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut events = scene.events();
    let request = |item: &str| {
        let mut request = scene.report(pb::EventSource::Department);
        item.clone_into(&mut request.report.as_mut().unwrap().admission_item);
        request
    };
    assert_eq!(reason(events.report_event(by(OFFICIAL, request(&id()))).await), "NOT_ADMITTED");
    assert_eq!(
        reason(events.report_event(by(HANDLER, request(&ITEM.to_string()))).await),
        "NOT_ADMITTED"
    );
    let mut of_another_class = request(&ITEM.to_string());
    "E0101".clone_into(&mut of_another_class.class_code);
    assert_eq!(reason(events.report_event(by(OFFICIAL, of_another_class)).await), "NOT_ADMITTED");
    let mut neighbour = scene.report(pb::EventSource::Neighbour);
    neighbour.report.as_mut().unwrap().handed_over_event = format!("counties/{NEIGHBOUR}/events/{}", id());
    assert_eq!(reason(events.report_event(by(DISPATCHER, neighbour)).await), "SOURCE_NOT_YOURS");
    let reported = events
        .report_event(by(OFFICIAL, request(&ITEM.to_string())))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(reported.query_code, "", "staff need no code");
    let again = events.report_event(by(OFFICIAL, request(&ITEM.to_string()))).await;
    assert_eq!(reason(again), "NOT_ADMITTED", "one a day in a grid");
    let patrol = scene.report(pb::EventSource::Patrol);
    assert_eq!(reason(events.report_event(by(OFFICIAL, patrol)).await), "NOT_GRID_STAFF");
}

async fn a_source_gives_a_reference_once(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut events = scene.events();
    let request = || {
        let mut request = scene.report(pb::EventSource::Hotline);
        "call 17".clone_into(&mut request.report.as_mut().unwrap().source_reference);
        request
    };
    let first = request();
    let reported = events.report_event(by(DISPATCHER, first.clone())).await.unwrap().into_inner();
    assert_eq!(reported.query_code.len(), 14, "who called follows it");
    assert_eq!(events.report_event(by(DISPATCHER, first)).await.unwrap().into_inner(), reported);
    assert_eq!(
        reason(events.report_event(by(DISPATCHER, request())).await),
        "SOURCE_REFERENCE_TAKEN"
    );
}

async fn a_closed_event_is_taken_up_again_by_a_new_one(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut events = scene.events();
    let name = scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap().name;
    let again = || pb::ReopenEventRequest {
        name: name.clone(),
        request_id: id(),
        report: scene.report(pb::EventSource::Patrol).report,
    };
    assert_eq!(reason(events.reopen_event(by(PATROL, again())).await), "LINKED_EVENT_OPEN");
    events
        .dispatch_event(by(DISPATCHER, order!(name, DispatchEventRequest {})))
        .await
        .unwrap();
    events.sign_in(by(HANDLER, order!(name, SignInRequest {}))).await.unwrap();
    let handled = order!(
        name,
        ReportHandledRequest {
            report: "Done".to_owned(),
            measures: vec![pb::Measure::Cleared.into()]
        }
    );
    events.report_handled(by(HANDLER, handled)).await.unwrap();
    let seen = order!(
        name,
        InspectEventRequest {
            passed: true,
            note: "So".to_owned()
        }
    );
    events.inspect_event(by(PATROL, seen)).await.unwrap();
    events
        .close_event(by(DISPATCHER, order!(name, CloseEventRequest {})))
        .await
        .unwrap();
    let reopened = events.reopen_event(by(PATROL, again())).await.unwrap().into_inner().event.unwrap();
    assert_eq!(
        (reopened.reopened_event.as_str(), reopened.stage()),
        (name.as_str(), pb::EventStage::Reported)
    );
    assert_ne!(reopened.name, name);
    assert_eq!(reason(events.reopen_event(by(STRANGER, again())).await), "EVENT_UNKNOWN");
}

async fn empty_slots_are_counted_and_named_by_event(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut events = scene.events();
    let name = scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap().name;
    let request = |slot: pb::Slot| pb::SlotGapReportRequest {
        parent: "counties/330602".to_owned(),
        slot: slot.into(),
        ..pb::SlotGapReportRequest::default()
    };
    let all = events
        .slot_gap_report(by(DISPATCHER, request(pb::Slot::Unspecified)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(all.events, [name]);
    assert!(all.gaps.iter().all(|gap| gap.unit == "330602001-ZHS" && gap.count == 1));
    assert!(all.gaps.iter().any(|gap| gap.slot() == pb::Slot::VerifiedBy));
    let none = events
        .slot_gap_report(by(DISPATCHER, request(pb::Slot::PatrolledBy)))
        .await
        .unwrap()
        .into_inner();
    assert!(none.events.is_empty() && none.gaps.is_empty());
    let strange = events
        .slot_gap_report(by(STRANGER, request(pb::Slot::Unspecified)))
        .await
        .unwrap()
        .into_inner();
    assert!(strange.events.is_empty() && strange.gaps.is_empty());
}

async fn what_mediation_answers_is_heard_once(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut events = scene.events();
    let name = scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap().name;
    events
        .dispatch_event(by(DISPATCHER, order!(name, DispatchEventRequest {})))
        .await
        .unwrap();
    events.sign_in(by(HANDLER, order!(name, SignInRequest {}))).await.unwrap();
    let offer = |summary: &str| {
        order!(
            name,
            OfferReferralRequest {
                destination: common::ReferralDestination::Mediation.into(),
                purpose: "mediation".to_owned(),
                summary: summary.to_owned(),
                consent_reference: "consent 3".to_owned(),
            }
        )
    };
    let named = events.offer_referral(by(HANDLER, offer("call 13812345678"))).await.unwrap_err();
    assert_eq!(
        shiyu_kit::fault::violations(&named),
        [("summary".to_owned(), "PERSONAL_DATA_IN_SUMMARY".to_owned())]
    );
    let offered = events
        .offer_referral(by(HANDLER, offer("two neighbours and a wall")))
        .await
        .unwrap()
        .into_inner();
    let referral = offered.course.unwrap().referrals[0].id.clone();
    let answered = |case: &str| common::ReferralAnswered {
        offered_case: case.to_owned(),
        referral: referral.clone(),
        answer: common::ReferralAnswer::Accepted.into(),
        case_name: "counties/330602/mediations/7".to_owned(),
        answer_time: Some(shiyu_kit::operations::timestamp(scene.clock.now())),
        ..common::ReferralAnswered::default()
    };
    let heard = fact(&scene, &answered(&name));
    for _ in 0..2 {
        assert!(matches!(handle(scene.ears.clone(), heard.clone()).await, Outcome::Done));
    }
    let filed = scene.ledger.get(uuid(&name)).await.unwrap().unwrap();
    assert_eq!(filed.case.stage.name(), StageName::Suspended);
    let agreed = common::ReferralAnswered {
        answer: common::ReferralAnswer::Done.into(),
        agreement_reference: "counties/330602/mediations/7/agreements/1".to_owned(),
        settled: common::ReferralSettled::Whole.into(),
        ..answered(&name)
    };
    let heard = fact(&scene, &agreed);
    for _ in 0..2 {
        assert!(matches!(handle(scene.ears.clone(), heard.clone()).await, Outcome::Done));
    }
    let filed = scene.ledger.get(uuid(&name)).await.unwrap().unwrap();
    assert_eq!(filed.case.stage.name(), StageName::Handled, "and somebody looks whether it is so");
    let petition = fact(&scene, &answered(&name.replace("events", "petitions")));
    assert!(matches!(handle(scene.ears.clone(), petition).await, Outcome::Ignored));
    let nonsense = fact(&scene, &answered("nonsense"));
    assert!(matches!(
        handle(scene.ears.clone(), nonsense).await,
        Outcome::Unreadable("ANSWER_INVALID")
    ));
}

fn fact(scene: &Scene, told: &common::ReferralAnswered) -> Fact {
    Fact {
        id: new_id(),
        kind: "mediation.referral.answered".to_owned(),
        source: "//shiyu/330602/mediation".to_owned(),
        county: None,
        case: new_id(),
        case_version: 2,
        at: scene.clock.now(),
        trace: None,
        data: told.encode_to_vec().into(),
        headers: Headers::default(),
    }
}

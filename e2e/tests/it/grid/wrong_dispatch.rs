//! A wrong dispatch comes back at most twice; then the town says who handles it, and that binds (S7).

use shiyu_e2e::ground::people::{DISPATCHER, MARKET_HANDLER, OTHER_DISPATCHER, PATROL, STATION_HANDLER, TOWN_HEAD};
use shiyu_e2e::ground::{MARKET, STATION, TOWN, WORDS};
use shiyu_e2e::{Backends, Found, Ground, Storage};
use shiyu_proto::grid::v1 as pb;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use crate::saying::refused;

on_both_storages! {
    after_two_returns_the_town_designates;
    the_desk_takes_it_from_a_unit_that_is_not_the_right_one;
}

async fn after_two_returns_the_town_designates(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let dispatcher = found.by(&ground, &DISPATCHER);
    let (station, market) = (found.by(&ground, &STATION_HANDLER), found.by(&ground, &MARKET_HANDLER));

    refused(dispatcher.dispatch(STATION, "").await, FailedPrecondition, "REASON_MISSING");
    refused(market.get().await, NotFound, "EVENT_UNKNOWN");
    dispatcher.dispatch(STATION, "It looks like works").await.unwrap();
    let back = station.send_back("No works here").await.unwrap();
    assert_eq!(back.stage(), pb::EventStage::Filed);
    let same = dispatcher.dispatch(STATION, "It is works").await;
    refused(same, FailedPrecondition, "UNIT_RETURNED_IT");
    dispatcher.dispatch(MARKET, "It lies at the market").await.unwrap();
    let disputed = market.send_back("Not a stall").await.unwrap();
    assert_eq!((disputed.stage(), disputed.unit.as_str()), (pb::EventStage::Disputed, TOWN));
    let step = disputed.course.unwrap().escalations.pop().unwrap();
    assert_eq!(step.ground(), pb::EscalationGround::ReturnedTwice);

    let by_another = found.by(&ground, &OTHER_DISPATCHER).designate(STATION, "It is nearest").await;
    refused(by_another, NotFound, "EVENT_UNKNOWN");
    let by_itself = station.designate(MARKET, "It is theirs").await;
    refused(by_itself, PermissionDenied, "NOT_PERMITTED");
    refused(dispatcher.dispatch(STATION, "After all").await, FailedPrecondition, "NOT_IN_STAGE");
    let head = found.by(&ground, &TOWN_HEAD);
    let designated = head.designate(STATION, "It keeps exits free").await.unwrap();
    assert_eq!(
        (designated.stage(), designated.unit.as_str()),
        (pb::EventStage::Dispatched, STATION)
    );
    refused(station.send_back("Still no works").await, FailedPrecondition, "DESIGNATION_BINDING");
    refused(station.escalate("It is no works").await, FailedPrecondition, "DESIGNATION_BINDING");
    let past_it = dispatcher.dispatch(MARKET, "After all").await;
    refused(past_it, FailedPrecondition, "DESIGNATION_BINDING");
    station.sign_in().await.unwrap();
    let [.., done, _] = WORDS;
    station.report_handled(done, pb::Measure::CorrectionOrdered, vec![]).await.unwrap();
    found.closed(&ground).await;
    ground.settled().await;
    let told = ground.town.told_of(found.id).await;
    let count = |kind: &str| told.iter().filter(|fact| fact.subject == format!("shiyu.grid.{kind}")).count();
    assert_eq!(
        (count("event.dispatched"), count("event.returned"), count("handler.designated")),
        (2, 2, 1)
    );
    assert_eq!(found.course(&ground).await.inspections[0].by, PATROL.subject);
}

async fn the_desk_takes_it_from_a_unit_that_is_not_the_right_one(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let dispatcher = found.by(&ground, &DISPATCHER);
    let (station, market) = (found.by(&ground, &STATION_HANDLER), found.by(&ground, &MARKET_HANDLER));
    dispatcher.dispatch(STATION, "It looks like works").await.unwrap();
    station.sign_in().await.unwrap();
    refused(market.get().await, NotFound, "EVENT_UNKNOWN");
    refused(dispatcher.dispatch(STATION, "Once more").await, FailedPrecondition, "DONE_ALREADY");
    let head = found.by(&ground, &TOWN_HEAD);
    refused(head.designate(MARKET, "It is theirs").await, FailedPrecondition, "NOT_IN_STAGE");
    let taken = dispatcher.dispatch(MARKET, "It lies at the market").await.unwrap();
    assert_eq!((taken.stage(), taken.unit.as_str()), (pb::EventStage::Dispatched, MARKET));
    let [.., done, _] = WORDS;
    let late = station.report_handled(done, pb::Measure::Cleared, vec![]).await;
    refused(late, FailedPrecondition, "NOT_IN_STAGE");
    refused(station.sign_in().await, PermissionDenied, "UNIT_NOT_HOLDING");
    market.sign_in().await.unwrap();
    market.report_handled(done, pb::Measure::Cleared, vec![]).await.unwrap();
    found.closed(&ground).await;
    assert!(found.course(&ground).await.returns.is_empty(), "nobody returned it");
}

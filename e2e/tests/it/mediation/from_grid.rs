//! A grid lead offers a quarrel to mediation; the event stands still meanwhile and goes on with its end (S4).

use shiyu_e2e::ground::people::LEAD;
use shiyu_e2e::hall::{CENTRE_CLERK, Talks, somebody};
use shiyu_e2e::sample::{COUNTY, person};
use shiyu_e2e::{Accord, Backends, Found, Ground, Hall, Storage};
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1::{ReferralDestination, ReferralState};
use shiyu_proto::grid::v1 as grid;
use shiyu_proto::mediation::v1 as pb;
use time::Duration;

on_both_storages! {
    the_event_stands_still_and_goes_on_with_the_agreement;
    an_event_that_climbed_is_handled_with_the_agreement_and_closed;
    a_refusal_gives_it_back_though_the_grid_was_away;
    an_agreement_arrives_though_the_grid_was_away;
    what_is_taken_back_while_mediation_is_away_ends_here;
}

/// Taken up in the grid, and offered with the consent of both sides.
async fn offered(ground: &Ground) -> (Found, String) {
    let found = Found::by_patrol(ground).await;
    found.by(ground, &LEAD).take_up().await.unwrap();
    let request = grid::OfferReferralRequest {
        name: found.name.clone(),
        request_id: new_id().to_string(),
        destination: ReferralDestination::Mediation.into(),
        purpose: "mediation".to_owned(),
        summary: "Who keeps the passage free".to_owned(),
        consent_reference: "CONSENT-2026-8".to_owned(),
        ..grid::OfferReferralRequest::default()
    };
    let event = ground.caller(&LEAD).events().offer_referral(request).await.unwrap().into_inner();
    let referral = event.course.unwrap().referrals.pop().unwrap().id;
    (found, referral)
}

async fn hall(ground: &mut Ground, at: (&Backends, Storage)) -> Hall {
    let peers = [("grid", ground.address())];
    Box::pin(Hall::beside(&ground.town, &**ground, &peers, at)).await
}

async fn taken_in(ground: &Ground, hall: &Hall, referral: &str) -> Accord {
    ground.settled().await;
    hall.settled().await;
    let clerk = Talks::new(&format!("counties/{COUNTY}/disputes/{referral}"), hall.caller(&CENTRE_CLERK));
    for (role, name, serial) in [
        (pb::DisputePartyRole::Applicant, "沈小满", 501),
        (pb::DisputePartyRole::Respondent, "裘大海", 502),
    ] {
        clerk.add_party(somebody(role, person(name, serial))).await.unwrap();
    }
    Accord::offered(&clerk.get().await.unwrap())
}

async fn the_event_stands_still_and_goes_on_with_the_agreement(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let hall = hall(&mut ground, (&backends, storage)).await;
    let (found, referral) = offered(&ground).await;
    let accord = taken_in(&ground, &hall, &referral).await;
    accord.mediating(&hall).await;
    hall.settled().await;
    ground.settled().await;
    assert_eq!(found.get(&ground).await.stage(), grid::EventStage::Suspended);
    accord.agreed(&hall, 20).await;
    hall.settled().await;
    ground.settled().await;
    let event = found.get(&ground).await;
    let told = event.course.clone().unwrap().referrals.pop().unwrap();
    assert_eq!((told.state(), told.case_name), (ReferralState::Done, accord.name));
    assert_eq!(event.stage(), grid::EventStage::Handled, "somebody looks whether it is so");
    assert_eq!(event.hands.unwrap().handled_by, "mediation");
}

async fn an_event_that_climbed_is_handled_with_the_agreement_and_closed(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let hall = hall(&mut ground, (&backends, storage)).await;
    let (found, referral) = offered(&ground).await;
    let lead = found.by(&ground, &LEAD);
    lead.escalate("The village has the keys").await.unwrap();
    lead.escalate("It needs the town").await.unwrap();
    let accord = taken_in(&ground, &hall, &referral).await;
    accord.mediating(&hall).await;
    hall.settled().await;
    ground.settled().await;
    let climbed = found.get(&ground).await;
    assert_eq!((climbed.stage(), climbed.level()), (grid::EventStage::Suspended, grid::Level::Town));
    let still = climbed.course.unwrap().suspensions.pop().unwrap();
    assert_eq!(
        still.resume_stage(),
        grid::EventStage::Filed,
        "at the town's desk, which sends nobody meanwhile"
    );
    accord.agreed(&hall, 20).await;
    hall.settled().await;
    ground.settled().await;
    let handled = found.get(&ground).await;
    assert_eq!((handled.stage(), handled.level()), (grid::EventStage::Handled, grid::Level::Town));
    assert_eq!(handled.hands.unwrap().handled_by, "mediation");
    assert_eq!(found.closed(&ground).await.stage(), grid::EventStage::Closed);
}

async fn a_refusal_gives_it_back_though_the_grid_was_away(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let mut hall = hall(&mut ground, (&backends, storage)).await;
    hall.settled().await;
    hall.stop().await;
    let (found, referral) = offered(&ground).await;
    ground.advance(Duration::HOUR).await;
    hall.start().await;
    let accord = taken_in(&ground, &hall, &referral).await;
    ground.stop().await;
    accord.accepted(&hall).await;
    accord.says(&hall, &accord.respondent, false).await;
    hall.advance(Duration::HOUR).await;
    ground.start().await;
    hall.settled().await;
    ground.settled().await;
    let event = found.get(&ground).await;
    assert_eq!(event.stage(), grid::EventStage::InGrid, "it goes on in the grid");
    assert_eq!(event.course.unwrap().referrals.pop().unwrap().state(), ReferralState::Returned);
}

async fn an_agreement_arrives_though_the_grid_was_away(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let hall = hall(&mut ground, (&backends, storage)).await;
    let (found, referral) = offered(&ground).await;
    let accord = taken_in(&ground, &hall, &referral).await;
    ground.stop().await;
    accord.mediating(&hall).await;
    accord.agreed(&hall, 20).await;
    hall.advance(Duration::HOUR).await;
    ground.start().await;
    hall.settled().await;
    ground.settled().await;
    let event = found.get(&ground).await;
    assert_eq!(event.stage(), grid::EventStage::Handled, "it stood still, and waits to be verified");
    assert_eq!(event.course.unwrap().referrals.pop().unwrap().state(), ReferralState::Done);
}

async fn what_is_taken_back_while_mediation_is_away_ends_here(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let mut hall = hall(&mut ground, (&backends, storage)).await;
    let (found, referral) = offered(&ground).await;
    let accord = taken_in(&ground, &hall, &referral).await;
    accord.mediating(&hall).await;
    hall.settled().await;
    ground.settled().await;
    assert_eq!(found.get(&ground).await.stage(), grid::EventStage::Suspended);
    hall.stop().await;
    let taken_back = grid::WithdrawReferralRequest {
        name: found.name.clone(),
        request_id: new_id().to_string(),
        referral,
        ..grid::WithdrawReferralRequest::default()
    };
    ground.caller(&LEAD).events().withdraw_referral(taken_back).await.unwrap();
    ground.advance(Duration::HOUR).await;
    assert_eq!(found.get(&ground).await.stage(), grid::EventStage::InGrid);
    ground.settled().await;
    hall.start().await;
    hall.settled().await;
    let ended = accord.get(&hall).await.ending.unwrap();
    assert_eq!(ended.termination(), pb::TerminationGround::OfferGone);
}

//! Up the ladder (S3): at eighty per cent of a level's limit the clock takes it to the level above, and no sooner.

use shiyu_e2e::ground::TOWN;
use shiyu_e2e::ground::people::{DISPATCHER, LEAD};
use shiyu_e2e::{Backends, Found, Ground, Storage, moment};
use shiyu_proto::common::v1::Ring;
use shiyu_proto::grid::v1 as pb;
use time::Duration;
use tonic::Code::FailedPrecondition;

use crate::saying::refused;

on_both_storages! {
    the_clock_takes_it_up_at_eighty_per_cent;
    whoever_lacks_authority_sends_it_up;
}

/// Lets clocks ring one after the other until a level gave it away.
async fn rings_away_from(level: pb::Level, found: &Found, ground: &Ground) -> pb::Event {
    for _ in 0..12 {
        let ring = ground.next_ring(found.id).await;
        ground.town.advance_past(ring).await;
        ground.settled().await;
        let event = found.get(ground).await;
        if event.level() != level {
            return event;
        }
    }
    panic!("it stayed with {level:?}");
}

async fn the_clock_takes_it_up_at_eighty_per_cent(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    // A quarrel between neighbours has five working days, so that its own limit does not pass before the levels'.
    let found = Found::by_patrol_as(&ground, |request| request.class_code = "E1101".to_owned()).await;
    found.by(&ground, &LEAD).take_up().await.unwrap();

    let at_village = rings_away_from(pb::Level::Grid, &found, &ground).await;
    assert_eq!(
        (at_village.level(), at_village.stage()),
        (pb::Level::Village, pb::EventStage::InGrid)
    );
    let clock = found.clock(&ground, "level.grid").await;
    let rung: Vec<_> = clock.rung().collect();
    assert_eq!(rung, [Ring::Half, Ring::Eighty]);
    assert!(ground.town.now() < moment(clock.legal_due_time), "before the limit");

    let at_town = rings_away_from(pb::Level::Village, &found, &ground).await;
    assert_eq!((at_town.level(), at_town.stage()), (pb::Level::Town, pb::EventStage::Filed));
    assert_eq!(at_town.unit, TOWN);
    let clock = found.clock(&ground, "level.village").await;
    assert!(ground.town.now() < moment(clock.legal_due_time), "before the limit");
    let steps = at_town.course.unwrap().escalations;
    let steps: Vec<_> = steps
        .iter()
        .map(|step| (step.ground(), step.from_level(), step.to_level()))
        .collect();
    let near = pb::EscalationGround::NearLimit;
    assert_eq!(
        steps,
        [
            (near, pb::Level::Grid, pb::Level::Village),
            (near, pb::Level::Village, pb::Level::Town)
        ]
    );
    found.handled(&ground).await;
    found.closed(&ground).await;
}

async fn whoever_lacks_authority_sends_it_up(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let lead = found.by(&ground, &LEAD);
    refused(lead.escalate("Too big").await, FailedPrecondition, "NOT_IN_STAGE");
    lead.take_up().await.unwrap();
    let village = lead.escalate("The village has the keys").await.unwrap();
    assert_eq!((village.level(), village.stage()), (pb::Level::Village, pb::EventStage::InGrid));
    let town = lead.escalate("It needs the town").await.unwrap();
    assert_eq!((town.level(), town.stage()), (pb::Level::Town, pb::EventStage::Filed));
    let county = found.by(&ground, &DISPATCHER).escalate("It needs the county").await.unwrap();
    assert_eq!((county.level(), county.unit.as_str()), (pb::Level::County, "330602"));
    ground.town.advance(Duration::minutes(1)).await;
    ground.settled().await;
    let told = ground.town.told_of(found.id).await;
    let up = told.iter().filter(|fact| fact.subject == "shiyu.grid.event.escalated").count();
    assert_eq!(up, 3);
}

//! Hazards of places: one that goes with the event of it, one that is removed by hand, and one that is accepted until a day on which it
//! is looked at again.

use std::time::Duration as Wait;

use shiyu_proto::grid::v1::{
    AcceptHazardRequest, Danger, Hazard, HazardState, ListHazardsRequest, RecordHazardRequest, RemoveHazardRequest,
};

use super::super::cast::Cast;
use super::super::until::until;
use super::scene::Run;
use crate::desk::Desk;
use crate::failure::Failure;

/// The story whose event one of them has.
const STORY: &str = "fire-lane";

/// How the hazards stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hazards {
    /// They are there, one of them again.
    pub open: usize,
    /// They are gone.
    pub removed: usize,
}

/// Puts them on record: the one with an event at the place of its story, two of the campaign in the first town.
pub async fn record(cast: &Cast, run: &Run, campaign: &str) -> Result<(), Failure> {
    let with_event = Found {
        town: "T3",
        whereabouts: "消防通道，两辆货车",
        danger: Danger::Considerable,
        story: Some(STORY),
        campaign: "",
    };
    with_event.put(cast, run, 1).await?;
    let of_the_campaign = |whereabouts, danger| Found {
        town: "T1",
        whereabouts,
        danger,
        story: None,
        campaign,
    };
    let gone = of_the_campaign("楼道内电动自行车充电线", Danger::General).put(cast, run, 2).await?;
    let stays = of_the_campaign("老旧住宅木楼梯", Danger::Major).put(cast, run, 3).await?;

    let chief = cast.grid_seat("chief", &run.county.centre())?;
    let request = RemoveHazardRequest {
        name: gone,
        reason: "充电线已拆除，引导到集中充电棚。".to_owned(),
        request_id: run.id("grid/hazard/2/remove"),
    };
    chief.hazards().remove_hazard(request).await?;
    let request = AcceptHazardRequest {
        name: stays,
        reason: "列入改造计划，改造前每日巡查并配灭火器。".to_owned(),
        review_on: run.date(10),
        request_id: run.id("grid/hazard/3/accept"),
    };
    chief.hazards().accept_hazard(request).await?;
    Ok(())
}

/// What somebody found.
struct Found<'a> {
    town: &'a str,
    whereabouts: &'a str,
    danger: Danger,
    story: Option<&'a str>,
    campaign: &'a str,
}

impl Found<'_> {
    async fn put(&self, cast: &Cast, run: &Run, number: u32) -> Result<String, Failure> {
        let town = run.county.unit(self.town)?;
        let lead = cast.grid_seat("lead", &format!("{town}001"))?;
        let hazard = Hazard {
            grid: lead.name("grids", &format!("{town}001001")),
            whereabouts: self.whereabouts.to_owned(),
            class_code: "E1201".to_owned(),
            danger: self.danger.into(),
            found_on: run.date(0),
            event: self.story.map(|key| lead.name("events", &run.report_id(key))).unwrap_or_default(),
            campaign: self.campaign.to_owned(),
            ..Hazard::default()
        };
        let request = RecordHazardRequest {
            parent: lead.parent(),
            hazard: Some(hazard),
            request_id: run.id(&format!("grid/hazard/{number}")),
        };
        Ok(lead.hazards().record_hazard(request).await?.into_inner().name)
    }
}

/// How they stand, once the event of one was verified and the day of review of another has come.
pub async fn count(cast: &Cast, run: &Run, wait: Wait) -> Result<Hazards, Failure> {
    let chief = cast.grid_seat("chief", &run.county.centre())?;
    let moved = until(wait, "the end of a hazard", async || {
        let hazards = list(&chief).await?;
        let of = |state: HazardState| hazards.iter().filter(|one| one.state() == state).count();
        let settled = of(HazardState::Accepted) == 0 && of(HazardState::Removed) > 1;
        Ok(settled.then(|| Hazards {
            open: of(HazardState::Open),
            removed: of(HazardState::Removed),
        }))
    });
    moved.await
}

async fn list(desk: &Desk) -> Result<Vec<Hazard>, Failure> {
    let request = ListHazardsRequest {
        parent: desk.parent(),
        page_size: 200,
        ..ListHazardsRequest::default()
    };
    Ok(desk.hazards().list_hazards(request).await?.into_inner().hazards)
}

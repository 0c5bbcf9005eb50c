//! A special campaign (专项行动): places are checked in the grids of the stories, hazards found, and how far it is is told by town.

use shiyu_proto::grid::v1::{Campaign, ListCampaignProgressRequest, ProgressBy, PutCampaignRequest, RecordCampaignCheckRequest};

use super::super::cast::Cast;
use super::scene::Run;
use crate::failure::Failure;

/// How far it is, over all towns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Places checked.
    pub checked: i64,
    /// Hazards found.
    pub found: i64,
    /// Of those, how many are gone.
    pub removed: i64,
}

/// Announces it for the whole county, and checks places in the first three towns; its name.
pub async fn announce(cast: &Cast, run: &Run) -> Result<String, Failure> {
    let chief = cast.grid_seat("chief", &run.county.centre())?;
    let campaign = Campaign {
        title: "电动自行车和木结构住宅消防专项行动".to_owned(),
        sponsor: run.county.centre(),
        class_codes: vec!["E1201".to_owned()],
        areas: vec![run.county.code.to_owned()],
        first_day: run.date(0),
        last_day: run.date(30),
        ..Campaign::default()
    };
    let request = PutCampaignRequest {
        parent: chief.parent(),
        campaign: Some(campaign),
        request_id: run.id("grid/campaign"),
    };
    let name = chief.campaigns().put_campaign(request).await?.into_inner().name;
    for (word, places) in [("T1", 12), ("T2", 8), ("T3", 5)] {
        let town = run.county.unit(word)?;
        let lead = cast.grid_seat("lead", &format!("{town}001"))?;
        let request = RecordCampaignCheckRequest {
            name: name.clone(),
            grid: lead.name("grids", &format!("{town}001001")),
            places,
            request_id: run.id(&format!("grid/campaign/{town}")),
        };
        lead.campaigns().record_campaign_check(request).await?;
    }
    Ok(name)
}

/// How far it is at the end.
pub async fn progress(cast: &Cast, run: &Run, name: String) -> Result<Progress, Failure> {
    let chief = cast.grid_seat("chief", &run.county.centre())?;
    let request = ListCampaignProgressRequest {
        name,
        page_size: 200,
        by: ProgressBy::Town.into(),
        ..ListCampaignProgressRequest::default()
    };
    let towns = chief.campaigns().list_campaign_progress(request).await?.into_inner().progress;
    let sum = |of: fn(&shiyu_proto::grid::v1::CampaignProgress) -> i64| towns.iter().map(of).sum();
    Ok(Progress {
        checked: sum(|town| town.checked),
        found: sum(|town| town.found),
        removed: sum(|town| town.removed),
    })
}

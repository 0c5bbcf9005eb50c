//! Special campaigns, and the places checked in them.

use sea_orm::DatabaseTransaction;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Effect, Standing};

use super::{Done, held};
use crate::domain::terms::GridCode;
use crate::patrol::domain::{Campaign, Check, Refusal, Remove, Sitting};
use crate::patrol::store::campaign;
use crate::patrol::store::tally::{self, More};
use crate::patrol::{Patrols, wire};

impl Patrols {
    pub(super) async fn put_campaign(
        &self,
        db: &DatabaseTransaction,
        (standing, told): (Standing, &Campaign),
        sitting: &Sitting<'_>,
    ) -> Done<Effect> {
        let before = match standing {
            Standing::New => None,
            Standing::Known => Some(held(campaign::hold(db, told.id).await?, Refusal::CampaignUnknown)?),
        };
        let announced = told.clone().put(before.as_ref(), sitting).map_err(Fault::Refused)?;
        for grid in &announced.area.grids {
            self.on_map(grid, sitting)?;
        }
        for class in &announced.classes {
            self.in_catalogue(*class, sitting)?;
        }
        campaign::put(db, standing, &announced).await?;
        Ok(self.told_of(&announced, "campaign.announced", sitting))
    }

    pub(super) async fn end_campaign(&self, db: &DatabaseTransaction, told: &Remove, sitting: &Sitting<'_>) -> Done<Effect> {
        let before = held(campaign::hold(db, told.id).await?, Refusal::CampaignUnknown)?;
        let ended = before.end(&told.reason, sitting).map_err(Fault::Refused)?;
        campaign::put(db, Standing::Known, &ended).await?;
        Ok(self.told_of(&ended, "campaign.ended", sitting))
    }

    pub(super) async fn count_check(&self, db: &DatabaseTransaction, told: &Check, sitting: &Sitting<'_>) -> Done<Effect> {
        self.on_map(&told.grid, sitting)?;
        let role = self.role_of(sitting.by, &told.grid);
        sitting.works_in(&told.grid, role).map_err(Fault::Refused)?;
        let campaign = held(campaign::get(db, told.campaign).await?, Refusal::CampaignUnknown)?;
        let grid = self.as_named(&campaign, &told.grid, sitting);
        campaign.takes(grid, sitting.today()).map_err(Fault::Refused)?;
        let more = More {
            checked: told.places,
            ..More::default()
        };
        let tally = tally::add(db, told.campaign, &told.grid, more).await?;
        Ok(Effect::silent(told.campaign, "campaign.checked", &wire::progress_of(&tally)))
    }

    /// A grid as the campaign names it: where that one is off the map since, and this one came to the village instead, it is meant.
    pub(super) fn as_named<'a>(&self, campaign: &'a Campaign, grid: &'a GridCode, sitting: &Sitting<'_>) -> &'a GridCode {
        let today = sitting.today();
        let mut named = campaign.area.grids.iter().filter(|_| !campaign.area.covers(grid));
        named.find(|gone| self.around.came_after(grid, gone, today)).unwrap_or(grid)
    }

    fn told_of(&self, campaign: &Campaign, kind: &'static str, sitting: &Sitting<'_>) -> Effect {
        let answer = wire::campaign(campaign, &self.county);
        Effect::silent(campaign.id, kind, &answer).told(&wire::campaign_moved(campaign, sitting.now))
    }
}

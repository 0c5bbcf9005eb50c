//! Hazards, and the counts of the campaigns in which they were found.

use sea_orm::DatabaseTransaction;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Effect, Standing};
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use super::{Done, held};
use crate::patrol::domain::{Accept, Hazard, Refusal, Remove, Sitting, Standpoint};
use crate::patrol::store::tally::{self, More};
use crate::patrol::store::{campaign, hazard};
use crate::patrol::{Patrols, wire};

impl Patrols {
    pub(super) async fn record_hazard(&self, db: &DatabaseTransaction, told: &Hazard, sitting: &Sitting<'_>) -> Done<Effect> {
        let grid = &told.at.grid;
        self.on_map(grid, sitting)?;
        let role = self.role_of(sitting.by, grid);
        let found = told.clone().record(role, sitting).map_err(Fault::Refused)?;
        self.in_catalogue(told.class, sitting)?;
        let point = match told.at.address {
            Some(address) => Some(self.point_of(db, address).await?),
            None => told.at.point,
        };
        if let Some(point) = point {
            self.in_grid(point, (grid, "hazard"), sitting)?;
        }
        self.is_in_grid(db, told.event, &told.at.grid).await?;
        if let Some(id) = told.campaign {
            let campaign = held(campaign::get(db, id).await?, Refusal::CampaignUnknown)?;
            let named = self.as_named(&campaign, grid, sitting);
            let fits = campaign.takes_hazard(told.class, named, sitting.today());
            fits.map_err(Fault::Refused)?;
            let more = More {
                found: 1,
                ..More::default()
            };
            tally::add(db, id, grid, more).await?;
        }
        hazard::put(db, Standing::New, &found).await?;
        Ok(self.moved(&found, "hazard.found"))
    }

    pub(super) async fn accept_hazard(&self, db: &DatabaseTransaction, told: &Accept, sitting: &Sitting<'_>) -> Done<Effect> {
        let found = held(hazard::hold(db, told.hazard).await?, Refusal::HazardUnknown)?;
        let accepted = found.accept(&told.reason, told.review_on, sitting).map_err(Fault::Refused)?;
        hazard::put(db, Standing::Known, &accepted).await?;
        Ok(self.moved(&accepted, "hazard.accepted"))
    }

    pub(super) async fn remove_hazard(&self, db: &DatabaseTransaction, told: &Remove, sitting: &Sitting<'_>) -> Done<Effect> {
        let found = held(hazard::hold(db, told.id).await?, Refusal::HazardUnknown)?;
        let event = match found.hazard.event {
            Some(event) => self.around.event(db, event).await?,
            None => None,
        };
        let gone = found.remove(&told.reason, event, sitting).map_err(Fault::Refused)?;
        Self::settle(db, &gone).await?;
        Ok(self.moved(&gone, "hazard.removed"))
    }

    /// The hazards of an event that was verified are gone, whoever found them.
    pub(super) async fn resolve(&self, db: &DatabaseTransaction, event: Uuid, sitting: &Sitting<'_>) -> Done<Effect> {
        let mut gone = Vec::new();
        for found in hazard::of_event(db, event).await? {
            let found = found.gone(sitting.now);
            Self::settle(db, &found).await?;
            gone.push(found);
        }
        let answer = pb::ListHazardsResponse {
            hazards: gone.iter().map(|found| wire::hazard(found, &self.county)).collect(),
            next_page_token: String::new(),
        };
        let effect = Effect::silent(event, "event.heard", &answer);
        Ok(gone.iter().fold(effect, |effect, found| {
            effect.also(found.hazard.id, "hazard.removed").told(&wire::hazard_moved(found))
        }))
    }

    async fn settle(db: &DatabaseTransaction, gone: &Standpoint) -> Done<()> {
        hazard::put(db, Standing::Known, gone).await?;
        if let Some(campaign) = gone.hazard.campaign {
            let more = More {
                removed: 1,
                ..More::default()
            };
            tally::add(db, campaign, &gone.hazard.at.grid, more).await?;
        }
        Ok(())
    }

    fn moved(&self, found: &Standpoint, kind: &'static str) -> Effect {
        let answer = wire::hazard(found, &self.county);
        Effect::silent(found.hazard.id, kind, &answer).told(&wire::hazard_moved(found))
    }
}

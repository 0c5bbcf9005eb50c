//! The demand heat map of the week in which the petitions began: its county counts it, and the city shows it.

use shiyu_kit::calendar::local_date;
use shiyu_kit::fault::reason;
use shiyu_proto::assessment::v1 as pb;
use time::Duration;

use super::super::until::until;
use super::Desks;
use crate::failure::Failure;

impl Desks<'_> {
    pub(super) async fn heat(&self) -> Result<pb::HeatMap, Failure> {
        let first = local_date(self.start);
        let monday = first - Duration::days(i64::from(first.weekday().number_days_from_monday()));
        let week = monday.to_string();
        let take = pb::TakeDemandRequest {
            parent: self.office.parent(),
            week: week.clone(),
            request_id: self.id("demand"),
        };
        match self.office.demand().take_demand(take).await {
            Ok(_) => {}
            Err(refused) if reason(&refused).as_deref() == Some("WEEK_TAKEN") => {}
            Err(refused) => return Err(refused.into()),
        }
        until(self.wait, "what people ask for", async || self.shown(&week).await).await
    }

    /// As the city shows it; none as long as it was not told.
    async fn shown(&self, week: &str) -> Result<Option<pb::HeatMap>, Failure> {
        let get = pb::GetHeatMapRequest {
            name: format!("{}/heatMaps/{week}", self.city.parent()),
            service: String::new(),
        };
        match self.city.demand().get_heat_map(get).await {
            Ok(answer) => Ok(answer.into_inner().maps.into_iter().find(|map| map.county == self.county)),
            Err(refused) if reason(&refused).as_deref() == Some("WEEK_UNKNOWN") => Ok(None),
            Err(refused) => Err(refused.into()),
        }
    }
}

//! The demand heat map of the week in which the petitions began: its county counts it, and the city shows it.

use shiyu_kit::calendar::local_date;
use shiyu_kit::fault::reason;
use shiyu_proto::assessment::v1 as pb;
use time::Duration;

use super::{Desks, RHYTHM};
use crate::failure::Failure;
use crate::pause::rhythm;

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
        let late = |_| Failure::Late("the city was not told in time what people ask for".to_owned());
        tokio::time::timeout(self.wait, self.shown(&week)).await.map_err(late)?
    }

    /// As the city shows it, once it was told.
    async fn shown(&self, week: &str) -> Result<pb::HeatMap, Failure> {
        let mut ticks = rhythm(RHYTHM);
        loop {
            ticks.tick().await;
            let get = pb::GetHeatMapRequest {
                name: format!("{}/heatMaps/{week}", self.city.parent()),
                service: String::new(),
            };
            let maps = match self.city.demand().get_heat_map(get).await {
                Ok(answer) => answer.into_inner().maps,
                Err(refused) if reason(&refused).as_deref() == Some("WEEK_UNKNOWN") => Vec::new(),
                Err(refused) => return Err(refused.into()),
            };
            if let Some(map) = maps.into_iter().find(|map| map.county == self.county) {
                return Ok(map);
            }
        }
    }
}

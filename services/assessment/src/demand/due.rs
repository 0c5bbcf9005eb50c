//! The weeks that are taken without anybody's asking.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::demand::Week;
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::Wanted;
use tonic::Status;
use uuid::Uuid;

use super::{DemandDesk, HeatMap, Refusal, SERVICES, Take, WEEKS, id_of};
use crate::shelf;
use crate::weekly::CATCH_UP;

impl DemandDesk {
    /// Takes the newest week that may be counted, and those before it that were missed since the last one that was taken; how many that
    /// were. Where no service can be asked there is nothing to take.
    ///
    /// # Errors
    /// A service that does not answer, or our own trouble; what was taken before stays.
    pub async fn take_due(&self) -> Result<usize, Status> {
        if SERVICES.iter().all(|service| self.peers.way(service).is_err()) {
            return Ok(0);
        }
        let mut taken = 0;
        for week in self.due().await? {
            let counted = self.counted(week).await?;
            let wanted = Wanted {
                id: Uuid::new_v5(&WEEKS, format!("{}/{week}/due", self.county).as_bytes()),
                order: Take {
                    week: week.to_string(),
                    counted: Some((week, counted)),
                },
            };
            match self.register.take_in(self, &Actor::Clock, wanted).await {
                Ok(()) => taken += 1,
                Err(Fault::Refused(Refusal::Taken)) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        Ok(taken)
    }

    /// The weeks not taken yet, oldest first: of a county that took none of the last [`CATCH_UP`], the newest alone.
    async fn due(&self) -> Result<Vec<Week>, Unread> {
        let newest = Week::of(local_date(self.office().clock.now())).before(2);
        let mut due = Vec::new();
        for back in 0..CATCH_UP {
            let week = newest.before(back);
            let id = id_of(self.county.as_str(), &week.to_string());
            if shelf::get::<HeatMap>(&self.office().db.reader, id).await?.is_some() {
                due.reverse();
                return Ok(due);
            }
            due.push(week);
        }
        due.truncate(1);
        Ok(due)
    }
}

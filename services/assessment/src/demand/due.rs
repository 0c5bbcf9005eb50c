//! The weeks that are taken without anybody's asking.

use sea_orm::DbErr;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::demand::Week;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::Wanted;
use tonic::Status;
use uuid::Uuid;

use super::{DemandDesk, Refusal, SERVICES, Take, WEEKS, id_of};
use crate::shelf;
use crate::weekly::{looked_at, missed};

impl DemandDesk {
    /// Takes the newest week that may be counted, and those before it that were missed since the first one that was taken, some at a time;
    /// how many that were. Where no service can be asked there is nothing to take.
    ///
    /// # Errors
    /// A service that does not answer, or our own trouble; what was taken before stays.
    pub async fn take_due(&self) -> Result<usize, Status> {
        if SERVICES.iter().all(|service| self.peers.way(service).is_err()) {
            return Ok(0);
        }
        let mut taken = 0;
        for week in self.due().await.map_err(Fault::<Refusal>::Database)? {
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

    /// The weeks not taken yet, oldest first: of a county that took none so far, the newest alone.
    async fn due(&self) -> Result<Vec<Week>, DbErr> {
        let weeks = looked_at(Week::of(local_date(self.office().clock.now())).before(2));
        let id = |week: Week| id_of(self.county.as_str(), &week.to_string());
        let taken = shelf::among(&self.office().db.reader, weeks.iter().map(|week| id(*week))).await?;
        Ok(missed(&weeks, |week| taken.contains(&id(week)), 1))
    }
}

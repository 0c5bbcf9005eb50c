//! The weeks that are tested without anybody's asking.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::demand::Week;
use shiyu_kit::fault::Fault;
use shiyu_kit::journal::head;
use shiyu_kit::register::Wanted;
use time::Duration;
use tonic::Status;
use uuid::Uuid;

use super::{Order, Refusal, SIGNALS, SignalDesk};
use crate::weekly::{CATCH_UP, looked_at, missed};

/// So long after its end a week is tested: what was reported late in the evening has been heard by then.
const HEARD: Duration = Duration::hours(6);

impl SignalDesk {
    /// Tests the weeks that are over and were not tested by the clock yet; how many that were.
    ///
    /// # Errors
    /// Our own trouble; what was tested before stays.
    pub async fn test_due(&self) -> Result<usize, Status> {
        let now = self.office().clock.now();
        let last = Week::of(local_date(now)).before(1);
        let (_, end) = last.moments();
        let weeks = looked_at(if now < end + HEARD { last.before(1) } else { last });
        let tested = self.tested(&weeks).await.map_err(Fault::<Refusal>::Database)?;
        let due = missed(&weeks, |week| tested.contains(&self.register.chain(self.act(week))), CATCH_UP);
        let many = due.len();
        for week in due {
            let id = self.act(week);
            let order = Order::Detect(id, week.to_string(), week);
            self.register.take_in(self, &Actor::Clock, Wanted { id, order }).await?;
        }
        Ok(many)
    }

    /// The act by which the clock tests a week.
    fn act(&self, week: Week) -> Uuid {
        Uuid::new_v5(&SIGNALS, format!("{}/{week}/due", self.county).as_bytes())
    }

    /// The chains of the weeks that were tested by the clock.
    async fn tested(&self, weeks: &[Week]) -> Result<BTreeSet<Uuid>, DbErr> {
        let chains = weeks.iter().map(|week| self.register.chain(self.act(*week)));
        let heads = head::Entity::find().filter(head::Column::CaseId.is_in(chains));
        let heads = heads.all(&self.office().db.reader).await?;
        Ok(heads.into_iter().map(|head| head.case_id).collect())
    }
}

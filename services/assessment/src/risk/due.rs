//! What came after an approval is looked at without anybody's asking: the unit that decided would be the last to ask.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::register::Wanted;
use time::OffsetDateTime;
use tonic::Status;
use uuid::Uuid;

use super::desk::{Order, RiskDesk};
use super::domain::{Decision, Step};
use crate::shelf;

impl RiskDesk {
    /// Looks at what came after each approval of which that is due; how many that were. More cases than chance would bring are a task for
    /// the unit (domain.md S12).
    ///
    /// # Errors
    /// Our own trouble; what was looked at before stays.
    pub async fn follow_due(&self) -> Result<usize, Status> {
        let today = local_date(self.office().clock.now());
        let mut decisions: Vec<Decision> = shelf::since(&self.office().db.reader, OffsetDateTime::UNIX_EPOCH).await?;
        decisions.retain(|decision| decision.is_due(today));
        for decision in &decisions {
            let wanted = Wanted {
                // Of several replicas one looks at it on a day.
                id: Uuid::new_v5(&decision.id, format!("{today}/due").as_bytes()),
                order: Order::Move(decision.id, Step::FollowUp),
            };
            self.take_in(&Actor::Clock, wanted).await?;
        }
        Ok(decisions.len())
    }
}

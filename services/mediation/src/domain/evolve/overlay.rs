//! What goes on beside it.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::dispute::Dispute;

impl Dispute {
    pub(super) fn escalation_reported(mut self, id: Uuid, (to, receipt): (&str, &str), at: OffsetDateTime) -> Option<Self> {
        let escalation = self.course.escalations.iter_mut().find(|escalation| escalation.id == id)?;
        to.clone_into(&mut escalation.reported_to);
        receipt.clone_into(&mut escalation.receipt);
        escalation.reported_at = Some(at);
        Some(self)
    }
}

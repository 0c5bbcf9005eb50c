//! Whose it is.

use time::OffsetDateTime;

use crate::domain::course::{Boundary, CountyAnswer, Settlement};
use crate::domain::petition::Petition;

impl Petition {
    fn open(&mut self) -> Option<&mut Boundary> {
        self.course.boundary.as_mut().filter(|boundary| boundary.settled.is_none())
    }

    pub(super) fn county_answered(mut self, answer: &CountyAnswer) -> Option<Self> {
        self.open()?.answers.push(answer.clone());
        Some(self)
    }

    pub(super) fn boundary_referred(mut self, at: OffsetDateTime) -> Option<Self> {
        self.open()?.referred_at = Some(at);
        Some(self)
    }

    pub(super) fn boundary_settled(mut self, settlement: &Settlement) -> Option<Self> {
        self.open()?.settled = Some(settlement.clone());
        Some(self)
    }

    pub(super) fn receipt_recorded(mut self, receipt: (&str, bool), at: OffsetDateTime) -> Option<Self> {
        let outside = self.course.outside.as_mut().filter(|outside| outside.is_open())?;
        outside.receive(receipt, at);
        Some(self)
    }

    pub(super) fn outside_unanswered(mut self, at: OffsetDateTime) -> Option<Self> {
        self.course.outside.as_mut()?.conference_at = Some(at);
        Some(self)
    }
}

//! What the public is shown of a re-review (公示, art. 36).

use crate::domain::command::PublishRuling;
use crate::domain::course::Publication;
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};

impl Petition {
    /// By the organ that decided, upon a hearing of its own, with the petitioner's consent. Nothing of what is kept from somebody (art. 30).
    pub(super) fn publish_ruling(&self, publish: &PublishRuling, sitting: &Sitting<'_>) -> Decided {
        sitting.staff()?;
        let remedy = self.course.remedy().ok_or(Refusal::ServedBeforeIssued)?;
        if !sitting.acts_for(&remedy.organ) {
            return Err(Refusal::NotTheReviewOrgan(remedy.organ.clone()));
        }
        if self.is_sealed() {
            return Err(Refusal::SealedMatter);
        }
        let mut hearings = self.course.hearings.iter().filter(|hearing| hearing.closed_at.is_some());
        if !hearings.any(|hearing| hearing.opened_at >= remedy.requested_at) {
            return Err(Refusal::NoHearing);
        }
        if self.published().is_some() {
            return Err(Refusal::DoneAlready);
        }
        let what = What::RulingPublished(Box::new(Publication {
            text: publish.text.clone(),
            consent: publish.consent.clone(),
            at: sitting.at,
            withdrawn_at: None,
        }));
        Ok(vec![what.into()])
    }

    /// By whoever answers for the matter, where it lies or was brought.
    pub(super) fn withdraw_publication(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.overseer(sitting)?;
        if self.published().is_none() {
            return Err(Refusal::NothingPublished);
        }
        let event = Event::from(What::PublicationWithdrawn {
            reason: reason.to_owned(),
            at: sitting.at,
        });
        Ok(vec![event])
    }
}

//! 公示 (行政处罚法 art. 48; G-20): within seven working days, masked, and taken back within three when it no longer stands; what a
//! remedy changed is published anew. And the record of what was decided on the spot.

use shiyu_kit::calendar::Rule;

use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{PUBLISH, SPOT_RECORD, UNPUBLISH};
use crate::domain::course::{Publication, Withdrawal};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::Capacity;

impl CaseFile {
    /// A penalty that was served and stands, in the masked text of it and no other; never one of somebody under age.
    pub(super) fn publish(&self, reference: &str, masked: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        let decision = self
            .course
            .decision()
            .filter(|decision| decision.is_penalty() && decision.served_at.is_some());
        decision.ok_or(Refusal::NothingToPublish)?;
        if self.is_of_the_young() {
            return Err(Refusal::YoungNotPublished);
        }
        if self.course.published().is_some() {
            return Err(Refusal::DoneAlready);
        }
        if !sitting.known.masked {
            return Err(Refusal::NotTheMaskedText);
        }
        let event = Event::from(What::Published(Publication {
            reference: reference.to_owned(),
            masked: masked.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
            withdrawal: None,
        }));
        Ok(vec![self.stop_if_running(event, &PUBLISH, sitting.at)])
    }

    /// Whether a penalty is still to be published, or a publication to be taken back. Where nothing has to be published neither runs.
    pub(in crate::domain) fn owes_a_publication(&self) -> bool {
        [&PUBLISH, &UNPUBLISH].into_iter().any(|rule| self.clock(&rule.id).is_some())
    }

    /// What a ruling against us does to what was published: it is taken back, and what is changed is published anew as it then stands.
    pub(super) fn publication_falls(&self, event: Event, changed: bool, sitting: &Sitting<'_>) -> Event {
        if self.course.published().is_none() {
            return event;
        }
        let idle = |rule: &Rule| self.clock(&rule.id).is_none();
        let event = if idle(&UNPUBLISH) {
            sitting.begin(event, &UNPUBLISH)
        } else {
            event
        };
        if changed && idle(&PUBLISH) {
            return sitting.begin(event, &PUBLISH);
        }
        event
    }

    /// Whether it is about somebody under age.
    pub(super) fn is_of_the_young(&self) -> bool {
        let filing = self.course.filing.as_ref();
        filing.is_some_and(|filing| matches!(filing.capacity, Capacity::Under14 | Capacity::Under18))
    }

    /// With a reason, in public: because a remedy changed or took away what stands there, or because the head found a mistake in it. What
    /// was mistaken is published anew, as it should have been.
    pub(super) fn unpublish(&self, reason: &str, mistake: Option<&str>, sitting: &Sitting<'_>) -> Decided {
        let ruled = self.clock(&UNPUBLISH.id).is_some();
        self.course.published().ok_or(Refusal::NothingToPublish)?;
        let by = if ruled { self.staff(sitting)? } else { self.head(sitting)? };
        if !ruled && mistake.is_none() {
            return Err(Refusal::PublicationStands);
        }
        let event = Event::from(What::Unpublished(Withdrawal {
            reason: reason.to_owned(),
            mistake: mistake.map(str::to_owned),
            by: by.to_owned(),
            at: sitting.at,
        }));
        let event = self.stop_if_running(event, &UNPUBLISH, sitting.at);
        let owed = !ruled && self.course.decision().is_some() && self.clock(&PUBLISH.id).is_none();
        Ok(vec![if owed { sitting.begin(event, &PUBLISH) } else { event }])
    }

    /// 备案 (art. 52).
    pub(super) fn record_spot(&self, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        let on_the_spot = self.course.decisions.iter().any(|decision| decision.on_the_spot);
        if !on_the_spot || self.course.spot_recorded_at.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::SpotRecorded {
            by: by.to_owned(),
            at: sitting.at,
        });
        Ok(vec![self.stop_if_running(event, &SPOT_RECORD, sitting.at)])
    }
}

//! The fast track of simple matters (简易办理): a promise of our own, beside the limits of the law.

use crate::domain::clocks::{FAST_ACCEPT, FAST_ANSWER};
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Classification, PartyRole};

impl Petition {
    /// From when the unit had it to acceptance, and from acceptance to the answer.
    pub(super) fn simplify(&self, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        if self.is_sealed() {
            return Err(Refusal::SealedMatter);
        }
        if self.is_on_fast_track() {
            return Err(Refusal::DoneAlready);
        }
        let asked_at = self.course.forwardings.last().map_or(self.received_at, |forwarding| forwarding.at);
        let (rule, from) = match &self.course.acceptance {
            None => (&FAST_ACCEPT, asked_at),
            Some(acceptance) => (&FAST_ANSWER, acceptance.at),
        };
        if !self.is_simple() || sitting.at >= sitting.due(rule, from) {
            return Err(Refusal::NotSimple);
        }
        let event = Event::from(What::Simplified { at: sitting.at });
        Ok(vec![sitting.begin_at(event, rule, from)])
    }

    /// One petitioner, one unit, one answer, and nothing that needs more than that.
    fn is_simple(&self) -> bool {
        let course = &self.course;
        let alone = self.submission.people == 1 && self.parties.iter().all(|party| party.role != PartyRole::Representative);
        let weighty = course.urgent.is_some() || course.sponsorship.is_some() || !course.designations.is_empty();
        let beside = self.open_hearing().is_some()
            || course.referrals.iter().any(|referral| referral.state.is_open())
            || course.assistances.iter().any(|assistance| assistance.reported_at.is_none());
        let answered_here = self.classification().is_none_or(Classification::is_answered_here);
        alone && !weighty && !beside && answered_here && course.opinions.is_empty()
    }

    pub(super) fn resume(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        if !self.is_on_fast_track() {
            return Err(Refusal::NotOnFastTrack);
        }
        let event = Event::from(What::Resumed {
            reason: reason.to_owned(),
            at: sitting.at,
        });
        let event = self.stop_all(event, [&FAST_ACCEPT, &FAST_ANSWER], sitting.at);
        Ok(vec![event])
    }

    /// What takes more than one unit and one answer is for the ordinary course.
    pub(super) fn is_ordinary(&self) -> Result<(), Refusal> {
        if self.is_on_fast_track() {
            return Err(Refusal::OnFastTrack);
        }
        Ok(())
    }
}

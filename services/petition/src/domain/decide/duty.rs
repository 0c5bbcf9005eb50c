//! While another organ is asked to do its duty (art. 31 item 5, S2).

use shiyu_kit::unit::Code;

use crate::domain::clocks::{DUTY_REPORT, HANDLE};
use crate::domain::course::ReferralState;
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::Stage;
use crate::domain::terms::Destination;

impl Petition {
    /// The petitioner hears how far it is at least every 30 days.
    pub(super) fn report_duty(&self, report: &str, sitting: &Sitting<'_>) -> Decided {
        self.duty_staff(sitting)?;
        let event = Event::from(What::DutyReported { report: report.to_owned() }).stopping(&DUTY_REPORT.id, sitting.at);
        Ok(vec![sitting.begin(event, &DUTY_REPORT)])
    }

    /// Handled here then, in the 60 days from acceptance (arts. 31 item 6, 34).
    pub(super) fn decline_duty(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.duty_staff(sitting)?;
        let event = Event::from(What::DutyDeclined {
            reason: reason.to_owned(),
            at: sitting.at,
        });
        let event = event.stopping(&DUTY_REPORT.id, sitting.at);
        Ok(vec![sitting.begin_at(event, &HANDLE, self.accepted_at(sitting))])
    }

    /// The organ speaks for itself: nobody says in its place what it did, or that it is not competent.
    fn duty_staff(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let organ = self.course.duty.as_ref().map(|duty| &duty.organ).ok_or(Refusal::OrganUnnamed)?;
        sitting.staff_of(organ).map(drop)
    }

    /// Nothing is opined on a duty before the organ, or our other service that took it on, said what came of it (S2).
    pub(super) fn is_duty_answered(&self) -> Result<(), Refusal> {
        let Some(duty) = self.course.duty.as_ref().filter(|_| self.stage == Stage::DutyRequested) else {
            return Ok(());
        };
        let offers = self.course.referrals.iter();
        let mut enforced = offers.filter(|offer| offer.to == Destination::Enforcement && offer.state == ReferralState::Done);
        if duty.is_heard() || enforced.next().is_some() {
            return Ok(());
        }
        Err(Refusal::DutyUnanswered(duty.organ.clone()))
    }

    /// Another organ is asked; without a name the one that our other service held competent in its answer.
    pub(super) fn reroute_duty(&self, organ: Option<&Code>, reason: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        let to = organ.or(self.competent()).ok_or(Refusal::OrganUnnamed)?;
        sitting.within(to, &self.county)?;
        self.open_to(to, sitting)?;
        let duty = self.course.duty.as_ref().ok_or(Refusal::OrganUnnamed)?;
        let from = &duty.organ;
        if to == from || *to == self.unit {
            return Err(Refusal::HeldAlready(to.clone()));
        }
        let event = Event::from(What::DutyRerouted {
            from: from.clone(),
            to: to.clone(),
            reported: duty.reports.len(),
            reason: reason.to_owned(),
            at: sitting.at,
        });
        Ok(vec![sitting.begin(event.stopping(&DUTY_REPORT.id, sitting.at), &DUTY_REPORT)])
    }
}

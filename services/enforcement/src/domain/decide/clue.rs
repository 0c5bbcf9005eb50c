//! From the clue to the filing: two officers look, and the head says what becomes of it.

use shiyu_kit::calendar::{ClockError, Extension};
use shiyu_kit::unit::Code;

use crate::domain::answer::Answer;
use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{ARCHIVE, CLUE};
use crate::domain::command::TransferOut;
use crate::domain::course::Verification;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Ending};
use crate::domain::terms::{DeliveryMethod, NotFiledGround, PartyRole};

impl CaseFile {
    pub(super) fn verify_clue(&self, named: &[String], found: bool, note: &str, sitting: &Sitting<'_>) -> Decided {
        let officers = self.two_officers(named, sitting)?;
        let what = What::ClueVerified(Verification {
            officers,
            found,
            note: note.to_owned(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }

    /// Fifteen working days more, once, by the head.
    pub(super) fn extend_clue(&self, days: u32, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let approver = self.head(sitting)?;
        let clock = self.clock(&CLUE.id).ok_or(Refusal::TimeRunOut)?;
        let extension = Extension {
            days,
            approver: approver.to_owned(),
            reason: reason.to_owned(),
            at: sitting.at,
        };
        let extended = clock.extend(extension, sitting.context.calendar).map_err(extension_refused)?;
        let event = Event::from(What::ClueExtended {
            days,
            approver: approver.to_owned(),
            reason: reason.to_owned(),
        });
        Ok(vec![event.changing(extended)])
    }

    /// The head dismisses it; whoever complained is told.
    pub(super) fn dismiss(&self, reason: &str, told: Option<DeliveryMethod>, sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        self.complainant_is_told(told)?;
        let end = End::Dismissed {
            reason: reason.to_owned(),
            told,
        };
        Ok(self.ending(end, by, sitting))
    }

    pub(super) fn transfer_out(&self, transfer: &TransferOut, sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        self.nothing_is_held()?;
        self.no_other_city_is_asked()?;
        if let Some(unit) = &transfer.unit {
            sitting.unit(unit)?;
            if *unit == self.unit {
                return Err(Refusal::HeldAlready(unit.clone()));
            }
        }
        let end = End::TransferredOut {
            target: transfer.target,
            organ: transfer.organ.clone(),
            unit: transfer.unit.clone(),
            reason: transfer.reason.clone(),
        };
        Ok(self.ending(end, by, sitting))
    }

    /// Why it is not filed is said, and whoever is competent is named.
    pub(super) fn refuse_filing(
        &self,
        (ground, reason): (NotFiledGround, &str),
        competent: Option<&Code>,
        told: Option<DeliveryMethod>,
        sitting: &Sitting<'_>,
    ) -> Decided {
        let by = self.head(sitting)?;
        self.nothing_is_held()?;
        self.complainant_is_told(told)?;
        if ground == NotFiledGround::NoPower && competent.is_none() {
            return Err(Refusal::CompetentUnnamed);
        }
        if let Some(competent) = competent {
            sitting.unit(competent)?;
        }
        let end = End::NotFiled {
            ground,
            reason: reason.to_owned(),
            competent: competent.cloned(),
            told,
        };
        Ok(self.ending(end, by, sitting))
    }

    fn complainant_is_told(&self, told: Option<DeliveryMethod>) -> Result<(), Refusal> {
        let complained = self.parties.iter().any(|party| party.role == PartyRole::Complainant);
        if complained && told.is_none() {
            return Err(Refusal::ComplainantUntold);
        }
        Ok(())
    }

    /// 撤案, by the head.
    pub(super) fn withdraw(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        self.nothing_is_held()?;
        self.no_crime_is_open()?;
        self.nothing_is_undone()?;
        let end = End::CaseWithdrawn { reason: reason.to_owned() };
        Ok(self.ending(end, by, sitting))
    }

    /// Of a decision that a remedy took away: what was paid upon it is given back, and what was published taken back, before it ends.
    pub(super) fn nothing_is_undone(&self) -> Result<(), Refusal> {
        let refundable = self.course.account.refundable();
        if !refundable.is_zero() {
            return Err(Refusal::RefundPending(refundable));
        }
        if self.course.published().is_some() {
            return Err(Refusal::PublicationOwed);
        }
        if self.course.cash.iter().any(|cash| cash.banked_at.is_none()) {
            return Err(Refusal::NotHandedIn);
        }
        Ok(())
    }

    /// It ends: whatever runs stops, the way to the archive begins, and the service that offered it is told.
    pub(super) fn ending(&self, end: End, by: &str, sitting: &Sitting<'_>) -> Vec<Event> {
        let answer = Answer::ended(&end, sitting.at);
        let event = Event::from(What::Ended(Ending {
            end,
            by: by.to_owned(),
            at: sitting.at,
        }));
        let event = event.moving(self.clocks.stopping_but(&[], sitting.at));
        self.telling(vec![sitting.begin(event, &ARCHIVE)], answer)
    }
}

/// Why there is no more time.
pub(super) fn extension_refused(error: ClockError) -> Refusal {
    match error {
        ClockError::TooManyTimes { .. } => Refusal::ExtendedAlready,
        ClockError::TooManyDays { max_days } => Refusal::ExtensionTooLong(max_days),
        ClockError::NoDays => Refusal::ExtensionTooLong(0),
        ClockError::Overdue
        | ClockError::Stopped
        | ClockError::Paused
        | ClockError::NotPaused
        | ClockError::OutOfOrder
        | ClockError::NotExtendable => Refusal::TimeRunOut,
    }
}

//! While it is handled: more time, hearings, assistance, offers to other services.

use shiyu_kit::calendar::{Bound, ClockError, Extension, Rule};
use shiyu_kit::referral::Asked;
use shiyu_kit::unit::Code;
use time::Duration;
use uuid::Uuid;

use crate::domain::clocks::{ASSIST, HANDLE, RECHECK, REFERRAL, referral_clock};
use crate::domain::command::{Extend, OfferReferral};
use crate::domain::course::{Assistance, Grant, Hearing, Referral, ReferralState};
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Stage};
use crate::domain::terms::{Classification, Destination};

impl Petition {
    /// Once, at most 30 days, by the unit's head, the petitioner being told why (art. 34).
    pub(super) fn extend(&self, extend: &Extend, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff_of(&self.unit)?;
        self.is_ordinary()?;
        let handle = self.clock(&HANDLE.id).ok_or(Refusal::HandleOverdue)?;
        let extension = Extension {
            days: extend.days,
            approver: by.to_owned(),
            reason: extend.reason.clone(),
            at: sitting.at,
        };
        let extended = handle.extend(extension, sitting.context.calendar).map_err(refused)?;
        let event = Event::from(What::Extended { notice: extend.notice });
        Ok(vec![event.changing(extended)])
    }

    /// On re-review the time of a hearing does not count (art. 36).
    pub(super) fn hear(&self, sitting: &Sitting<'_>) -> Decided {
        let host = sitting.staff_of(&self.unit)?;
        if self.open_hearing().is_some() {
            return Err(Refusal::HearingOpen);
        }
        if self.is_under_remedy() {
            self.reviewer(sitting)?;
        } else {
            self.is_ordinary()?;
        }
        let event = Event::from(What::HearingOpened(Hearing {
            host: host.to_owned(),
            opened_at: sitting.at,
            closed_at: None,
            finding: None,
        }));
        let paused = self
            .clock(&RECHECK.id)
            .and_then(|clock| clock.pause(sitting.at, "hearing", host).ok());
        Ok(vec![paused.into_iter().fold(event, Event::changing)])
    }

    pub(super) fn close_hearing(&self, finding: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        if self.open_hearing().is_none() {
            return Err(Refusal::NoHearing);
        }
        let event = Event::from(What::HearingClosed {
            finding: finding.to_owned(),
            at: sitting.at,
        });
        let resumed = self
            .clock(&RECHECK.id)
            .and_then(|clock| clock.resume(sitting.at, sitting.context.calendar).ok());
        Ok(vec![resumed.into_iter().fold(event, Event::changing)])
    }

    /// The lead unit stays responsible, and alone issues the opinion (S9).
    pub(super) fn request_assistance(&self, unit: &Code, task: &str, days: u32, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        sitting.within(unit, &self.county)?;
        self.open_to(unit, sitting)?;
        self.is_ordinary()?;
        if *unit == self.unit || self.clock(&assistance_clock(unit)).is_some() {
            return Err(Refusal::AssistsAlready(unit.clone()));
        }
        let event = Event::from(What::AssistanceRequested(Assistance {
            unit: unit.clone(),
            task: task.to_owned(),
            asked_at: sitting.at,
            report: None,
            reported_at: None,
        }));
        let rule = Rule {
            amount: days,
            ..Rule::natural_days(ASSIST, "internal rule", 1, Bound::Agency)
        };
        Ok(vec![sitting.begin_named(event, &rule, assistance_clock(unit))])
    }

    pub(super) fn report_assistance(&self, report: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.staff()?;
        let unit = sitting.own_unit()?;
        let clock = assistance_clock(&unit);
        if self.clock(&clock).is_none() {
            return Err(Refusal::AssistsNot(unit));
        }
        let event = Event::from(What::AssistanceReported {
            unit,
            report: report.to_owned(),
            at: sitting.at,
        });
        Ok(vec![event.stopping(&clock, sitting.at)])
    }

    /// Of an accusation nobody disposes by agreement (arts. 30, 33).
    pub(super) fn settle(&self, agreement: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        if self.classification() == Some(Classification::Accusation) {
            return Err(Refusal::SealedMatter);
        }
        let end = End::Settled {
            agreement: agreement.to_owned(),
            referral: None,
        };
        Ok(vec![self.ending(end, sitting)])
    }

    /// Mediation needs the consent of every side (art. 33). The petition's own time goes on (S1).
    pub(super) fn offer(&self, offer: &OfferReferral, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        if self.is_sealed() {
            return Err(Refusal::SealedMatter);
        }
        self.is_ordinary()?;
        if offer.to == Destination::Mediation && offer.consent.is_none() {
            return Err(Refusal::ConsentMissing);
        }
        if self
            .course
            .referrals
            .iter()
            .any(|referral| referral.id == offer.id || referral.to == offer.to && referral.state.is_open())
        {
            return Err(Refusal::OfferedAlready);
        }
        let unit = self.asked_of(offer, sitting)?;
        let grant = (!offer.fields.is_empty()).then(|| Grant {
            fields: offer.fields.clone(),
            until: sitting.at + Duration::days(i64::from(offer.grant_days)),
            revoked_at: None,
        });
        let event = Event::from(What::ReferralOffered(Box::new(Referral {
            id: offer.id,
            to: offer.to,
            purpose: offer.purpose.to_string(),
            summary: offer.summary.clone(),
            consent: offer.consent.clone(),
            grant,
            at: sitting.at,
            state: ReferralState::Offered,
            case: None,
            point: offer.point,
            result: None,
            competent: None,
            confirmation: None,
            settled: None,
            rest: None,
            unit,
        })));
        Ok(vec![sitting.begin_named(event, &REFERRAL, referral_clock(offer.id))])
    }

    /// The unit that is named; or of enforcement the one it named itself as competent, while there is such a unit (S2).
    fn asked_of(&self, offer: &OfferReferral, sitting: &Sitting<'_>) -> Result<Option<Code>, Refusal> {
        if let Some(unit) = &offer.unit {
            sitting.within(unit, &self.county)?;
            return Ok(Some(unit.clone()));
        }
        let named = self.named().filter(|unit| sitting.within(unit, &self.county).is_ok());
        Ok(named.filter(|_| offer.to == Destination::Enforcement).cloned())
    }

    pub(super) fn withdraw_referral(&self, id: Uuid, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        let referral = self.referral(id)?;
        if !referral.state.is_open() {
            return Err(Refusal::ReferralEnded);
        }
        let what = What::ReferralWithdrawn {
            referral: id,
            at: sitting.at,
        };
        Ok(vec![Event::from(what).stopping(&referral_clock(id), sitting.at)])
    }

    /// Only the service it was granted to, only while the grant holds, and every reading is on record (G-13, G-14).
    pub(super) fn read_identity(&self, asked: &Asked, sitting: &Sitting<'_>) -> Decided {
        let referral = self.referral(asked.referral)?;
        let grant = referral.granted_to(sitting.context.by, sitting.at).ok_or(Refusal::NotGranted)?;
        if let Some(party) = asked.party {
            self.party(party).ok_or(Refusal::NotAParty(party))?;
        }
        let read = self.parties.iter().filter(|party| asked.is_of(party.id)).map(|party| {
            Event::from(What::IdentityRead {
                referral: referral.id,
                party: party.id,
                fields: grant.fields.clone(),
            })
        });
        Ok(read.collect())
    }

    pub(super) fn referral(&self, id: Uuid) -> Result<&Referral, Refusal> {
        self.course
            .referrals
            .iter()
            .find(|referral| referral.id == id)
            .ok_or(Refusal::ReferralUnknown)
    }

    /// With the opinion issued there is nothing more to assist with.
    pub(super) fn stopping_assistance(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        let assist = self.clocks.running().filter(|clock| clock.rule.id.starts_with(ASSIST));
        assist.fold(event, |event, clock| event.stopping(&clock.rule.id, sitting.at))
    }

    fn is_under_remedy(&self) -> bool {
        matches!(self.stage, Stage::Reviewing | Stage::Rechecking)
    }
}

/// Name of the clock of a unit that assists.
fn assistance_clock(unit: &Code) -> String {
    format!("{ASSIST}.{unit}")
}

fn refused(error: ClockError) -> Refusal {
    match error {
        ClockError::TooManyTimes { .. } => Refusal::ExtendedAlready,
        ClockError::TooManyDays { max_days } => Refusal::ExtensionTooLong { max_days },
        ClockError::NoDays => Refusal::ExtensionTooLong { max_days: 0 },
        ClockError::Overdue
        | ClockError::Stopped
        | ClockError::Paused
        | ClockError::NotPaused
        | ClockError::OutOfOrder
        | ClockError::NotExtendable => Refusal::HandleOverdue,
    }
}

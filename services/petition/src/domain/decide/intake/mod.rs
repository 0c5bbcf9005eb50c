//! From registration to acceptance, or to an end before it.

mod classification;

use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::jurisdiction::report_back;
use crate::domain::clocks::{ACCEPT, CLASSIFY, FAST_ACCEPT, FAST_ANSWER, FORWARD, PASS_ON};
use crate::domain::command::Register;
use crate::domain::course::{Acceptance, CompletenessNotice, Forwarding, Supplement};
use crate::domain::event::{Event, Registered, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::End;
use crate::domain::terms::{DeliveryMethod, NotAccepted, Party, PartyRole};

/// Representatives elected by several petitioners (art. 20).
pub(in crate::domain) const REPRESENTATIVES: usize = 5;

/// Who may stand in a petition.
pub(in crate::domain) const PARTIES: usize = 20;

pub(super) fn register(register: &Register, sitting: &Sitting<'_>) -> Decided {
    let received_at = register.received_at.unwrap_or(sitting.at);
    if received_at > sitting.at {
        return Err(Refusal::ReceivedInFuture);
    }
    let unit = match &register.unit {
        Some(unit) => unit.clone(),
        None => sitting.own_unit()?,
    };
    sitting.within(&unit, &register.county)?;
    sitting.within(&register.submission.place, &register.county)?;
    register.accused.exist(sitting)?;
    register.accused.leave_to(&unit, sitting)?;
    few_representatives(register.parties.iter().map(|party| party.role))?;
    let event = Event::from(What::Registered(Box::new(Registered {
        county: register.county.clone(),
        unit,
        number: register.number.clone(),
        query_index: register.query_index.clone(),
        submission: register.submission.clone(),
        parties: register.parties.clone(),
        accused: register.accused.clone(),
        follows: register.follows,
        received_at,
        at: sitting.at,
    })));
    let event = sitting.begin_at(event, &FORWARD, received_at);
    Ok(vec![sitting.begin_at(event, &PASS_ON, received_at)])
}

fn few_representatives(roles: impl Iterator<Item = PartyRole>) -> Result<(), Refusal> {
    let representatives = roles.filter(|role| *role == PartyRole::Representative).count();
    if representatives > REPRESENTATIVES {
        return Err(Refusal::TooManyRepresentatives);
    }
    Ok(())
}

impl Petition {
    /// Forwards or assigns it. The petitioner's 15 days run from the first forwarding, whatever the units dispute.
    pub(super) fn forward(&self, to: &Code, report_days: Option<u32>, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        sitting.within(to, &self.county)?;
        self.open_to(to, sitting)?;
        if *to == self.unit {
            return Err(Refusal::HeldAlready(to.clone()));
        }
        let event = Event::from(What::Forwarded(Forwarding {
            from: self.unit.clone(),
            to: to.clone(),
            at: sitting.at,
            report_days,
        }));
        let mut event = self.stop_all(event, [&FORWARD, &PASS_ON, &FAST_ACCEPT], sitting.at);
        if self.is_on_fast_track() {
            event = sitting.begin(event, &FAST_ACCEPT);
        }
        if self.clock(&ACCEPT.id).is_none() {
            event = sitting.begin(event, &ACCEPT);
        }
        Ok(vec![report_back(event, report_days, sitting)])
    }

    /// The unit asked accepts; or the unit that received it, being competent itself (art. 23).
    pub(super) fn accept(&self, notice: Option<DeliveryMethod>, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff()?;
        if sitting.context.by.unit() != Some(self.unit.as_str()) {
            return Err(Refusal::UnitNotAsked(self.unit.clone()));
        }
        let event = Event::from(What::Accepted {
            acceptance: Acceptance {
                unit: self.unit.clone(),
                at: sitting.at,
                notice,
            },
            by: by.to_owned(),
        });
        let event = self.stop_all(event, [&FORWARD, &PASS_ON, &ACCEPT, &FAST_ACCEPT], sitting.at);
        let event = sitting.begin(event, &CLASSIFY);
        Ok(vec![if self.is_on_fast_track() {
            sitting.begin(event, &FAST_ANSWER)
        } else {
            event
        }])
    }

    pub(super) fn redirect(&self, to: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        Ok(vec![self.ending(End::Redirected { to: to.to_owned() }, sitting)])
    }

    pub(super) fn decline(&self, ground: NotAccepted, earlier: Uuid, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        Ok(vec![self.ending(End::NotAccepted { ground, earlier }, sitting)])
    }

    /// Once, and completely: a second notice would send the petitioner twice (最多跑一次).
    pub(super) fn give_notice(&self, missing: &[String], method: DeliveryMethod, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        if self.course.notice.is_some() {
            return Err(Refusal::NoticeGivenAlready);
        }
        let notice = CompletenessNotice {
            missing: missing.to_vec(),
            method,
            at: sitting.at,
        };
        Ok(vec![What::NoticeGiven(notice).into()])
    }

    pub(super) fn supplement(&self, party: Uuid, text: &str, sitting: &Sitting<'_>) -> Decided {
        self.acting_party(party, sitting)?;
        let supplement = Supplement {
            party,
            text: text.to_owned(),
            at: sitting.at,
        };
        Ok(vec![What::Supplemented(supplement).into()])
    }

    pub(super) fn add_party(&self, party: Party, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        if self.party(party.id).is_some() {
            return Err(Refusal::DoneAlready);
        }
        if self.parties.len() >= PARTIES {
            return Err(Refusal::TooManyParties);
        }
        few_representatives(self.parties.iter().chain([&party]).map(|party| party.role))?;
        Ok(vec![What::PartyJoined(party).into()])
    }

    /// The subject of a member of staff who answers for the matter where it lies, or where it was brought: after a re-review it
    /// lies with the city, and the county goes on caring for its petitioner.
    pub(super) fn overseer<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let here = sitting.overseer_of(&self.unit);
        here.or_else(|refusal| sitting.overseer_of(&self.receiver).map_err(|_| refusal))
    }

    /// A party who may act: themselves at the public door, or through staff who put it on record, where it was brought or lies.
    pub(super) fn acting_party(&self, id: Uuid, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        match sitting.context.by {
            Actor::Person { .. } => self.overseer(sitting).map(drop)?,
            Actor::Party { id: own } if *own == id => {}
            Actor::Party { .. } => return Err(Refusal::NotAParty(id)),
            Actor::Service { .. } | Actor::Clock => return Err(Refusal::NeedsAPerson),
        }
        let acts = self.party(id).is_some_and(|party| party.role.acts()) && !self.course.has_withdrawn(id);
        if acts { Ok(()) } else { Err(Refusal::NotAParty(id)) }
    }
}

//! From registration to classification.

use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::jurisdiction::report_back;
use crate::domain::clocks::{ACCEPT, CLASSIFY, DUTY_REPORT, FORWARD, HANDLE, LOOK_INTO, STUDY};
use crate::domain::command::{Classify, Divert, Register};
use crate::domain::course::{Acceptance, Classified, CompletenessNotice, Forwarding, Supplement};
use crate::domain::event::{Event, Registered, What};
use crate::domain::petition::{Accused, Petition};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{Diversion, End};
use crate::domain::terms::{Classification, DeliveryMethod, NotAccepted, Party, PartyRole, ReliefPath};

/// Representatives elected by several petitioners (art. 20).
pub(in crate::domain) const REPRESENTATIVES: usize = 5;

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
        received_at,
        at: sitting.at,
    })));
    Ok(vec![sitting.begin_at(event, &FORWARD, received_at)])
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
        let mut event = self.stop_if_running(event, &FORWARD.id, sitting.at);
        if self.clock(&ACCEPT.id).is_none() {
            event = sitting.begin(event, &ACCEPT);
        }
        Ok(vec![report_back(event, report_days, sitting)])
    }

    /// The unit asked accepts; or the unit that received it, being competent itself (art. 23).
    pub(super) fn accept(&self, notice: DeliveryMethod, sitting: &Sitting<'_>) -> Decided {
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
        let event = [&FORWARD, &ACCEPT]
            .into_iter()
            .fold(event, |event, rule| self.stop_if_running(event, &rule.id, sitting.at));
        Ok(vec![sitting.begin(event, &CLASSIFY)])
    }

    pub(super) fn redirect(&self, to: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        Ok(vec![self.ending(End::Redirected { to: to.to_owned() }, sitting)])
    }

    /// It is classified and ends here; who is accused stays barred from it wherever it goes.
    pub(super) fn divert(&self, divert: &Divert, accused: &Accused, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.overseer_of(&self.unit)?;
        let elsewhere = matches!(
            divert.classification,
            Classification::Accusation
                | Classification::AppealForRelief(
                    ReliefPath::Litigation | ReliefPath::Arbitration | ReliefPath::PartyAppeal | ReliefPath::AdministrativeProcedure
                )
        );
        if !elsewhere {
            return Err(Refusal::HandledHere);
        }
        // A unit that finds itself accused may still give the matter away, and names itself: from here on it is kept from it.
        accused.exist(sitting)?;
        if divert.act_known_on.is_some_and(|day| day > sitting.today()) {
            return Err(Refusal::ActKnownInFuture);
        }
        let classified = What::Classified {
            classified: Classified {
                classification: divert.classification,
                at: sitting.at,
            },
            accused: accused.clone(),
            duty_organ: None,
            by: by.to_owned(),
        };
        let end = End::Diverted(Diversion {
            organ: divert.organ.clone(),
            ways: divert.act_known_on.map(|day| sitting.ways(day)).unwrap_or_default(),
            outcome: None,
        });
        Ok(vec![classified.into(), self.ending(end, sitting)])
    }

    pub(super) fn merge(&self, into: Uuid, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        Ok(vec![self.ending(End::Merged { into }, sitting)])
    }

    /// The clock that the merger stopped runs again from where it began: nothing is lost to the petitioner.
    pub(super) fn unmerge(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        let event = Event::from(What::Unmerged {
            reason: reason.to_owned(),
            at: sitting.at,
        });
        let event = self.stopping_but(&[], event, sitting);
        let asked = self.clocks.latest(&ACCEPT.id);
        Ok(vec![match asked {
            Some(accept) => sitting.begin_at(event, &ACCEPT, accept.started_at),
            None => sitting.begin_at(event, &FORWARD, self.received_at),
        }])
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
        few_representatives(self.parties.iter().chain([&party]).map(|party| party.role))?;
        Ok(vec![What::PartyJoined(party).into()])
    }

    pub(super) fn classify(&self, classify: &Classify, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff_of(&self.unit)?.to_owned();
        if let Some(organ) = &classify.organ {
            return self.divert_classified(classify, organ, sitting);
        }
        classify.accused.exist(sitting)?;
        classify.accused.leave_to(&self.unit, sitting)?;
        let (rule, from) = match classify.classification {
            Classification::Suggestion => (STUDY, sitting.at),
            Classification::Accusation if self.accused.is_empty() && classify.accused.is_empty() => return Err(Refusal::AccusedUnnamed),
            Classification::Accusation => (LOOK_INTO, self.accepted_at(sitting)),
            Classification::AppealForRelief(ReliefPath::HandlingOpinion) => (HANDLE, self.accepted_at(sitting)),
            Classification::AppealForRelief(ReliefPath::ProtectiveDuty) => (DUTY_REPORT, sitting.at),
            Classification::AppealForRelief(
                ReliefPath::Litigation | ReliefPath::Arbitration | ReliefPath::PartyAppeal | ReliefPath::AdministrativeProcedure,
            ) => return Err(Refusal::OrganUnnamed),
        };
        let event = Event::from(What::Classified {
            classified: Classified {
                classification: classify.classification,
                at: sitting.at,
            },
            accused: classify.accused.clone(),
            duty_organ: self.duty_organ(classify, sitting)?,
            by,
        });
        let event = self.stop_if_running(event, &CLASSIFY.id, sitting.at);
        Ok(vec![sitting.begin_at(event, &rule, from)])
    }

    fn divert_classified(&self, classify: &Classify, organ: &str, sitting: &Sitting<'_>) -> Decided {
        self.divert(
            &Divert {
                classification: classify.classification,
                organ: organ.to_owned(),
                act_known_on: classify.act_known_on,
            },
            &classify.accused,
            sitting,
        )
    }

    /// The organ whose duty it is: named on that path and on no other, and not accused.
    fn duty_organ(&self, classify: &Classify, sitting: &Sitting<'_>) -> Result<Option<Code>, Refusal> {
        let duty = classify.classification == Classification::AppealForRelief(ReliefPath::ProtectiveDuty);
        match &classify.duty_organ {
            Some(organ) if duty => {
                sitting.within(organ, &self.county)?;
                self.open_to(organ, sitting)?;
                if classify.accused.bars(organ, sitting) {
                    return Err(Refusal::ForwardedToAccused(organ.clone()));
                }
                Ok(Some(organ.clone()))
            }
            None if duty => Err(Refusal::OrganUnnamed),
            Some(_) | None => Ok(None),
        }
    }

    /// When it was accepted: the 60 days run from here, however late it was classified (art. 34).
    pub(super) fn accepted_at(&self, sitting: &Sitting<'_>) -> OffsetDateTime {
        self.course.acceptance.as_ref().map_or(sitting.at, |acceptance| acceptance.at)
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
        let acts = self.party(id).is_some_and(|party| party.role.acts());
        if acts { Ok(()) } else { Err(Refusal::NotAParty(id)) }
    }
}

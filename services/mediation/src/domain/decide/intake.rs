//! From its opening to its acceptance, its refusal, or another's hands.

use shiyu_kit::calendar::Rule;
use shiyu_kit::case::Actor;
use shiyu_kit::referral::ReferralState;

use super::open::{agents_speak_for_parties, few_represent};
use crate::domain::clocks::{FORWARD, SCREEN_COMPLEX, answer_clock, mediate, named_mediate, of_pack, respond, screen};
use crate::domain::course::{Acceptance, Transfer};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Stage};
use crate::domain::terms::{Beyond, Decline, Party, PartyRole, Procedure};

/// Everybody who may stand in a dispute.
const PEOPLE: usize = 40;

impl Dispute {
    /// Of a complex one an agency decides in ten working days, from when it came. What is late already stays late.
    pub(super) fn take_up(&self, complex: bool, sitting: &Sitting<'_>) -> Decided {
        let by = self.clerk(sitting)?.to_owned();
        let event = Event::from(What::TakenUp {
            by,
            complex,
            at: sitting.at,
        });
        let event = self.stop_if_running(event, &FORWARD.id, sitting.at);
        let longer = complex && self.procedure == Procedure::Administrative;
        let Some(clock) = self.screening().filter(|clock| longer && sitting.at < clock.due.legal) else {
            return Ok(vec![event]);
        };
        let event = event.stopping(&clock.rule.id, sitting.at);
        let rule = sitting.rule(&SCREEN_COMPLEX);
        Ok(vec![event.starting(rule, clock.started_at, sitting.context.calendar)])
    }

    /// Every party is asked now, and the time of the mediation runs.
    pub(super) fn accept(&self, sitting: &Sitting<'_>) -> Decided {
        let by = self.clerk(sitting)?.to_owned();
        if self.course.jurisdiction.as_ref().is_some_and(|asked| asked.decided_at.is_none()) {
            return Err(Refusal::JurisdictionOpen);
        }
        if !self.has_two_sides() {
            return Err(Refusal::SidesMissing);
        }
        self.may_be_held_here(sitting)?;
        let limit = sitting.known.limit.as_ref();
        let event = Event::from(What::Accepted(Acceptance {
            by,
            at: sitting.at,
            pack: limit.map(|limit| limit.pack.clone()).unwrap_or_default(),
            pack_version: limit.map(|limit| limit.version).unwrap_or_default(),
        }));
        let event = self.screened(event, sitting);
        let event = sitting.begin(event, &respond(self.submission.source));
        let event = sitting.begin_as(event, self.time_to_mediate(sitting));
        Ok(self.answering(vec![event], ReferralState::Accepted, None, sitting))
    }

    /// People's mediation is a committee's, in its term (人民调解法 art. 8); an agency mediates what its published catalogue says and nothing
    /// else (深圳 43).
    fn may_be_held_here(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        match self.procedure {
            Procedure::People if !sitting.known.committee => return Err(Refusal::NoCommittee(self.unit.clone())),
            Procedure::People | Procedure::Judicial => return Ok(()),
            Procedure::Administrative => {}
        }
        let named = self.matter().ok_or(Refusal::MatterMissing)?;
        let known = sitting
            .known
            .matter
            .as_ref()
            .filter(|known| known.id == named && known.unit == self.unit);
        let known = known.ok_or(Refusal::MatterUnknown)?;
        if known.category == self.submission.category {
            Ok(())
        } else {
            Err(Refusal::MatterNotFitting)
        }
    }

    /// How long the mediation may take: by the pack in force, or by the built-in limit (M-19).
    pub(super) fn time_to_mediate(&self, sitting: &Sitting<'_>) -> Rule {
        let summary = self.submission.letter.as_ref().is_some_and(|letter| letter.summary_procedure);
        let built_in = || sitting.rule(&mediate(self.submission.source, summary));
        named_mediate(sitting.known.limit.as_ref().map_or_else(built_in, of_pack))
    }

    /// Nobody decides any more whether it is mediated here.
    pub(super) fn screened(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        let screening = self.screening().map(|clock| clock.rule.id.clone());
        let event = screening
            .iter()
            .fold(event, |event, name| self.stop_if_running(event, name, sitting.at));
        self.stop_if_running(event, &FORWARD.id, sitting.at)
    }

    pub(super) fn decline(&self, ground: Decline, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.clerk(sitting)?;
        let end = End::Declined {
            ground,
            reason: reason.to_owned(),
        };
        Ok(self.ending(end, sitting))
    }

    /// Within the county it stays the same dispute, and another unit decides anew; outside, it ends here. Whose it is nobody decides by it
    /// while the common superior is asked.
    pub(super) fn transfer(&self, to: &Beyond, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.clerk(sitting)?;
        if self.course.transfers.last().is_some_and(|transfer| transfer.designated) {
            return Err(Refusal::DesignationBinding);
        }
        if self.course.jurisdiction.as_ref().is_some_and(|asked| asked.decided_at.is_none()) {
            return Err(Refusal::JurisdictionOpen);
        }
        match to {
            Beyond::Outside(organisation) => {
                let end = End::Transferred {
                    to: organisation.clone(),
                    reason: reason.to_owned(),
                };
                Ok(self.ending(end, sitting))
            }
            Beyond::Unit(unit) => {
                sitting.within(unit, &self.county)?;
                if *unit == self.unit {
                    return Err(Refusal::DoneAlready);
                }
                let event = Event::from(What::Transferred(Transfer {
                    from: self.unit.clone(),
                    to: unit.clone(),
                    reason: reason.to_owned(),
                    designated: false,
                    by: by.to_owned(),
                    at: sitting.at,
                }));
                Ok(vec![self.screened_anew(event, self.procedure, sitting)])
            }
        }
    }

    /// Whoever has it now has the whole time to decide.
    pub(super) fn screened_anew(&self, event: Event, procedure: Procedure, sitting: &Sitting<'_>) -> Event {
        let event = sitting.begin(self.screened(event, sitting), &screen(procedure, false));
        match procedure {
            Procedure::Administrative => sitting.begin(event, &FORWARD),
            Procedure::People | Procedure::Judicial => event,
        }
    }

    /// Whoever joins is asked as the others were. Identities that another service granted come with its leave.
    pub(super) fn add_party(&self, party: Party, sitting: &Sitting<'_>) -> Decided {
        match sitting.context.by {
            Actor::Service { .. } if self.is_offerer(sitting) => {}
            Actor::Person { .. } | Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => self.hand(sitting).map(drop)?,
        }
        if self.parties.len() >= PEOPLE {
            return Err(Refusal::TooManyParties(PEOPLE));
        }
        if party.role == PartyRole::Invited {
            return Err(Refusal::ConsentMissing);
        }
        if self.party(party.id).is_some() {
            return Err(Refusal::DoneAlready);
        }
        if sitting.known.opposed {
            return Err(Refusal::SamePerson);
        }
        let mut all = self.parties.clone();
        all.push(party);
        few_represent(&all)?;
        agents_speak_for_parties(&all)?;
        let event = Event::from(What::PartyAdded { party });
        if !party.role.is_principal() || !self.is_asking() {
            return Ok(vec![event]);
        }
        let rule = Rule {
            id: answer_clock(all.len()).into(),
            ..sitting.rule(&respond(self.submission.source))
        };
        Ok(vec![sitting.begin_as(event, rule)])
    }

    /// Whether the parties of this attempt have been asked: who joins now is asked at once, and has the whole time to answer.
    fn is_asking(&self) -> bool {
        match self.stage {
            Stage::ConsentPending | Stage::MediatorSelection | Stage::Mediating | Stage::AgreementDrafted => true,
            Stage::Applied
            | Stage::Entrusted
            | Stage::ProactiveDraft
            | Stage::Screening
            | Stage::AgreementEffective
            | Stage::Performing
            | Stage::ConfirmationApplied
            | Stage::ConfirmationRefused
            | Stage::Confirmed
            | Stage::EnforcementApplied
            | Stage::WithCourt
            | Stage::Ended(_)
            | Stage::Archived(_) => false,
        }
    }
}

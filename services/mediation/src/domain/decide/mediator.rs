//! Who mediates: chosen or appointed, disclosing, standing aside (人民调解法 arts. 19, 23; M-23).

use shiyu_kit::case::Actor;
use uuid::Uuid;

use crate::domain::clocks::SELECT;
use crate::domain::command::Mediator;
use crate::domain::course::{Appointment, Disclosure};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::OPEN_PART;
use crate::domain::terms::{Leaving, MediatorKind, Procedure};
use crate::domain::verb::Verb;

/// Everybody who ever mediates one dispute.
const MEDIATORS: usize = 20;
/// Why somebody leaves by the register's word.
const NO_OFFICE: &str = "任期届满或者被罢免、解聘";
/// Why a draft is void whose only mediator stood aside.
const RECUSED: &str = "调解员回避";

impl Dispute {
    /// The parties choose, all of them.
    pub(super) fn choose(&self, mediators: &[Uuid], agreed: &[Uuid], sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.all_agree(agreed)?;
        self.assign(mediators, agreed, sitting)
    }

    /// The committee appoints. A party who does not want them asks them to stand aside; that is enough.
    pub(super) fn appoint(&self, mediators: &[Uuid], sitting: &Sitting<'_>) -> Decided {
        self.clerk(sitting)?;
        self.assign(mediators, &[], sitting)
    }

    fn assign(&self, mediators: &[Uuid], chosen_by: &[Uuid], sitting: &Sitting<'_>) -> Decided {
        self.is_consented()?;
        if self.course.appointments.len() + mediators.len() > MEDIATORS {
            return Err(Refusal::TooMany(MEDIATORS));
        }
        let appointments = mediators.iter().map(|id| {
            let mediator = sitting.known.mediator(*id).ok_or(Refusal::MediatorUnknown(*id))?;
            if let Some(waived) = self.waived(mediator, chosen_by) {
                return Ok(waived);
            }
            self.may_mediate(mediator, chosen_by)?;
            Ok(Appointment {
                mediator: *id,
                subject: mediator.subject.clone(),
                kind: mediator.kind,
                attempt: self.course.attempt,
                chosen_by: chosen_by.to_vec(),
                at: sitting.at,
                disclosure: None,
                left: None,
                left_at: None,
            })
        });
        let appointments = appointments.collect::<Result<Vec<_>, Refusal>>()?;
        Ok(vec![What::MediatorsAssigned { appointments }.into()])
    }

    /// Who disclosed an interest mediates on once every party, told of it, chooses them all the same.
    fn waived(&self, mediator: &Mediator, chosen_by: &[Uuid]) -> Option<Appointment> {
        let engaged = self.course.appointment(mediator.id)?;
        let waives = !chosen_by.is_empty() && mediator.in_term && !self.is_unbiased(engaged);
        waives.then(|| Appointment {
            chosen_by: chosen_by.to_vec(),
            ..engaged.clone()
        })
    }

    /// Whether a mediator disclosed no interest, or every party chose them since.
    fn is_unbiased(&self, appointment: &Appointment) -> bool {
        let interest = appointment.disclosure.as_ref().is_some_and(|disclosure| disclosure.interest);
        !interest || self.are_all(&appointment.chosen_by)
    }

    /// That nobody leads on whose interest a party was not asked about, nor anybody who has not disclosed.
    pub(super) fn is_led_fairly(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let biased = self.course.engaged().find(|one| !self.is_unbiased(one));
        if let Some(biased) = biased {
            return Err(Refusal::InterestNotWaived(biased.mediator));
        }
        self.mediator(sitting).map_or(Ok(()), |own| self.may_begin(own, sitting))
    }

    /// In term, with the certificate of their kind, of a kind that fits, and never one who stood aside. An agency mediates by its own people,
    /// or as every party chooses by those of an organisation (深圳 47).
    fn may_mediate(&self, mediator: &Mediator, chosen_by: &[Uuid]) -> Result<(), Refusal> {
        let same = |one: &&Appointment| one.mediator == mediator.id || one.subject == mediator.subject;
        if self.course.engaged().any(|one| same(&one)) {
            return Err(Refusal::MediatorEngagedAlready(mediator.id));
        }
        let mut before = self.course.appointments.iter().filter(same);
        if before.any(|one| one.left == Some(Leaving::Recused)) {
            return Err(Refusal::MediatorRecused(mediator.id));
        }
        let fits = match self.procedure {
            Procedure::Administrative if mediator.kind == MediatorKind::Administrative => mediator.unit == self.unit,
            Procedure::Administrative => !chosen_by.is_empty(),
            Procedure::People => mediator.kind != MediatorKind::Administrative,
            Procedure::Judicial => false,
        };
        if mediator.in_term && mediator.certified && fits {
            Ok(())
        } else {
            Err(Refusal::MediatorNotFit(mediator.id))
        }
    }

    /// The mediator says it, and nobody for them. That there is no interest is said once; one that is found later is disclosed then. Who
    /// chose the mediator before an interest was disclosed did not know of it, and is asked again.
    pub(super) fn disclose(&self, mediator: Uuid, (interest, note): (bool, &str), sitting: &Sitting<'_>) -> Decided {
        let appointment = self.course.appointment(mediator).ok_or(Refusal::MediatorNotEngaged(mediator))?;
        if self.mediator(sitting)?.mediator != mediator {
            return Err(Refusal::NotAMediator);
        }
        if appointment.disclosure.is_some() && !interest {
            return Err(Refusal::DisclosedAlready);
        }
        let disclosure = Disclosure {
            interest,
            note: note.to_owned(),
            at: sitting.at,
        };
        Ok(vec![What::InterestsDisclosed { mediator, disclosure }.into()])
    }

    /// One party's request is enough, until an agreement takes effect. A planned session of theirs is not held. What is drafted stands
    /// while another mediator does, who signs it then; under nobody but one who stood aside it is void, and all of it is gone through
    /// again with another. For who was replaced a successor signs, in the time the draft has, whether or
    /// not the one before had.
    pub(super) fn leave(&self, mediator: Uuid, leaving: Leaving, (party, reason): (Option<Uuid>, &str), sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        party.map_or(Ok(()), |party| self.principal(party))?;
        self.leaving(mediator, leaving, (party, reason), sitting)
    }

    /// Who is in office no more leaves by the register's word, as whoever is replaced: nobody is kept waiting for them.
    pub(super) fn mediator_gone(&self, mediator: Uuid, sitting: &Sitting<'_>) -> Decided {
        if !matches!(sitting.context.by, Actor::Clock) {
            return Err(Refusal::NeedsAPerson);
        }
        let further = OPEN_PART.contains(&Verb::RecuseMediator) && self.has_an_open_part();
        let may_leave = further || self.stage.name().takes().contains(&Verb::RecuseMediator);
        let engaged = self.course.appointment(mediator).is_some();
        if !may_leave || !engaged || sitting.is_in_office(mediator) {
            return Ok(Vec::new());
        }
        self.leaving(mediator, Leaving::Replaced, (None, NO_OFFICE), sitting)
    }

    fn leaving(&self, mediator: Uuid, leaving: Leaving, (party, reason): (Option<Uuid>, &str), sitting: &Sitting<'_>) -> Decided {
        let appointment = self.course.appointment(mediator).ok_or(Refusal::MediatorNotEngaged(mediator))?;
        let mut events: Vec<Event> = self
            .planned_with(appointment.mediator)
            .map(|session| {
                Event::from(What::SessionCancelled {
                    session,
                    reason: reason.to_owned(),
                })
            })
            .collect();
        let left = Event::from(What::MediatorLeft {
            mediator,
            leaving,
            party,
            reason: reason.to_owned(),
            at: sitting.at,
        });
        let is_last = self.course.engaged().count() == 1;
        if self.pending().is_some() {
            events.push(left);
            let nobody_to_sign = is_last && leaving == Leaving::Recused;
            let voided = |after: &Self| nobody_to_sign.then(|| after.voiding(RECUSED, sitting));
            return self.then(Ok(events), |after| Ok(voided(after).into_iter().collect()));
        }
        let seeks = is_last && !self.stage.is_in_effect();
        events.push(if seeks { self.seeking_a_mediator(left, sitting) } else { left });
        Ok(events)
    }

    /// And the time to choose a mediator runs.
    pub(in crate::domain) fn seeking_a_mediator(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        if self.clock(&SELECT.id).is_some() {
            return event;
        }
        sitting.begin(event, &SELECT)
    }

    /// Every party has consented, and every mediator is in office and has disclosed; with an interest only whom every party chose since.
    pub(super) fn begin(&self, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.is_consented()?;
        if self.course.engaged().next().is_none() {
            return Err(Refusal::MediatorMissing);
        }
        self.course.engaged().try_for_each(|one| self.may_begin(one, sitting))?;
        let event = Event::from(What::Begun { at: sitting.at });
        Ok(vec![self.stop_if_running(event, &SELECT.id, sitting.at)])
    }

    pub(super) fn may_begin(&self, appointment: &Appointment, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let mediator = appointment.mediator;
        if !sitting.is_in_office(mediator) {
            return Err(Refusal::MediatorNotFit(mediator));
        }
        if appointment.disclosure.is_none() {
            return Err(Refusal::DisclosureMissing(mediator));
        }
        if self.is_unbiased(appointment) {
            Ok(())
        } else {
            Err(Refusal::InterestNotWaived(mediator))
        }
    }
}

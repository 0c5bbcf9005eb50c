//! Sessions. Mediators and rooms are taken for their time; that no two disputes take them is the database's to hold, and that one dispute
//! does not take them twice is held here.

use shiyu_kit::booking::slots;
use uuid::Uuid;

use crate::domain::clocks::MEDIATE;
use crate::domain::command::{PlanSession, RecordSession};
use crate::domain::course::{Session, SessionRecord, SessionState};
use crate::domain::dispute::Dispute;
use crate::domain::event::What;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::PartyRole;

/// Sessions of one dispute.
const SESSIONS: usize = 100;

impl Dispute {
    /// In private, unless every party wants it public, and within the time that the mediation has; before whoever is in office on its day,
    /// in a room that is in use then.
    pub(super) fn plan_session(&self, plan: &PlanSession, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.is_consented()?;
        if self.course.sessions.len() >= SESSIONS {
            return Err(Refusal::TooMany(SESSIONS));
        }
        if plan.starts_at <= sitting.at {
            return Err(Refusal::SessionInPast);
        }
        if self.clock(&MEDIATE.id).is_some_and(|clock| plan.starts_at >= clock.due.legal) {
            return Err(Refusal::SessionAfterLimit);
        }
        for mediator in &plan.mediators {
            let appointment = self.course.appointment(*mediator).ok_or(Refusal::MediatorNotEngaged(*mediator))?;
            self.may_begin(appointment, sitting)?;
            if sitting.known.then.iter().any(|then| then.id == *mediator && !then.in_term) {
                return Err(Refusal::MediatorNotFit(*mediator));
            }
        }
        if let Some(room) = plan.room {
            let known = sitting.known.room.as_ref().filter(|known| known.id == room && known.open);
            known.ok_or(Refusal::RoomUnknown(room))?;
        }
        if !plan.public.is_empty() {
            self.all_agree(&plan.public)?;
        }
        self.is_free_for(plan)?;
        let session = Session {
            id: plan.id,
            attempt: self.course.attempt,
            mediators: plan.mediators.clone(),
            room: plan.room,
            starts_at: plan.starts_at,
            ends_at: plan.ends_at,
            form: plan.form,
            public: !plan.public.is_empty(),
            state: SessionState::Planned,
            record: None,
            cancelled: String::new(),
        };
        Ok(vec![What::SessionPlanned(session).into()])
    }

    /// Once it has begun. Who came are parties who consented, and those they let in.
    pub(super) fn record_session(&self, record: &RecordSession, sitting: &Sitting<'_>) -> Decided {
        let by = self.hand(sitting)?;
        let session = self.planned(record.session)?;
        if session.starts_at > sitting.at {
            return Err(Refusal::SessionNotYet);
        }
        for party in &record.attended {
            self.principal(*party)?;
            if !self.course.has_consented(*party) {
                return Err(Refusal::ConsentMissing);
            }
        }
        for invited in &record.invited {
            let known = self
                .party(*invited)
                .filter(|one| matches!(one.role, PartyRole::Invited | PartyRole::Agent));
            known.ok_or(Refusal::NotAParty(*invited))?;
        }
        let record = SessionRecord {
            attended: record.attended.clone(),
            invited: record.invited.clone(),
            statements: record.statements.clone(),
            outcome: record.outcome.clone(),
            by: by.to_owned(),
            at: sitting.at,
        };
        let session = session.id;
        Ok(vec![What::SessionRecorded { session, record }.into()])
    }

    pub(super) fn cancel_session(&self, session: Uuid, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        let session = self.planned(session)?.id;
        let reason = reason.to_owned();
        Ok(vec![What::SessionCancelled { session, reason }.into()])
    }

    /// That no planned session of its own has the mediators or the room in the same quarters of an hour.
    fn is_free_for(&self, plan: &PlanSession) -> Result<(), Refusal> {
        let wanted = slots(plan.starts_at, plan.ends_at);
        let mut planned = self.course.sessions.iter().filter(|session| session.state == SessionState::Planned);
        let taken = planned.any(|session| {
            let held = slots(session.starts_at, session.ends_at);
            let mediator = session.mediators.iter().any(|mediator| plan.mediators.contains(mediator));
            let room = plan.room.is_some() && plan.room == session.room;
            (mediator || room) && held.start < wanted.end && wanted.start < held.end
        });
        if taken { Err(Refusal::BookedAlready) } else { Ok(()) }
    }

    /// The sessions that are planned with a mediator.
    pub(super) fn planned_with(&self, mediator: Uuid) -> impl Iterator<Item = Uuid> {
        let planned = self.course.sessions.iter().filter(|session| session.state == SessionState::Planned);
        planned
            .filter(move |session| session.mediators.contains(&mediator))
            .map(|session| session.id)
    }

    fn planned(&self, id: Uuid) -> Result<&Session, Refusal> {
        let session = self.course.session(id).ok_or(Refusal::SessionUnknown(id))?;
        match session.state {
            SessionState::Planned => Ok(session),
            SessionState::Held | SessionState::Cancelled => Err(Refusal::SessionOver),
        }
    }
}

//! Whether the parties want it (人民调解法 arts. 3, 17).

use time::{Duration, OffsetDateTime};

use crate::domain::clocks::{SELECT, answer_clock};
use crate::domain::command::RecordConsent;
use crate::domain::course::Consent;
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::evolve;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Stage};
use crate::domain::terms::{PartyRole, Termination};

impl Dispute {
    /// Every party speaks for itself, or by its agent: that it consents once it was asked, that it refuses before too. A refusal ends the attempt, whoever refuses and whatever the others want; with
    /// the last consent mediators are chosen.
    pub(super) fn record_consent(&self, word: &RecordConsent, sitting: &Sitting<'_>) -> Decided {
        let by = self.hand(sitting)?;
        self.principal(word.party)?;
        if let Some(agent) = word.agent {
            self.is_agent_of(agent, word)?;
        }
        if word.at > sitting.at {
            return Err(Refusal::ConsentInFuture);
        }
        let earliest = if word.given { self.asked_at() } else { self.opened_at };
        if word.at < minute_of(earliest) {
            return Err(Refusal::ConsentBeforeAsked);
        }
        if word.given && self.course.has_consented(word.party) {
            return Err(Refusal::ConsentGivenAlready);
        }
        let event = Event::from(What::ConsentRecorded(Consent {
            party: word.party,
            attempt: self.course.attempt,
            given: word.given,
            channel: word.channel,
            agent: word.agent,
            reference: word.reference.clone(),
            wants_writing: word.wants_writing,
            reuse_address: word.reuse_address,
            recorded_by: by.to_owned(),
            at: word.at,
        }));
        let own = self.place_of(word.party).map(answer_clock);
        let event = self.stop_all(event, own.as_deref(), sitting.at);
        self.then(Ok(vec![event]), |asked| Ok(asked.after_a_word(word, sitting)))
            .map(|events| self.answered(events, sitting))
    }

    fn after_a_word(&self, word: &RecordConsent, sitting: &Sitting<'_>) -> Vec<Event> {
        if word.given {
            return Vec::new();
        }
        let end = End::Terminated {
            ground: Termination::Refused,
            reason: String::new(),
        };
        self.ending(end, sitting)
    }

    /// With the last consent the time to answer is over, and that to choose mediators begins.
    fn answered(&self, mut events: Vec<Event>, sitting: &Sitting<'_>) -> Vec<Event> {
        let complete = |dispute: &Self| dispute.stage == Stage::MediatorSelection;
        let after = events
            .iter()
            .try_fold(self.clone(), |dispute, event| evolve::evolve(Some(dispute), event));
        let chosen_now = !complete(self) && after.as_ref().is_some_and(complete);
        if let Some(last) = events.last_mut().filter(|_| chosen_now) {
            let asked = self.responding().map(|clock| clock.rule.id.clone());
            let event = asked.iter().fold(last.clone(), |event, name| event.stopping(name, sitting.at));
            *last = sitting.begin(event, &SELECT);
        }
        events
    }

    fn is_agent_of(&self, agent: uuid::Uuid, word: &RecordConsent) -> Result<(), Refusal> {
        let speaks = self
            .party(agent)
            .is_some_and(|one| one.role == PartyRole::Agent && one.speaks_for == Some(word.party));
        if speaks { Ok(()) } else { Err(Refusal::NotAnAgent(agent)) }
    }

    /// When the parties were first asked.
    fn asked_at(&self) -> OffsetDateTime {
        self.course.acceptance.as_ref().map_or(self.opened_at, |acceptance| acceptance.at)
    }
}

/// The minute a time lies in: what somebody said is written down to the minute.
pub(super) fn minute_of(at: OffsetDateTime) -> OffsetDateTime {
    at - Duration::seconds(at.second().into()) - Duration::nanoseconds(at.nanosecond().into())
}

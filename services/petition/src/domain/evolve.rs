//! The petition after an event. `None`: the event cannot follow, so the journal is corrupt.

use shiyu_kit::calendar::{Clock, Ring, Rule};
use time::OffsetDateTime;

use super::clocks::{ACCEPT, CLASSIFY, FORWARD, HANDLE, REVIEW_WINDOW, SERVE};
use super::course::{Acceptance, Closure, Forwarding, Handling, Issue, Service};
use super::event::{Event, Registered};
use super::petition::Petition;
use super::stage::Stage;
use super::terms::{Classification, Closing, DeliveryMethod};

pub(super) fn evolve(case: Option<Petition>, event: &Event) -> Option<Petition> {
    match (case, event) {
        (None, Event::Registered(registered)) => Some(register(registered)),
        (None, _) => None,
        (Some(petition), event) => petition.follow(event),
    }
}

fn register(registered: &Registered) -> Petition {
    Petition {
        county: registered.county.clone(),
        submission: registered.submission.clone(),
        received_at: registered.received_at,
        registered_at: registered.at,
        unit: registered.unit.clone(),
        stage: Stage::Registered,
        clocks: vec![registered.clock.clone()],
    }
}

impl Petition {
    fn follow(self, event: &Event) -> Option<Self> {
        match event {
            Event::Registered(_) => None,
            Event::Forwarded { forwarding, clock } => self.forwarded(forwarding)?.start(clock),
            Event::Accepted { notice, at, clock } => self.accepted(*notice, *at)?.start(clock),
            Event::HandlingStarted { classification, at, clock } => self.handling_started(*classification, *at)?.start(clock),
            Event::OpinionIssued { clock, .. } => self.opinion_issued(event)?.start(clock),
            Event::OpinionServed { method, proof, at, clock } => self.opinion_served(*method, proof, *at)?.start(clock),
            Event::Closed { closing, at } => self.closed(*closing, *at),
            Event::ClockWarned { clock, ring } => self.rung(clock, *ring),
            Event::ClockOverdue { clock, .. } => self.rung(clock, Ring::Overdue),
            Event::ClocksReckoned { clocks, .. } => clocks.iter().try_fold(self, Self::replace),
        }
    }

    fn forwarded(mut self, forwarding: &Forwarding) -> Option<Self> {
        let Stage::Registered = self.stage else { return None };
        self.unit = forwarding.to.clone();
        self.stage = Stage::Forwarded(forwarding.clone());
        self.stop(&FORWARD, forwarding.at)
    }

    fn accepted(mut self, notice: DeliveryMethod, at: OffsetDateTime) -> Option<Self> {
        let Stage::Forwarded(forwarding) = self.stage else { return None };
        self.stage = Stage::Accepted(Acceptance { forwarding, at, notice });
        self.stop(&ACCEPT, at)
    }

    fn handling_started(mut self, classification: Classification, at: OffsetDateTime) -> Option<Self> {
        let Stage::Accepted(acceptance) = self.stage else { return None };
        self.stage = Stage::Handling(Handling {
            acceptance,
            at,
            classification,
        });
        self.stop(&CLASSIFY, at)
    }

    fn opinion_issued(mut self, event: &Event) -> Option<Self> {
        let (
            Stage::Handling(handling),
            Event::OpinionIssued {
                opinion,
                issued_by,
                approved_by,
                at,
                ..
            },
        ) = (self.stage, event)
        else {
            return None;
        };
        self.stage = Stage::OpinionIssued(Issue {
            handling,
            opinion: opinion.clone(),
            issued_by: issued_by.clone(),
            approved_by: approved_by.clone(),
            at: *at,
        });
        Some(self)
    }

    fn opinion_served(mut self, method: DeliveryMethod, proof: &str, at: OffsetDateTime) -> Option<Self> {
        let Stage::OpinionIssued(issue) = self.stage else { return None };
        self.stage = Stage::OpinionServed(Service {
            issue,
            method,
            proof: proof.to_owned(),
            at,
        });
        self.stop(&SERVE, at)?.stop(&HANDLE, at)
    }

    fn closed(mut self, closing: Closing, at: OffsetDateTime) -> Option<Self> {
        let Stage::OpinionServed(service) = self.stage else { return None };
        self.stage = Stage::Closed(Closure { service, closing, at });
        self.stop(&REVIEW_WINDOW, at)
    }

    /// Starts a clock; each runs at most once in a petition's life.
    fn start(mut self, clock: &Clock) -> Option<Self> {
        let fresh = self.clocks.iter().all(|known| known.rule.id != clock.rule.id);
        self.clocks.push(clock.clone());
        fresh.then_some(self)
    }

    fn stop(self, rule: &Rule, at: OffsetDateTime) -> Option<Self> {
        let stopped = self.clock(&rule.id)?.stop(at).ok()?;
        self.replace(&stopped)
    }

    fn rung(self, name: &str, ring: Ring) -> Option<Self> {
        let clock = self.clock(name)?.ring(ring);
        self.replace(&clock)
    }

    /// The petition with a running clock as it is now.
    fn replace(mut self, now: &Clock) -> Option<Self> {
        let mut running = self.clocks.iter_mut().filter(|clock| clock.stopped_at.is_none());
        running.find(|clock| clock.rule.id == now.rule.id)?.clone_from(now);
        Some(self)
    }
}

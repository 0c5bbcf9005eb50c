//! What each stage answers to each command.

use shiyu_kit::calendar::{Clock, local_date};
use shiyu_kit::case::{Actor, Context};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::clocks::{ACCEPT, CLASSIFY, FORWARD, HANDLE, REVIEW_WINDOW, SERVE};
use super::command::{Command, IssueOpinion, Register, ServeOpinion};
use super::course::{Acceptance, Forwarding, Issue};
use super::event::{Event, Registered};
use super::petition::Petition;
use super::refusal::Refusal;
use super::stage::Stage;
use super::terms::{Classification, Closing, DeliveryMethod, ReliefPath};

type Decided = Result<Vec<Event>, Refusal>;

pub(super) fn decide(case: Option<&Petition>, command: &Command, context: &Context<'_>) -> Decided {
    match (case, command) {
        (None, Command::Register(register)) => registration(register, context),
        (
            None,
            Command::Forward { .. }
            | Command::Accept { .. }
            | Command::StartHandling { .. }
            | Command::IssueOpinion(_)
            | Command::ServeOpinion(_)
            | Command::Close
            | Command::Tick { .. }
            | Command::Reckon,
        ) => Err(Refusal::PetitionUnknown),
        (Some(petition), command) => petition.decide_in_stage(command, context),
    }
}

fn registration(register: &Register, context: &Context<'_>) -> Decided {
    let received_at = register.received_at.unwrap_or(context.now);
    if received_at > context.now {
        return Err(Refusal::ReceivedInFuture);
    }
    let unit = match &register.unit {
        Some(unit) => unit.clone(),
        None => own_unit(context.by)?,
    };
    within(&unit, &register.county, context)?;
    within(&register.submission.place, &register.county, context)?;
    Ok(vec![Event::Registered(Box::new(Registered {
        county: register.county.clone(),
        unit,
        submission: register.submission.clone(),
        received_at,
        at: context.now,
        clock: Clock::start(FORWARD, received_at, context.calendar),
    }))])
}

impl Petition {
    fn decide_in_stage(&self, command: &Command, context: &Context<'_>) -> Decided {
        use Command as C;
        use Stage as S;
        let at = self.moment(context.now);
        match (&self.stage, command) {
            (S::Registered, C::Forward { to }) => self.forward(to, at, context),
            (S::Forwarded(forwarding), C::Accept { notice }) => accept(forwarding, *notice, at, context),
            (S::Accepted(acceptance), C::StartHandling { classification }) => self.start_handling(acceptance, *classification, at, context),
            (S::Handling(_), C::IssueOpinion(issue)) => self.issue(issue, at, context),
            (S::OpinionIssued(issue), C::ServeOpinion(serve)) => self.serve(issue, serve, at, context),
            (S::OpinionServed(_), C::Close) => self.close(at, context),
            // The ring is due by the database that keeps its time, even if this replica's wall clock is a moment behind.
            (
                S::Registered | S::Forwarded(_) | S::Accepted(_) | S::Handling(_) | S::OpinionIssued(_) | S::OpinionServed(_),
                C::Tick { clock, at: ring },
            ) => Ok(self.tick(clock, at.max(*ring))),
            (S::Registered | S::Forwarded(_) | S::Accepted(_) | S::Handling(_) | S::OpinionIssued(_) | S::OpinionServed(_), C::Reckon) => {
                Ok(self.reckon(context.calendar))
            }
            (S::Closed(_), C::Tick { .. } | C::Reckon) => Ok(Vec::new()),
            (
                S::Registered
                | S::Forwarded(_)
                | S::Accepted(_)
                | S::Handling(_)
                | S::OpinionIssued(_)
                | S::OpinionServed(_)
                | S::Closed(_),
                C::Register(_),
            ) => Err(Refusal::AlreadyRegistered),
            (
                S::Closed(_),
                C::Forward { .. } | C::Accept { .. } | C::StartHandling { .. } | C::IssueOpinion(_) | C::ServeOpinion(_) | C::Close,
            ) => Err(Refusal::ClosedAlready),
            (S::Registered, C::Accept { .. } | C::StartHandling { .. } | C::IssueOpinion(_) | C::ServeOpinion(_) | C::Close)
            | (S::Forwarded(_), C::Forward { .. } | C::StartHandling { .. } | C::IssueOpinion(_) | C::ServeOpinion(_) | C::Close)
            | (S::Accepted(_), C::Forward { .. } | C::Accept { .. } | C::IssueOpinion(_) | C::ServeOpinion(_) | C::Close)
            | (S::Handling(_), C::Forward { .. } | C::Accept { .. } | C::StartHandling { .. } | C::ServeOpinion(_) | C::Close)
            | (S::OpinionIssued(_), C::Forward { .. } | C::Accept { .. } | C::StartHandling { .. } | C::IssueOpinion(_) | C::Close)
            | (
                S::OpinionServed(_),
                C::Forward { .. } | C::Accept { .. } | C::StartHandling { .. } | C::IssueOpinion(_) | C::ServeOpinion(_),
            ) => Err(Refusal::NotInStage(self.stage.name())),
        }
    }

    fn forward(&self, to: &Code, at: OffsetDateTime, context: &Context<'_>) -> Decided {
        person(context.by)?;
        within(to, &self.county, context)?;
        Ok(vec![Event::Forwarded {
            forwarding: Forwarding {
                from: self.unit.clone(),
                to: to.clone(),
                at,
            },
            clock: Clock::start(ACCEPT, at, context.calendar),
        }])
    }

    fn start_handling(
        &self,
        acceptance: &Acceptance,
        classification: Classification,
        at: OffsetDateTime,
        context: &Context<'_>,
    ) -> Decided {
        self.holder(context.by)?;
        if classification != Classification::AppealForRelief(ReliefPath::HandlingOpinion) {
            return Err(Refusal::NotForHandling);
        }
        Ok(vec![Event::HandlingStarted {
            classification,
            at,
            clock: Clock::start(HANDLE, acceptance.at, context.calendar),
        }])
    }

    fn issue(&self, issue: &IssueOpinion, at: OffsetDateTime, context: &Context<'_>) -> Decided {
        let issuer = self.holder(context.by)?;
        if issue.opinion.legal_basis.is_empty() {
            return Err(Refusal::OpinionWithoutLegalBasis);
        }
        if issue.approved_by == issuer {
            return Err(Refusal::NotTheUnitHead);
        }
        Ok(vec![Event::OpinionIssued {
            opinion: issue.opinion.clone(),
            issued_by: issuer.to_owned(),
            approved_by: issue.approved_by.clone(),
            at,
            clock: Clock::start(context.limits.of(&SERVE), at, context.calendar),
        }])
    }

    fn serve(&self, issue: &Issue, serve: &ServeOpinion, now: OffsetDateTime, context: &Context<'_>) -> Decided {
        self.holder(context.by)?;
        let at = serve.at.unwrap_or(now);
        if at < issue.at {
            return Err(Refusal::ServedBeforeIssued);
        }
        if at > now {
            return Err(Refusal::ServedInFuture);
        }
        Ok(vec![Event::OpinionServed {
            method: serve.method,
            proof: serve.proof.clone(),
            at,
            clock: Clock::start(REVIEW_WINDOW, at, context.calendar),
        }])
    }

    fn close(&self, at: OffsetDateTime, context: &Context<'_>) -> Decided {
        person(context.by)?;
        if let Some(window) = self.clock(&REVIEW_WINDOW.id).filter(|window| at < window.due.legal) {
            return Err(Refusal::WindowStillOpen(window.due.legal));
        }
        Ok(vec![Event::Closed {
            closing: Closing::ByOfficer,
            at,
        }])
    }

    /// The subject of a person of the unit that holds the petition.
    fn holder<'a>(&self, by: &'a Actor) -> Result<&'a str, Refusal> {
        let subject = person(by)?;
        if by.unit() == Some(self.unit.as_str()) {
            Ok(subject)
        } else {
            Err(Refusal::UnitNotHolding(self.unit.clone()))
        }
    }
}

fn accept(forwarding: &Forwarding, notice: DeliveryMethod, at: OffsetDateTime, context: &Context<'_>) -> Decided {
    person(context.by)?;
    if context.by.unit() != Some(forwarding.to.as_str()) {
        return Err(Refusal::UnitNotAsked(forwarding.to.clone()));
    }
    Ok(vec![Event::Accepted {
        notice,
        at,
        clock: Clock::start(context.limits.of(&CLASSIFY), at, context.calendar),
    }])
}

/// The subject of the office holder who acts: what the office decides, no party and no program decides for it.
fn person(by: &Actor) -> Result<&str, Refusal> {
    match by {
        Actor::Person { subject, .. } => Ok(subject),
        Actor::Party { .. } | Actor::Service { .. } | Actor::Clock => Err(Refusal::NeedsAPerson),
    }
}

fn own_unit(by: &Actor) -> Result<Code, Refusal> {
    let text = by.unit().ok_or(Refusal::UnitUnknown(None))?;
    text.parse().map_err(|_| Refusal::UnitUnknown(Some(text.to_owned())))
}

fn within(unit: &Code, county: &Code, context: &Context<'_>) -> Result<(), Refusal> {
    let today = local_date(context.now);
    if context.units.get(unit, today).is_none() {
        return Err(Refusal::UnitUnknown(Some(unit.to_string())));
    }
    if context.units.is_within(unit, county, today) {
        Ok(())
    } else {
        Err(Refusal::UnitOutsideJurisdiction(unit.clone()))
    }
}

//! What is looked up for one order.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::desk::Desk;
use super::lookup::LimitQuestion;
use crate::domain::command::Open;
use crate::domain::terms::Procedure;
use crate::domain::{Command, Dispute, Known, Limit, Refusal};

type Looked<T> = Result<T, Fault<Refusal>>;

impl Desk {
    /// What an order upon a dispute needs.
    pub(crate) async fn known(&self, dispute: &Dispute, command: &Command) -> Looked<Known> {
        let mut known = self.nothing_looked_up();
        let mut asked: Vec<Uuid> = dispute.course.engaged().map(|one| one.mediator).collect();
        if let Command::ChooseMediators { mediators, .. } | Command::AppointMediators { mediators } = command {
            asked.extend(mediators.iter().filter(|id| dispute.course.appointment(**id).is_none()));
        }
        if !asked.is_empty() {
            known.mediators = self.ground.tables.mediators(&asked, self.today()).await?;
        }
        if let Command::PlanSession(plan) = command {
            let day = local_date(plan.starts_at);
            known.then = self.ground.tables.mediators(&plan.mediators, day).await?;
            if let Some(room) = plan.room {
                known.room = self.ground.tables.room(room, day).await?;
            }
        }
        if let Command::Accept | Command::Remediate { .. } = command {
            known.limit = self.limit(dispute).await?;
        }
        if let Some(unit) = holder_of(dispute, command) {
            known.committee = self.ground.tables.has_committee(unit, self.today()).await?;
        }
        if let Some(matter) = matter_of(dispute, command) {
            known.matter = self.ground.tables.matter(matter, self.today()).await?;
        }
        Ok(known)
    }

    /// What an opening needs.
    pub(super) async fn known_of_opening(&self, by: &Actor, open: &Open) -> Looked<Known> {
        let mut known = self.nothing_looked_up();
        let receiver: Option<Code> = by.unit().and_then(|unit| unit.parse().ok());
        if let Some(receiver) = receiver.filter(|_| open.procedure == Procedure::People) {
            known.committee = self.ground.tables.has_committee(&receiver, self.today()).await?;
        }
        if let Some(matter) = open.submission.matter {
            known.matter = self.ground.tables.matter(matter, self.today()).await?;
        }
        if let Some(finding) = open.submission.finding {
            known.finding = self.ground.tables.finding(finding).await?;
        }
        Ok(known)
    }

    async fn limit(&self, dispute: &Dispute) -> Looked<Option<Limit>> {
        let submission = &dispute.submission;
        let asked = LimitQuestion {
            source: submission.source,
            procedure: dispute.procedure,
            summary: submission.letter.as_ref().is_some_and(|letter| letter.summary_procedure),
        };
        Ok(self.ground.tables.limit(asked, self.today()).await?)
    }

    /// The subject of a mediator's token, for a list of theirs.
    pub(super) async fn subject_of(&self, mediator: Option<Uuid>) -> Looked<Option<String>> {
        let Some(mediator) = mediator else { return Ok(None) };
        let known = self.ground.tables.mediators(&[mediator], self.today()).await?;
        Ok(known.into_iter().next().map(|mediator| mediator.subject))
    }

    fn nothing_looked_up(&self) -> Known {
        Known {
            intake: self.ground.intake.clone(),
            administrative_confirmation: self.ground.administrative_confirmation,
            ..Known::default()
        }
    }
}

/// Who holds the mediation by an order, and needs a committee for it.
fn holder_of<'a>(dispute: &'a Dispute, command: &'a Command) -> Option<&'a Code> {
    if let Command::Accept = command {
        return Some(&dispute.unit);
    }
    if let Command::DesignateUnit { unit, .. } = command {
        return Some(unit);
    }
    None
}

/// The item of the catalogue that an order depends on.
fn matter_of(dispute: &Dispute, command: &Command) -> Option<Uuid> {
    if let Command::Accept = command {
        return dispute.matter();
    }
    if let Command::ChangeProcedure(change) = command {
        return change.matter;
    }
    None
}

//! What goes on beside the stages.

use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use crate::domain::clocks::SUPERVISION;
use crate::domain::command::{Sponsor, Supervise};
use crate::domain::course::{Milestone, Recusal, Sponsorship, Supervision, UrgentReport};
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};

impl Petition {
    /// At once, to the leadership of the same level and the petition office above (art. 25).
    pub(super) fn report_urgent(&self, to: &[Code], reason: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        if self.course.urgent.is_some() {
            return Err(Refusal::ReportedAlready);
        }
        for unit in to {
            sitting.unit(unit)?;
            self.open_to(unit, sitting)?;
        }
        let own = sitting.own_unit()?;
        if sitting.above(&own).is_ok() && !to.iter().any(|unit| sitting.is_above(unit, &own)) {
            return Err(Refusal::NotReportedAbove(own));
        }
        let what = What::UrgentReported(UrgentReport {
            to: to.to_vec(),
            reason: reason.to_owned(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }

    /// Whoever works on it stands aside by themselves; of others the head of a unit says so.
    pub(super) fn recuse(&self, subject: &str, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let own = sitting.staff()? == subject;
        if !own {
            sitting.overseer_of(&self.unit)?;
            is_head(sitting.context.by).then_some(()).ok_or(Refusal::NotTheUnitHead)?;
        }
        if self.course.stands_aside(subject) {
            return Err(Refusal::DoneAlready);
        }
        let what = What::Recused(Recusal {
            subject: subject.to_owned(),
            reason: reason.to_owned(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }

    /// Nobody who is accused or stands aside has it in hand.
    pub(super) fn sponsor(&self, sponsor: &Sponsor, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        for subject in [&sponsor.leader, &sponsor.responsible] {
            if self.accused.subjects.contains(subject) {
                return Err(Refusal::AccusedInCharge);
            }
            if self.course.stands_aside(subject) {
                return Err(Refusal::Recused);
            }
        }
        if let Some(past) = sponsor.milestones.iter().find(|milestone| milestone.due < sitting.today()) {
            return Err(Refusal::DateInPast(past.due));
        }
        let milestones = sponsor.milestones.iter().map(|milestone| Milestone {
            title: milestone.title.clone(),
            due: milestone.due,
            done_at: None,
        });
        let before = self.course.sponsorship.iter().flat_map(Sponsorship::charged);
        let what = What::Sponsored(Box::new(Sponsorship {
            leader: sponsor.leader.clone(),
            responsible: sponsor.responsible.clone(),
            plan: sponsor.plan.clone(),
            milestones: milestones.collect(),
            root_cause: sponsor.root_cause.clone(),
            earlier: before.cloned().collect(),
            at: sitting.at,
        }));
        Ok(vec![what.into()])
    }

    pub(super) fn complete_milestone(&self, index: u32, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        let milestones = self.course.sponsorship.as_ref().map(|sponsorship| &sponsorship.milestones);
        let milestone = milestones
            .zip(usize::try_from(index).ok())
            .and_then(|(milestones, index)| milestones.get(index));
        if milestone.ok_or(Refusal::TaskUnknown)?.done_at.is_some() {
            return Err(Refusal::DoneAlready);
        }
        Ok(vec![What::MilestoneCompleted { index, at: sitting.at }.into()])
    }

    /// Units that have a part in the matter, and none above the one that presses: to be supervised lets nobody in who was not. After the
    /// last word it is for what is still to be carried out (arts. 32, 40).
    pub(super) fn supervise(&self, supervise: &Supervise, sitting: &Sitting<'_>) -> Decided {
        let stage = self.stage.name();
        if stage.is_end() {
            self.overseer(sitting)?;
        } else {
            sitting.overseer_of(&self.unit)?;
        }
        if stage.is_end() && !self.course.is_execution_pending() {
            return Err(Refusal::ClosedAlready(stage));
        }
        sitting.within(&supervise.unit, &self.county)?;
        self.open_to(&supervise.unit, sitting)?;
        let own = sitting.own_unit()?;
        if own != supervise.unit && sitting.answers_to(&own, &supervise.unit) {
            return Err(Refusal::UnitNotHolding(own));
        }
        if self.course.supervisions.iter().any(|supervision| supervision.id == supervise.id) {
            return Err(Refusal::DoneAlready);
        }
        if !self.audience().units.contains(&supervise.unit) {
            return Err(Refusal::NoPartInIt(supervise.unit.clone()));
        }
        let event = Event::from(What::Supervised(Supervision {
            id: supervise.id,
            unit: supervise.unit.clone(),
            fault: supervise.fault,
            suggestion: supervise.suggestion.clone(),
            at: sitting.at,
            answer: None,
            answered_at: None,
        }));
        Ok(vec![sitting.begin_named(event, &SUPERVISION, supervision_clock(supervise.id))])
    }

    pub(super) fn answer_supervision(&self, id: Uuid, answer: &str, sitting: &Sitting<'_>) -> Decided {
        let supervision = self.course.supervisions.iter().find(|supervision| supervision.id == id);
        let supervision = supervision.ok_or(Refusal::TaskUnknown)?;
        sitting.staff_of(&supervision.unit)?;
        if supervision.answered_at.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::SupervisionAnswered {
            supervision: id,
            answer: answer.to_owned(),
            at: sitting.at,
        });
        Ok(vec![self.stop_if_running(event, &supervision_clock(id), sitting.at)])
    }

    /// With a reason, on record, to whoever is let in by policy (G-05).
    pub(super) fn reveal(&self, party: Uuid, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.overseer(sitting)?;
        self.party(party).ok_or(Refusal::NotAParty(party))?;
        let what = What::PartyRevealed {
            party,
            reason: reason.to_owned(),
        };
        Ok(vec![what.into()])
    }
}

fn is_head(by: &Actor) -> bool {
    matches!(by, Actor::Person { roles, .. } if roles.contains("unit_head"))
}

/// Name of the clock of a supervision.
pub(super) fn supervision_clock(id: Uuid) -> String {
    format!("{}.{id}", SUPERVISION.id)
}

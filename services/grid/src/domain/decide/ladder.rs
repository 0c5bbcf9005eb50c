//! Up the ladder (S3): grid lead, village, town, county; the city takes part over a boundary (S7). Without authority by the unit's own
//! word, and by the clock at eighty per cent of its limit, or of that of the handling where it ends first.

use crate::domain::clocks::{DISPATCH, RETURN};
use crate::domain::course::{Escalation, EscalationGround};
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{Stage, StageName};
use crate::domain::terms::Level;

/// Where an event stands after a step up; none where it takes no such step. Whoever handles it goes on when it is only the time that
/// runs out; the level above joins.
pub(in crate::domain) fn after_escalation(stage: StageName, from: Level, ground: EscalationGround) -> Option<Stage> {
    use EscalationGround as G;
    match (stage, ground) {
        (StageName::InGrid, G::NoAuthority | G::NearLimit) if from == Level::Grid => Some(Stage::InGrid),
        (StageName::InGrid | StageName::Filed, G::NoAuthority | G::NearLimit)
        | (StageName::Dispatched | StageName::Handling, G::NoAuthority) => Some(Stage::Filed),
        (StageName::Dispatched, G::NearLimit) => Some(Stage::Dispatched),
        (StageName::Handling, G::NearLimit) => Some(Stage::Handling),
        (StageName::Disputed, G::ReturnedTwice) => Some(Stage::Disputed),
        _ => None,
    }
}

impl Incident {
    /// By the unit whose turn it is, which has no authority for it; or by the desk of the level that joined, which takes it over. Whom
    /// others designated handles it, until they designate anew.
    pub(super) fn escalate(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        if self.stage == Stage::Filed {
            self.dispatcher(sitting)?;
        } else {
            let here = self.unit_staff(sitting);
            here.or_else(|refusal| self.takes_over(sitting).map_err(|_| refusal))?;
        }
        if self.is_designated() {
            return Err(Refusal::DesignationBinding);
        }
        Ok(vec![self.step_up(EscalationGround::NoAuthority, reason, sitting)?])
    }

    /// Whether a level above the unit that handles it joined when that unit's time ran out. The unit goes on, and gives it up to that
    /// level, or the level takes it over.
    pub(super) fn is_joined(&self) -> bool {
        matches!(self.stage, Stage::Dispatched | Stage::Handling) && self.level > Level::of(&self.unit)
    }

    /// The subject of one who dispatches for the level that joined.
    fn takes_over<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let desk = self.unit_of(self.level, sitting)?;
        if self.is_joined() && self.has_desk(&desk, sitting)? {
            sitting.staff()
        } else {
            Err(Refusal::NotTheDispatcher(desk))
        }
    }

    /// Near the end of the time a level has, if there is a level above.
    pub(in crate::domain) fn near_limit(&self, sitting: &Sitting<'_>) -> Option<Event> {
        self.step_up(EscalationGround::NearLimit, "", sitting).ok()
    }

    /// The level that joined, whose desk has not had it yet; else the level above. The city's is reached over a boundary, because only
    /// what the counties dispute is the city's to decide (S7).
    fn above(&self, ground: EscalationGround, sitting: &Sitting<'_>) -> Result<Level, Refusal> {
        if ground == EscalationGround::NoAuthority && self.is_joined() {
            return Ok(self.level);
        }
        match self.level.above() {
            Some(Level::City) => Err(Refusal::CityByBoundary(self.methods(sitting))),
            Some(to) => Ok(to),
            None => Err(Refusal::NoLevelAbove),
        }
    }

    fn step_up(&self, ground: EscalationGround, reason: &str, sitting: &Sitting<'_>) -> Result<Event, Refusal> {
        let to = self.above(ground, sitting)?;
        let stage = after_escalation(self.stage.name(), self.level, ground);
        let stage = stage.ok_or_else(|| self.not_now(sitting))?;
        let event = Event::from(What::Escalated(Escalation {
            from: self.level,
            to,
            to_unit: self.unit_of(to, sitting)?,
            ground,
            reason: reason.to_owned(),
            at: sitting.at,
        }));
        let event = self.answering(event, to, sitting);
        if stage != Stage::Filed {
            return Ok(event);
        }
        let event = [&RETURN, &DISPATCH]
            .into_iter()
            .fold(event, |event, rule| self.stop_if_running(event, &rule.id, sitting.at));
        Ok(sitting.begin(event, &DISPATCH))
    }
}

//! How a supervision begins: by a clock that says that a limit has passed, or by a person's order.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Context;

use super::hands::not_within;
use super::{Decided, Refusal};
use crate::hands::sitting;
use crate::supervision::command::Opening;
use crate::supervision::domain::{ACKNOWLEDGE, Cause, Ground, Limit, Service, Stage, Step, Supervision};
use crate::supervision::event::{Event, What};
use crate::supervision::ladder::climbing;

impl Supervision {
    pub(super) fn begun(issued: &Self, event: &Event) -> Option<Self> {
        let clocks = issued.clocks.clone().moved(&event.moves)?;
        Some(Self { clocks, ..issued.clone() })
    }

    pub(super) fn open(opening: &Opening, context: &Context<'_>) -> Decided {
        let person = context.by.is_person();
        if person {
            let sitting = sitting(&opening.county, context);
            sitting.writes_for(&opening.unit)?;
            not_within(&opening.unit, &sitting)?;
        }
        if person && (opening.limit.is_some() || opening.ground == Ground::Overdue) {
            return Err(Refusal::NeedsAClock);
        }
        if !person && opening.limit.is_none() && opening.supervisor.is_none() {
            return Err(Refusal::NeedsAPerson);
        }
        let supervision = Self::new(opening, context);
        let mut moves = opening
            .limit
            .as_ref()
            .map(|limit| climbing(limit, opening.shares, context.calendar))
            .unwrap_or_default();
        if !supervision.is_handed_down() {
            moves = moves.starting(context.limits.of(&ACKNOWLEDGE), context.now, context.calendar);
        }
        Ok(vec![Event {
            what: What::Issued(Box::new(supervision)),
            moves,
        }])
    }

    fn new(opening: &Opening, context: &Context<'_>) -> Self {
        let law = opening.limit.as_ref().is_some_and(Limit::is_law);
        let told_above = law && matches!(opening.service, Service::Petition | Service::Enforcement);
        let line = context.units.chain(&opening.unit, local_date(context.now));
        let own = context.by.unit().and_then(|unit| unit.parse().ok());
        Self {
            county: opening.county.clone(),
            unit: opening.unit.clone(),
            superior: line.get(1).filter(|_| told_above).cloned(),
            supervisor: opening.supervisor.clone().or(own).unwrap_or_else(|| opening.county.clone()),
            service: opening.service,
            case: opening.case,
            ground: opening.ground,
            limit: opening.limit.clone(),
            stage: Stage::Issued,
            rung: opening.rung,
            issued_at: context.now,
            fulfilled_on: None,
            steps: vec![Step::taken(opening.rung, Cause::Opened, None, context.now)],
            measures: None,
            result: None,
            withdrawal: None,
            suggestion: None,
            sealed: false,
            closed_at: None,
            clocks: Vec::new().into(),
        }
    }
}

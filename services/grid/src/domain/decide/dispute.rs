//! A wrong dispatch comes back, at most twice; then somebody above both says who handles it (S7).

use shiyu_kit::unit::Code;

use crate::domain::clocks::{DESIGNATE, DISPATCH, RETURN};
use crate::domain::course::{Dispatch, Escalation, EscalationGround, Return};
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::Stage;
use crate::domain::terms::Level;
use crate::domain::verb::Verb;

/// Returns after which others decide.
pub(in crate::domain) const RETURNS: usize = 2;

impl Incident {
    /// In time, with a reason; or declined by a service that names who is competent. The time for handling runs on: the reporter waits
    /// meanwhile.
    pub(super) fn send_back(&self, reason: &str, competent: Option<&Code>, sitting: &Sitting<'_>) -> Decided {
        self.unit_staff(sitting)?;
        self.may_come_back(sitting)?;
        let desk = self.course.dispatch().map(|dispatch| Level::of(&dispatch.by_unit));
        let event = Event::from(What::Returned(Return {
            by_unit: self.unit.clone(),
            reason: reason.to_owned(),
            competent: competent.or(self.suggested()).cloned(),
            level: desk,
            at: sitting.at,
        }));
        let event = self.stop_if_running(event, &RETURN.id, sitting.at);
        if self.course.returns.len() + 1 < RETURNS {
            let event = self.answering(event, desk.unwrap_or(self.level), sitting);
            return Ok(vec![sitting.begin(event, &DISPATCH)]);
        }
        let event = sitting.begin(self.unanswered(event, sitting), &DESIGNATE);
        self.then(Ok(vec![event]), |disputed| Ok(vec![disputed.put_above(sitting)]))
    }

    /// Orders that a stage takes only now and then: what is handled already may be sent back because it was declined elsewhere for
    /// somebody else, and what came back twice is designated anew, as when the designated unit is no more.
    pub(super) fn takes_besides(&self, verb: Verb) -> bool {
        let declined = verb == Verb::Return && self.stage == Stage::Handling && self.suggested().is_some();
        let again = verb == Verb::DesignateHandler && (self.is_with_a_unit() || self.stage == Stage::Filed);
        declined || again && self.course.returns.len() >= RETURNS
    }

    /// Whether the unit that has it was designated: it neither sends it back nor passes it up.
    pub(super) fn is_designated(&self) -> bool {
        self.is_with_a_unit() && self.course.designated.as_ref() == Some(&self.unit)
    }

    pub(super) fn may_come_back(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        if self.is_designated() {
            return Err(Refusal::DesignationBinding);
        }
        if self.course.returns.len() >= RETURNS {
            return Err(Refusal::ReturnedTwice);
        }
        let last = self.clock(&RETURN.id).map(|clock| clock.due.legal);
        last.filter(|last| sitting.at >= *last)
            .map_or(Ok(()), |last| Err(Refusal::ReturnLapsed(last)))
    }

    /// To the town, if both units are the town's, else to what is above both; the level is that of who decides.
    fn put_above(&self, sitting: &Sitting<'_>) -> Event {
        let decider = self.decider(None, sitting);
        let what = What::Escalated(Escalation {
            from: self.level,
            to: Level::of(&decider),
            to_unit: decider,
            ground: EscalationGround::ReturnedTwice,
            reason: String::new(),
            at: sitting.at,
        });
        what.into()
    }

    /// The lowest unit above the place, above every unit that returned it and above the one to be designated.
    fn decider(&self, designated: Option<&Code>, sitting: &Sitting<'_>) -> Code {
        let units: Vec<&Code> = self.course.returns.iter().map(|back| &back.by_unit).chain(designated).collect();
        let above = |superior: &Code| units.iter().all(|unit| *unit != superior && sitting.chain(unit).contains(superior));
        let line = sitting.chain(&self.place.town);
        line.into_iter().find(above).unwrap_or_else(|| self.county.clone())
    }

    /// It binds, until it is designated anew. No unit that returned it decides who handles it, and nobody whose dispatches came back.
    pub(super) fn designate(&self, unit: &Code, reasons: &str, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff()?;
        let own = sitting.own_unit()?;
        sitting.within(unit, &self.county)?;
        let decider = self.decider(Some(unit), sitting);
        let returned = self.course.returns.iter().any(|back| back.by_unit == own);
        if returned || !sitting.commands(&decider, &self.receiver) {
            return Err(Refusal::NotTheCommonSuperior(decider));
        }
        if self.is_designated() && self.unit == *unit {
            return Err(Refusal::DoneAlready);
        }
        if self.came_back().any(|dispatch| dispatch.by == by) {
            return Err(Refusal::DispatcherDesignates);
        }
        let level = Level::of(unit);
        let event = Event::from(What::HandlerDesignated(Dispatch {
            to: unit.clone(),
            platform: None,
            level,
            rule: None,
            table: None,
            reason: Some(reasons.to_owned()),
            by: by.to_owned(),
            by_unit: own,
            at: sitting.at,
            signed_by: None,
            signed_at: None,
        }));
        let event = [&DESIGNATE, &DISPATCH, &RETURN]
            .into_iter()
            .fold(event, |event, rule| self.stop_if_running(event, &rule.id, sitting.at));
        let event = self.answering(event, level, sitting);
        Ok(vec![sitting.begin(self.handled_in(event, sitting), &RETURN)])
    }

    /// The dispatches that led to the two returns; what was designated since is none of them.
    fn came_back(&self) -> impl Iterator<Item = &Dispatch> {
        let last = self.course.returns.get(RETURNS - 1).map(|back| back.at);
        let before = move |dispatch: &&Dispatch| last.is_none_or(|last| dispatch.at <= last);
        self.course.dispatches.iter().filter(before)
    }
}

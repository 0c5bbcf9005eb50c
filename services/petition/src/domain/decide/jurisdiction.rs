//! Who is competent (arts. 23, 24).

use shiyu_kit::calendar::{Bound, Rule};
use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;

use crate::domain::clocks::{DECIDE_OBJECTION, DESIGNATE, FAST_ACCEPT, OBJECT, PASS_ON};
use crate::domain::command::Object;
use crate::domain::course::{Designation, Objection};
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};

/// The clock of a report back (交办), in the days the assignment gave.
pub(super) const REPORT: &str = "report";

/// Objections after which the units dispute, and somebody else decides.
const OBJECTIONS: usize = 2;

/// The unit that was assigned a matter reports back in the days it was given (art. 22).
pub(super) fn report_back(event: Event, days: Option<u32>, sitting: &Sitting<'_>) -> Event {
    let Some(days) = days else { return event };
    let rule = Rule {
        amount: days,
        ..Rule::natural_days(REPORT, "信访工作条例 art. 22", 1, Bound::Agency)
    };
    event.starting(rule, sitting.at, sitting.context.calendar)
}

impl Petition {
    pub(super) fn object(&self, object: &Object, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        if !self.course.designations.is_empty() {
            return Err(Refusal::DesignationBinding);
        }
        object.competent.iter().try_for_each(|unit| sitting.unit(unit).map(drop))?;
        let asked_at = self.course.forwardings.last().map_or(self.received_at, |forwarding| forwarding.at);
        let last = sitting.due(&OBJECT, asked_at);
        if sitting.at >= last {
            return Err(Refusal::ObjectionLapsed(last));
        }
        let event = Event::from(What::Objected(Objection {
            by: self.unit.clone(),
            reasons: object.reasons.clone(),
            competent: object.competent.clone(),
            at: sitting.at,
            agreed: None,
        }));
        let event = self.stop_if_running(event, &FAST_ACCEPT.id, sitting.at);
        Ok(vec![sitting.begin(event, &DECIDE_OBJECTION)])
    }

    /// The matter goes back only if the sender has looked into it and agrees (art. 23).
    pub(super) fn decide_objection(&self, agree: bool, sitting: &Sitting<'_>) -> Decided {
        let sender = &self.course.forwardings.last().ok_or(Refusal::PetitionUnknown)?.from;
        sitting.staff_of(sender)?;
        if !agree && self.course.objections.len() >= OBJECTIONS {
            return Err(Refusal::DisputeToRefer);
        }
        let event = Event::from(What::ObjectionDecided {
            agreed: agree,
            at: sitting.at,
        });
        let event = event.stopping(&DECIDE_OBJECTION.id, sitting.at);
        Ok(vec![if agree {
            sitting.begin(self.stop_if_running(event, REPORT, sitting.at), &PASS_ON)
        } else {
            event
        }])
    }

    /// Two objections, or a unit that names another which objected before, are a dispute.
    pub(super) fn refer_dispute(&self, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        let objections = &self.course.objections;
        let competing = objections.last().and_then(|objection| objection.competent.as_ref());
        let competing = competing.is_some_and(|named| objections.iter().any(|objection| objection.by == *named));
        if objections.len() < OBJECTIONS && !competing {
            return Err(Refusal::NoDispute);
        }
        let event = Event::from(What::Disputed { at: sitting.at }).stopping(&DECIDE_OBJECTION.id, sitting.at);
        Ok(vec![sitting.begin(event, &DESIGNATE)])
    }

    /// The common superior of the units decides; where there is none, the joint conference (art. 24).
    pub(super) fn designate(&self, unit: &Code, reasons: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.staff()?;
        sitting.within(unit, &self.county)?;
        self.open_to(unit, sitting)?;
        let superior = self.common_superior(unit, sitting);
        match &superior {
            Some(superior) if self.is_disputed_by(sitting) || !sitting.acts_for(superior) => {
                return Err(Refusal::NotTheCommonSuperior(superior.clone()));
            }
            None if !secretary(sitting.context.by) => return Err(Refusal::NotTheConference),
            Some(_) | None => {}
        }
        let event = Event::from(What::Designated(Designation {
            unit: unit.clone(),
            by: superior,
            reasons: reasons.to_owned(),
            at: sitting.at,
        }));
        let event = self.stop_if_running(event.stopping(&DESIGNATE.id, sitting.at), REPORT, sitting.at);
        let report_days = self.course.forwardings.last().and_then(|forwarding| forwarding.report_days);
        Ok(vec![report_back(event, report_days, sitting)])
    }

    /// The lowest unit above every unit of the dispute and the one to be designated.
    fn common_superior(&self, designated: &Code, sitting: &Sitting<'_>) -> Option<Code> {
        let line = sitting.context.units.chain(designated, sitting.today());
        let above = |superior: &Code, unit: &Code| unit != superior && sitting.is_within(unit, superior);
        let disputing = || self.course.objections.iter().map(|objection| &objection.by);
        line.into_iter()
            .skip(1)
            .find(|superior| disputing().all(|unit| above(superior, unit)))
    }

    /// Whether the one who acts works in a unit that holds itself not competent.
    fn is_disputed_by(&self, sitting: &Sitting<'_>) -> bool {
        let own = sitting.own_unit();
        self.course.objections.iter().any(|objection| own.as_ref() == Ok(&objection.by))
    }

    /// The successor of a unit that is no more, as a unit above both or its petition office says (art. 24): no unit takes a matter for
    /// itself.
    pub(super) fn transfer(&self, to: &Code, sitting: &Sitting<'_>) -> Decided {
        sitting.superior_of(&self.unit)?;
        sitting.overseer_of(to)?;
        sitting.within(to, &self.county)?;
        if sitting.unit(&self.unit).is_ok() {
            return Err(Refusal::UnitStillExists(self.unit.clone()));
        }
        self.open_to(to, sitting)?;
        let what = What::Transferred {
            from: self.unit.clone(),
            to: to.clone(),
            at: sitting.at,
        };
        Ok(vec![what.into()])
    }
}

fn secretary(by: &Actor) -> bool {
    matches!(by, Actor::Person { roles, .. } if roles.contains("conference_secretary"))
}

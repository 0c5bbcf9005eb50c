//! Handled by one, looked at by another (处置, 核查; 巡办分离).

use shiyu_kit::unit::{Code, Level as UnitLevel};

use crate::authority::is_command_of;
use crate::domain::clocks::{CLOSE, DESIGNATE, DISPATCH, FILE, HANDLE, INSPECT, RETURN};
use crate::domain::command::ReportHandled;
use crate::domain::course::{Handling, Inspection};
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::{NoPenalty, Refusal};
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::Measure;

impl Incident {
    /// By the unit it was dispatched to, or by the grid; never by who reported it, or went to see.
    pub(super) fn report_handled(&self, report: &ReportHandled, sitting: &Sitting<'_>) -> Decided {
        let by = self.unit_staff(sitting)?;
        self.did_not_patrol(by)?;
        within_powers(&report.measures, sitting)?;
        if report.measures.contains(&Measure::Fined) {
            may_penalise(report.enforcement_case.as_deref(), sitting)?;
        }
        let attached = |hash: &&String| self.course.evidence.iter().any(|evidence| evidence.hash == **hash);
        if let Some(unknown) = report.evidence.iter().find(|hash| !attached(hash)) {
            return Err(Refusal::EvidenceUnknown(unknown.clone()));
        }
        let handling = Handling {
            by: by.to_owned(),
            report: report.report.clone(),
            measures: report.measures.clone(),
            evidence: report.evidence.clone(),
            enforcement_case: report.enforcement_case.clone(),
            stood: None,
            at: sitting.at,
        };
        Ok(vec![self.handled_as(handling, sitting)])
    }

    /// The time for handling is over, and that for sending somebody; and somebody else looks at what was done.
    pub(super) fn handled_as(&self, handling: Handling, sitting: &Sitting<'_>) -> Event {
        let event = [&FILE, &DISPATCH, &RETURN, &DESIGNATE, &HANDLE]
            .into_iter()
            .fold(Event::from(What::Handled(handling)), |event, rule| {
                self.stop_if_running(event, &rule.id, sitting.at)
            });
        let event = self.steps_over(event, sitting.at);
        sitting.begin(self.unanswered(event, sitting), &INSPECT)
    }

    /// Done, or done again under the same limit (返工).
    pub(super) fn inspect(&self, passed: bool, note: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.inspector(sitting)?;
        let inspection = Inspection {
            by: by.to_owned(),
            passed,
            note: note.to_owned(),
            at: sitting.at,
        };
        let stopping = |what: What| self.stop_if_running(what.into(), &INSPECT.id, sitting.at);
        Ok(vec![if passed {
            sitting.begin(stopping(What::Verified(inspection)), &CLOSE)
        } else {
            self.going_on_undone(stopping(What::Reworked(inspection)), sitting)
        }])
    }

    /// Who patrols or supervises the grid, or the command room; nobody who had a hand in the handling.
    fn inspector<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = sitting.staff()?;
        if self.course.handlers.contains(subject) {
            return Err(Refusal::HandlerVerifies);
        }
        if sitting.known.verifies {
            return Ok(subject);
        }
        let refusal = || sitting.known.role.map_or(Refusal::NotGridStaff, Refusal::RoleNotFitting);
        self.dispatcher(sitting).map_err(|_| refusal())
    }
}

/// Grid staff, and whoever works in a village, never fine, seize, enter or issue documents.
pub(super) fn within_powers(measures: &[Measure], sitting: &Sitting<'_>) -> Result<(), Refusal> {
    let village = sitting.own_unit().is_ok_and(|own| own.level() == UnitLevel::Village);
    if sitting.known.role.is_none() && !village {
        return Ok(());
    }
    let beyond = measures.iter().find(|measure| !measure.is_open_to_grid_staff());
    beyond.map_or(Ok(()), |measure| Err(Refusal::BeyondGridPowers(*measure)))
}

/// A penalty is for a department of the county, or for a town in its own name (行政处罚法 art. 24), in a case of its own: no office of a
/// town and no command room fines, and nothing is fined without a case.
pub(super) fn may_penalise(case: Option<&str>, sitting: &Sitting<'_>) -> Result<(), Refusal> {
    let own = sitting.own_unit()?;
    let commands = |division: Code| is_command_of(&own, &division, sitting.context.units);
    let has_power = match own.level() {
        UnitLevel::Village => false,
        UnitLevel::Town => !own.is_office(),
        UnitLevel::County | UnitLevel::City => !own.enclosing().is_some_and(commands),
    };
    if !has_power {
        return Err(Refusal::Penalty(NoPenalty::NotOfUnit(own)));
    }
    has_a_case(case)
}

/// Nothing is decided on a penalty without a case of enforcement.
fn has_a_case(number: Option<&str>) -> Result<(), Refusal> {
    let case = number.is_some_and(|number| !number.trim().is_empty());
    case.then_some(()).ok_or(Refusal::Penalty(NoPenalty::CaseMissing))
}

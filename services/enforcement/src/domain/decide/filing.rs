//! 立案: a power held on the day, an act not too old, filed once, and whose it is (行政处罚法 arts. 24, 25, 29, 36, 54).

use shiyu_kit::calendar::{Rule, local_date};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};

use super::age::answers;
use super::norms::highest;
use super::standing::subjects;
use crate::domain::answer::Answer;
use crate::domain::case_file::{CaseFile, Clue};
use crate::domain::clocks::{CLUE, DECIDE};
use crate::domain::command::FileCase;
use crate::domain::course::{Act, Filing};
use crate::domain::event::What;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Capacity, Power, SubjectKind};

/// Years after which an act is no longer punished (行政处罚法 art. 36), and where it did harm to life, health or finance.
const YEARS: (i32, i32) = (2, 5);

/// The last day on which an act may be found, so that it is still punished.
pub(in crate::domain) fn limitation_ends(act: &Act, power: &Power) -> Date {
    let years = if power.long_limitation && act.harm { YEARS.1 } else { YEARS.0 };
    let year = act.to.year().saturating_add(years);
    // Of the 29th of February the year without one has its last day.
    act.to
        .replace_year(year)
        .or_else(|_| Date::from_calendar_date(year, time::Month::February, 28))
        .unwrap_or(Date::MAX)
}

/// The power, as the unit holds it.
pub(super) fn held<'a>(code: &str, unit: &Code, sitting: &Sitting<'a>) -> Result<&'a Power, Refusal> {
    let power = sitting.known.power.as_ref();
    let held = power.filter(|power| power.code == code && power.holder == *unit);
    held.ok_or_else(|| Refusal::PowerNotHeld(code.to_owned()))
}

/// An act in its order of days, found in time: as a paper has it on record, or else when the clue was received.
pub(super) fn in_time(act: &Act, power: &Power, clue: &Clue, received_at: OffsetDateTime) -> Result<(), Refusal> {
    if act.from > act.to || act.to > local_date(clue.found_at) {
        return Err(Refusal::ActMisdated);
    }
    let last = limitation_ends(act, power);
    if local_date(clue.discovered_at(received_at)) > last {
        return Err(Refusal::LimitationExpired(last));
    }
    Ok(())
}

/// What is filed, if it may be.
pub(super) fn filing(
    (power, act): (&Power, &Act),
    (subject, capacity): (SubjectKind, Capacity),
    by: &str,
    sitting: &Sitting<'_>,
) -> Result<Filing, Refusal> {
    if sitting.known.person && subject == SubjectKind::Organisation {
        return Err(Refusal::SubjectIsAPerson);
    }
    if sitting.known.organisation && subject == SubjectKind::Citizen {
        return Err(Refusal::SubjectIsAnOrganisation);
    }
    answers(capacity, sitting.known.born, act.to)?;
    let act_key = sitting.known.act_key.clone().ok_or(Refusal::SuspectUnidentified)?;
    Ok(Filing {
        power: power.clone(),
        act: act.clone(),
        subject,
        capacity,
        others: Vec::new(),
        other_act: None,
        officers: Vec::new(),
        act_key,
        turn: sitting.known.turn.clone(),
        by: by.to_owned(),
        at: sitting.at,
    })
}

impl CaseFile {
    /// By the head, upon a power that the unit holds there that day.
    pub(super) fn file(&self, file: &FileCase, sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        self.suspect().ok_or(Refusal::SuspectMissing)?;
        let power = held(&file.power, &self.unit, sitting)?;
        highest(power, &file.others, sitting)?;
        in_time(&file.act, power, &self.clue, self.received_at)?;
        let officers = self.certified(&file.officers, sitting)?;
        let filing = Filing {
            others: file.others.clone(),
            other_act: file.other_act.clone(),
            officers: officers.clone(),
            ..filing((power, &file.act), (file.subject, file.capacity), by, sitting)?
        };
        let rule = decide_rule(power);
        let event = self.stop_if_running(What::Filed(Box::new(filing)).into(), &CLUE, sitting.at);
        let filed = sitting.begin(event, &rule);
        let assigned = What::OfficersAssigned {
            former: self.course.leaving(&officers),
            officers,
            by: by.to_owned(),
        };
        Ok(self.telling(vec![filed, assigned.into()], Answer::filed(sitting.at)))
    }

    /// By the head, or by the officers who hand on; none of them stands aside.
    pub(super) fn assign(&self, named: &[String], sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        let officers = self.certified(named, sitting)?;
        if subjects(&officers) == subjects(&self.course.officers) {
            return Err(Refusal::DoneAlready);
        }
        let what = What::OfficersAssigned {
            former: self.course.leaving(&officers),
            officers,
            by: by.to_owned(),
        };
        Ok(vec![what.into()])
    }
}

/// The time for the decision, where the law of the item says another.
fn decide_rule(power: &Power) -> Rule {
    power.days.map_or(DECIDE, |days| Rule {
        amount: days,
        basis: power.basis.clone().into(),
        ..DECIDE
    })
}

//! A visit: planned, joined by other units, made with two officers of each, and published (综合查一次).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Bound, Calendar, Rule};
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::{Cancel, Join, Outcome, Publish, Record, Refusal, VisitKind, VisitState, lies_in_area};
use crate::sitting::Sitting;

/// From a visit to the publication of its result (国办发〔2018〕118号: 20 working days).
pub const PUBLISH: Rule = Rule::working_days("inspection.publish", "国办发〔2018〕118号", 20, Bound::Agency);

/// A unit that takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The unit.
    pub unit: Code,
    /// What it looks at.
    pub matters: Vec<String>,
    /// Drawn officers before the visit, those who were there after it; ids in the register.
    pub officers: Vec<Uuid>,
    /// Whether its officers were drawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drawn: bool,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its id.
    pub id: Uuid,
    /// Which unit found it.
    pub unit: Code,
    /// The power item it may fall under.
    pub power: String,
    /// What was seen.
    pub text: String,
}

/// What a visit led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The day.
    pub on: Date,
    /// What it led to.
    pub outcome: Outcome,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// That something was made public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The day.
    pub on: Date,
    /// Where.
    pub place: String,
}

/// Somebody who was there, as the register knows them on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// Id in the register.
    pub id: Uuid,
    /// The unit.
    pub unit: Code,
    /// Whether the certificate was valid on the day.
    pub valid: bool,
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: Uuid,
    /// Why it is made.
    pub kind: VisitKind,
    /// The object.
    pub object: Uuid,
    /// Name of the object.
    pub title: String,
    /// Where it is.
    pub place: Code,
    /// Those who take part, the leading unit first.
    pub parties: Vec<Party>,
    /// The planned day.
    pub planned_on: Date,
    /// Where it stands.
    pub state: VisitState,
    /// The draw it comes from.
    pub draw: Option<Uuid>,
    /// What it led to.
    pub result: Option<Made>,
    /// The publication of its result.
    pub publication: Option<Publication>,
    /// The document it rests on, or why it was called off.
    pub reason: String,
}

impl Visit {
    /// The unit that leads it.
    #[must_use]
    pub fn lead(&self) -> Option<&Code> {
        self.parties.first().map(|party| &party.unit)
    }

    /// A unit joins it.
    ///
    /// # Errors
    /// `OBJECT_OUTSIDE_AREA`, `INSPECTION_OVER`, `UNIT_TAKES_PART`, and as [`Sitting::writes_for`] the unit.
    pub fn join(self, told: &Join, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.writes_for(&told.unit)?;
        lies_in_area(&self.place, &told.unit)?;
        self.is_planned()?;
        self.joined(Party {
            unit: told.unit.clone(),
            matters: told.matters.clone(),
            officers: Vec::new(),
            drawn: false,
        })
    }

    /// One more takes part.
    ///
    /// # Errors
    /// `UNIT_TAKES_PART`.
    pub fn joined(mut self, party: Party) -> Result<Self, Refusal> {
        if self.takes_part(&party.unit) {
            return Err(Refusal::UnitTakesPart(party.unit));
        }
        self.parties.push(party);
        Ok(self)
    }

    /// A draw chose it: the drawing unit takes part with the officers that were drawn. If it takes part already, these take the place of
    /// none, for nobody was named before the visit.
    #[must_use]
    pub fn with_drawn(mut self, draw: Uuid, party: Party) -> Self {
        self.draw = Some(draw);
        match self.parties.iter_mut().find(|known| known.unit == party.unit) {
            Some(known) => {
                let more = party
                    .matters
                    .into_iter()
                    .filter(|matter| !known.matters.contains(matter))
                    .collect::<Vec<_>>();
                known.matters.extend(more);
                known.officers = party.officers;
                known.drawn = true;
            }
            None => self.parties.push(party),
        }
        self
    }

    /// Calls it off.
    ///
    /// # Errors
    /// `INSPECTION_OVER`, and as [`Sitting::governs`] the leading unit.
    pub fn cancel(self, told: &Cancel, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.governed(sitting)?;
        self.is_planned()?;
        Ok(Self {
            state: VisitState::Cancelled,
            reason: told.reason.clone(),
            ..self
        })
    }

    /// Puts it on record, by whoever acts for a unit that takes part.
    ///
    /// # Errors
    /// `INSPECTION_OVER`, `VISITED_IN_FUTURE`, `UNIT_TAKES_NO_PART`, `OFFICER_NOT_DRAWN`, `TWO_OFFICERS_NEEDED` (行政处罚法 arts. 42, 55), and as
    /// [`Sitting::governs`] the unit of one who takes part.
    pub fn record(mut self, told: &Record, there: &[Visitor], sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        let acts = self.parties.iter().any(|party| sitting.governs(&party.unit).is_ok());
        if !acts {
            self.governed(sitting)?;
        }
        self.is_planned()?;
        if told.on > sitting.today() {
            return Err(Refusal::VisitedInFuture);
        }
        if let Some(finding) = told.findings.iter().find(|finding| !self.takes_part(&finding.unit)) {
            return Err(Refusal::UnitTakesNoPart(finding.unit.clone()));
        }
        for party in &mut self.parties {
            let acts = |who: &&Visitor| who.valid && (who.unit == party.unit || party.officers.contains(&who.id));
            let own: BTreeSet<_> = there.iter().filter(acts).map(|who| who.id).collect();
            if party.drawn && !party.officers.iter().all(|drawn| own.contains(drawn)) {
                return Err(Refusal::OfficerNotDrawn(party.unit.clone()));
            }
            if own.len() < 2 {
                return Err(Refusal::TwoOfficersNeeded(party.unit.clone()));
            }
            party.officers = own.into_iter().collect();
        }
        let finding = |(number, told): (usize, &super::Reported)| Finding {
            id: Uuid::new_v5(&self.id, number.to_string().as_bytes()),
            unit: told.unit.clone(),
            power: told.power.to_string(),
            text: told.text.clone(),
        };
        let findings = told.findings.iter().enumerate().map(finding).collect();
        Ok(Self {
            state: VisitState::Done,
            result: Some(Made {
                on: told.on,
                outcome: told.outcome,
                findings,
            }),
            ..self
        })
    }

    /// Its result was published.
    ///
    /// # Errors
    /// `INSPECTION_NOT_DONE`, `PUBLISHED_ALREADY`, `PUBLISHED_IN_FUTURE`, and as [`Sitting::governs`] the leading unit.
    pub fn publish(self, told: &Publish, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.governed(sitting)?;
        if self.result.is_none() {
            return Err(Refusal::InspectionNotDone);
        }
        if self.publication.is_some() {
            return Err(Refusal::PublishedAlready);
        }
        if told.publication.on > sitting.today() {
            return Err(Refusal::PublishedInFuture);
        }
        Ok(Self {
            publication: Some(told.publication.clone()),
            ..self
        })
    }

    /// By which day its result is to be published.
    #[must_use]
    pub fn publication_due(&self, calendar: &Calendar) -> Option<Date> {
        let start = self.result.as_ref()?.on.midnight().assume_utc();
        Some(calendar.due(&PUBLISH, start).last_day())
    }

    fn takes_part(&self, unit: &Code) -> bool {
        self.parties.iter().any(|party| &party.unit == unit)
    }

    fn governed(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        match self.lead() {
            Some(unit) => Ok(sitting.governs(unit)?),
            None => Ok(sitting.county_wide()?),
        }
    }

    fn is_planned(&self) -> Result<(), Refusal> {
        match self.state {
            VisitState::Planned => Ok(()),
            VisitState::Done | VisitState::Cancelled => Err(Refusal::InspectionOver),
        }
    }
}

//! Who plays: officers of several units, each at a desk with a token of their own; and the petitioners, who have none.

use std::collections::BTreeMap;

use shiyu_kit::auth::Kind;
use time::OffsetDateTime;

use crate::desk::{Bearer, Desk};
use crate::failure::Failure;
use crate::token::{Holder, Signer, TTL};

/// The duties of the demo and the role each gives.
const DUTIES: [(&str, &str); 23] = [
    ("operator", "operator"),
    ("clerk", "intake_clerk"),
    ("officer", "petition_officer"),
    ("handler", "unit_handler"),
    ("head", "unit_head"),
    ("reviewer", "review_officer"),
    ("secretary", "conference_secretary"),
    ("dispatcher", "dispatcher"),
    ("chief", "command_chief"),
    ("lead", "grid_lead"),
    ("patrol", "grid_patrol"),
    ("supervisor", "grid_supervisor"),
    ("registrar", "committee_clerk"),
    ("mediator", "mediator"),
    ("lawyer", "mediator"),
    ("official", "mediator"),
    ("inspector", "enforcement_officer"),
    ("director", "agency_head"),
    ("counsel", "legal_reviewer"),
    ("host", "hearing_host"),
    ("helper", "enforcement_auxiliary"),
    ("assessor", "assessor"),
    ("respondent", "rated_unit"),
];

/// The officers of one county.
#[derive(Debug)]
pub struct Cast {
    desk: Desk,
    grids: Option<Desk>,
    /// The grid services of the city and of its other counties, by their codes.
    others: BTreeMap<String, Desk>,
    disputes: Option<Desk>,
    cases: Option<Desk>,
    /// The assessment services of the city and of its counties, by their codes.
    assessments: BTreeMap<String, Desk>,
    signer: Signer,
    now: OffsetDateTime,
}

impl Cast {
    /// Officers of the desk's county, their tokens signed as of `now`, real time.
    #[must_use]
    pub fn new(desk: Desk, signer: Signer, now: OffsetDateTime) -> Self {
        Self {
            desk,
            grids: None,
            others: BTreeMap::new(),
            disputes: None,
            cases: None,
            assessments: BTreeMap::new(),
            signer,
            now,
        }
    }

    /// And at the desk of the county's grid service too.
    #[must_use]
    pub fn with_grids(self, desk: Desk) -> Self {
        Self { grids: Some(desk), ..self }
    }

    /// And at the desks of the grid services of the city and of its other counties.
    #[must_use]
    pub fn with_others(self, others: BTreeMap<String, Desk>) -> Self {
        Self { others, ..self }
    }

    /// And at the desk of the county's mediation service too.
    #[must_use]
    pub fn with_disputes(self, desk: Desk) -> Self {
        Self {
            disputes: Some(desk),
            ..self
        }
    }

    /// And at the desk of the county's enforcement service too.
    #[must_use]
    pub fn with_cases(self, desk: Desk) -> Self {
        Self { cases: Some(desk), ..self }
    }

    /// And at the desks of the assessment services of the city and of its counties.
    #[must_use]
    pub fn with_assessments(self, assessments: BTreeMap<String, Desk>) -> Self {
        Self { assessments, ..self }
    }

    /// Six-digit code of the county.
    #[must_use]
    pub fn county(&self) -> &str {
        self.desk.county()
    }

    /// The desk of whoever has a duty in a unit. A number tells colleagues apart: `handler2` is the second handler.
    ///
    /// # Errors
    /// As [`Signer::sign`].
    pub(super) fn seat(&self, duty: &str, unit: &str) -> Result<Desk, Failure> {
        Ok(self.desk.held_by(self.bearer(self.county(), (duty, unit))?))
    }

    /// And at the grid service.
    ///
    /// # Errors
    /// As [`Signer::sign`]; [`Failure::Usage`] where there is none.
    pub(super) fn grid_seat(&self, duty: &str, unit: &str) -> Result<Desk, Failure> {
        Ok(self.grids()?.held_by(self.bearer(self.county(), (duty, unit))?))
    }

    /// And at the grid service of the city, or of another of its counties.
    ///
    /// # Errors
    /// As [`Cast::grid_seat`].
    pub(super) fn seat_of(&self, county: &str, duty: &str, unit: &str) -> Result<Desk, Failure> {
        let none = || Failure::Usage(format!("no grid service of {county} is known here"));
        let desk = self.others.get(county).ok_or_else(none)?;
        Ok(desk.held_by(self.bearer(county, (duty, unit))?))
    }

    /// Whether the city and the other counties can be reached.
    pub(super) fn has_others(&self, counties: &[&str]) -> bool {
        counties.iter().all(|county| self.others.contains_key(*county))
    }

    /// And at the mediation service.
    ///
    /// # Errors
    /// As [`Cast::grid_seat`].
    pub(super) fn mediation_seat(&self, duty: &str, unit: &str) -> Result<Desk, Failure> {
        let none = || Failure::Usage(format!("no mediation service of county {} is known here", self.county()));
        Ok(self
            .disputes
            .as_ref()
            .ok_or_else(none)?
            .held_by(self.bearer(self.county(), (duty, unit))?))
    }

    /// Whether there are disputes to play.
    pub(super) fn has_disputes(&self) -> bool {
        self.disputes.is_some()
    }

    /// And at the enforcement service.
    ///
    /// # Errors
    /// As [`Cast::grid_seat`].
    pub(super) fn case_seat(&self, duty: &str, unit: &str) -> Result<Desk, Failure> {
        Ok(self.cases()?.held_by(self.bearer(self.county(), (duty, unit))?))
    }

    /// The public door of the enforcement service.
    pub(super) fn case_door(&self) -> Result<Desk, Failure> {
        Ok(self.cases()?.held_by(Bearer::default()))
    }

    /// The public door of the grid service.
    pub(super) fn grid_door(&self) -> Result<Desk, Failure> {
        Ok(self.grids()?.held_by(Bearer::default()))
    }

    fn grids(&self) -> Result<&Desk, Failure> {
        let none = || Failure::Usage(format!("no grid service of county {} is known here", self.county()));
        self.grids.as_ref().ok_or_else(none)
    }

    fn cases(&self) -> Result<&Desk, Failure> {
        let none = || Failure::Usage(format!("no enforcement service of county {} is known here", self.county()));
        self.cases.as_ref().ok_or_else(none)
    }

    /// Whether there are cases to play.
    pub(super) fn has_cases(&self) -> bool {
        self.cases.is_some()
    }

    /// Whether there are grids to play in.
    pub(super) fn has_grids(&self) -> bool {
        self.grids.is_some()
    }

    /// And at the assessment service of the city, or of one of its counties.
    ///
    /// # Errors
    /// As [`Cast::grid_seat`].
    pub(super) fn assessment_seat(&self, county: &str, duty: &str, unit: &str) -> Result<Desk, Failure> {
        let none = || Failure::Usage(format!("no assessment service of {county} is known here"));
        let desk = self.assessments.get(county).ok_or_else(none)?;
        Ok(desk.held_by(self.bearer(county, (duty, unit))?))
    }

    /// Whether the city makes anything of what is played.
    pub(super) fn has_assessments(&self) -> bool {
        [super::bulletin::CITY, self.county()]
            .iter()
            .all(|code| self.assessments.contains_key(*code))
    }

    fn bearer(&self, county: &str, (duty, unit): (&str, &str)) -> Result<Bearer, Failure> {
        let holder = Holder {
            county: county.to_owned(),
            subject: subject(duty, unit),
            unit: Some(unit.to_owned()),
            roles: vec![role(duty)?.to_owned()],
            kind: Kind::Person,
        };
        let token = self.signer.sign(&holder, TTL, self.now)?;
        Bearer::new(&token)
    }

    /// The public door: without a token.
    pub(super) fn door(&self) -> Desk {
        self.desk.held_by(Bearer::default())
    }
}

/// Subject of whoever has a duty in a unit.
pub(super) fn subject(duty: &str, unit: &str) -> String {
    format!("{duty}@{unit}")
}

/// The role that a duty gives.
pub(super) fn role(duty: &str) -> Result<&'static str, Failure> {
    let duty = duty.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let found = DUTIES.iter().find(|(one, _)| *one == duty);
    found
        .map(|(_, role)| *role)
        .ok_or_else(|| Failure::Usage(format!("nobody in the demo has the duty `{duty}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duty_gives_a_role_that_exists() {
        for (duty, name) in DUTIES {
            assert!(shiyu_kit::auth::role::is_known(name), "{name}");
            assert_eq!(role(&format!("{duty}2")).unwrap(), name);
        }
        assert!(role("mayor").is_err());
    }
}

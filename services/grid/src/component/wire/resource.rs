//! Components and verdicts as resources.

use shiyu_kit::unit::Code;
use shiyu_kit::wire::point;
use shiyu_proto::grid::v1 as pb;

use crate::component::domain::{Component, Outcome, Owner, Problem, State};
use crate::domain::terms::{ComponentCode, GridCode};

pub(super) const COMPONENTS: &str = "components";

fn named(county: &Code, code: &ComponentCode) -> String {
    format!("counties/{county}/{COMPONENTS}/{code}")
}

/// A component, with the grid it stands in.
#[must_use]
pub fn component(component: &Component, grid: Option<GridCode>, county: &Code) -> pb::Component {
    let (owner_unit, owner_org) = match &component.owner {
        Some(Owner::Unit(unit)) => (unit.to_string(), String::new()),
        Some(Owner::Organisation(org)) => (String::new(), org.clone()),
        None => (String::new(), String::new()),
    };
    pb::Component {
        name: named(county, &component.code),
        subclass: component.code.class().map(|class| class.to_string()).unwrap_or_default(),
        title: component.title.clone(),
        make: component.make.clone(),
        point: Some(point(component.point)),
        grid: grid.map(String::from).unwrap_or_default(),
        owner_unit,
        owner_org,
        maintainer_unit: component.maintainer.as_ref().map(ToString::to_string).unwrap_or_default(),
        valid_from: component.from.to_string(),
        valid_to: component.to.map(|day| day.to_string()).unwrap_or_default(),
        state: state(component.state).into(),
        reference: component.reference.clone(),
    }
}

const fn state(state: State) -> pb::ComponentState {
    match state {
        State::Intact => pb::ComponentState::Intact,
        State::Damaged => pb::ComponentState::Damaged,
        State::Lost => pb::ComponentState::Lost,
        State::Abandoned => pb::ComponentState::Abandoned,
        State::Removed => pb::ComponentState::Removed,
    }
}

/// The verdict upon a row of this number.
#[must_use]
pub fn verdict(row: i32, weighed: &Result<(&Component, Outcome), Vec<Problem>>, county: &Code) -> pb::ComponentVerdict {
    let (outcome, name, problems) = match weighed {
        Ok((component, outcome)) => {
            let outcome = match outcome {
                Outcome::Inserted => pb::ComponentOutcome::Inserted,
                Outcome::Unchanged => pb::ComponentOutcome::Unchanged,
                Outcome::Updated => pb::ComponentOutcome::Updated,
            };
            (outcome, named(county, &component.code), Vec::new())
        }
        Err(problems) => {
            let told = problems.iter().map(problem).collect();
            (pb::ComponentOutcome::Refused, String::new(), told)
        }
    };
    pb::ComponentVerdict {
        row,
        outcome: outcome.into(),
        name,
        problems,
    }
}

fn problem(problem: &Problem) -> pb::ImportProblem {
    pb::ImportProblem {
        field: problem.field.clone(),
        reason: problem.reason.to_owned(),
        description: problem.description.clone(),
    }
}

//! What each role of a grid may do, and what it may never do. Grid staff stand between public power and self-government: what they
//! may do is written here and in `Measure::is_open_to_grid_staff`, and nothing a deployment configures is asked.

use crate::domain::terms::{GridRole, Measure};

/// Something that is done in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capability {
    /// 上报.
    Report,
    /// 巡查.
    Patrol,
    /// 协调处置.
    Coordinate,
    /// 核查.
    Verify,
    /// 督导.
    Supervise,
    /// Take a measure.
    Take(Measure),
}

/// What a role may do. Volunteers report, and nothing else.
#[must_use]
pub fn may(role: GridRole) -> Vec<Capability> {
    let own: &[Capability] = match role {
        GridRole::Lead => &[Capability::Report, Capability::Coordinate],
        GridRole::Patrol => &[Capability::Report, Capability::Patrol, Capability::Verify],
        GridRole::Police => &[Capability::Report],
        GridRole::Supervisor => &[Capability::Report, Capability::Verify, Capability::Supervise],
        GridRole::Volunteer => return vec![Capability::Report],
    };
    let open = Measure::ALL.into_iter().filter(|measure| measure.is_open_to_grid_staff());
    own.iter().copied().chain(open.map(Capability::Take)).collect()
}

/// Whether a role sees what others say and did (核实, 核查).
#[must_use]
pub fn verifies(role: GridRole) -> bool {
    may(role).contains(&Capability::Verify)
}

/// What a role may never do: fine, seize, enter, order and issue documents; a volunteer, everything but report.
#[must_use]
pub fn never(role: GridRole) -> Vec<Capability> {
    let closed = Measure::ALL
        .into_iter()
        .filter(|measure| role == GridRole::Volunteer || !measure.is_open_to_grid_staff());
    let work: &[Capability] = match role {
        GridRole::Volunteer => &[
            Capability::Patrol,
            Capability::Coordinate,
            Capability::Verify,
            Capability::Supervise,
        ],
        GridRole::Lead | GridRole::Patrol | GridRole::Police | GridRole::Supervisor => &[],
    };
    work.iter().copied().chain(closed.map(Capability::Take)).collect()
}

//! The services whose cases units are supervised about, and what is not a unit's to owe.

use serde::{Deserialize, Serialize};

/// What is owed by a court or by the parties, not by a unit that could be supervised.
pub const OTHERS_DUTIES: [(Service, &str); 4] = [
    (Service::Mediation, "court"),
    (Service::Mediation, "perform"),
    (Service::Enforcement, "court_accept"),
    (Service::Enforcement, "court_rule"),
];

/// The service whose case it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// 信访.
    Petition,
    /// 调解.
    Mediation,
    /// 执法.
    Enforcement,
    /// 网格.
    Grid,
}

impl Service {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Petition, Self::Mediation, Self::Enforcement, Self::Grid];

    /// Its name, as in a fact's kind.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Petition => "petition",
            Self::Mediation => "mediation",
            Self::Enforcement => "enforcement",
            Self::Grid => "grid",
        }
    }

    /// Whether a unit owes what this clock measures. One of several of a kind has a name behind a dot, as in `perform.2`.
    #[must_use]
    pub fn supervises(self, clock: &str) -> bool {
        let kind = clock.split_once('.').map_or(clock, |(kind, _)| kind);
        !OTHERS_DUTIES.contains(&(self, kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_owes_nothing_that_the_parties_or_a_court_owe() {
        for clock in ["court", "perform", "perform.2"] {
            assert!(!Service::Mediation.supervises(clock), "{clock}");
        }
        for clock in ["routes", "respond.3", "performance.2"] {
            assert!(Service::Mediation.supervises(clock), "{clock}");
        }
        assert!(Service::Petition.supervises("court"));
    }
}

//! Which PostgreSQL and which NATS a run stands on.

use std::fmt;

/// Where the backends come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Both run already, at the addresses of the environment.
    Given,
    /// Containers, one set for each [`super::Backends`].
    Containers,
    /// A database server of the run (`make test`) and a broker of one's own.
    Local,
}

/// What [`LANE`] asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Containers where an engine answers, local programs otherwise.
    Auto,
    /// This one or none.
    Only(Lane),
}

/// `containers`, `local` or `auto`.
pub const LANE: &str = "SHIYU_E2E_LANE";

/// The administrator's URL of a PostgreSQL that runs already.
pub const POSTGRES: &str = "SHIYU_E2E_POSTGRES";

/// The URL of a NATS server that runs already, with JetStream, and asks nobody who they are.
pub const NATS: &str = "SHIYU_E2E_NATS";

/// The value of a variable that is set to something.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

impl Choice {
    /// Reads a value of [`LANE`]; `None` for one that means nothing.
    pub(crate) fn read(value: Option<&str>) -> Option<Self> {
        match value {
            None | Some("auto") => Some(Self::Auto),
            Some("containers") => Some(Self::Only(Lane::Containers)),
            Some("local") => Some(Self::Only(Lane::Local)),
            Some(_) => None,
        }
    }
}

impl fmt::Display for Lane {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Given => "given",
            Self::Containers => "containers",
            Self::Local => "local",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_lane_is_no_lane() {
        assert_eq!(Choice::read(None), Some(Choice::Auto));
        assert_eq!(Choice::read(Some("auto")), Some(Choice::Auto));
        assert_eq!(Choice::read(Some("containers")), Some(Choice::Only(Lane::Containers)));
        assert_eq!(Choice::read(Some("local")), Some(Choice::Only(Lane::Local)));
        assert_eq!(Choice::read(Some("container")), None);
    }
}

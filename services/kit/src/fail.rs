//! Where a process may be made to die, as a power failure would end it: the points between an act and its last consequence. They are
//! in builds for tests and development only, are armed by one variable, and a start in production with that variable is refused.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::config::Environment;

/// Names a point and which passing of it is the last, as in `before-commit:7`. Two underscores make a setting: this is none.
pub const VARIABLE: &str = "SHIYU_FAIL_AT";

/// A moment between an act and its last consequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// The act's id is in the inbox, nothing else is written.
    AfterInbox,
    /// The events are in the journal, the case's row is not written.
    AfterJournal,
    /// Everything is written, nothing is safe.
    BeforeCommit,
    /// Everything is safe, nobody was told.
    AfterCommit,
    /// The facts are on their way to the bus, which has not answered.
    AfterPublish,
    /// The bus has the facts, the journal does not say so.
    BeforeMark,
    /// A fact of another service was taken in.
    AfterEffect,
    /// The same, a moment before the bus is told.
    BeforeAck,
}

impl Point {
    /// Every point, in the order of a fact's life.
    pub const ALL: [Self; 8] = [
        Self::AfterInbox,
        Self::AfterJournal,
        Self::BeforeCommit,
        Self::AfterCommit,
        Self::AfterPublish,
        Self::BeforeMark,
        Self::AfterEffect,
        Self::BeforeAck,
    ];

    /// Its word in the variable.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AfterInbox => "after-inbox",
            Self::AfterJournal => "after-journal",
            Self::BeforeCommit => "before-commit",
            Self::AfterCommit => "after-commit",
            Self::AfterPublish => "after-publish",
            Self::BeforeMark => "before-mark",
            Self::AfterEffect => "after-effect",
            Self::BeforeAck => "before-ack",
        }
    }
}

/// Why a process that was told to die does not even start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nobody makes a service of citizens die on purpose.
    #[error("SHIYU_FAIL_AT is set, and this is production")]
    Production,
    /// There are no points in this build.
    #[error("SHIYU_FAIL_AT is set, and this build has no points to fail at")]
    NotBuilt,
    /// It names no point and no number.
    #[error("SHIYU_FAIL_AT names no point and number, as in before-commit:7")]
    Unknown,
}

/// Refuses to start where points are armed that must not be.
///
/// # Errors
/// [`Refused`].
pub fn check(environment: Environment) -> Result<(), Refused> {
    judge(std::env::var(VARIABLE).ok().as_deref(), environment, cfg!(debug_assertions))
}

fn judge(armed: Option<&str>, environment: Environment, built: bool) -> Result<(), Refused> {
    match armed {
        None => Ok(()),
        Some(_) if environment == Environment::Production => Err(Refused::Production),
        Some(_) if !built => Err(Refused::NotBuilt),
        Some(text) => parse(text).map(|_| ()).ok_or(Refused::Unknown),
    }
}

fn parse(text: &str) -> Option<(Point, u64)> {
    let (word, passing) = text.split_once(':')?;
    let point = Point::ALL.into_iter().find(|point| point.as_str() == word)?;
    Some((point, passing.parse().ok().filter(|passing| *passing > 0)?))
}

/// Dies here, if this is the point and the passing that was named. Nothing in a release.
#[inline]
pub fn at(point: Point) {
    if cfg!(debug_assertions) {
        pass(point);
    }
}

fn pass(point: Point) {
    static ARMED: OnceLock<Option<(Point, u64)>> = OnceLock::new();
    static PASSED: AtomicU64 = AtomicU64::new(0);
    let armed = ARMED.get_or_init(|| std::env::var(VARIABLE).ok().as_deref().and_then(parse));
    if let Some((at, passing)) = armed
        && *at == point
        && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *passing
    {
        die();
    }
}

/// SIGKILL, to oneself: no destructor runs, nothing is flushed, nobody is told. The thread goes no further meanwhile.
fn die() -> ! {
    let own = std::process::id().to_string();
    let killed = std::process::Command::new("kill").args(["-KILL", &own]).status();
    eprintln!("{VARIABLE}: this process lives on: {killed:?}");
    std::process::abort()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_armed_unless_somebody_says_so() {
        for environment in [Environment::Production, Environment::Development] {
            for built in [true, false] {
                assert_eq!(judge(None, environment, built), Ok(()));
            }
        }
    }

    #[test]
    fn production_does_not_start_with_a_point_to_fail_at() {
        for text in ["before-commit:7", "nonsense", ""] {
            for built in [true, false] {
                assert_eq!(judge(Some(text), Environment::Production, built), Err(Refused::Production));
            }
        }
        assert_eq!(
            judge(Some("before-commit:7"), Environment::Development, false),
            Err(Refused::NotBuilt)
        );
    }

    #[test]
    fn a_point_is_named_with_its_passing() {
        for point in Point::ALL {
            let text = format!("{}:3", point.as_str());
            assert_eq!(parse(&text), Some((point, 3)));
            assert_eq!(judge(Some(&text), Environment::Development, true), Ok(()));
        }
        for text in ["before-commit", "before-commit:0", "before-commit:-1", "between:1", ""] {
            assert_eq!(judge(Some(text), Environment::Development, true), Err(Refused::Unknown), "{text}");
        }
    }
}

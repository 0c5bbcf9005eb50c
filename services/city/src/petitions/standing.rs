//! How a clock and a petition stand to the law's limits.

use shiyu_proto::common::v1::{Clock, Ring};
use shiyu_proto::petition::v1::Petition;

/// How near a limit is, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// No ring rang yet.
    Inside,
    /// A warning rang.
    Warned,
    /// The legal due time passed.
    Overdue,
}

impl Standing {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Warned => "warned",
            Self::Overdue => "overdue",
        }
    }
}

/// How a clock stands, running or stopped.
#[must_use]
pub fn standing_of(clock: &Clock) -> Standing {
    match clock.rung().max() {
        None | Some(Ring::Unspecified) => Standing::Inside,
        Some(Ring::Half | Ring::Eighty | Ring::Internal) => Standing::Warned,
        Some(Ring::Overdue) => Standing::Overdue,
    }
}

/// How a petition stands: as its worst running clock; nothing if none runs.
#[must_use]
pub fn standing(petition: &Petition) -> Option<Standing> {
    let running = petition.clocks.iter().filter(|clock| clock.stop_time.is_none());
    running.map(standing_of).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(rung: &[Ring], stopped: bool) -> Clock {
        Clock {
            rung: rung.iter().map(|ring| i32::from(*ring)).collect(),
            stop_time: stopped.then(Default::default),
            ..Clock::default()
        }
    }

    #[test]
    fn the_worst_running_clock_decides() {
        let petition = |clocks: Vec<Clock>| Petition {
            clocks,
            ..Petition::default()
        };
        assert_eq!(standing(&petition(vec![])), None);
        assert_eq!(standing(&petition(vec![clock(&[Ring::Overdue], true)])), None);
        assert_eq!(standing(&petition(vec![clock(&[], false)])), Some(Standing::Inside));
        let both = petition(vec![clock(&[Ring::Half], false), clock(&[Ring::Half, Ring::Overdue], false)]);
        assert_eq!(standing(&both), Some(Standing::Overdue));
    }
}

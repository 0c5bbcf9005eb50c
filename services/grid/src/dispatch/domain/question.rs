//! What a table is asked about an event, and its answer.

use shiyu_kit::calendar::{CHINA, Calendar, local_date};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::catalogue::domain::Footing;
use crate::domain::Route;
use crate::domain::terms::{ClassCode, Level, Place, Platform};

/// What a table is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The subclass.
    pub class: ClassCode,
    /// The level that has the event.
    pub level: Level,
    /// Where it is.
    pub place: &'a Place,
    /// Over which platform it goes by the catalogue.
    pub platform: Option<Platform>,
    /// When it is asked.
    pub at: OffsetDateTime,
    /// Whether that is on a working day.
    pub working_day: bool,
    /// The units that sent it back.
    pub returned: &'a [Code],
}

impl<'a> Question<'a> {
    /// A question of a moment, whose day the calendar knows.
    #[must_use]
    pub fn at(
        at: OffsetDateTime,
        (class, platform): (ClassCode, Option<Platform>),
        level: Level,
        place: &'a Place,
        calendar: &Calendar,
    ) -> Self {
        Self {
            class,
            level,
            place,
            platform,
            at,
            working_day: calendar.is_working_day(local_date(at)),
            returned: &[],
        }
    }

    /// The same of an event that these units sent back: of those who answer for a component the next one has it then.
    #[must_use]
    pub const fn returned_by(self, returned: &'a [Code]) -> Self {
        Self { returned, ..self }
    }

    /// The hour of the day in China.
    #[must_use]
    pub fn hour(&self) -> u8 {
        self.at.to_offset(CHINA).hour()
    }
}

/// A condition that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// Component or event.
    Kind,
    /// Class or subclass.
    Class,
    /// Level.
    Level,
    /// Platform.
    Platform,
    /// Space.
    Space,
    /// Town, village or grid.
    Place,
    /// Hour of the day.
    Hour,
    /// Working day or not.
    Day,
    /// Border or not.
    Border,
}

/// A rule that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Its id.
    pub rule: String,
    /// Whether it fits.
    pub matched: bool,
    /// Every condition that does not hold.
    pub why_not: Vec<Mismatch>,
}

/// The answer: every rule tried in its order, up to the one that fits, who answers for the component if there is one, and where that
/// sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Version of the table.
    pub table: i64,
    /// The rules tried.
    pub tried: Vec<Tried>,
    /// Of a component: who answers for it, in their order; else nobody is named.
    pub claims: Vec<(Footing, Code)>,
    /// Of a component: on what footing the unit has it.
    pub footing: Option<Footing>,
    /// Where the event goes; none: no rule fits, and a person says where.
    pub route: Option<Route>,
}

//! The tables of the hall: rows, and the lists over them.

pub mod answer;
pub mod counter;
pub mod outreach;
pub mod petition;
pub mod roster;
pub mod visit;

use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, DbBackend};
use shiyu_kit::audience::{Reach, Viewer};
use shiyu_kit::fault::Corrupt;
pub use shiyu_kit::ledger::Unread;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

/// Days, the first and the last among them; none means without an end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
}

/// Reads the words of one row.
struct Row {
    table: &'static str,
    id: Uuid,
}

impl Row {
    fn corrupt(&self, what: impl Into<String>) -> Corrupt {
        Corrupt {
            table: self.table,
            id: self.id.to_string(),
            what: what.into(),
        }
    }

    fn code(&self, text: &str) -> Result<Code, Corrupt> {
        text.parse().map_err(|_| self.corrupt("not a unit's code"))
    }

    fn json<T: serde::de::DeserializeOwned>(&self, text: &str) -> Result<T, Corrupt> {
        serde_json::from_str(text).map_err(|error| self.corrupt(error.to_string()))
    }

    /// A word among those known.
    fn word<T>(&self, column: &str, known: impl IntoIterator<Item = T>, is: impl Fn(&T) -> bool) -> Result<T, Corrupt> {
        known
            .into_iter()
            .find(is)
            .ok_or_else(|| self.corrupt(format!("{column} is not a word of this version")))
    }
}

/// The rows that somebody oversees. One unit is looked up in its index; of many, the list is walked in its own order and the others
/// are passed over: the reckoning keeps the database from sorting what it finds.
fn overseen(column: impl ColumnTrait, reach: &Reach) -> Option<Expr> {
    match reach {
        Reach::Everything => None,
        Reach::Nothing => Some(Expr::cust("1 = 0")),
        Reach::Units(units) => Some(match units.iter().next() {
            Some(only) if units.len() == 1 => column.eq(only.as_str()),
            _ => Expr::expr(Func::coalesce([Expr::col(column), Expr::val("")])).is_in(units.iter().map(Code::as_str)),
        }),
    }
}

/// The rows about no petition that is kept from the viewer: of one that is, not even the day or the place is theirs to know
/// (信访工作条例 art. 30). One that is only out of their reach takes no row away.
fn not_kept(petition: impl ColumnTrait, viewer: &Viewer, backend: DbBackend) -> Condition {
    let anywhere = Viewer {
        reach: Reach::Everything,
        ..viewer.clone()
    };
    anywhere.condition(petition, backend)
}

//! Which rows of a register somebody sees.

use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, DbBackend};

use crate::audience::{Reach, Viewer};
use crate::unit::Code;

/// The rows of units that somebody oversees; `None` asks for every row. One unit is looked up in its index; of many, the list is
/// walked in its own order and the others are passed over: the reckoning keeps the database from sorting what it finds.
#[must_use]
pub fn overseen(unit: impl ColumnTrait, reach: &Reach) -> Option<Expr> {
    match reach {
        Reach::Everything => None,
        Reach::Nothing => Some(Expr::cust("1 = 0")),
        Reach::Units(units) => Some(match units.iter().next() {
            Some(only) if units.len() == 1 => unit.eq(only.as_str()),
            _ => Expr::expr(Func::coalesce([Expr::col(unit), Expr::val("")])).is_in(units.iter().map(Code::as_str)),
        }),
    }
}

/// The rows about no case that is kept from the viewer: of one that is, not even the day or the place is theirs to know
/// (信访工作条例 art. 30). One that is only out of their reach takes no row away.
#[must_use]
pub fn not_kept(case: impl ColumnTrait, viewer: &Viewer, backend: DbBackend) -> Condition {
    let anywhere = Viewer {
        reach: Reach::Everything,
        ..viewer.clone()
    };
    anywhere.condition(case, backend)
}

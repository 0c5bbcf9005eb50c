//! The columns that lists are ordered by, and the comparisons that their indexes answer.

use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use time::OffsetDateTime;

use super::{Key, Order};
use crate::clock::to_micros;

/// The columns that lists are ordered by.
#[derive(Debug, Clone, Copy)]
pub struct Columns<C> {
    /// The case's id.
    pub id: C,
    /// When it came.
    pub opened_at: C,
    /// The earliest legal due time of its running clocks.
    pub legal_due_at: C,
}

impl<C: ColumnTrait> Columns<C> {
    /// A comparison for what has an index of its own newest first. By due time it has none: written as a reckoning, the comparison does
    /// not tempt the database to look it up in another and sort what it finds; it walks the open cases in order and passes over the rest.
    #[must_use]
    pub fn is(&self, order: Order, column: C, value: &str) -> Expr {
        match order {
            Order::Newest => column.eq(value),
            Order::DueFirst => Expr::expr(Func::coalesce([Expr::col(column), Expr::val("")])).eq(value),
        }
    }

    /// Newest first, the other way about: what is due is passed over in the order of receipt, and not looked up and sorted.
    #[must_use]
    pub fn due_before(&self, order: Order, before: OffsetDateTime) -> Expr {
        let before = to_micros(before);
        match order {
            Order::DueFirst => self.legal_due_at.lt(before),
            Order::Newest => Expr::expr(Func::coalesce([Expr::col(self.legal_due_at), Expr::val(before)])).lt(before),
        }
    }

    /// A comparison of rows, which both databases look up in the index.
    #[must_use]
    pub fn beyond(&self, order: Order, key: &Key) -> Expr {
        let row = Expr::tuple([Expr::col(self.ordered(order)), Expr::col(self.id)]);
        let last = Expr::tuple([Expr::val(to_micros(key.at)), Expr::val(key.id)]);
        match order {
            Order::Newest => row.lt(last),
            Order::DueFirst => row.gt(last),
        }
    }

    pub(super) fn is_due(&self) -> Expr {
        self.legal_due_at.is_not_null()
    }

    pub(super) fn ordered(&self, order: Order) -> C {
        match order {
            Order::Newest => self.opened_at,
            Order::DueFirst => self.legal_due_at,
        }
    }
}

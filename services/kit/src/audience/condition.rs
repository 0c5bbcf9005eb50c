//! What [`Viewer::sees`] answers, asked of the database.
//!
//! A reach of thousands of units is one value, not thousands: SQLite counts the values of a statement, and a text that does not
//! vary is planned once. PostgreSQL takes it apart as an array, SQLite as JSON, and both look each unit up in the index.

use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{DbBackend, IntoSimpleExpr};

use super::viewer::{Reach, Viewer};
use crate::unit::Code;

/// The first unnamed value is the case's id.
const BARS: &str = "NOT EXISTS (SELECT 1 FROM audience AS bar WHERE bar.case_id = {1} AND (\
    bar.kind = 'barred_unit' AND bar.entry {among 2} OR bar.kind = 'barred_subject' AND bar.entry = {3}))";

const UNITS: &str = "{1} IN (SELECT shown.case_id FROM audience AS shown WHERE shown.kind = 'unit' AND shown.entry {among 2})";

const NAMED: &str = "{1} IN (SELECT named.case_id FROM audience AS named WHERE named.kind = 'subject' AND named.entry = {2})";

impl Viewer {
    /// The cases they may see, `id` being the column of the case's id, named with its table as a column of an entity is.
    #[must_use]
    pub fn condition(&self, id: impl IntoSimpleExpr, backend: DbBackend) -> Condition {
        let id = id.into_simple_expr();
        let named = self.subject.as_ref().filter(|_| self.by_name);
        let named = named.map(|subject| Expr::cust_with_exprs(text(NAMED, backend), [id.clone(), Expr::val(subject.as_str())]));
        let reach = match &self.reach {
            Reach::Everything => None,
            Reach::Units(units) => {
                let values = [id.clone(), one_value(units, backend)];
                Some(Expr::cust_with_exprs(text(UNITS, backend), values))
            }
            Reach::Nothing => Some(Expr::cust("1 = 0")),
        };
        let reach = reach.map(|reach| Condition::any().add(reach).add_option(named));
        Condition::all().add_option(self.bars(id, backend)).add_option(reach)
    }

    fn bars(&self, id: Expr, backend: DbBackend) -> Option<Expr> {
        if self.subject.is_none() && self.chain.is_empty() {
            return None;
        }
        let values = [id, one_value(&self.chain, backend), Expr::val(self.subject.clone())];
        Some(Expr::cust_with_exprs(text(BARS, backend), values))
    }
}

/// Codes have no comma.
fn one_value<'a>(codes: impl IntoIterator<Item = &'a Code>, backend: DbBackend) -> Expr {
    let codes: Vec<&str> = codes.into_iter().map(Code::as_str).collect();
    Expr::val(if backend == DbBackend::Postgres {
        codes.join(",")
    } else {
        serde_json::Value::from(codes).to_string()
    })
}

/// The text with each database's own marks for its values, which it names in order.
fn text(template: &str, backend: DbBackend) -> String {
    let (among, mark): (&str, fn(u32) -> String) = if backend == DbBackend::Postgres {
        ("= ANY (string_to_array({2}, ','))", |number| format!("${number}"))
    } else {
        ("IN (SELECT value FROM json_each({2}))", |_| "?".to_owned())
    };
    (1..=3).fold(template.replace("{among 2}", among), |text, number| {
        text.replace(&format!("{{{number}}}"), &mark(number))
    })
}

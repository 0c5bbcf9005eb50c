//! A list as a service gives it, page by page, as much of it as was asked for.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::common::v1::{Clock, ListOrder};

use crate::failure::Failure;
use crate::output::Printer;
use crate::times;

/// The largest page the services give.
const PAGE: usize = 200;

/// How much of a list.
#[derive(Debug, Clone, Copy, Args)]
pub struct Limit {
    /// At most how many.
    #[arg(long, default_value_t = 20)]
    limit: usize,
}

/// In which order cases are listed.
#[derive(Debug, Clone, Copy, Args)]
pub struct Order {
    /// Earliest due time first; open ones only.
    #[arg(long)]
    due_first: bool,
}

/// What was listed.
#[derive(Debug)]
pub struct Listed<T> {
    /// In the service's order.
    pub rows: Vec<T>,
    /// Whether there are more.
    pub more: bool,
}

impl Limit {
    /// How many a page should have.
    #[must_use]
    pub fn page_size(self) -> i32 {
        i32::try_from(self.limit.clamp(1, PAGE)).unwrap_or_default()
    }

    /// As many as were asked for. `page` gives the rows at a token, which is empty for the first page, and the next one's token.
    ///
    /// # Errors
    /// Those of `page`.
    pub async fn fetch<T>(self, page: impl AsyncFn(String) -> Result<(Vec<T>, String), Failure>) -> Result<Listed<T>, Failure> {
        let (mut rows, mut token) = (Vec::new(), String::new());
        loop {
            let (found, next) = page(token).await?;
            rows.extend(found);
            let more = rows.len() > self.limit || !next.is_empty();
            if rows.len() >= self.limit || next.is_empty() {
                rows.truncate(self.limit);
                return Ok(Listed { rows, more });
            }
            token = next;
        }
    }
}

impl Order {
    /// As the contract writes it.
    #[must_use]
    pub fn wire(self) -> i32 {
        let order = if self.due_first { ListOrder::DueFirst } else { ListOrder::Newest };
        order.into()
    }
}

impl<T> Listed<T> {
    /// Shows them: under `name` for programs, as a table for people, who are told if there are more.
    pub fn show(&self, out: Printer, (name, json): (&str, impl Fn(&T) -> Value), table: impl Fn(&[T]) -> String) {
        let rows = self.rows.iter().map(json).collect::<Value>();
        out.show(&json!({ name: rows, "more": self.more }), || table(&self.rows));
        if self.more && out == Printer::Plain {
            out.note("there are more: raise --limit, or narrow the list");
        }
    }
}

/// Shows how many there are, or that there are more than were counted.
pub fn counted(out: Printer, (count, more): (i64, bool)) {
    out.show(&json!({ "count": count, "more": more }), || {
        let more = if more { "more than " } else { "" };
        format!("{more}{count}")
    });
}

/// The bare id of what has this name.
#[must_use]
pub fn id(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}

/// The earliest legal due time that runs.
#[must_use]
pub fn due(clocks: &[Clock]) -> String {
    let running = clocks.iter().filter(|clock| clock.stop_time.is_none());
    let earliest = running.filter_map(|clock| clock.legal_due_time).min_by_key(|due| due.seconds);
    times::plain(earliest.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn of(limit: usize) -> Listed<u32> {
        let page = async |token: String| {
            let at = token.parse::<u32>().unwrap_or_default();
            let next = if at < 4 { (at + 2).to_string() } else { String::new() };
            Ok((vec![at, at + 1], next))
        };
        Limit { limit }.fetch(page).await.unwrap()
    }

    #[tokio::test]
    async fn a_list_goes_on_until_there_is_enough_or_nothing_more() {
        let listed = of(3).await;
        assert_eq!((listed.rows, listed.more), (vec![0, 1, 2], true));
        let listed = of(6).await;
        assert_eq!((listed.rows, listed.more), ((0..6).collect(), false));
        let listed = of(20).await;
        assert_eq!((listed.rows.len(), listed.more), (6, false));
    }
}

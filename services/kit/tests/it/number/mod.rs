//! Case numbers: none twice, and none of which nobody knows what became of it.

mod given;
mod lost;
mod rush;
mod story;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sea_orm::DbErr;
use shiyu_kit::database::Database;
use shiyu_kit::number::{Issued, Numbers, Register, Settings, Span, State};
use shiyu_kit::testkit::database::TestDatabase;

use crate::rooms::Room;

const UNIT: &str = "330602-XFJ";
const SETTINGS: Settings = Settings {
    block: 10,
    most: 10,
    lease: Duration::from_mins(10),
    grace: Duration::from_mins(2),
};

/// The cases there are, by unit, year and number.
#[derive(Debug, Clone, Default)]
struct Book(Arc<Mutex<BTreeSet<(String, i32, i64)>>>, Arc<Mutex<bool>>);

impl Register for Book {
    async fn used(&self, unit: &str, year: i32, numbers: RangeInclusive<i64>) -> Result<Vec<i64>, DbErr> {
        if *self.1.lock().unwrap() {
            return Err(DbErr::Custom("away".to_owned()));
        }
        let cases = self.0.lock().unwrap();
        let ours = cases
            .iter()
            .filter(|(of, in_year, number)| of == unit && *in_year == year && numbers.contains(number));
        Ok(ours.map(|(_, _, number)| *number).collect())
    }
}

impl Book {
    /// A case is registered, which no number may be twice.
    fn register(&self, issued: &Issued) {
        let case = (issued.unit().to_owned(), issued.year(), issued.number());
        assert!(self.0.lock().unwrap().insert(case.clone()), "{case:?} twice");
    }

    fn enter(&self, issued: Issued) -> i64 {
        self.register(&issued);
        let number = issued.number();
        issued.used();
        number
    }
}

struct Office {
    room: Room,
    book: Book,
}

impl Office {
    async fn on(home: TestDatabase) -> Self {
        Self {
            room: Room::on(home).await,
            book: Book::default(),
        }
    }

    /// Another process over the same database.
    async fn process(&self) -> Numbers<Book> {
        self.process_over(self.room.home.connect().await)
    }

    fn process_over(&self, db: Database) -> Numbers<Book> {
        Numbers::new(db, self.room.clock.clone(), self.book.clone(), SETTINGS)
    }

    /// Nobody who is silent for so long has its numbers still.
    fn silence(&self) {
        self.room.clock.advance(time::Duration::seconds(721)).unwrap();
    }
}

async fn take(numbers: &Numbers<Book>) -> Issued {
    numbers.take(UNIT, 2026).await.unwrap()
}

fn spans(spans: &[(i64, i64, State)]) -> Vec<Span> {
    spans.iter().map(|&(first, last, state)| Span { first, last, state }).collect()
}

fn total(account: &[Span], state: State) -> i64 {
    let such = account.iter().filter(|span| span.state == state);
    such.map(|span| span.last - span.first + 1).sum()
}

/// From 1 without a gap or an overlap, and a number is used exactly when a case has it.
fn check(account: &[Span], book: &Book, unit: &str) {
    let mut next = 1;
    let mut used = BTreeSet::new();
    for span in account {
        assert_eq!(span.first, next, "{account:?}");
        assert!(span.last >= span.first, "{account:?}");
        next = span.last + 1;
        if span.state == State::Used {
            used.extend(span.first..=span.last);
        }
    }
    let cases = book.0.lock().unwrap();
    let expected: BTreeSet<i64> = cases.iter().filter(|(of, _, _)| of == unit).map(|(_, _, number)| *number).collect();
    assert_eq!(used, expected, "{account:?}");
}

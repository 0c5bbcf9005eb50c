//! Case numbers: none twice, and none of which nobody knows what became of it.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::future::{join_all, try_join_all};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sea_orm::DbErr;
use shiyu_kit::both_databases;
use shiyu_kit::database::Database;
use shiyu_kit::number::{Issued, Numbers, Register, Settings, Span, State, default_word};
use shiyu_kit::testkit::database::TestDatabase;

use crate::rooms::Room;

both_databases! {
    numbers_are_given_out_in_order_and_what_comes_back_is_next;
    a_year_and_a_unit_begin_at_one;
    sixteen_clerks_of_two_processes_never_have_the_same_number;
    what_a_process_leaves_when_it_ends_is_used_first;
    what_a_dead_process_left_is_recovered_but_for_what_cases_have;
    a_process_that_was_silent_too_long_loses_its_block;
    a_process_that_was_silent_and_not_missed_goes_on;
    a_number_nobody_is_sure_of_waits_for_the_register;
    a_register_that_fails_loses_no_number;
    whatever_happens_every_number_is_accounted_for;
}

const UNIT: &str = "330602-XFJ";
const SETTINGS: Settings = Settings {
    block: 10,
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

async fn numbers_are_given_out_in_order_and_what_comes_back_is_next(home: TestDatabase) {
    let office = Office::on(home).await;
    let numbers = office.process().await;
    let (one, two, three) = (take(&numbers).await, take(&numbers).await, take(&numbers).await);
    assert_eq!(three.text(default_word), "330602-XFJ信访〔2026〕3号");
    drop(two);
    let again = take(&numbers).await;
    assert_eq!(office.book.enter(again), 2);
    drop(three);
    drop(one);
    assert_eq!(office.book.enter(take(&numbers).await), 1);
    for expected in 3..=25 {
        assert_eq!(office.book.enter(take(&numbers).await), expected);
    }
    let account = numbers.account(UNIT, 2026).await.unwrap();
    assert_eq!(account, spans(&[(1, 25, State::Used), (26, 30, State::Held)]));
}

async fn a_year_and_a_unit_begin_at_one(home: TestDatabase) {
    let office = Office::on(home).await;
    let numbers = office.process().await;
    for (unit, year) in [(UNIT, 2026), (UNIT, 2027), ("330602-ZJJ", 2026)] {
        let first = numbers.take(unit, year).await.unwrap();
        assert_eq!((first.unit(), first.year(), first.number()), (unit, year, 1));
        office.book.enter(first);
    }
    assert_eq!(office.book.enter(take(&numbers).await), 2);
    assert_eq!(numbers.account(UNIT, 2028).await.unwrap(), []);
}

async fn sixteen_clerks_of_two_processes_never_have_the_same_number(home: TestDatabase) {
    let office = Office::on(home).await;
    let processes = [Arc::new(office.process().await), Arc::new(office.process().await)];
    let clerks = (0..16_usize).map(|clerk| {
        let (numbers, book) = (processes[clerk % 2].clone(), office.book.clone());
        tokio::spawn(async move {
            for call in 0..40 {
                let issued = take(&numbers).await;
                tokio::task::yield_now().await;
                if (call + clerk) % 3 > 0 {
                    book.enter(issued);
                }
            }
        })
    });
    for clerk in join_all(clerks).await {
        clerk.unwrap();
    }
    for numbers in &processes {
        numbers.close().await.unwrap();
    }
    let account = processes[0].account(UNIT, 2026).await.unwrap();
    check(&account, &office.book, UNIT);
    let used: i64 = total(&account, State::Used);
    assert_eq!(
        (used, total(&account, State::Held)),
        (i64::try_from(office.book.0.lock().unwrap().len()).unwrap(), 0)
    );
    assert!(total(&account, State::Free) <= 40, "{account:?}");
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

async fn what_a_process_leaves_when_it_ends_is_used_first(home: TestDatabase) {
    let office = Office::on(home).await;
    let first = office.process().await;
    let mut issued = try_join_all((0..6).map(|_| first.take(UNIT, 2026))).await.unwrap();
    drop(issued.remove(1));
    for issued in issued {
        office.book.enter(issued);
    }
    first.close().await.unwrap();
    let second = office.process().await;
    let account = second.account(UNIT, 2026).await.unwrap();
    assert_eq!(
        account,
        spans(&[(1, 1, State::Used), (2, 2, State::Free), (3, 6, State::Used), (7, 10, State::Free)])
    );
    for expected in [2, 7, 8, 9, 10, 11] {
        assert_eq!(office.book.enter(take(&second).await), expected);
    }
}

async fn what_a_dead_process_left_is_recovered_but_for_what_cases_have(home: TestDatabase) {
    let office = Office::on(home).await;
    let dead = office.process().await;
    let (one, two, three) = (take(&dead).await, take(&dead).await, take(&dead).await);
    office.book.enter(one);
    // The case was written and its clerk never heard of it; the third was about to be.
    office.book.register(&two);
    [two, three].into_iter().for_each(std::mem::forget);
    let alive = office.process().await;
    assert_eq!(office.book.enter(take(&alive).await), 11);
    office.silence();
    drop(dead);
    let account = alive.account(UNIT, 2026).await.unwrap();
    assert_eq!(
        account,
        spans(&[
            (1, 2, State::Used),
            (3, 10, State::Free),
            (11, 11, State::Used),
            (12, 20, State::Free)
        ])
    );
    let other = office.process().await;
    assert_eq!(office.book.enter(take(&other).await), 3);
}

async fn a_process_that_was_silent_too_long_loses_its_block(home: TestDatabase) {
    let office = Office::on(home).await;
    let (silent, other) = (office.process().await, office.process().await);
    assert_eq!(office.book.enter(take(&silent).await), 1);
    let late = take(&silent).await;
    office.silence();
    let two = take(&other).await;
    assert_eq!((late.number(), two.number()), (2, 2));
    assert_eq!(office.book.enter(two), 2);
    drop(late);
    assert_eq!(office.book.enter(take(&silent).await), 11);
    assert_eq!(office.book.enter(take(&other).await), 3);
}

async fn a_process_that_was_silent_and_not_missed_goes_on(home: TestDatabase) {
    let office = Office::on(home).await;
    let silent = office.process().await;
    office.book.enter(take(&silent).await);
    office.silence();
    assert_eq!(office.book.enter(take(&silent).await), 2);
    let other = office.process().await;
    assert_eq!(office.book.enter(take(&other).await), 11);
}

async fn a_number_nobody_is_sure_of_waits_for_the_register(home: TestDatabase) {
    let office = Office::on(home).await;
    let numbers = office.process().await;
    let (lost, written) = (take(&numbers).await, take(&numbers).await);
    office.book.register(&written);
    lost.unsure();
    written.unsure();
    for expected in 3..=10 {
        assert_eq!(office.book.enter(take(&numbers).await), expected);
    }
    let account = numbers.account(UNIT, 2026).await.unwrap();
    assert_eq!(account, spans(&[(1, 1, State::Held), (2, 10, State::Used)]));
    office.silence();
    assert_eq!(office.book.enter(take(&numbers).await), 1);
    assert_eq!(office.book.enter(take(&numbers).await), 11);
}

async fn a_register_that_fails_loses_no_number(home: TestDatabase) {
    let office = Office::on(home).await;
    let first = office.process().await;
    office.book.enter(take(&first).await);
    first.close().await.unwrap();
    let second = office.process().await;
    *office.book.1.lock().unwrap() = true;
    assert!(second.take(UNIT, 2026).await.is_err());
    *office.book.1.lock().unwrap() = false;
    assert_eq!(office.book.enter(take(&second).await), 11);
    office.silence();
    let third = office.process().await;
    assert_eq!(office.book.enter(take(&third).await), 2);
}

/// What may happen to one of two processes.
#[derive(Debug, Clone, Copy)]
enum Happening {
    Take,
    Register,
    Refuse,
    Unsure { written: bool },
    Close,
    Crash,
    Silence,
}

fn happening() -> impl Strategy<Value = (usize, Happening)> {
    let what = prop_oneof![
        8 => Just(Happening::Take),
        6 => Just(Happening::Register),
        3 => Just(Happening::Refuse),
        1 => any::<bool>().prop_map(|written| Happening::Unsure { written }),
        1 => Just(Happening::Close),
        1 => Just(Happening::Crash),
        1 => Just(Happening::Silence),
    ];
    (0..2_usize, what)
}

async fn whatever_happens_every_number_is_accounted_for(home: TestDatabase) {
    let office = Office::on(home).await;
    let dbs = [office.room.home.connect().await, office.room.home.connect().await];
    let runtime = tokio::runtime::Handle::current();
    let config = Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    };
    let unit = Cell::new(0);
    tokio::task::block_in_place(|| {
        let story = prop::collection::vec(happening(), 1..80);
        TestRunner::new(config).run(&story, |story| {
            unit.set(unit.get() + 1);
            runtime.block_on(play(&office, &dbs, &format!("U{}", unit.get()), story));
            Ok(())
        })
    })
    .unwrap();
}

async fn play(office: &Office, dbs: &[Database; 2], unit: &str, story: Vec<(usize, Happening)>) {
    let mut processes = [office.process_over(dbs[0].clone()), office.process_over(dbs[1].clone())];
    let mut hands: [Vec<Issued>; 2] = [Vec::new(), Vec::new()];
    for (who, what) in story {
        match what {
            Happening::Take => hands[who].push(processes[who].take(unit, 2026).await.unwrap()),
            Happening::Register => drop(hands[who].pop().map(|issued| office.book.enter(issued))),
            Happening::Refuse => drop(hands[who].pop()),
            Happening::Unsure { written } => {
                if let Some(issued) = hands[who].pop() {
                    if written {
                        office.book.register(&issued);
                    }
                    issued.unsure();
                }
            }
            Happening::Close => {
                hands[who].clear();
                processes[who].close().await.unwrap();
            }
            Happening::Crash => {
                hands[who].drain(..).for_each(std::mem::forget);
                processes[who] = office.process_over(dbs[who].clone());
            }
            Happening::Silence => {
                hands.iter_mut().for_each(Vec::clear);
                office.silence();
            }
        }
        check(&processes[0].account(unit, 2026).await.unwrap(), &office.book, unit);
    }
    hands.iter_mut().for_each(Vec::clear);
    office.silence();
    let account = processes[1].account(unit, 2026).await.unwrap();
    assert_eq!(total(&account, State::Held), 0, "{account:?}");
}

//! Numbers as they are given out.

use std::sync::Arc;

use futures::future::join_all;
use shiyu_kit::both_databases;
use shiyu_kit::number::{State, default_word};
use shiyu_kit::testkit::database::TestDatabase;

use super::{Office, UNIT, check, spans, take, total};

both_databases! {
    numbers_are_given_out_in_order_and_what_comes_back_is_next;
    a_year_and_a_unit_begin_at_one;
    sixteen_clerks_of_two_processes_never_have_the_same_number;
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

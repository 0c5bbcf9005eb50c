//! Numbers of a process that ended, died, was silent or is not sure.

use futures::future::try_join_all;
use shiyu_kit::both_databases;
use shiyu_kit::number::State;
use shiyu_kit::testkit::database::TestDatabase;

use super::{Office, UNIT, spans, take};

both_databases! {
    what_a_process_leaves_when_it_ends_is_used_first;
    what_a_dead_process_left_is_recovered_but_for_what_cases_have;
    a_process_that_was_silent_too_long_loses_its_block;
    a_process_that_was_silent_and_not_missed_goes_on;
    a_number_nobody_is_sure_of_waits_for_the_register;
    a_register_that_fails_loses_no_number;
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

//! Whatever two processes do, every number is accounted for.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use shiyu_kit::both_databases;
use shiyu_kit::database::Database;
use shiyu_kit::number::{Issued, State};
use shiyu_kit::testkit::database::TestDatabase;

use super::{Office, check, total};

both_databases! {
    whatever_happens_every_number_is_accounted_for;
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

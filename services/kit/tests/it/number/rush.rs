//! Blocks where one follows another at once.

use shiyu_kit::both_databases;
use shiyu_kit::number::{Numbers, Settings};
use shiyu_kit::testkit::database::TestDatabase;

use super::{Book, Office, SETTINGS, UNIT, take};

both_databases! {
    blocks_grow_in_a_rush_and_shrink_after_it;
}

async fn blocks_grow_in_a_rush_and_shrink_after_it(home: TestDatabase) {
    let office = Office::on(home).await;
    let db = office.room.home.connect().await;
    let settings = Settings {
        block: 2,
        most: 6,
        ..SETTINGS
    };
    let numbers = Numbers::new(db, office.room.clock.clone(), office.book.clone(), settings);
    for (number, last) in [(1, 2), (2, 2), (3, 6), (4, 6), (5, 6), (6, 6), (7, 12)] {
        assert_eq!(
            (office.book.enter(take(&numbers).await), last_taken(&numbers).await),
            (number, last)
        );
    }
    office.room.clock.advance(time::Duration::seconds(1)).unwrap();
    for (number, last) in [(8, 12), (9, 12), (10, 12), (11, 12), (12, 12), (13, 14)] {
        assert_eq!(
            (office.book.enter(take(&numbers).await), last_taken(&numbers).await),
            (number, last)
        );
    }
}

/// The end of the newest block.
async fn last_taken(numbers: &Numbers<Book>) -> i64 {
    numbers.account(UNIT, 2026).await.unwrap().last().unwrap().last
}

//! A database is the home of one service of one county.

use shiyu_kit::both_databases;
use shiyu_kit::home::{HomeError, settle};
use shiyu_kit::testkit::database::TestDatabase;

use crate::rooms::Room;

both_databases! {
    the_first_who_starts_on_a_database_keeps_it;
}

async fn the_first_who_starts_on_a_database_keeps_it(home: TestDatabase) {
    let room = Room::on(home).await;
    let db = &room.db.writer;
    let replicas = (0..4).map(|_| settle(db, "330602", "petition"));
    for settled in futures::future::join_all(replicas).await {
        settled.unwrap();
    }
    for (county, service) in [("330681", "petition"), ("330602", "grid")] {
        let Err(HomeError::Other { found, .. }) = settle(db, county, service).await else {
            panic!("{service} of {county} moved in");
        };
        assert_eq!((found.county.as_str(), found.service.as_str()), ("330602", "petition"));
    }
    settle(db, "330602", "petition").await.unwrap();
}

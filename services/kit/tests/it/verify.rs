//! Tampering with a chain is seen, and what is said of it is right.

use sea_orm::ConnectionTrait;
use shiyu_kit::both_databases;
use shiyu_kit::clock::new_id;
use shiyu_kit::journal::{Finding, verify};
use shiyu_kit::testkit::database::TestDatabase;
use uuid::Uuid;

use crate::docket::Command;
use crate::rooms::{Room, act};

both_databases! {
    a_whole_chain_has_no_findings;
    an_altered_row_is_named;
    a_removed_row_is_named;
    the_newest_row_cannot_be_removed_unseen;
    swapped_rows_are_named;
    an_unknown_case_has_no_verdict;
    a_row_that_cannot_be_read_is_named;
}

async fn four_rows(home: TestDatabase) -> (Room, Uuid) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let case = new_id();
    ledger
        .execute(
            act(case),
            Command::Open {
                title: "噪声扰民".to_owned(),
            },
        )
        .await
        .unwrap();
    for text in ["一", "二", "三"] {
        ledger.execute(act(case), Command::Note { text: text.to_owned() }).await.unwrap();
    }
    (room, case)
}

async fn after(home: TestDatabase, tampering: &[&str]) -> Vec<Finding> {
    let (room, case) = four_rows(home).await;
    for sql in tampering {
        room.db.writer.execute_unprepared(sql).await.unwrap();
    }
    verify(&room.db.writer, case).await.unwrap().unwrap().findings
}

async fn a_whole_chain_has_no_findings(home: TestDatabase) {
    assert_eq!(after(home, &[]).await, []);
}

async fn an_altered_row_is_named(home: TestDatabase) {
    let found = after(home, &["UPDATE journal SET detail = '{}' WHERE version = 2"]).await;
    assert_eq!(found, [Finding::Altered { version: 2 }]);
}

async fn a_removed_row_is_named(home: TestDatabase) {
    assert_eq!(
        after(home, &["DELETE FROM journal WHERE version = 3"]).await,
        [Finding::Removed { version: 3 }]
    );
}

async fn the_newest_row_cannot_be_removed_unseen(home: TestDatabase) {
    assert_eq!(
        after(home, &["DELETE FROM journal WHERE version = 4"]).await,
        [Finding::Removed { version: 4 }]
    );
}

async fn swapped_rows_are_named(home: TestDatabase) {
    let swap = [
        "UPDATE journal SET version = 99 WHERE version = 2",
        "UPDATE journal SET version = 2 WHERE version = 3",
        "UPDATE journal SET version = 3 WHERE version = 99",
    ];
    let found = after(home, &swap).await;
    assert!(found.contains(&Finding::Reordered { version: 2, from: 3 }), "{found:?}");
    assert!(found.contains(&Finding::Reordered { version: 3, from: 2 }), "{found:?}");
    assert!(!found.iter().any(|finding| matches!(finding, Finding::Altered { .. })), "{found:?}");
}

async fn an_unknown_case_has_no_verdict(home: TestDatabase) {
    let (room, _) = four_rows(home).await;
    assert_eq!(verify(&room.db.writer, new_id()).await.unwrap(), None);
}

/// SQLite keeps anything anywhere; PostgreSQL keeps its columns' kinds, but years that nobody counts too.
async fn a_row_that_cannot_be_read_is_named(home: TestDatabase) {
    let (room, case) = four_rows(home).await;
    let later = if room.db.is_shared() { "'20000-01-01'" } else { "'some day'" };
    for version in [2, 4] {
        let sql = format!("UPDATE journal SET at = {later} WHERE version = {version}");
        room.db.writer.execute_unprepared(&sql).await.unwrap();
    }
    let verdict = verify(&room.db.writer, case).await.unwrap().unwrap();
    assert_eq!(
        (verdict.rows, verdict.findings),
        (4, vec![Finding::Altered { version: 2 }, Finding::Altered { version: 4 }])
    );
}

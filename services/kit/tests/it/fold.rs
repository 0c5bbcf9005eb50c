//! A case's row that is not what its journal leads to is seen, though the chain is whole.

use sea_orm::ConnectionTrait;
use shiyu_kit::both_databases;
use shiyu_kit::clock::new_id;
use shiyu_kit::journal::verify;
use shiyu_kit::operations::fold;
use shiyu_kit::testkit::database::TestDatabase;

use crate::docket::{Command, Docket};
use crate::rooms::{Room, act};

both_databases! {
    a_row_is_the_fold_of_its_journal;
    an_altered_row_is_seen_whichever_column_it_is;
    a_row_that_is_gone_or_cannot_be_read_is_seen;
    what_the_clock_loop_marks_and_how_a_document_is_spelled_is_no_alteration;
    what_has_no_row_differs_from_none;
}

/// What is found about a docket of two rows after these statements.
async fn after(home: TestDatabase, tampering: &[&str]) -> Option<i64> {
    let room = Room::on(home).await;
    let (ledger, case) = (room.ledger(), new_id());
    let title = "噪声扰民".to_owned();
    ledger.execute(act(case), Command::Open { title }).await.unwrap();
    let note = Command::Note { text: "一".to_owned() };
    ledger.execute(act(case), note).await.unwrap();
    for sql in tampering {
        assert_eq!(room.db.writer.execute_unprepared(sql).await.unwrap().rows_affected(), 1, "{sql}");
    }
    let chain = verify(&room.db.writer, case).await.unwrap().unwrap();
    assert_eq!(chain.findings, [], "the chain itself is whole");
    fold::<Docket>(room.db.clone())(case).await.unwrap()
}

async fn a_row_is_the_fold_of_its_journal(home: TestDatabase) {
    assert_eq!(after(home, &[]).await, None);
}

async fn an_altered_row_is_seen_whichever_column_it_is(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    for sets in [
        "title = 'quiet'",
        "notes = '[]'",
        "version = 1",
        "due_at = NULL",
        "legal_due_at = NULL",
        "calendar = 0",
        "closed_at = '2020-01-01 00:00:00+00:00'",
    ] {
        let case = new_id();
        let title = "噪声扰民".to_owned();
        ledger.execute(act(case), Command::Open { title }).await.unwrap();
        let note = Command::Note { text: "一".to_owned() };
        ledger.execute(act(case), note).await.unwrap();
        let id = if room.db.is_shared() {
            format!("'{case}'")
        } else {
            format!("x'{}'", case.simple())
        };
        let sql = format!("UPDATE docket SET {sets} WHERE id = {id}");
        assert_eq!(room.db.writer.execute_unprepared(&sql).await.unwrap().rows_affected(), 1);
        assert_eq!(fold::<Docket>(room.db.clone())(case).await.unwrap(), Some(2), "{sets}");
    }
}

async fn a_row_that_is_gone_or_cannot_be_read_is_seen(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    for sql in ["UPDATE docket SET notes = '{'", "DELETE FROM docket"] {
        let case = new_id();
        let title = "噪声扰民".to_owned();
        ledger.execute(act(case), Command::Open { title }).await.unwrap();
        room.db.writer.execute_unprepared(sql).await.unwrap();
        assert_eq!(fold::<Docket>(room.db.clone())(case).await.unwrap(), Some(1), "{sql}");
    }
}

async fn what_the_clock_loop_marks_and_how_a_document_is_spelled_is_no_alteration(home: TestDatabase) {
    let harmless = [
        "UPDATE docket SET claimed_until = '2030-01-01 00:00:00+00:00'",
        "UPDATE docket SET notes = '[ \"一\" ]'",
    ];
    assert_eq!(after(home, &harmless).await, None);
}

async fn what_has_no_row_differs_from_none(home: TestDatabase) {
    let room = Room::on(home).await;
    assert_eq!(fold::<Docket>(room.db.clone())(new_id()).await.unwrap(), None);
}

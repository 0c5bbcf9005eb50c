//! What was said in a case goes when its time is over, from the journal and the row; the chain goes on to verify, and what is altered is
//! found all the same.

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use shiyu_kit::both_databases;
use shiyu_kit::clock::new_id;
use shiyu_kit::journal::{self, Column, Finding, Model, chain, head, verify};
use shiyu_kit::operations::fold;
use shiyu_kit::retention::{self, GONE, Kept, Sweep, Which, destroy};
use shiyu_kit::testkit::database::TestDatabase;
use uuid::Uuid;

use crate::docket::{self, Command, Docket};
use crate::rooms::{Room, act};

both_databases! {
    words_go_with_the_identities_and_the_chain_stays;
    a_case_of_nobody_loses_its_words_too;
    what_is_written_after_its_time_goes_as_well;
    an_older_build_sealed_it_and_destroyed_the_identities_alone;
    of_a_case_that_is_kept_nothing_may_be_left_out;
    what_is_altered_in_what_is_left_is_found;
    a_journal_that_cannot_be_followed_keeps_no_identity;
}

/// What nobody may read any more.
const SAID: [&str; 3] = ["欠薪三万", "张三来电", "13800000000"];

async fn done(room: &Room, case: Uuid, command: Command) {
    room.ledger().execute(act(case), command).await.unwrap();
}

fn note(text: &str) -> Command {
    Command::Note { text: text.to_owned() }
}

fn enclosed(unit: &str, party: Option<Uuid>) -> Command {
    Command::Enclose {
        party,
        unit: unit.to_owned(),
    }
}

/// An open docket with words in each of its rows.
async fn said(room: &Room, party: Option<Uuid>) -> Uuid {
    let case = new_id();
    let title = SAID[0].to_owned();
    done(room, case, Command::Open { title }).await;
    done(room, case, note(SAID[1])).await;
    done(room, case, note(SAID[2])).await;
    done(room, case, enclosed("330602001", party)).await;
    case
}

/// The same, and it was closed in 1970.
async fn over(room: &Room, party: Option<Uuid>) -> Uuid {
    let case = said(room, party).await;
    let at = room.ledger().get(case).await.unwrap().unwrap().case.closes_at.unwrap();
    done(room, case, Command::Tick { at }).await;
    case
}

fn sweep(room: &Room) -> Sweep<Docket> {
    Sweep::new(room.db.writer.clone(), room.clock.clone(), Kept::years(10, 10))
}

async fn rows(room: &Room, case: Uuid) -> Vec<Model> {
    journal::timeline(&room.db.writer, case).await.unwrap()
}

async fn row(room: &Room, case: Uuid) -> docket::Model {
    let row = docket::Entity::find_by_id(case).one(&room.db.writer).await;
    row.unwrap().unwrap()
}

async fn record(room: &Room, case: Uuid) -> Option<retention::Model> {
    retention::Entity::find_by_id(case).one(&room.db.writer).await.unwrap()
}

async fn findings(room: &Room, case: Uuid) -> Vec<Finding> {
    verify(&room.db.writer, case).await.unwrap().unwrap().findings
}

/// Writes over columns of a row of the journal.
pub(crate) async fn alter(room: &Room, row: &Model, columns: impl IntoIterator<Item = (Column, SimpleExpr)>) {
    let mut update = journal::Entity::update_many().filter(Column::Position.eq(row.position));
    for (column, value) in columns {
        update = update.col_expr(column, value);
    }
    assert_eq!(update.exec(&room.db.writer).await.unwrap().rows_affected, 1);
}

async fn are_gone(room: &Room, case: Uuid) {
    let texts = format!("{:?} {:?}", rows(room, case).await, row(room, case).await);
    for said in SAID {
        assert!(!texts.contains(said), "{said}");
    }
    assert_eq!(findings(room, case).await, []);
    assert_eq!(
        fold::<Docket>(room.db.clone())(case).await.unwrap(),
        None,
        "the row is what the journal leads to"
    );
}

async fn words_go_with_the_identities_and_the_chain_stays(home: TestDatabase) {
    let room = Room::on(home).await;
    let (case, open) = (over(&room, Some(new_id())).await, said(&room, Some(new_id())).await);
    let (before, untouched) = (rows(&room, case).await, rows(&room, open).await);
    assert_eq!(sweep(&room).round().await.unwrap(), 1);
    assert_eq!(sweep(&room).round().await.unwrap(), 0, "once");
    are_gone(&room, case).await;
    let left = row(&room, case).await;
    assert_eq!((left.title.as_str(), left.version, left.rung), (GONE, 5, 1));
    let proof = record(&room, case).await.unwrap();
    assert_eq!((proof.parties, proof.words_upto), (1, Some(5)));
    assert!(proof.words_at.is_some());
    for (before, after) in before.into_iter().zip(rows(&room, case).await) {
        let same = Model {
            detail: before.detail.clone(),
            digest: before.digest.clone(),
            ..after
        };
        assert_eq!(same, before, "only the words went");
    }
    assert_eq!(rows(&room, open).await, untouched);
}

async fn a_case_of_nobody_loses_its_words_too(home: TestDatabase) {
    let room = Room::on(home).await;
    let case = over(&room, None).await;
    assert_eq!(sweep(&room).round().await.unwrap(), 1);
    are_gone(&room, case).await;
    assert_eq!(record(&room, case).await.unwrap().parties, 0);
}

async fn what_is_written_after_its_time_goes_as_well(home: TestDatabase) {
    let room = Room::on(home).await;
    let case = over(&room, None).await;
    assert_eq!(sweep(&room).round().await.unwrap(), 1);
    done(&room, case, enclosed(SAID[1], None)).await;
    assert_eq!(findings(&room, case).await, []);
    assert_eq!(sweep(&room).round().await.unwrap(), 1);
    are_gone(&room, case).await;
    assert_eq!(record(&room, case).await.unwrap().words_upto, Some(6));
    assert_eq!(sweep(&room).round().await.unwrap(), 0);
}

/// Seals the rows of a case as builds did that knew no digest.
async fn sealed_before(room: &Room, case: Uuid) {
    let mut previous = chain::genesis();
    for row in rows(room, case).await {
        let row = Model { digest: None, ..row };
        let hash = chain::seal(&previous, &row);
        let none = Expr::value(Option::<Vec<u8>>::None);
        alter(room, &row, [(Column::Hash, Expr::value(hash.clone())), (Column::Digest, none)]).await;
        previous = hash;
    }
    let end = head::Entity::update_many()
        .col_expr(head::Column::Hash, Expr::value(previous))
        .filter(head::Column::CaseId.eq(case));
    assert_eq!(end.exec(&room.db.writer).await.unwrap().rows_affected, 1);
}

async fn an_older_build_sealed_it_and_destroyed_the_identities_alone(home: TestDatabase) {
    let room = Room::on(home).await;
    let case = over(&room, Some(new_id())).await;
    sealed_before(&room, case).await;
    assert_eq!(findings(&room, case).await, []);
    let ended = row(&room, case).await.closed_at.unwrap();
    let now = room.clock.now();
    destroy(&room.db.writer, (case, ended), Which::All, now).await.unwrap();
    assert_eq!(record(&room, case).await.unwrap().words_upto, None);
    assert_eq!(sweep(&room).round().await.unwrap(), 1, "it is caught up");
    are_gone(&room, case).await;
    assert_eq!(record(&room, case).await.unwrap().parties, 1);
    let second = rows(&room, case).await.swap_remove(1);
    alter(&room, &second, [(Column::Detail, Expr::value(r#"{"Noted":{"text":"偷税"}}"#))]).await;
    assert_eq!(findings(&room, case).await, [Finding::Altered { version: 2 }]);
}

async fn of_a_case_that_is_kept_nothing_may_be_left_out(home: TestDatabase) {
    let room = Room::on(home).await;
    let case = said(&room, Some(new_id())).await;
    let second = rows(&room, case).await.swap_remove(1);
    let lie = format!(r#"{{"Noted":{{"text":"{GONE}"}}}}"#);
    let sealed = second.digest.clone().unwrap();
    let forged = [
        second.digest.clone(),
        Some(chain::digest(&lie)),
        Some([sealed, chain::digest(&lie)].concat()),
        Some([vec![0; 32], chain::digest(&lie)].concat()),
        Some(vec![7]),
        None,
    ];
    for digest in forged {
        let detail = Expr::value(lie.clone());
        alter(
            &room,
            &second,
            [(Column::Detail, detail), (Column::Digest, Expr::value(digest.clone()))],
        )
        .await;
        assert_eq!(findings(&room, case).await, [Finding::Altered { version: 2 }], "{digest:?}");
    }
    // Nor where identities went before the case had ended.
    let record = retention::ActiveModel {
        case_id: Set(case),
        closed_at: Set(room.clock.now()),
        at: Set(room.clock.now()),
        parties: Set(1),
        words_at: Set(None),
        words_upto: Set(None),
        files_at: Set(None),
    };
    retention::Entity::insert(record)
        .exec_without_returning(&room.db.writer)
        .await
        .unwrap();
    let digest = [second.digest.clone().unwrap(), chain::digest(&lie)].concat();
    alter(&room, &second, [(Column::Digest, Expr::value(digest))]).await;
    assert_eq!(findings(&room, case).await, [Finding::Altered { version: 2 }]);
}

async fn what_is_altered_in_what_is_left_is_found(home: TestDatabase) {
    let room = Room::on(home).await;
    let case = over(&room, None).await;
    assert_eq!(sweep(&room).round().await.unwrap(), 1);
    let second = rows(&room, case).await.swap_remove(1);
    let altered = [
        (Column::Kind, Expr::value("docket.rang")),
        (Column::Actor, Expr::value(r#"{"kind":"clock"}"#)),
        (Column::Fact, Expr::value(vec![9_u8])),
        (Column::Detail, Expr::value(r#"{"Noted":{"text":"偷税"}}"#)),
        (Column::Digest, Expr::value(Option::<Vec<u8>>::None)),
    ];
    for (column, value) in altered {
        alter(&room, &second, [(column, value)]).await;
        assert_eq!(findings(&room, case).await, [Finding::Altered { version: 2 }], "{column:?}");
        let whole = [
            (Column::Kind, Expr::value(second.kind.clone())),
            (Column::Actor, Expr::value(second.actor.clone())),
            (Column::Fact, Expr::value(second.fact.clone())),
            (Column::Detail, Expr::value(second.detail.clone())),
            (Column::Digest, Expr::value(second.digest.clone())),
        ];
        alter(&room, &second, whole).await;
        assert_eq!(findings(&room, case).await, []);
    }
    let gone = retention::Entity::delete_by_id(case).exec(&room.db.writer).await.unwrap();
    assert_eq!(gone.rows_affected, 1);
    let all = [1, 2, 3, 4].map(|version| Finding::Altered { version });
    assert_eq!(findings(&room, case).await, all, "nothing says that its words may be gone");
}

async fn a_journal_that_cannot_be_followed_keeps_no_identity(home: TestDatabase) {
    let room = Room::on(home).await;
    let (spoilt, whole) = (over(&room, Some(new_id())).await, over(&room, Some(new_id())).await);
    let second = rows(&room, spoilt).await.swap_remove(1);
    alter(&room, &second, [(Column::Detail, Expr::value(r#"{"Sung":{}}"#))]).await;
    assert_eq!(sweep(&room).round().await.unwrap(), 2);
    let proof = record(&room, spoilt).await.unwrap();
    assert_eq!((proof.parties, proof.words_upto), (1, None));
    assert_eq!(findings(&room, spoilt).await, [Finding::Altered { version: 2 }]);
    are_gone(&room, whole).await;
}

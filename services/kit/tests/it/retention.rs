//! Identities are destroyed when their time is over, and not before; the chain of their case stays whole.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use shiyu_kit::clock::new_id;
use shiyu_kit::retention::{self, Kept, Sweep, Which, destroy};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{both_databases, journal, party};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::docket::{Command, Docket};
use crate::rooms::{Room, act};
use crate::words::alter;

both_databases! {
    identities_go_when_their_time_is_over_and_the_chain_stays;
    what_is_major_is_kept_longer_and_keeps_nobody_else;
    one_goes_before_the_others_and_each_is_counted_once;
    what_is_kept_longer_is_put_aside_until_its_own_time_is_over;
}

const KEPT: Duration = Duration::days(3_653);

async fn opened(room: &Room) -> Uuid {
    titled(room, "欠薪").await
}

async fn titled(room: &Room, title: &str) -> Uuid {
    let (ledger, case) = (room.ledger(), new_id());
    let title = title.to_owned();
    ledger.execute(act(case), Command::Open { title }).await.unwrap();
    let enclosed = Command::Enclose {
        party: Some(new_id()),
        unit: "330602001".to_owned(),
    };
    ledger.execute(act(case), enclosed).await.unwrap();
    case
}

async fn closed(room: &Room, case: Uuid, at: OffsetDateTime) {
    let update = Query::update()
        .table(Alias::new("docket"))
        .value(Alias::new("closed_at"), at)
        .and_where(Expr::col(Alias::new("id")).eq(case))
        .to_owned();
    room.db.writer.execute(&update).await.unwrap();
}

async fn known(room: &Room, case: Uuid) -> usize {
    let of = party::row::Entity::find().filter(party::row::Column::CaseId.eq(case));
    of.all(&room.db.reader).await.unwrap().len()
}

async fn identities_go_when_their_time_is_over_and_the_chain_stays(home: TestDatabase) {
    let room = Room::on(home).await;
    let (over, young, open) = (opened(&room).await, opened(&room).await, opened(&room).await);
    let now = room.clock.now();
    closed(&room, over, now - KEPT - Duration::DAY).await;
    closed(&room, young, now - KEPT + Duration::DAY).await;
    let sweep = Sweep::<Docket>::new(room.db.writer.clone(), room.clock.clone(), Kept::years(10, 10));
    assert_eq!(sweep.round().await.unwrap(), 1);
    assert_eq!(sweep.round().await.unwrap(), 0, "once");
    assert_eq!(
        (known(&room, over).await, known(&room, young).await, known(&room, open).await),
        (0, 1, 1)
    );
    let proof = retention::Entity::find().all(&room.db.reader).await.unwrap();
    assert_eq!(proof.iter().map(|row| (row.case_id, row.parties)).collect::<Vec<_>>(), [(over, 1)]);
    let verdict = journal::verify(&room.db.reader, over).await.unwrap().unwrap();
    assert_eq!((verdict.rows, verdict.findings), (2, Vec::new()));
    room.clock.advance(Duration::days(2)).unwrap();
    assert_eq!(sweep.round().await.unwrap(), 1);
    assert_eq!((known(&room, young).await, known(&room, open).await), (0, 1));
}

async fn what_is_major_is_kept_longer_and_keeps_nobody_else(home: TestDatabase) {
    let room = Room::on(home).await;
    let (major, usual) = (titled(&room, "重大欠薪").await, opened(&room).await);
    let now = room.clock.now();
    closed(&room, major, now - KEPT - Duration::days(9)).await;
    closed(&room, usual, now - KEPT - Duration::DAY).await;
    let sweep = Sweep::<Docket>::new(room.db.writer.clone(), room.clock.clone(), Kept::years(10, 30));
    assert_eq!(sweep.round().await.unwrap(), 1, "though what is major ended before it");
    assert_eq!((known(&room, major).await, known(&room, usual).await), (1, 0));
    let later = Sweep::<Docket>::new(room.db.writer.clone(), room.clock.clone(), Kept::years(10, 10));
    assert_eq!(later.round().await.unwrap(), 1, "a deployment that keeps it no longer");
    assert_eq!(known(&room, major).await, 0);
}

async fn one_goes_before_the_others_and_each_is_counted_once(home: TestDatabase) {
    let room = Room::on(home).await;
    let case = opened(&room).await;
    let sooner = new_id();
    let enclosed = Command::Enclose {
        party: Some(sooner),
        unit: "330602001".to_owned(),
    };
    room.ledger().execute(act(case), enclosed).await.unwrap();
    let (db, now) = (&room.db.writer, room.clock.now());
    let sooner = [sooner, new_id()];
    let goes = async |which| destroy(db, (case, now), which, now).await.unwrap();
    assert_eq!(goes(Which::These(&sooner)).await, 1, "nobody of another id");
    assert_eq!(goes(Which::These(&sooner)).await, 0, "once");
    assert_eq!(known(&room, case).await, 1);
    assert_eq!(goes(Which::All).await, 1);
    let proof = retention::Entity::find().all(&room.db.reader).await.unwrap();
    assert_eq!(proof.iter().map(|row| (row.case_id, row.parties)).collect::<Vec<_>>(), [(case, 2)]);
}

/// How many cases are put aside.
async fn aside(room: &Room) -> usize {
    retention::longer::Entity::find().all(&room.db.reader).await.unwrap().len()
}

async fn what_is_kept_longer_is_put_aside_until_its_own_time_is_over(home: TestDatabase) {
    let room = Room::on(home).await;
    let (major, again) = (titled(&room, "重大欠薪").await, titled(&room, "重大纠纷").await);
    let now = room.clock.now();
    for case in [major, again] {
        closed(&room, case, now - KEPT - Duration::DAY).await;
    }
    let sweep = Sweep::<Docket>::new(room.db.writer.clone(), room.clock.clone(), Kept::years(10, 30));
    assert_eq!(sweep.round().await.unwrap(), 0);
    assert_eq!((aside(&room).await, known(&room, major).await), (2, 1));
    closed(&room, again, now).await;
    room.clock.advance(Kept::years(10, 30).major - KEPT).unwrap();
    assert_eq!(sweep.round().await.unwrap(), 1, "the other was opened again, and ended later");
    assert_eq!((known(&room, major).await, known(&room, again).await), (0, 1));
    assert_eq!(aside(&room).await, 1, "it is put aside anew");
    assert_eq!(sweep.round().await.unwrap(), 0);
}

/// Refuses to let identities go to whoever does not hold the end of a case's chain.
const HELD: &str = "CREATE FUNCTION held() RETURNS trigger AS $held$ BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_locks
        WHERE pid = pg_backend_pid() AND relation = 'journal_head'::regclass AND mode = 'RowShareLock' AND granted
    ) THEN
        RAISE EXCEPTION 'nobody holds the case';
    END IF;
    RETURN OLD;
END $held$ LANGUAGE plpgsql;
CREATE TRIGGER held BEFORE DELETE ON party FOR EACH ROW EXECUTE FUNCTION held();";

/// SQLite has one writer. On PostgreSQL somebody else could open the case again meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_is_held_while_it_is_destroyed_whether_its_words_can_be_told_apart_or_not() {
    let Some(home) = TestDatabase::postgres().await else { return };
    let room = Room::on(home).await;
    let (whole, spoilt, open) = (opened(&room).await, opened(&room).await, opened(&room).await);
    let (db, now) = (&room.db.writer, room.clock.now());
    for case in [whole, spoilt] {
        closed(&room, case, now - KEPT - Duration::DAY).await;
    }
    let first = journal::timeline(db, spoilt).await.unwrap().swap_remove(0);
    alter(&room, &first, [(journal::Column::Detail, Expr::value(r#"{"Sung":{}}"#))]).await;
    db.execute_unprepared(HELD).await.unwrap();
    assert!(
        destroy(db, (open, now), Which::All, now).await.is_err(),
        "who holds nothing is refused"
    );
    let sweep = Sweep::<Docket>::new(db.clone(), room.clock.clone(), Kept::years(10, 10));
    assert_eq!(sweep.round().await.unwrap(), 2);
    assert_eq!(
        (known(&room, whole).await, known(&room, spoilt).await, known(&room, open).await),
        (0, 0, 1)
    );
}

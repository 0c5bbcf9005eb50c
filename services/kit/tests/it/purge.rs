//! Acts on cases that ended long ago are forgotten, once, and nothing else is; how far behind that is, is told.

use std::time::Duration as Span;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Fault;
use shiyu_kit::inbox::{self, Purge, Round, cursor};
use shiyu_kit::telemetry::INBOX_OVERDUE;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use shiyu_kit::{both_databases, journal};
use time::{Duration, OffsetDateTime};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::desk::origin;
use crate::docket::{Command, Docket, No};
use crate::rooms::{Room, act};
use crate::telemetry::{level, watched};

both_databases! {
    acts_on_cases_that_ended_long_ago_are_forgotten_and_the_journal_stays;
    cases_that_ended_together_are_all_come_to_by_two_replicas;
    how_far_behind_it_is_is_told;
}

const KEPT: Duration = Duration::days(400);

/// A docket with two acts done on it.
async fn opened(room: &Room) -> Uuid {
    let (ledger, case) = (room.ledger(), new_id());
    ledger.execute(act(case), open()).await.unwrap();
    let text = "来信".to_owned();
    ledger.execute(act(case), Command::Note { text }).await.unwrap();
    case
}

fn open() -> Command {
    Command::Open {
        title: "欠薪".to_owned()
    }
}

async fn closed(room: &Room, case: Uuid, at: OffsetDateTime) {
    let update = Query::update()
        .table(Alias::new("docket"))
        .value(Alias::new("closed_at"), at)
        .and_where(Expr::col(Alias::new("id")).eq(case))
        .to_owned();
    room.db.writer.execute(&update).await.unwrap();
}

fn purge(room: &Room) -> Purge<Docket> {
    Purge::new(room.db.writer.clone(), room.clock.clone(), KEPT)
}

async fn known(room: &Room, case: Uuid) -> u64 {
    let of = inbox::Entity::find().filter(inbox::Column::CaseId.eq(case));
    of.count(&room.db.reader).await.unwrap()
}

async fn acts_on_cases_that_ended_long_ago_are_forgotten_and_the_journal_stays(home: TestDatabase) {
    let room = Room::on(home).await;
    let (over, young, current) = (opened(&room).await, opened(&room).await, opened(&room).await);
    let (ledger, again, fresh) = (room.ledger(), act(over), act(young));
    for note in [&again, &fresh] {
        let text = "补充".to_owned();
        ledger.execute(note.clone(), Command::Note { text }).await.unwrap();
    }
    let now = room.clock.now();
    closed(&room, over, now - KEPT - Duration::DAY).await;
    closed(&room, young, now - KEPT + Duration::DAY).await;
    let done = Round {
        cases: 1,
        acts: 3,
        behind: Duration::ZERO,
    };
    assert_eq!(purge(&room).round().await.unwrap(), done);
    assert_eq!(purge(&room).round().await.unwrap(), Round::default(), "once");
    assert_eq!(
        (known(&room, over).await, known(&room, young).await, known(&room, current).await),
        (0, 3, 2)
    );
    let verdict = journal::verify(&room.db.reader, over).await.unwrap().unwrap();
    assert_eq!((verdict.rows, verdict.findings), (3, Vec::new()));
    // What is remembered is answered; what is not, the case answers.
    let text = "补充".to_owned();
    assert!(ledger.execute(fresh, Command::Note { text }).await.unwrap().repeated);
    let refused = ledger.execute(again, open()).await;
    assert!(matches!(refused, Err(Fault::Refused(No::AlreadyOpen))), "{refused:?}");
    room.clock.advance(Duration::days(2)).unwrap();
    assert_eq!(purge(&room).round().await.unwrap().acts, 3);
    assert_eq!((known(&room, young).await, known(&room, current).await), (0, 2));
}

async fn cases_that_ended_together_are_all_come_to_by_two_replicas(home: TestDatabase) {
    let room = Room::on(home).await;
    let at = room.clock.now() - KEPT - Duration::DAY;
    for _ in 0..5 {
        let case = opened(&room).await;
        closed(&room, case, at).await;
    }
    let (one, other) = (purge(&room).in_batches_of(2), purge(&room).in_batches_of(2));
    let (first, second) = tokio::join!(one.round(), other.round());
    let (first, second) = (first.unwrap(), second.unwrap());
    let mut acts = first.acts + second.acts;
    assert!(
        acts >= 4 && (first.behind.is_positive() || second.behind.is_positive()),
        "{first:?} {second:?}"
    );
    for _ in 0..3 {
        acts += one.round().await.unwrap().acts;
    }
    assert_eq!((acts, inbox::Entity::find().count(&room.db.reader).await.unwrap()), (10, 0));
    let marks = cursor::Entity::find().all(&room.db.reader).await.unwrap();
    assert_eq!(
        marks.iter().map(|mark| (mark.cases.as_str(), mark.acts)).collect::<Vec<_>>(),
        [("docket", 10)]
    );
}

async fn how_far_behind_it_is_is_told(home: TestDatabase) {
    let (collector, telemetry) = watched();
    let room = Room::on(home).await;
    for days in [3, 2] {
        let case = opened(&room).await;
        closed(&room, case, room.clock.now() - KEPT - Duration::days(days)).await;
    }
    let behind = purge(&room).in_batches_of(1).round().await.unwrap().behind;
    assert!(behind >= Duration::days(3) && behind < Duration::days(4), "{behind}");
    let stop = CancellationToken::new();
    let running = tokio::spawn(purge(&room).told(&origin()).run(stop.clone()));
    let caught_up = || async {
        telemetry.flush().await;
        let received = collector.so_far().metrics;
        let told = received.iter().rev().find(|(_, metric)| metric.name == INBOX_OVERDUE.name);
        told.is_some_and(|(_, metric)| level(metric) <= 0.0)
    };
    eventually(Span::from_secs(30), caught_up).await;
    assert_eq!(inbox::Entity::find().count(&room.db.reader).await.unwrap(), 0);
    stop.cancel();
    running.await.unwrap();
}

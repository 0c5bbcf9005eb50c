//! A register beside the cases: an order is carried out once, answered as the first time, and put on the journal.

mod hall;

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use sea_orm::entity::prelude::*;
use shiyu_kit::case::Actor;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::{Fault, reason};
use shiyu_kit::register::{Books, Effect, Wanted};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{both_databases, journal};
use time::OffsetDateTime;

use self::hall::{ActiveModel, Answer, Boards, Entity, Hall, Indecent, Order, replayed, wanted};
use crate::rooms::clerk;

both_databases! {
    a_repeated_order_is_answered_as_the_first_time;
    an_id_is_used_for_one_order_of_one_person;
    a_fact_is_taken_in_once_though_another_order_is_read_in_it;
    one_order_given_at_once_is_carried_out_once;
    orders_about_one_thing_go_one_after_the_other;
    a_refused_order_leaves_nothing;
    what_became_of_several_things_is_on_the_chain_of_each;
    who_loses_every_race_is_asked_to_come_again;
}

async fn a_repeated_order_is_answered_as_the_first_time(home: TestDatabase) {
    let hall = Hall::open(home).await;
    let board = new_id();
    let first = wanted(board, "open");
    let answer = hall.give(&first).await.unwrap();
    assert_eq!((replayed(&answer), answer.into_inner().as_str()), (false, "open"));
    hall.give(&wanted(board, "closed")).await.unwrap();
    let again = hall.give(&first).await.unwrap();
    assert_eq!((replayed(&again), again.into_inner().as_str()), (true, "open"));
    assert_eq!(hall.boards().await, ["closed"]);
    assert_eq!(hall.traces().await, [2, 2, 2]);
}

async fn an_id_is_used_for_one_order_of_one_person(home: TestDatabase) {
    let hall = Hall::open(home).await;
    let first = wanted(new_id(), "open");
    hall.give(&first).await.unwrap();
    let other = Wanted {
        id: first.id,
        ..wanted(new_id(), "open")
    };
    assert_eq!(reason(&hall.give(&other).await.unwrap_err()).as_deref(), Some("REQUEST_ID_REUSED"));
    let somebody = Actor::Service { name: "grid".to_owned() };
    let theirs: Answer = hall.desk.perform(&Boards, &somebody, first).await;
    assert_eq!(reason(&theirs.unwrap_err()).as_deref(), Some("REQUEST_ID_REUSED"));
    assert_eq!(hall.boards().await, ["open"]);
    assert_eq!(hall.traces().await, [1, 1, 1]);
}

async fn a_fact_is_taken_in_once_though_another_order_is_read_in_it(home: TestDatabase) {
    let hall = Hall::open(home).await;
    let first = wanted(new_id(), "open");
    hall.desk.take_in(&Boards, &clerk(), first.clone()).await.unwrap();
    let otherwise = Wanted {
        id: first.id,
        ..wanted(new_id(), "closed")
    };
    for again in [first, otherwise] {
        hall.desk.take_in(&Boards, &clerk(), again).await.unwrap();
    }
    assert_eq!(hall.boards().await, ["open"]);
    assert_eq!(hall.traces().await, [1, 1, 1]);
}

async fn one_order_given_at_once_is_carried_out_once(home: TestDatabase) {
    let hall = Hall::open(home).await;
    let replica = Hall::desk(&hall.room, hall.room.home.connect().await);
    let (by, order) = (clerk(), wanted(new_id(), "open"));
    let asked = (0..8).map(|asker| {
        let desk = if asker % 2 == 0 { &hall.desk } else { &replica };
        desk.perform::<_, String>(&Boards, &by, order.clone())
    });
    let answers: Vec<_> = futures::future::join_all(asked).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().filter(|answer| !replayed(answer)).count(), 1);
    assert!(answers.into_iter().all(|answer| answer.into_inner() == "open"));
    assert_eq!(hall.traces().await, [1, 1, 1]);
}

async fn orders_about_one_thing_go_one_after_the_other(home: TestDatabase) {
    let hall = Hall::open(home).await;
    let board = new_id();
    let orders: Vec<_> = (0..6).map(|number| wanted(board, &format!("notice {number}"))).collect();
    for answer in futures::future::join_all(orders.iter().map(|order| hall.give(order))).await {
        assert!(!replayed(&answer.unwrap()));
    }
    let versions: Vec<i64> = hall.told(board).await.into_iter().map(|(version, ..)| version).collect();
    assert_eq!(versions, [1, 2, 3, 4, 5, 6]);
    assert_eq!(hall.boards().await.len(), 1);
}

async fn a_refused_order_leaves_nothing(home: TestDatabase) {
    let hall = Hall::open(home).await;
    let refused = wanted(new_id(), "");
    for _ in 0..2 {
        let status = hall.give(&refused).await.unwrap_err();
        assert_eq!(
            (status.code(), reason(&status).as_deref()),
            (tonic::Code::PermissionDenied, Some("INDECENT"))
        );
    }
    assert_eq!(hall.boards().await, Vec::<String>::new());
    assert_eq!(hall.traces().await, [0, 0, 0]);
    let mended = Wanted {
        id: refused.id,
        ..wanted(new_id(), "open")
    };
    assert!(!replayed(&hall.give(&mended).await.unwrap()));
}

async fn what_became_of_several_things_is_on_the_chain_of_each(home: TestDatabase) {
    let hall = Hall::open(home).await;
    let (from, to) = (new_id(), new_id());
    hall.give(&wanted(from, "open")).await.unwrap();
    let text = "open".to_owned();
    let order = Order::Move { from, to, text };
    let answer = hall.give(&Wanted { id: new_id(), order }).await.unwrap();
    assert_eq!(answer.into_inner(), "open");
    assert_eq!(hall.boards().await, ["", "open"]);
    let fact = prost::Message::encode_to_vec(&"open".to_owned());
    let row = |version, kind: &str, fact: Option<&[u8]>| (version, kind.to_owned(), fact.map(<[u8]>::to_vec));
    assert_eq!(hall.told(to).await, [row(1, "board.written", Some(fact.as_slice()))]);
    let on_the_other = [
        row(1, "board.written", None),
        row(2, "board.wiped", Some([].as_slice())),
        row(3, "board.dried", None),
    ];
    assert_eq!(hall.told(from).await, on_the_other);
    for board in [from, to] {
        let verdict = journal::verify(&hall.room.db.writer, hall.desk.chain(board))
            .await
            .unwrap()
            .unwrap();
        assert!(verdict.findings.is_empty(), "{verdict:?}");
    }
}

/// Books whose every row is there already.
struct Full(AtomicU32);

impl Books for Full {
    type Order = Uuid;
    type Refusal = Indecent;

    async fn carry_out(&self, db: &DatabaseTransaction, id: &Uuid, _: &Actor, _: OffsetDateTime) -> Result<Effect, Fault<Indecent>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let row = ActiveModel {
            id: Set(*id),
            text: Set(String::new()),
        };
        Entity::insert(row).exec_without_returning(db).await?;
        Ok(Effect::silent(*id, "board.written", &String::new()))
    }
}

async fn who_loses_every_race_is_asked_to_come_again(home: TestDatabase) {
    let hall = Hall::open(home).await;
    let board = new_id();
    hall.give(&wanted(board, "open")).await.unwrap();
    let full = Full(AtomicU32::new(0));
    let order = Wanted {
        id: new_id(),
        order: board,
    };
    let answer: Answer = hall.desk.perform(&full, &clerk(), order).await;
    assert_eq!(reason(&answer.unwrap_err()).as_deref(), Some("BUSY"));
    assert_eq!(full.0.into_inner(), 17);
    assert_eq!(hall.traces().await, [1, 1, 1]);
}

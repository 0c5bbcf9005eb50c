//! What a case writes beside itself: in the transaction of its act, once, or not at all.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use shiyu_kit::case::Act;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::Ledger;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{audience, booking, both_databases, journal, party};
use uuid::Uuid;

use crate::docket::{Command, Docket, No, sealed};
use crate::rooms::{Room, act};

both_databases! {
    what_lies_beside_a_case_is_there_with_its_act;
    a_refused_act_leaves_nothing_beside_its_case;
    an_act_repeated_by_many_replicas_encloses_once;
    a_party_whose_id_is_taken_fails_its_own_act_and_spares_its_neighbours;
    replicas_that_race_with_one_party_leave_no_half;
    replicas_that_race_for_one_case_enclose_all;
    what_is_booked_is_nobody_elses_until_it_is_freed;
    of_many_that_book_at_once_one_does;
}

fn open() -> Command {
    Command::Open {
        title: "欠薪".to_owned()
    }
}

fn enclose(party: Option<Uuid>, unit: &str) -> Command {
    Command::Enclose {
        party,
        unit: unit.to_owned(),
    }
}

async fn opened(ledger: &Ledger<Docket>) -> Uuid {
    ledger.execute(act(new_id()), open()).await.unwrap().filed.id
}

async fn parties(room: &Room, case: Uuid) -> Vec<party::row::Model> {
    let found = party::row::Entity::find()
        .filter(party::row::Column::CaseId.eq(case))
        .order_by_asc(party::row::Column::Id);
    found.all(&room.db.writer).await.unwrap()
}

async fn shown(room: &Room, case: Uuid) -> Vec<String> {
    let found = audience::row::Entity::find()
        .filter(audience::row::Column::CaseId.eq(case))
        .order_by_asc(audience::row::Column::Entry);
    let found = found.all(&room.db.writer).await.unwrap();
    found.into_iter().map(|row| format!("{} {}", row.kind, row.entry)).collect()
}

async fn desks(room: &Room) -> Vec<Ledger<Docket>> {
    if room.db.is_shared() {
        return futures::future::join_all((0..4).map(|_| room.replica())).await;
    }
    vec![room.ledger()]
}

/// A replica that lost sixteen races asks its caller to come again.
async fn insist(desk: &Ledger<Docket>, asking: Act, command: Command) -> Result<i64, Fault<No>> {
    loop {
        match desk.execute(asking.clone(), command.clone()).await {
            Err(Fault::Busy) => {}
            answer => return answer.map(|done| done.filed.version),
        }
    }
}

async fn what_lies_beside_a_case_is_there_with_its_act(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let case = opened(&ledger).await;
    let party = new_id();
    ledger.execute(act(case), enclose(Some(party), "330602001")).await.unwrap();
    // No party: an empty column of every type. The unit is there already: it stays.
    ledger.execute(act(case), enclose(None, "330602001")).await.unwrap();
    ledger.execute(act(case), enclose(None, "330602-XFJ")).await.unwrap();
    assert_eq!(parties(&room, case).await, [sealed(party, case)]);
    assert_eq!(shown(&room, case).await, ["unit 330602-XFJ", "unit 330602001"]);
    assert_eq!(ledger.get(case).await.unwrap().unwrap().version, 4);
}

async fn a_refused_act_leaves_nothing_beside_its_case(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let (case, nowhere) = (opened(&ledger).await, new_id());
    let unsaid = ledger.execute(act(case), enclose(Some(new_id()), "")).await;
    assert!(matches!(unsaid, Err(Fault::Refused(No::EmptyNote))));
    let unknown = ledger.execute(act(nowhere), enclose(Some(new_id()), "330602001")).await;
    assert!(matches!(unknown, Err(Fault::Refused(No::Unknown))));
    for case in [case, nowhere] {
        assert!(parties(&room, case).await.is_empty() && shown(&room, case).await.is_empty());
    }
}

async fn an_act_repeated_by_many_replicas_encloses_once(home: TestDatabase) {
    let room = Room::on(home).await;
    let desks = desks(&room).await;
    let case = opened(&desks[0]).await;
    let (act, party) = (act(case), new_id());
    let answers = (0..40).map(|number| insist(&desks[number % desks.len()], act.clone(), enclose(Some(party), "330602001")));
    for answer in futures::future::join_all(answers).await {
        assert_eq!(answer.unwrap(), 2);
    }
    assert_eq!(parties(&room, case).await, [sealed(party, case)]);
    assert_eq!(shown(&room, case).await, ["unit 330602001"]);
}

async fn a_party_whose_id_is_taken_fails_its_own_act_and_spares_its_neighbours(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let (case, other) = (opened(&ledger).await, opened(&ledger).await);
    let (taken, fresh) = (new_id(), new_id());
    ledger.execute(act(case), enclose(Some(taken), "330602001")).await.unwrap();
    let acts = [
        (case, enclose(Some(fresh), "330602002")),
        (other, enclose(Some(taken), "330602003")),
        (
            case,
            Command::Note {
                text: "电话核实".to_owned(),
            },
        ),
    ];
    let answers = futures::future::join_all(acts.into_iter().map(|(case, command)| ledger.execute(act(case), command))).await;
    assert!(matches!(answers[1], Err(Fault::PartyTaken)));
    assert!(answers[0].is_ok() && answers[2].is_ok());
    assert_eq!(parties(&room, case).await, [sealed(taken, case), sealed(fresh, case)]);
    assert!(parties(&room, other).await.is_empty() && shown(&room, other).await.is_empty());
    assert_eq!(ledger.get(other).await.unwrap().unwrap().version, 1);
    assert_eq!(journal::timeline(&room.db.writer, other).await.unwrap().len(), 1);
}

async fn booked(room: &Room) -> Vec<(i64, Uuid)> {
    let found = booking::Entity::find()
        .order_by_asc(booking::Column::Slot)
        .all(&room.db.writer)
        .await
        .unwrap();
    found.into_iter().map(|row| (row.slot, row.case_id)).collect()
}

async fn what_is_booked_is_nobody_elses_until_it_is_freed(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let (case, other) = (opened(&ledger).await, opened(&ledger).await);
    let book = |slots: &[i64]| Command::Book { slots: slots.to_vec() };
    let free = |slots: &[i64]| Command::Free { slots: slots.to_vec() };
    ledger.execute(act(case), book(&[7, 8])).await.unwrap();
    let overlapping = ledger.execute(act(other), book(&[8, 9])).await;
    assert!(matches!(overlapping, Err(Fault::BookedAlready)));
    assert_eq!(booked(&room).await, [(7, case), (8, case)]);
    assert_eq!(ledger.get(other).await.unwrap().unwrap().version, 1);
    // Nobody frees what is another's.
    ledger.execute(act(other), free(&[7, 8])).await.unwrap();
    ledger.execute(act(case), free(&[8])).await.unwrap();
    ledger.execute(act(other), book(&[8, 9])).await.unwrap();
    assert_eq!(booked(&room).await, [(7, case), (8, other), (9, other)]);
}

async fn of_many_that_book_at_once_one_does(home: TestDatabase) {
    let room = Room::on(home).await;
    let desks = desks(&room).await;
    let cases: Vec<Uuid> = futures::future::join_all((0..8).map(|number| opened(&desks[number % desks.len()]))).await;
    let acts = cases.iter().enumerate();
    let acts = acts.map(|(number, &case)| insist(&desks[number % desks.len()], act(case), Command::Book { slots: vec![3, 4] }));
    let answers = futures::future::join_all(acts).await;
    let won: Vec<Uuid> = answers
        .iter()
        .zip(&cases)
        .filter(|(answer, _)| answer.is_ok())
        .map(|(_, case)| *case)
        .collect();
    assert_eq!(won.len(), 1);
    assert!(
        answers
            .iter()
            .all(|answer| answer.is_ok() || matches!(answer, Err(Fault::BookedAlready)))
    );
    assert_eq!(booked(&room).await, [(3, won[0]), (4, won[0])]);
}

async fn replicas_that_race_with_one_party_leave_no_half(home: TestDatabase) {
    let room = Room::on(home).await;
    let desks = desks(&room).await;
    let cases: Vec<Uuid> = futures::future::join_all((0..8).map(|number| opened(&desks[number % desks.len()]))).await;
    let party = new_id();
    let acts = (0..).zip(&cases);
    let acts = acts.map(|(number, &case): (usize, _)| insist(&desks[number % desks.len()], act(case), enclose(Some(party), "330602001")));
    let answers = futures::future::join_all(acts).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for (answer, &case) in answers.iter().zip(&cases) {
        let done = usize::from(answer.is_ok());
        assert!(answer.is_ok() || matches!(answer, Err(Fault::PartyTaken)));
        let journal = journal::timeline(&room.db.writer, case).await.unwrap().len();
        let beside = (parties(&room, case).await.len(), shown(&room, case).await.len());
        assert_eq!((journal, beside), (1 + done, (done, done)));
    }
}

async fn replicas_that_race_for_one_case_enclose_all(home: TestDatabase) {
    let room = Room::on(home).await;
    let desks = desks(&room).await;
    let case = opened(&desks[0]).await;
    let mut brought: Vec<Uuid> = (0..60).map(|_| new_id()).collect();
    let acts = brought.iter().enumerate();
    let acts = acts.map(|(number, &party)| insist(&desks[number % desks.len()], act(case), enclose(Some(party), "330602001")));
    for answer in futures::future::join_all(acts).await {
        answer.unwrap();
    }
    brought.sort_unstable();
    let kept: Vec<Uuid> = parties(&room, case).await.iter().map(|party| party.id).collect();
    assert_eq!(kept, brought);
    assert_eq!(shown(&room, case).await, ["unit 330602001"]);
    assert_eq!(journal::verify(&room.db.writer, case).await.unwrap().unwrap().rows, 61);
}

//! One act, one effect, one answer: on SQLite and PostgreSQL, alone and beside other replicas.

use shiyu_kit::both_databases;
use shiyu_kit::case::{Act, Record};
use shiyu_kit::clock::new_id;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Fault;
use shiyu_kit::journal;
use shiyu_kit::ledger::{Ledger, replay};
use shiyu_kit::testkit::database::TestDatabase;

use crate::docket::{Command, Docket, No};
use crate::rooms::{Room, act};

fn open() -> Command {
    Command::Open {
        title: "路灯不亮".to_owned(),
    }
}

fn note(text: &str) -> Command {
    Command::Note { text: text.to_owned() }
}

both_databases! {
    an_act_leaves_its_events_its_row_and_its_head;
    an_act_repeated_fifty_times_in_parallel_has_one_effect_and_one_answer;
    a_repeated_act_answers_as_the_first_did_though_the_case_moved_on;
    the_same_request_id_with_another_body_or_from_another_is_refused;
    a_fact_in_which_a_newer_build_reads_another_command_was_taken_in;
    a_refusal_changes_nothing_and_spares_its_neighbours;
    what_was_done_is_known_and_what_was_refused_is_not;
    a_stale_etag_is_refused;
    replicas_that_race_for_one_case_lose_nothing;
    the_row_is_the_fold_of_the_journal;
    an_order_about_two_cases_is_in_both_journals;
    what_the_other_case_refuses_is_refused_for_both;
    of_two_orders_that_cross_each_other_one_is_refused;
}

async fn an_act_leaves_its_events_its_row_and_its_head(home: TestDatabase) {
    let room = Room::on(home).await;
    let case = new_id();
    let done = room.ledger().execute(act(case), open()).await.unwrap();
    assert_eq!((done.filed.version, done.repeated), (1, false));
    let rows = journal::timeline(&room.db.reader, case).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.kind.as_str()).collect::<Vec<_>>(), ["docket.opened"]);
    assert_eq!(room.ledger().get(case).await.unwrap(), Some(done.filed));
}

async fn an_act_repeated_fifty_times_in_parallel_has_one_effect_and_one_answer(home: TestDatabase) {
    let room = Room::on(home).await;
    let desks = if room.db.is_shared() {
        vec![room.ledger(), room.replica().await, room.replica().await]
    } else {
        vec![room.ledger()]
    };
    let act = act(new_id());
    let answers = futures::future::join_all((0..50).map(|number| desks[number % desks.len()].execute(act.clone(), open()))).await;
    let answers: Vec<_> = answers.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().filter(|done| !done.repeated).count(), 1);
    assert!(answers.iter().all(|done| done.filed == answers[0].filed));
    assert_eq!(journal::timeline(&room.db.writer, act.case).await.unwrap().len(), 1);
}

async fn a_repeated_act_answers_as_the_first_did_though_the_case_moved_on(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let opening = act(new_id());
    let first = ledger.execute(opening.clone(), open()).await.unwrap();
    ledger.execute(act(opening.case), note("电话核实")).await.unwrap();
    let again = ledger.execute(opening, open()).await.unwrap();
    assert!(again.repeated);
    assert_eq!(again.filed, first.filed);
}

async fn the_same_request_id_with_another_body_or_from_another_is_refused(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let opening = act(new_id());
    ledger.execute(opening.clone(), open()).await.unwrap();
    let other = ledger
        .execute(
            opening.clone(),
            Command::Open {
                title: "井盖缺失".to_owned(),
            },
        )
        .await;
    assert!(matches!(other, Err(Fault::Reused)));
    let elsewhere = ledger
        .execute(
            Act {
                case: new_id(),
                ..opening.clone()
            },
            open(),
        )
        .await;
    assert!(matches!(elsewhere, Err(Fault::Reused)));
    let somebody_else = Act {
        by: shiyu_kit::case::Actor::Service { name: "grid".to_owned() },
        ..opening.clone()
    };
    assert!(matches!(ledger.execute(somebody_else, open()).await, Err(Fault::Reused)));
    assert_eq!(ledger.get(opening.case).await.unwrap().unwrap().version, 1);
}

async fn a_fact_in_which_a_newer_build_reads_another_command_was_taken_in(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let case = new_id();
    ledger.execute(act(case), open()).await.unwrap();
    let upon_fact = act(case);
    for read in ["as before", "as before", "otherwise"] {
        let done = ledger.execute(upon_fact.clone(), note(read)).await;
        assert_eq!(Outcome::of(done), Outcome::Done, "{read}");
    }
    assert_eq!(ledger.get(case).await.unwrap().unwrap().case.notes, ["as before"]);
}

async fn a_refusal_changes_nothing_and_spares_its_neighbours(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let case = new_id();
    ledger.execute(act(case), open()).await.unwrap();
    let refused = act(case);
    let commands = [(act(case), note("一")), (refused.clone(), note("")), (act(case), note("二"))];
    let answers = futures::future::join_all(commands.into_iter().map(|(act, command)| ledger.execute(act, command))).await;
    assert!(matches!(answers[1], Err(Fault::Refused(No::EmptyNote))));
    assert!(answers[0].is_ok() && answers[2].is_ok());
    let standing = ledger.get(case).await.unwrap().unwrap();
    assert_eq!((standing.version, standing.case.notes.len()), (3, 2));
    // A refused act is not in the inbox: asked properly under the same id, it is done.
    assert!(!ledger.execute(refused, note("三")).await.unwrap().repeated);
}

async fn what_was_done_is_known_and_what_was_refused_is_not(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let opening = act(new_id());
    let case = opening.case;
    let empty = act(case);
    assert!(!ledger.has_done(opening.id, case).await.unwrap());
    ledger.execute(opening.clone(), open()).await.unwrap();
    ledger.execute(act(case), note("电话核实")).await.unwrap();
    assert!(ledger.execute(empty.clone(), note("")).await.is_err());
    assert!(ledger.has_done(opening.id, case).await.unwrap(), "also when the case moved on");
    assert!(!ledger.has_done(empty.id, case).await.unwrap(), "it was refused");
    assert!(!ledger.has_done(opening.id, new_id()).await.unwrap(), "on another case");
}

async fn a_stale_etag_is_refused(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let case = new_id();
    ledger.execute(act(case), open()).await.unwrap();
    ledger
        .execute(
            Act {
                expected: Some(1),
                ..act(case)
            },
            note("一"),
        )
        .await
        .unwrap();
    let stale = ledger
        .execute(
            Act {
                expected: Some(1),
                ..act(case)
            },
            note("二"),
        )
        .await;
    assert!(matches!(stale, Err(Fault::Stale { expected: 1, actual: 2 })));
    assert_eq!(ledger.get(case).await.unwrap().unwrap().version, 2);
}

async fn replicas_that_race_for_one_case_lose_nothing(home: TestDatabase) {
    let room = Room::on(home).await;
    let desks: Vec<Ledger<Docket>> = if room.db.is_shared() {
        futures::future::join_all((0..4).map(|_| room.replica())).await
    } else {
        vec![room.ledger()]
    };
    let case = new_id();
    desks[0].execute(act(case), open()).await.unwrap();
    let notes = (0..100).map(|number| {
        let desk = &desks[number % desks.len()];
        async move {
            // A replica that lost sixteen races asks its caller to come again.
            let asking = act(case);
            loop {
                match desk.execute(asking.clone(), note(&number.to_string())).await {
                    Err(Fault::Busy) => {}
                    answer => return answer.unwrap(),
                }
            }
        }
    });
    futures::future::join_all(notes).await;
    let standing = desks[0].get(case).await.unwrap().unwrap();
    let mut notes: Vec<usize> = standing.case.notes.iter().map(|text| text.parse().unwrap()).collect();
    notes.sort_unstable();
    assert_eq!(notes, (0..100).collect::<Vec<_>>());
    assert_eq!(journal::verify(&room.db.writer, case).await.unwrap().unwrap().findings, []);
}

async fn the_row_is_the_fold_of_the_journal(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let case = new_id();
    ledger.execute(act(case), open()).await.unwrap();
    for text in ["一", "二", "三"] {
        ledger.execute(act(case), note(text)).await.unwrap();
    }
    let folded = replay::<Docket>(&room.db.reader, case, i64::MAX).await.unwrap();
    assert_eq!(ledger.get(case).await.unwrap(), folded);
    assert_eq!(Docket::SERVICE, "docket");
}

async fn an_order_about_two_cases_is_in_both_journals(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let (one, two) = (new_id(), new_id());
    for case in [one, two] {
        ledger.execute(act(case), open()).await.unwrap();
    }
    let folding = act(one);
    let done = ledger.execute(folding.clone(), Command::Fold { into: two }).await.unwrap();
    assert_eq!((done.filed.id, done.filed.version, done.filed.case.closes_at), (one, 2, None));
    let joined = ledger.get(two).await.unwrap().unwrap();
    assert_eq!((joined.version, joined.case.notes), (2, vec![one.to_string()]));
    for case in [one, two] {
        let rows = journal::timeline(&room.db.writer, case).await.unwrap();
        assert_eq!(rows[1].act_id, folding.id);
        assert_eq!(journal::verify(&room.db.writer, case).await.unwrap().unwrap().findings, []);
    }
    assert!(ledger.has_done(folding.id, one).await.unwrap());
    assert!(!ledger.has_done(folding.id, two).await.unwrap(), "it was the first one's");
    let again = ledger.execute(folding, Command::Fold { into: two }).await.unwrap();
    assert_eq!((again.repeated, again.filed), (true, done.filed));
    assert_eq!(ledger.get(two).await.unwrap().unwrap().version, 2);
}

async fn what_the_other_case_refuses_is_refused_for_both(home: TestDatabase) {
    let room = Room::on(home).await;
    let ledger = room.ledger();
    let case = new_id();
    ledger.execute(act(case), open()).await.unwrap();
    // Nowhere, and into itself: there is no other case.
    for into in [new_id(), case] {
        let refused = ledger.execute(act(case), Command::Fold { into }).await;
        assert!(matches!(refused, Err(Fault::Refused(No::Unknown))));
    }
    let standing = ledger.get(case).await.unwrap().unwrap();
    assert_eq!((standing.version, standing.case.closes_at.is_some()), (1, true));
}

async fn of_two_orders_that_cross_each_other_one_is_refused(home: TestDatabase) {
    let room = Room::on(home).await;
    let desks = if room.db.is_shared() {
        [room.ledger(), room.replica().await]
    } else {
        let desk = room.ledger();
        [desk.clone(), desk]
    };
    for _ in 0..20 {
        let (one, two) = (new_id(), new_id());
        for case in [one, two] {
            desks[0].execute(act(case), open()).await.unwrap();
        }
        let (there, back) = tokio::join!(
            desks[0].execute(act(one), Command::Fold { into: two }),
            desks[1].execute(act(two), Command::Fold { into: one }),
        );
        let done = [&there, &back].into_iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(done, 1, "{there:?} {back:?}");
        let refused = [there, back].into_iter().find_map(Result::err);
        assert!(matches!(refused, Some(Fault::Refused(No::Closed))));
    }
}

//! The lists, the counts, and the gaps.

use shiyu_kit::audience::Reach;
use shiyu_kit::case::Filed;
use shiyu_kit::database::Database;
use shiyu_kit::listing::{Order, Question, count, list};
use shiyu_kit::testkit::database::TestDatabase;
use time::Duration;
use uuid::Uuid;

use super::{everything, filed, opened, put};
use crate::domain::terms::Slot;
use crate::domain::tests::given::{Given, TOWN, code};
use crate::domain::{Incident, StageName};
use crate::store::{GapQuestion, gap_counts, gaps};
use crate::wire::listing::Filter;

shiyu_kit::both_databases! {
    every_filter_finds_its_own_and_counts_them;
    a_list_is_read_page_by_page_in_its_order;
    gaps_are_counted_by_unit_and_slot;
    who_sees_nothing_is_told_nothing;
}

async fn ids(db: &Database, filter: &Filter, order: Order) -> Vec<Uuid> {
    let viewer = everything();
    let question = Question {
        viewer: &viewer,
        filter,
        order,
    };
    let found = list::<Incident>(&db.reader, &question, None, 200).await.unwrap();
    let counted = count::<Incident>(&db.reader, &question).await.unwrap();
    assert_eq!(counted.count, i64::try_from(found.len()).unwrap());
    found.into_iter().map(|filed| filed.id).collect()
}

async fn scene(db: &Database) -> Vec<Filed<Incident>> {
    let mut all = Vec::new();
    for (hours, stage) in (0i64..).zip([StageName::Reported, StageName::Handling, StageName::Closed]) {
        let mut filed = filed(&Given::an_event(stage));
        filed.case.reported_at += Duration::hours(hours);
        put(db, &filed).await;
        all.push(filed);
    }
    all
}

async fn every_filter_finds_its_own_and_counts_them(home: TestDatabase) {
    let db = opened(&home).await;
    let all = scene(&db).await;
    let [first, second, third] = [all[0].id, all[1].id, all[2].id];
    let newest = Order::Newest;
    assert_eq!(ids(&db, &Filter::default(), newest).await, [third, second, first]);
    let stage = Filter {
        stage: Some(StageName::Handling),
        ..Filter::default()
    };
    assert_eq!(ids(&db, &stage, newest).await, [second]);
    let case = &all[1].case;
    let every = Filter {
        stage: Some(StageName::Handling),
        unit: Some(case.unit.clone()),
        grid: Some(case.place.grid.clone()),
        town: Some(code(TOWN)),
        class: Some(case.class.code),
        source: Some(case.report.source),
        level: Some(case.level),
        due_before: case.legal_due().map(|due| due + Duration::hours(1)),
        from: Some(case.reported_at),
        before: Some(case.reported_at + Duration::minutes(1)),
    };
    assert_eq!(ids(&db, &every, newest).await, [second]);
    assert_eq!(ids(&db, &every, Order::DueFirst).await, [second]);
    let elsewhere = Filter {
        grid: Some("330602001003002".parse().unwrap()),
        ..Filter::default()
    };
    assert!(ids(&db, &elsewhere, newest).await.is_empty());
    let due = ids(&db, &Filter::default(), Order::DueFirst).await;
    assert_eq!(due.len(), 2, "what has ended is due for nobody");
}

async fn a_list_is_read_page_by_page_in_its_order(home: TestDatabase) {
    let db = opened(&home).await;
    scene(&db).await;
    let (viewer, filter) = (everything(), Filter::default());
    for order in [Order::Newest, Order::DueFirst] {
        let question = Question {
            viewer: &viewer,
            filter: &filter,
            order,
        };
        let whole = list::<Incident>(&db.reader, &question, None, 200).await.unwrap();
        let mut paged: Vec<Filed<Incident>> = Vec::new();
        loop {
            let after = paged.last().map(|filed| order.key(filed));
            let Some(next) = list::<Incident>(&db.reader, &question, after.as_ref(), 1).await.unwrap().pop() else {
                break;
            };
            paged.push(next);
        }
        assert_eq!(paged, whole);
    }
}

async fn gaps_are_counted_by_unit_and_slot(home: TestDatabase) {
    let db = opened(&home).await;
    let all = scene(&db).await;
    let viewer = everything();
    let question = |unit, slot| GapQuestion {
        viewer: &viewer,
        unit,
        slot,
    };
    let counted = gap_counts(&db.reader, &question(None, None)).await.unwrap();
    let told: Vec<(&str, &str, i64)> = counted
        .iter()
        .map(|gap| (gap.unit.as_str(), gap.slot.as_str(), gap.count))
        .collect();
    let (reported, handling) = (all[0].case.unit.as_str(), all[1].case.unit.as_str());
    let missing = |filed: &Filed<Incident>| filed.case.hands.missing().len();
    assert_eq!(told.len(), missing(&all[0]) + missing(&all[1]));
    assert!(told.contains(&(reported, "handled_by", 1)));
    assert!(told.contains(&(handling, "verified_by", 1)));
    let whole = gaps(&db.reader, &question(None, None), None, 10).await.unwrap();
    assert_eq!(whole.iter().map(|key| key.id).collect::<Vec<_>>(), [all[1].id, all[0].id]);
    let rest = gaps(&db.reader, &question(None, None), whole.first(), 10).await.unwrap();
    assert_eq!(rest, whole[1..]);
    let lacking = gaps(&db.reader, &question(None, Some(Slot::Responsible)), None, 10).await.unwrap();
    let nobody_is = |filed: &&Filed<Incident>| filed.case.hands.responsible.is_none();
    let expected: Vec<Uuid> = all.iter().rev().filter(nobody_is).map(|filed| filed.id).collect();
    assert_eq!(lacking.iter().map(|key| key.id).collect::<Vec<_>>(), expected);
    let unit = code(handling);
    let of_unit = gap_counts(&db.reader, &question(Some(&unit), Some(Slot::VerifiedBy)))
        .await
        .unwrap();
    assert_eq!(of_unit.len(), 1);
}

async fn who_sees_nothing_is_told_nothing(home: TestDatabase) {
    let db = opened(&home).await;
    scene(&db).await;
    let mut viewer = everything();
    viewer.reach = Reach::Nothing;
    let (filter, order) = (Filter::default(), Order::Newest);
    let question = Question {
        viewer: &viewer,
        filter: &filter,
        order,
    };
    assert!(list::<Incident>(&db.reader, &question, None, 200).await.unwrap().is_empty());
    assert_eq!(count::<Incident>(&db.reader, &question).await.unwrap().count, 0);
    let question = GapQuestion {
        viewer: &viewer,
        unit: None,
        slot: None,
    };
    assert!(gap_counts(&db.reader, &question).await.unwrap().is_empty());
    assert!(gaps(&db.reader, &question, None, 10).await.unwrap().is_empty());
}

//! Every list is whole, in order, over an index, and holds what its viewer may see and nothing else.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryTrait, Statement};
use shiyu_kit::audience::{self, Reach, Viewer};
use shiyu_kit::case::Filed;
use shiyu_kit::database::Database;
use shiyu_kit::listing::{Key, Order, Question, count, list, select};
use shiyu_kit::search::{self, Searched as _};
use shiyu_kit::testkit::database::TestDatabase;
use time::Duration;

use super::{filed, opened, put};
use crate::domain::course::Publication;
use crate::domain::tests::given::{BUREAU, COUNTY, Given, OFFICE, START, TOWN, VILLAGE, at_every_stage, code};
use crate::domain::{Channel, Petition, StageName};
use crate::store::{published, text};
use crate::wire::listing::{Filter, Published};

shiyu_kit::both_databases! {
    every_list_is_whole_and_in_order;
    words_are_found_and_an_unreadable_row_stands_in_nobodys_way;
    what_is_published_is_listed_newest_first_and_nothing_that_came_down_or_is_kept;
}

fn viewer(chain: &[&str], reach: Reach) -> Viewer {
    Viewer {
        subject: Some("somebody".to_owned()),
        chain: chain.iter().map(|unit| code(unit)).collect(),
        reach,
        by_name: false,
    }
}

fn everybody() -> Viewer {
    viewer(&[OFFICE, COUNTY], Reach::Everything)
}

fn viewers() -> [Viewer; 4] {
    let reach = |units: &[&str]| Reach::Units(units.iter().map(|unit| code(unit)).collect::<BTreeSet<_>>());
    [
        everybody(),
        viewer(&[TOWN, COUNTY], reach(&[TOWN, VILLAGE])),
        viewer(&[BUREAU, COUNTY], reach(&[BUREAU])),
        viewer(&[], Reach::Nothing),
    ]
}

/// Everybody's audience, as the ledger writes it.
async fn shown(db: &Database, filed: &Filed<Petition>) {
    let rows = filed.case.audience().rows(filed.id);
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    audience::row::Entity::insert_many(rows)
        .exec_without_returning(&db.writer)
        .await
        .unwrap();
    search::enter(&db.writer, text::TABLE, &[(filed.id, filed.case.words())])
        .await
        .unwrap();
}

/// Petitions of every stage, many received at the same moment, over two units, categories and channels.
async fn some(db: &Database) -> Vec<Filed<Petition>> {
    let mut all = Vec::new();
    for (number, given) in at_every_stage().iter().cycle().take(56).enumerate() {
        let mut filed = filed(given);
        let case = &mut filed.case;
        case.received_at -= Duration::days(i64::try_from(number % 3).unwrap());
        case.unit = code([TOWN, BUREAU][number % 2]);
        case.submission.category = ["housing", "land.use"][number / 2 % 2].parse().unwrap();
        case.submission.channel = [Channel::Visit, Channel::Online][number / 4 % 2];
        put(db, &filed).await;
        shown(db, &filed).await;
        all.push(filed);
    }
    all
}

fn filters() -> Vec<Filter> {
    let by_stage = StageName::ALL.map(|stage| Filter {
        stage: Some(stage),
        ..Filter::default()
    });
    let by_unit = Filter {
        unit: Some(code(TOWN)),
        ..Filter::default()
    };
    let by_category = Filter {
        category: Some("land.use".parse().unwrap()),
        ..Filter::default()
    };
    let by_channel = Filter {
        channel: Some(Channel::Online),
        ..Filter::default()
    };
    let by_all = Filter {
        stage: Some(StageName::Handling),
        ..Filter {
            channel: Some(Channel::Visit),
            category: by_category.category.clone(),
            ..by_unit.clone()
        }
    };
    let due = Filter {
        due_before: Some(START + Duration::days(20)),
        ..Filter::default()
    };
    let windows = [true, false].map(|open| Filter {
        window: Some(open),
        ..Filter::default()
    });
    let mut filters = vec![Filter::default(), by_unit, by_category, by_channel, by_all, due];
    filters.extend(windows);
    filters.extend(by_stage);
    filters
}

fn passes(filter: &Filter, petition: &Petition) -> bool {
    let submission = &petition.submission;
    filter.stage.is_none_or(|stage| petition.stage.name() == stage)
        && filter.unit.as_ref().is_none_or(|unit| petition.unit == *unit)
        && filter.category.as_ref().is_none_or(|category| submission.category == *category)
        && filter.channel.is_none_or(|channel| submission.channel == channel)
        && filter
            .due_before
            .is_none_or(|before| petition.legal_due().is_some_and(|due| due < before))
        && filter.window.is_none_or(|open| petition.window().is_some() == open)
}

async fn every_list_is_whole_and_in_order(home: TestDatabase) {
    let db = opened(&home).await;
    let all = some(&db).await;
    for (viewer, filter) in viewers()
        .iter()
        .flat_map(|viewer| filters().into_iter().map(move |filter| (viewer, filter)))
    {
        for order in [Order::Newest, Order::DueFirst] {
            let may = |filed: &&Filed<Petition>| viewer.sees(&filed.case.audience()) && passes(&filter, &filed.case);
            let mut expected: Vec<_> = all.iter().filter(may).cloned().collect();
            expected.sort_by_key(|filed| (order.key(filed).at, filed.id));
            match order {
                Order::Newest => expected.reverse(),
                Order::DueFirst => expected.retain(|filed| filed.case.legal_due().is_some()),
            }
            let question = Question {
                viewer,
                filter: &filter,
                order,
            };
            assert_eq!(read_in_pages(&db, &question).await, expected, "{question:?}");
            let counted = count::<Petition>(&db.reader, &question).await.unwrap();
            assert_eq!(
                (counted.count, counted.more),
                (i64::try_from(expected.len()).unwrap(), false),
                "{question:?}"
            );
        }
    }
}

async fn read_in_pages(db: &Database, question: &Question<'_, Filter>) -> Vec<Filed<Petition>> {
    let mut seen: Vec<Filed<Petition>> = Vec::new();
    loop {
        let after: Option<Key> = seen.last().map(|filed| question.order.key(filed));
        let page = list::<Petition>(&db.reader, question, after.as_ref(), 5).await.unwrap();
        assert!(page.len() <= 5);
        if page.is_empty() {
            return seen;
        }
        seen.extend(page);
    }
}

async fn words_are_found_and_an_unreadable_row_stands_in_nobodys_way(home: TestDatabase) {
    let db = opened(&home).await;
    let all = some(&db).await;
    let mut violations = shiyu_kit::fault::Violations::new();
    let filter = |text: &str, violations: &mut shiyu_kit::fault::Violations| Filter {
        query: search::Query::read(text, "query", violations),
        ..Filter::default()
    };
    let (hit, miss) = (filter("wall ground", &mut violations), filter("bridge", &mut violations));
    violations.finish().unwrap();
    let everybody = everybody();
    let question = |filter| Question {
        viewer: &everybody,
        filter,
        order: Order::Newest,
    };
    let found = list::<Petition>(&db.reader, &question(&hit), None, 200).await.unwrap();
    assert_eq!(found.len(), all.len());
    assert_eq!(count::<Petition>(&db.reader, &question(&miss)).await.unwrap().count, 0);
    let spoilt = "UPDATE petition SET unit = 'nowhere' WHERE id = (SELECT id FROM petition ORDER BY id LIMIT 1)";
    db.writer.execute_unprepared(spoilt).await.unwrap();
    let left = list::<Petition>(&db.reader, &question(&hit), None, 200).await.unwrap();
    assert_eq!(left.len(), all.len() - 1);
}

/// The index of a list by due time.
fn due_first_by(filter: &Filter) -> Option<&'static str> {
    if filter.unit.is_some() {
        Some("petition_due_first_by_unit")
    } else if filter.stage.is_some() {
        Some("petition_due_first_by_stage")
    } else if filter.category.is_some() {
        Some("petition_due_first_by_category")
    } else {
        filter.channel.map(|_| "petition_due_first_by_channel")
    }
}

#[tokio::test]
async fn no_list_scans_or_sorts() {
    let home = TestDatabase::sqlite();
    let db = opened(&home).await;
    let key = Order::Newest.key(&filed(&Given::a_petition(StageName::Registered)));
    for filter in filters() {
        for order in [Order::Newest, Order::DueFirst] {
            for after in [None, Some(&key)] {
                let everybody = everybody();
                let question = Question {
                    viewer: &everybody,
                    filter: &filter,
                    order,
                };
                let backend = db.reader.get_database_backend();
                let mut asked: Statement = select::<Petition>(&question, after, 5, backend).build(backend);
                asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
                let rows = db.reader.query_all_raw(asked).await.unwrap();
                let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
                let plan = plan.join("; ");
                assert!(plan.contains("USING INDEX petition_"), "{filter:?} {order:?}: {plan}");
                assert!(!plan.contains("TEMP B-TREE"), "{filter:?} {order:?}: {plan}");
                if let Some(index) = due_first_by(&filter).filter(|_| order == Order::DueFirst) {
                    assert!(plan.contains(index), "{filter:?}: {plan}");
                }
            }
        }
    }
}

async fn what_is_published_is_listed_newest_first_and_nothing_that_came_down_or_is_kept(home: TestDatabase) {
    let db = opened(&home).await;
    let decided = Given::a_petition(StageName::Terminated);
    let shown_on = |day: i64| {
        let mut filed = filed(&decided);
        filed.case.course.publication = Some(Publication {
            text: "A wall is put up again".to_owned(),
            consent: "consent 9".to_owned(),
            at: START + Duration::days(day),
            withdrawn_at: None,
        });
        filed
    };
    let [first, second, third] = [41, 42, 43].map(shown_on);
    let (mut down, mut kept) = (shown_on(44), shown_on(45));
    down.case.course.publication.as_mut().unwrap().withdrawn_at = Some(START + Duration::days(46));
    kept.case.accused.units.insert(code(BUREAU));
    for each in [&second, &first, &third, &down, &kept, &filed(&decided)] {
        put(&db, each).await;
    }
    let page = published(&db.reader, None, 2).await.unwrap();
    let ids = |page: &[(Published, Filed<Petition>)]| page.iter().map(|(_, filed)| filed.id).collect::<Vec<_>>();
    assert_eq!(ids(&page), [third.id, second.id]);
    assert_eq!(page[0].1, third);
    let rest = published(&db.reader, Some(&page[1].0), 9).await.unwrap();
    assert_eq!(ids(&rest), [first.id]);
}

//! A petition comes back from its table as it went in, and every list is whole, in order and over an index.

use sea_orm::{ConnectionTrait, EntityTrait, QueryTrait, Statement, TryIntoModel};
use shiyu_kit::case::{Case, Filed, Record};
use shiyu_kit::clock::new_id;
use shiyu_kit::database::Database;
use shiyu_kit::testkit::database::TestDatabase;
use time::Duration;

use super::list::{Filter, Key, Order, by_source, list, question};
use super::row;
use crate::domain::tests::given::{BUREAU, Given, TOWN, at_every_stage, code};
use crate::domain::{Channel, Petition, StageName};
use crate::migration::Migrator;

fn filed(given: &Given) -> Filed<Petition> {
    Filed {
        id: new_id(),
        version: i64::try_from(given.journal.len()).unwrap(),
        case: given.petition().clone(),
    }
}

fn model(filed: &Filed<Petition>) -> row::Model {
    Petition::write(filed).try_into_model().expect("every column is set")
}

async fn opened(home: &TestDatabase) -> Database {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    db
}

async fn put(db: &Database, filed: &Filed<Petition>) {
    let row = Petition::write(filed);
    row::Entity::insert(row).exec_without_returning(&db.writer).await.unwrap();
}

shiyu_kit::both_databases! {
    every_stage_comes_back;
    every_list_is_whole_and_in_order;
    a_source_is_found_and_taken_once;
}

async fn every_stage_comes_back(home: TestDatabase) {
    let db = opened(&home).await;
    for given in at_every_stage() {
        let mut filed = filed(&given);
        filed.case.submission.source_reference = None;
        put(&db, &filed).await;
        let row = row::Entity::find_by_id(filed.id).one(&db.reader).await.unwrap().unwrap();
        let closed = given.petition().stage.name() == StageName::Closed;
        assert_eq!(row.closed_at.is_some(), closed);
        assert_eq!((row.due_at.is_none(), row.legal_due_at.is_none()), (closed, closed));
        assert_eq!(row, model(&filed));
        assert_eq!(Petition::read(row), Ok(filed));
    }
}

#[test]
fn a_row_says_which_clock_rings_next() {
    let filed = filed(&Given::a_petition(StageName::OpinionIssued));
    let row = model(&filed);
    let ringing = filed.case.ringing().unwrap();
    assert_eq!((row.due_at, row.due_clock), (Some(ringing.at), Some(ringing.clock)));
    assert_eq!(row.legal_due_at, filed.case.legal_due());
    assert_eq!(row.claimed_until, None);
}

#[test]
fn what_cannot_be_read_is_corrupt() {
    let filed = filed(&Given::a_petition(StageName::Handling));
    let spoilers: [fn(&mut row::Model); 7] = [
        |row| row.stage = "closed".to_owned(),
        |row| row.unit = "somewhere".to_owned(),
        |row| row.category = "No Slug".to_owned(),
        |row| row.channel = "dream".to_owned(),
        |row| row.place.clear(),
        |row| row.body.clear(),
        |row| row.body = row.body.replace("clocks", "watches"),
    ];
    for spoil in spoilers {
        let mut row = model(&filed);
        spoil(&mut row);
        let corrupt = Petition::read(row).unwrap_err();
        assert_eq!((corrupt.table, corrupt.id), ("petition", filed.id.to_string()));
    }
}

#[test]
fn every_event_comes_back_under_its_own_kind_only() {
    let given = Given::a_petition(StageName::Closed);
    let mut case = None;
    for (version, event) in (1..).zip(&given.journal) {
        case = Petition::evolve(case, event);
        let after = Filed {
            id: new_id(),
            version,
            case: case.clone().unwrap(),
        };
        let entry = Petition::encode(event, &after);
        assert_eq!(Petition::decode(entry.kind, &entry.detail).as_ref(), Ok(event));
        assert!(Petition::decode("matter.unheard", &entry.detail).is_err());
    }
}

/// Petitions of every stage, many received at the same moment, over two units, categories and channels.
async fn some(db: &Database) -> Vec<Filed<Petition>> {
    let mut all = Vec::new();
    for (number, given) in at_every_stage().iter().cycle().take(28).enumerate() {
        let mut filed = filed(given);
        let case = &mut filed.case;
        case.received_at -= Duration::days(i64::try_from(number % 3).unwrap());
        case.unit = code([TOWN, BUREAU][number % 2]);
        case.submission.category = ["housing", "land.use"][number / 2 % 2].parse().unwrap();
        case.submission.channel = [Channel::Visit, Channel::Online][number / 4 % 2];
        case.submission.source_reference = (number % 5 != 0).then(|| format!("no. {number}"));
        put(db, &filed).await;
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
    let mut filters = vec![Filter::default(), by_unit, by_category, by_channel, by_all];
    filters.extend(by_stage);
    filters
}

fn passes(filter: &Filter, petition: &Petition) -> bool {
    let submission = &petition.submission;
    filter.stage.is_none_or(|stage| petition.stage.name() == stage)
        && filter.unit.as_ref().is_none_or(|unit| petition.unit == *unit)
        && filter.category.as_ref().is_none_or(|category| submission.category == *category)
        && filter.channel.is_none_or(|channel| submission.channel == channel)
}

async fn every_list_is_whole_and_in_order(home: TestDatabase) {
    let db = opened(&home).await;
    let all = some(&db).await;
    for filter in filters() {
        for order in [Order::Newest, Order::DueFirst] {
            let mut expected: Vec<_> = all.iter().filter(|filed| passes(&filter, &filed.case)).cloned().collect();
            expected.sort_by_key(|filed| (order.key(filed).at, filed.id));
            match order {
                Order::Newest => expected.reverse(),
                Order::DueFirst => expected.retain(|filed| filed.case.legal_due().is_some()),
            }
            assert_eq!(read_in_pages(&db, &filter, order).await, expected, "{filter:?} {order:?}");
        }
    }
}

async fn read_in_pages(db: &Database, filter: &Filter, order: Order) -> Vec<Filed<Petition>> {
    let mut seen: Vec<Filed<Petition>> = Vec::new();
    loop {
        let after: Option<Key> = seen.last().map(|filed| order.key(filed));
        let page = list(&db.reader, filter, (order, after.as_ref()), 5).await.unwrap();
        assert!(page.len() <= 5);
        if page.is_empty() {
            return seen;
        }
        seen.extend(page);
    }
}

async fn a_source_is_found_and_taken_once(home: TestDatabase) {
    let db = opened(&home).await;
    let first = filed(&Given::a_petition(StageName::Registered));
    put(&db, &first).await;
    let found = by_source(&db.reader, Channel::Letter, "letter 17").await.unwrap();
    assert_eq!(found, Some(first.clone()));
    assert_eq!(by_source(&db.reader, Channel::Fax, "letter 17").await.unwrap(), None);
    let second = Petition::write(&Filed { id: new_id(), ..first });
    let twice = row::Entity::insert(second).exec_without_returning(&db.writer).await;
    assert!(shiyu_kit::database::is_lost_race(&twice.unwrap_err()));
}

#[tokio::test]
async fn no_list_scans_or_sorts() {
    let home = TestDatabase::sqlite();
    let db = opened(&home).await;
    let key = Order::Newest.key(&filed(&Given::a_petition(StageName::Registered)));
    for filter in filters() {
        for order in [Order::Newest, Order::DueFirst] {
            for after in [None, Some(&key)] {
                let backend = db.reader.get_database_backend();
                let mut asked: Statement = question(&filter, (order, after), 5).build(backend);
                asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
                let rows = db.reader.query_all_raw(asked).await.unwrap();
                let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
                let plan = plan.join("; ");
                assert!(plan.contains("USING INDEX petition_"), "{filter:?} {order:?}: {plan}");
                assert!(!plan.contains("TEMP B-TREE"), "{filter:?} {order:?}: {plan}");
            }
        }
    }
}

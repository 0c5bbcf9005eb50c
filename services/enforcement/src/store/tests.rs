//! A case comes back from its table as it went in, and every list lies over an index.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, EntityTrait, QueryTrait, Statement, TryIntoModel};
use shiyu_kit::audience::{Reach, Viewer};
use shiyu_kit::case::{Case, Filed, Record};
use shiyu_kit::clock::new_id;
use shiyu_kit::database::Database;
use shiyu_kit::listing::{Order, Question, select};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::words;
use uuid::Uuid;

use super::{by_number, by_source, filed_among, in_flight, last_turn, numbers, of_suspect, row};
use crate::domain::course::Turn;
use crate::domain::terms::ClueSource;
use crate::domain::tests::given::{BUREAU, COUNTY, Given, POWER, TOWN, WATER, at_every_stage, code};
use crate::domain::{CaseFile, StageName};
use crate::migration::Migrator;
use crate::wire::Filter;

fn filed(given: &Given) -> Filed<CaseFile> {
    let id = new_id();
    let mut case = given.case().clone();
    // Unique in their table, whatever the scene says.
    case.number.serial = i64::try_from(id.as_u128() & 0xffff_ffff_ffff).unwrap();
    if let Some(filing) = &mut case.course.filing {
        filing.act_key = format!("{id}:{}", filing.act.from);
    }
    Filed {
        id,
        version: i64::try_from(given.journal.len()).unwrap(),
        case,
    }
}

fn model(filed: &Filed<CaseFile>) -> row::Model {
    CaseFile::write(filed).try_into_model().expect("every column is set")
}

async fn opened(home: &TestDatabase) -> Database {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    db
}

async fn put(db: &Database, filed: &Filed<CaseFile>) -> bool {
    let row = CaseFile::write(filed);
    row::Entity::insert(row).exec_without_returning(&db.writer).await.is_ok()
}

shiyu_kit::both_databases! {
    every_stage_comes_back;
    its_words_go_when_its_time_is_over;
    a_source_an_offer_a_number_and_an_act_are_taken_once;
    what_is_in_flight_upon_a_power_is_found;
}

async fn every_stage_comes_back(home: TestDatabase) {
    let db = opened(&home).await;
    for given in at_every_stage() {
        let filed = filed(&given);
        assert!(put(&db, &filed).await);
        let row = row::Entity::find_by_id(filed.id).one(&db.reader).await.unwrap().unwrap();
        assert_eq!(row.closed_at.is_some(), given.stage().is_end());
        assert_eq!(row, model(&filed));
        assert_eq!(CaseFile::read(row), Ok(filed));
    }
}

async fn its_words_go_when_its_time_is_over(home: TestDatabase) {
    let db = opened(&home).await;
    let given = Given::a_case(StageName::Closed);
    let case = given.case();
    let left = words::left::<CaseFile>(&db, &given.journal).await;
    assert_eq!(left.case.stage.name(), StageName::Closed);
    for said in [&case.clue.title, &case.clue.description] {
        assert!(!said.is_empty() && !left.texts.contains(said.as_str()), "{said}");
    }
}

#[test]
fn without_its_words_it_stands_where_it_stood() {
    for given in at_every_stage() {
        let left = words::followed::<CaseFile>(&given.journal);
        assert_eq!(left.stage.name(), given.case().stage.name());
    }
}

#[test]
fn what_cannot_be_read_is_corrupt() {
    let filed = filed(&Given::a_case(StageName::Overdue));
    let spoilers: [fn(&mut row::Model); 6] = [
        |row| row.stage = "closed".to_owned(),
        |row| row.unit = "somewhere".to_owned(),
        |row| row.receiver.clear(),
        |row| row.source = "dream".to_owned(),
        |row| row.body.clear(),
        |row| row.body = row.body.replace("\"clocks\"", "\"watches\""),
    ];
    for (number, spoil) in spoilers.into_iter().enumerate() {
        let mut row = model(&filed);
        spoil(&mut row);
        let corrupt = CaseFile::read(row).expect_err(&number.to_string());
        assert_eq!((corrupt.table, corrupt.id), ("case_file", filed.id.to_string()));
    }
}

#[test]
fn every_event_comes_back_under_its_own_kind_only() {
    for given in at_every_stage() {
        let mut case = None;
        for (version, event) in (1..).zip(&given.journal) {
            case = CaseFile::evolve(case, event);
            let after = Filed {
                id: new_id(),
                version,
                case: case.clone().unwrap(),
            };
            let entry = CaseFile::encode(event, &after);
            assert_eq!(CaseFile::decode(entry.kind, &entry.detail).as_ref(), Ok(event));
            assert!(CaseFile::decode("clue.unheard", &entry.detail).is_err());
        }
    }
}

async fn a_source_an_offer_a_number_and_an_act_are_taken_once(home: TestDatabase) {
    let db = opened(&home).await;
    let at = |stage| filed(&Given::a_case(stage));
    let mut first = at(StageName::Investigating);
    first.case.clue.source_reference = Some("巡查7".to_owned());
    first.case.number.text = format!("越综执〔2026〕{}号", first.case.number.serial);
    let of = format!("{POWER}:{TOWN}");
    first.case.course.filing.as_mut().unwrap().turn = Some(Turn { of: of.clone(), number: 7 });
    assert!(put(&db, &first).await);
    let found = by_source(&db.reader, ClueSource::Inspection, "巡查7").await.unwrap();
    assert_eq!(found, Some(first.clone()));
    assert_eq!(by_source(&db.reader, ClueSource::Grid, "巡查7").await.unwrap(), None);
    assert_eq!(by_number(&db.reader, &first.case.number.text).await.unwrap(), Some(first.clone()));
    let key = first.case.course.filing.as_ref().unwrap().act_key.clone();
    assert_eq!(of_suspect(&db.reader, &key).await.unwrap(), [first.clone()]);
    let among = [first.id, Uuid::from_u128(0x99)];
    assert_eq!(filed_among(&db.reader, BTreeSet::from(among)).await.unwrap(), [first.clone()]);
    assert_eq!(filed_among(&db.reader, BTreeSet::new()).await.unwrap(), []);
    let another = format!("{}:2020-01-01", Uuid::from_u128(0x99));
    assert_eq!(of_suspect(&db.reader, &another).await.unwrap(), []);
    let serial = first.case.number.serial;
    assert_eq!(numbers(&db.reader, BUREAU, 2026, serial..=serial).await.unwrap(), [serial]);
    assert_eq!(last_turn(&db.reader, &of).await.unwrap(), 7);
    assert_eq!(last_turn(&db.reader, "elsewhere").await.unwrap(), 0);

    let spoilers: [fn(&mut CaseFile, &CaseFile); 4] = [
        |case, first| case.clue.source_reference.clone_from(&first.clue.source_reference),
        |case, first| case.number.clone_from(&first.number),
        |case, first| {
            let key = &first.course.filing.as_ref().unwrap().act_key;
            case.course.filing.as_mut().unwrap().act_key.clone_from(key);
        },
        |case, first| {
            let turn = &first.course.filing.as_ref().unwrap().turn;
            case.course.filing.as_mut().unwrap().turn.clone_from(turn);
        },
    ];
    for spoil in spoilers {
        let mut second = at(StageName::Investigating);
        spoil(&mut second.case, &first.case);
        assert!(!put(&db, &second).await);
    }
    let mut withdrawn = at(StageName::CaseWithdrawn);
    withdrawn.case.course.filing.as_mut().unwrap().act_key = key;
    assert!(put(&db, &withdrawn).await, "what was withdrawn may be filed again");
}

async fn what_is_in_flight_upon_a_power_is_found(home: TestDatabase) {
    let db = opened(&home).await;
    let mut expected = BTreeSet::new();
    for given in at_every_stage() {
        let filed = filed(&given);
        put(&db, &filed).await;
        if filed.case.course.filing.is_some() && !given.stage().is_end() {
            expected.insert(filed.id);
        }
    }
    let found = in_flight(&db.reader, POWER, &code(BUREAU), 200).await.unwrap();
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
    assert!(in_flight(&db.reader, POWER, &code(WATER), 200).await.unwrap().is_empty());
}

fn filters() -> Vec<Filter> {
    let mut filters = vec![
        Filter::default(),
        Filter {
            unit: Some(code(BUREAU)),
            ..Filter::default()
        },
        Filter {
            source: Some(ClueSource::Grid),
            ..Filter::default()
        },
        Filter {
            power: Some(POWER.to_owned()),
            ..Filter::default()
        },
        Filter {
            place: Some(code(TOWN)),
            ..Filter::default()
        },
        Filter {
            outcome: Some("penalised"),
            ..Filter::default()
        },
        Filter {
            number: Some("越综执〔2026〕1号".to_owned()),
            ..Filter::default()
        },
    ];
    filters.extend(StageName::ALL.iter().map(|stage| Filter {
        stage: Some(*stage),
        ..Filter::default()
    }));
    filters
}

#[tokio::test]
async fn no_list_scans_or_sorts() {
    let home = TestDatabase::sqlite();
    let db = opened(&home).await;
    let key = Order::Newest.key(&filed(&Given::a_case(StageName::Clue)));
    let viewer = Viewer {
        subject: Some("somebody".to_owned()),
        chain: vec![code(BUREAU), code(COUNTY)],
        reach: Reach::Everything,
        by_name: false,
    };
    for filter in filters() {
        for order in [Order::Newest, Order::DueFirst] {
            for after in [None, Some(&key)] {
                let question = Question {
                    viewer: &viewer,
                    filter: &filter,
                    order,
                };
                let backend = db.reader.get_database_backend();
                let mut asked: Statement = select::<CaseFile>(&question, after, 5, backend).build(backend);
                asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
                let rows = db.reader.query_all_raw(asked).await.unwrap();
                let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
                let plan = plan.join("; ");
                assert!(plan.contains("USING INDEX case_file_"), "{filter:?} {order:?}: {plan}");
                let few = filter.number.is_some();
                assert!(few || !plan.contains("TEMP B-TREE"), "{filter:?} {order:?}: {plan}");
            }
        }
    }
}

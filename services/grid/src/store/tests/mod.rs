//! An event comes back from its table as it went in, and is found.

mod lists;
mod near;
mod plans;
mod turns;

use sea_orm::{EntityTrait, TryIntoModel};
use shiyu_kit::audience::{Reach, Viewer};
use shiyu_kit::case::{Case, Filed, Record};
use shiyu_kit::clock::new_id;
use shiyu_kit::database::{Database, is_lost_race};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::words;

use super::{by_query_index, by_source, row};
use crate::domain::terms::Source;
use crate::domain::tests::given::{Given, at_every_stage};
use crate::domain::{Incident, StageName};
use crate::migration::Migrator;

fn filed(given: &Given) -> Filed<Incident> {
    let id = new_id();
    let mut case = given.incident().clone();
    // Unique in their table, whatever the scene says.
    case.query_index = String::new();
    case.report.source_reference = None;
    Filed {
        id,
        version: i64::try_from(given.journal.len()).unwrap(),
        case,
    }
}

fn model(filed: &Filed<Incident>) -> row::Model {
    Incident::write(filed).try_into_model().expect("every column is set")
}

async fn opened(home: &TestDatabase) -> Database {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    db
}

async fn put(db: &Database, filed: &Filed<Incident>) {
    let row = Incident::write(filed);
    row::Entity::insert(row).exec_without_returning(&db.writer).await.unwrap();
}

async fn is_taken(db: &Database, filed: &Filed<Incident>) -> bool {
    let row = Incident::write(filed);
    let twice = row::Entity::insert(row).exec_without_returning(&db.writer).await;
    is_lost_race(&twice.unwrap_err())
}

fn everything() -> Viewer {
    Viewer {
        subject: None,
        chain: Vec::new(),
        reach: Reach::Everything,
        by_name: false,
    }
}

shiyu_kit::both_databases! {
    every_stage_comes_back;
    its_words_go_when_its_time_is_over;
    a_source_is_found_and_taken_once;
    a_code_is_found_and_taken_once_and_staff_have_none;
}

async fn every_stage_comes_back(home: TestDatabase) {
    let db = opened(&home).await;
    for given in at_every_stage() {
        let filed = filed(&given);
        put(&db, &filed).await;
        let row = row::Entity::find_by_id(filed.id).one(&db.reader).await.unwrap().unwrap();
        let stage = given.incident().stage.name();
        assert_eq!(row.closed_at.is_some(), stage.is_end(), "{stage:?}");
        assert_eq!(row.tier.is_some(), stage == StageName::Closed);
        assert_eq!(row.merged_into.is_some(), stage == StageName::Duplicate);
        assert_eq!(row, model(&filed));
        assert_eq!(Incident::read(row), Ok(filed));
    }
}

#[test]
fn a_row_lies_under_the_grid_that_covers_its_place_and_comes_back() {
    let mut filed = filed(&Given::an_event(StageName::Handling));
    filed.case.ground = Some("330602001003007".parse().unwrap());
    let row = model(&filed);
    assert_eq!(row.grid, "330602001003007");
    assert_eq!(Incident::read(row), Ok(filed));
}

#[test]
fn a_row_says_which_clock_rings_next_and_which_hands_are_missing() {
    let dispatched = filed(&Given::an_event(StageName::Dispatched));
    let row = model(&dispatched);
    let ringing = dispatched.case.ringing().unwrap();
    assert_eq!((row.due_at, row.due_clock), (Some(ringing.at), Some(ringing.clock)));
    assert_eq!(row.legal_due_at, dispatched.case.legal_due());
    assert_eq!(row.claimed_until, None);
    assert_eq!(row.missing, 0b11000, "nobody handled it, and nobody verified it");
    assert_eq!(model(&filed(&Given::an_event(StageName::Closed))).missing, 0);
}

async fn its_words_go_when_its_time_is_over(home: TestDatabase) {
    let db = opened(&home).await;
    let given = Given::an_event(StageName::Closed);
    let case = given.incident();
    let left = words::left::<Incident>(&db, &given.journal).await;
    assert_eq!(left.case.stage.name(), StageName::Closed);
    for said in [&case.report.title, &case.report.description, &case.report.whereabouts] {
        assert!(!said.is_empty() && !left.texts.contains(said.as_str()), "{said}");
    }
}

#[test]
fn without_its_words_it_stands_where_it_stood() {
    for given in at_every_stage() {
        let left = words::followed::<Incident>(&given.journal);
        assert_eq!(left.stage.name(), given.incident().stage.name());
    }
}

#[test]
fn what_cannot_be_read_is_corrupt() {
    let filed = filed(&Given::an_event(StageName::Handling));
    let spoilers: [fn(&mut row::Model); 8] = [
        |row| row.stage = "closed".to_owned(),
        |row| row.unit = "somewhere".to_owned(),
        |row| row.receiver.clear(),
        |row| row.class_code = "E1".to_owned(),
        |row| row.grid = "330602001003009".to_owned(),
        |row| row.level.clear(),
        |row| row.body.clear(),
        |row| row.body = row.body.replace("\"clocks\"", "\"watches\""),
    ];
    for spoil in spoilers {
        let mut row = model(&filed);
        spoil(&mut row);
        let corrupt = Incident::read(row).unwrap_err();
        assert_eq!((corrupt.table, corrupt.id), ("incident", filed.id.to_string()));
    }
}

#[test]
fn every_event_comes_back_under_its_own_kind_only() {
    for given in at_every_stage() {
        let mut case = None;
        for (version, event) in (1..).zip(&given.journal) {
            case = Incident::evolve(case, event);
            let after = Filed {
                id: new_id(),
                version,
                case: case.clone().unwrap(),
            };
            let entry = Incident::encode(event, &after);
            assert_eq!(Incident::decode(entry.kind, &entry.detail).as_ref(), Ok(event));
            assert!(Incident::decode("event.unheard", &entry.detail).is_err());
        }
    }
}

async fn a_source_is_found_and_taken_once(home: TestDatabase) {
    let db = opened(&home).await;
    let mut first = filed(&Given::an_event(StageName::Reported));
    first.case.report.source_reference = Some("call 17".to_owned());
    put(&db, &first).await;
    let source = first.case.report.source;
    assert_eq!(by_source(&db.reader, source, "call 17").await.unwrap(), Some(first.clone()));
    assert_eq!(by_source(&db.reader, Source::Neighbour, "call 17").await.unwrap(), None);
    let mut second = filed(&Given::an_event(StageName::Reported));
    second.case.report.source_reference = Some("call 17".to_owned());
    assert!(is_taken(&db, &second).await);
}

async fn a_code_is_found_and_taken_once_and_staff_have_none(home: TestDatabase) {
    let db = opened(&home).await;
    for _ in 0..2 {
        put(&db, &filed(&Given::an_event(StageName::Reported))).await;
    }
    assert_eq!(by_query_index(&db.reader, "").await.unwrap(), None);
    let mut first = filed(&Given::an_event(StageName::Reported));
    first.case.query_index = "index".to_owned();
    put(&db, &first).await;
    assert_eq!(by_query_index(&db.reader, "index").await.unwrap(), Some(first));
    let mut second = filed(&Given::an_event(StageName::Reported));
    second.case.query_index = "index".to_owned();
    assert!(is_taken(&db, &second).await);
}

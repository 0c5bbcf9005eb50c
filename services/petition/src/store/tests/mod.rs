//! A petition comes back from its table as it went in.

mod cards;
mod lists;

use super::{by_query_index, by_source, row};
use crate::domain::tests::given::{Given, at_every_stage};
use crate::domain::{Channel, Petition, StageName};
use crate::migration::Migrator;
use sea_orm::{EntityTrait, TryIntoModel};
use shiyu_kit::case::{Case, Filed, Record};
use shiyu_kit::clock::new_id;
use shiyu_kit::database::Database;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::words;

fn filed(given: &Given) -> Filed<Petition> {
    let id = new_id();
    let mut case = given.petition().clone();
    // Unique in their table, whatever the scene says.
    case.query_index = id.to_string();
    case.number.serial = i64::try_from(id.as_u128() & 0xffff_ffff_ffff).unwrap();
    case.submission.source_reference = None;
    Filed {
        id,
        version: i64::try_from(given.journal.len()).unwrap(),
        case,
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
    its_words_go_when_its_time_is_over;
    a_source_is_found_and_taken_once;
    what_is_kept_from_somebody_takes_no_source_from_another;
    a_code_and_a_number_are_found_and_taken_once;
}

async fn every_stage_comes_back(home: TestDatabase) {
    let db = opened(&home).await;
    for given in at_every_stage() {
        let filed = filed(&given);
        put(&db, &filed).await;
        let row = row::Entity::find_by_id(filed.id).one(&db.reader).await.unwrap().unwrap();
        let stage = given.petition().stage.name();
        assert_eq!(row.closed_at.is_some(), stage.is_end());
        let rests = matches!(stage, StageName::Archived | StageName::Diverted | StageName::Merged);
        assert_eq!(row.due_at.is_none(), rests);
        assert_eq!(row.legal_due_at.is_none(), stage.is_end());
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

async fn its_words_go_when_its_time_is_over(home: TestDatabase) {
    let db = opened(&home).await;
    let given = Given::a_petition(StageName::Archived);
    let case = given.petition();
    let left = words::left::<Petition>(&db, &given.journal).await;
    assert_eq!(left.case.stage.name(), StageName::Archived);
    for said in [&case.submission.title, &case.submission.request, &case.submission.facts_and_reasons] {
        assert!(!said.is_empty() && !left.texts.contains(said.as_str()), "{said}");
    }
}

#[test]
fn without_its_words_it_stands_where_it_stood() {
    for given in at_every_stage() {
        let left = words::followed::<Petition>(&given.journal);
        assert_eq!(left.stage.name(), given.petition().stage.name());
    }
}

#[test]
fn what_cannot_be_read_is_corrupt() {
    let filed = filed(&Given::a_petition(StageName::Handling));
    let spoilers: [fn(&mut row::Model); 8] = [
        |row| row.stage = "closed".to_owned(),
        |row| row.unit = "somewhere".to_owned(),
        |row| row.receiver.clear(),
        |row| row.category = "No Slug".to_owned(),
        |row| row.channel = "dream".to_owned(),
        |row| row.place.clear(),
        |row| row.body.clear(),
        |row| row.body = row.body.replace("\"clocks\"", "\"watches\""),
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

/// It did not write down that the way to the archive is silent.
#[test]
fn what_an_older_build_wrote_of_an_ended_petition_is_read_as_it_was_meant() {
    let older = |text: &str| text.replace(",\"silent\":true", "");
    let given = Given::a_petition(StageName::Closed);
    let filed = filed(&given);
    let mut row = model(&filed);
    assert_ne!(older(&row.body), row.body);
    row.body = older(&row.body);
    assert_eq!(Petition::read(row), Ok(filed.clone()));
    let replayed = given.journal.iter().fold(None, |case, event| {
        let entry = Petition::encode(event, &filed);
        Petition::evolve(case, &Petition::decode(entry.kind, &older(&entry.detail)).unwrap())
    });
    assert_eq!(replayed, given.petition);
}

async fn a_source_is_found_and_taken_once(home: TestDatabase) {
    let db = opened(&home).await;
    let mut first = filed(&Given::a_petition(StageName::Registered));
    first.case.submission.source_reference = Some("letter 17".to_owned());
    put(&db, &first).await;
    let found = by_source(&db.reader, Channel::Letter, "letter 17").await.unwrap();
    assert_eq!(found, [first.clone()]);
    assert_eq!(by_source(&db.reader, Channel::Fax, "letter 17").await.unwrap(), []);
    let mut second = filed(&Given::a_petition(StageName::Registered));
    second.case.submission.source_reference = Some("letter 17".to_owned());
    let twice = row::Entity::insert(Petition::write(&second))
        .exec_without_returning(&db.writer)
        .await;
    assert!(shiyu_kit::database::is_lost_race(&twice.unwrap_err()));
}

async fn what_is_kept_from_somebody_takes_no_source_from_another(home: TestDatabase) {
    let db = opened(&home).await;
    let of_letter_17 = |serial: i64, accused: &[&str]| {
        let mut case = filed(&Given::a_petition(StageName::Registered));
        case.id = uuid::Uuid::from_u128(serial.unsigned_abs().into());
        case.case.number.serial = serial;
        case.case.query_index = format!("index {serial}");
        case.case.submission.source_reference = Some("letter 17".to_owned());
        case.case.accused.units = accused.iter().map(|unit| unit.parse().unwrap()).collect();
        case
    };
    let (kept, again, open) = (
        of_letter_17(1, &["330602-ZJJ"]),
        of_letter_17(2, &["330602-ZJJ"]),
        of_letter_17(3, &[]),
    );
    for case in [&kept, &again, &open] {
        put(&db, case).await;
    }
    let mut found = by_source(&db.reader, Channel::Letter, "letter 17").await.unwrap();
    found.sort_by_key(|filed| filed.id);
    assert_eq!(found, [kept, again, open], "each is read with the reference it has");
}

async fn a_code_and_a_number_are_found_and_taken_once(home: TestDatabase) {
    let db = opened(&home).await;
    let first = filed(&Given::a_petition(StageName::Registered));
    put(&db, &first).await;
    assert_eq!(
        by_query_index(&db.reader, &first.case.query_index).await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(by_query_index(&db.reader, "another").await.unwrap(), None);
    let number = &first.case.number;
    let used = |year| super::numbers(&db.reader, first.case.receiver.as_str(), year, number.serial..=number.serial);
    assert_eq!(used(number.year).await.unwrap(), [number.serial]);
    assert_eq!(used(number.year + 1).await.unwrap(), Vec::<i64>::new());
    for same in [
        |case: &mut Petition, first: &Petition| case.number.clone_from(&first.number),
        |case: &mut Petition, first: &Petition| case.query_index.clone_from(&first.query_index),
    ] {
        let mut second = filed(&Given::a_petition(StageName::Registered));
        same(&mut second.case, &first.case);
        let twice = row::Entity::insert(Petition::write(&second))
            .exec_without_returning(&db.writer)
            .await;
        assert!(shiyu_kit::database::is_lost_race(&twice.unwrap_err()));
    }
}

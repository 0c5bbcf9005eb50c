//! A dispute comes back from its table as it went in, and every list walks an index.

mod plans;

use sea_orm::{EntityTrait, TryIntoModel};
use shiyu_kit::audience::{Reach, Viewer};
use shiyu_kit::case::{Case, Filed, Record};
use shiyu_kit::clock::new_id;
use shiyu_kit::database::{Database, is_lost_race};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::words;

use super::{by_source, row};
use crate::domain::terms::Source;
use crate::domain::tests::given::Given;
use crate::domain::{Dispute, StageName};
use crate::migration::Migrator;

/// Numbers are unique in their table, whatever the scene says.
fn filed(given: &Given, serial: i64) -> Filed<Dispute> {
    let mut case = given.dispute().clone();
    case.number.serial = serial;
    Filed {
        id: new_id(),
        version: i64::try_from(given.journal.len()).unwrap(),
        case,
    }
}

fn model(filed: &Filed<Dispute>) -> row::Model {
    Dispute::write(filed).try_into_model().expect("every column is set")
}

async fn opened(home: &TestDatabase) -> Database {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    db
}

async fn put(db: &Database, filed: &Filed<Dispute>) {
    let row = Dispute::write(filed);
    row::Entity::insert(row).exec_without_returning(&db.writer).await.unwrap();
}

fn everything() -> Viewer {
    Viewer {
        subject: None,
        chain: Vec::new(),
        reach: Reach::Everything,
        by_name: true,
    }
}

shiyu_kit::both_databases! {
    every_stage_comes_back;
    its_words_go_when_its_time_is_over;
    a_source_is_found_and_taken_once;
}

async fn every_stage_comes_back(home: TestDatabase) {
    let db = opened(&home).await;
    for (serial, stage) in (1..).zip(StageName::ALL) {
        let filed = filed(&Given::a_dispute(stage), serial);
        put(&db, &filed).await;
        let row = row::Entity::find_by_id(filed.id).one(&db.reader).await.unwrap().unwrap();
        assert_eq!(row.closed_at.is_some(), stage.is_end(), "{stage:?}");
        assert_eq!(row, model(&filed));
        assert_eq!(Dispute::read(row), Ok(filed));
    }
}

async fn its_words_go_when_its_time_is_over(home: TestDatabase) {
    let db = opened(&home).await;
    let given = Given::a_dispute(StageName::Archived);
    let case = given.dispute();
    let left = words::left::<Dispute>(&db, &given.journal).await;
    assert_eq!(left.case.stage.name(), StageName::Archived);
    for said in [&case.submission.title, &case.submission.facts, &case.submission.claims] {
        assert!(!said.is_empty() && !left.texts.contains(said.as_str()), "{said}");
    }
}

#[test]
fn without_its_words_it_stands_where_it_stood() {
    for given in StageName::ALL.into_iter().map(Given::a_dispute) {
        let left = words::followed::<Dispute>(&given.journal);
        assert_eq!(left.stage.name(), given.dispute().stage.name());
    }
}

#[test]
fn what_cannot_be_read_is_corrupt() {
    let filed = filed(&Given::a_dispute(StageName::Mediating), 1);
    let spoilers: [fn(&mut row::Model); 7] = [
        |row| row.stage = "performed".to_owned(),
        |row| row.unit = "somewhere".to_owned(),
        |row| row.receiver.clear(),
        |row| row.category = "labour".to_owned(),
        |row| row.procedure = "judicial".to_owned(),
        |row| row.body.clear(),
        |row| row.body = row.body.replace("\"clocks\"", "\"watches\""),
    ];
    for spoil in spoilers {
        let mut row = model(&filed);
        spoil(&mut row);
        let corrupt = Dispute::read(row).unwrap_err();
        assert_eq!((corrupt.table, corrupt.id), ("dispute", filed.id.to_string()));
    }
}

#[test]
fn every_event_comes_back_under_its_own_kind_only() {
    for stage in StageName::ALL {
        let given = Given::a_dispute(stage);
        let mut case = None;
        for (version, event) in (1..).zip(&given.journal) {
            case = Dispute::evolve(case, event);
            let after = Filed {
                id: new_id(),
                version,
                case: case.clone().unwrap(),
            };
            let entry = Dispute::encode(event, &after);
            assert_eq!(Dispute::decode(entry.kind, &entry.detail).as_ref(), Ok(event));
            assert!(Dispute::decode("case.unheard", &entry.detail).is_err());
        }
    }
}

async fn a_source_is_found_and_taken_once(home: TestDatabase) {
    let db = opened(&home).await;
    let of_source = |serial: i64| {
        let mut filed = filed(&Given::a_dispute(StageName::Applied), serial);
        filed.case.submission.source_reference = Some("12345-17".to_owned());
        filed
    };
    let first = of_source(1);
    put(&db, &first).await;
    assert_eq!(by_source(&db.reader, Source::Parties, "12345-17").await.unwrap(), Some(first));
    assert_eq!(by_source(&db.reader, Source::Police, "12345-17").await.unwrap(), None);
    let twice = row::Entity::insert(Dispute::write(&of_source(2)))
        .exec_without_returning(&db.writer)
        .await;
    assert!(is_lost_race(&twice.unwrap_err()));
}

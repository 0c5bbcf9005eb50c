//! Another index key, while the service works: broken off and begun again; what was given out goes on to hold.

use sea_orm::{EntityTrait, IntoActiveModel, PaginatorTrait};
use shiyu_kit::both_databases;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::config::PartyConfig;
use shiyu_kit::database::Database;
use shiyu_kit::party::rewrap::Progress;
use shiyu_kit::party::{Suite, Vault, keys, reindex, row, store};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::party::{KeyFolder, person};
use uuid::Uuid;

use crate::rooms::Migrator;

both_databases! {
    every_party_is_found_under_the_new_key_also_in_parts;
    whoever_is_in_no_index_stays_in_none;
}

const PARTIES: u16 = 25;

async fn put(db: &Database, row: row::Model) -> Uuid {
    let id = row.id;
    let row = row.into_active_model();
    row::Entity::insert(row).exec_without_returning(&db.writer).await.unwrap();
    id
}

async fn open(home: &TestDatabase) -> Database {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    db
}

fn sealed(vault: &Vault, number: u16) -> row::Model {
    let sealed = vault.seal(new_id(), new_id(), &person("沈园春", number), WallClock::system().now());
    sealed.into_row()
}

/// The same folder with a new index key, the old one retired.
fn renewed(keys: &KeyFolder) -> PartyConfig {
    let mut config = keys.config(Suite::default());
    let files = config.key_files.as_mut().unwrap();
    let old = files.index.clone();
    files.index = old.with_extension("new");
    keys::generate(&files.index).unwrap();
    config.retired_index_key_files = vec![old];
    config
}

async fn every_party_is_found_under_the_new_key_also_in_parts(home: TestDatabase) {
    let (keys, db) = (KeyFolder::new(), open(&home).await);
    let before = keys.vault(Suite::default(), "petition");
    for number in 0..PARTIES {
        put(&db, sealed(&before, number)).await;
    }
    let after = Vault::open(&renewed(&keys), "petition").unwrap().unwrap();
    let (who, case) = (person("沈园春", 7), new_id());
    assert_ne!(before.probe(&who), after.probe(&who));
    assert_eq!(before.probe(&who), after.anchored(&who), "what a case remembers holds");
    assert_eq!(before.code(case), after.code(case), "as does a query code");
    assert_eq!(before.factors(case, &who), after.factors(case, &who));
    let mut found = Vec::new();
    for probe in after.probes(&who) {
        found.extend(store::held_of(&db.reader, &probe).await.unwrap());
    }
    assert_eq!(found.len(), 1, "found while nothing is indexed anew");

    assert_eq!(reindex::left(&db.reader, &after).await.unwrap(), u64::from(PARTIES));
    // Broken off after the first part: what was done is not done again.
    reindex::part(&db.writer, &after, &mut Progress::default(), 10).await.unwrap();
    assert_eq!(reindex::left(&db.reader, &after).await.unwrap(), u64::from(PARTIES) - 10);
    let mut progress = Progress::default();
    loop {
        reindex::part(&db.writer, &after, &mut progress, 10).await.unwrap();
        if progress.after.is_none() {
            break;
        }
    }
    assert_eq!((progress.done, progress.stuck.len()), (u64::from(PARTIES) - 10, 0));
    assert_eq!(reindex::left(&db.reader, &after).await.unwrap(), 0);
    let held = store::held_of(&db.reader, &after.probe(&who)).await.unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(after.unseal(&held[0]).unwrap(), who);
    assert_eq!(store::held_of(&db.reader, &before.probe(&who)).await.unwrap(), []);
}

async fn whoever_is_in_no_index_stays_in_none(home: TestDatabase) {
    let (keys, db) = (KeyFolder::new(), open(&home).await);
    let before = keys.vault(Suite::default(), "petition");
    let apart = row::Model {
        document_index: None,
        phone_index: None,
        name_index: None,
        index_key: None,
        ..sealed(&before, 1)
    };
    let id = put(&db, apart).await;
    let stranger = keys_of_another();
    put(&db, sealed(&stranger, 2)).await;
    let after = Vault::open(&renewed(&keys), "petition").unwrap().unwrap();
    let mut progress = Progress::default();
    reindex::part(&db.writer, &after, &mut progress, 10).await.unwrap();
    assert_eq!((progress.done, progress.stuck.len()), (1, 1), "what does not open is named");
    let row = store::get(&db.reader, id).await.unwrap().unwrap();
    assert_eq!((row.document_index, row.phone_index, row.name_index), (None, None, None));
    assert_eq!(row.index_key.as_deref(), Some(after.index_key()));
    assert_eq!(row::Entity::find().count(&db.reader).await.unwrap(), 2);
}

/// A vault that nobody else has the keys of.
fn keys_of_another() -> Vault {
    KeyFolder::new().vault(Suite::default(), "petition")
}

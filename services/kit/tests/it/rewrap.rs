//! Another envelope key, while the service works: broken off and begun again, and what nobody can open is named.

use sea_orm::{EntityTrait, IntoActiveModel};
use shiyu_kit::both_databases;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::config::PartyConfig;
use shiyu_kit::database::Database;
use shiyu_kit::party::{Suite, Vault, keys, rewrap, rotate, row};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::party::{KeyFolder, person};

use crate::rooms::Migrator;

both_databases! {
    every_identity_is_wrapped_anew_also_in_parts_and_opens_without_the_old_key;
    what_opens_under_no_key_stays_and_is_named;
    what_is_sealed_under_the_old_key_meanwhile_is_looked_at_again;
}

const PARTIES: u16 = 25;

async fn filled(home: &TestDatabase, vault: &Vault) -> Database {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    for number in 0..PARTIES {
        put(&db, vault, number).await;
    }
    db
}

async fn put(db: &Database, vault: &Vault, number: u16) {
    let sealed = vault.seal(new_id(), new_id(), &person("沈园春", number), WallClock::system().now());
    row::Entity::insert(sealed.row().clone().into_active_model())
        .exec_without_returning(&db.writer)
        .await
        .unwrap();
}

fn open(config: &PartyConfig) -> Vault {
    Vault::open(config, "petition").unwrap().unwrap()
}

/// The same folder with a new envelope key, the old one retired or not given at all.
fn renewed(keys: &KeyFolder, suite: Suite, retired: bool) -> PartyConfig {
    let mut config = keys.config(suite);
    let files = config.key_files.as_mut().unwrap();
    let old = files.envelope.clone();
    files.envelope = old.with_extension("new");
    if !files.envelope.exists() {
        keys::generate(&files.envelope).unwrap();
    }
    config.retired_envelope_key_files = if retired { vec![old] } else { Vec::new() };
    config
}

async fn every_identity_is_wrapped_anew_also_in_parts_and_opens_without_the_old_key(home: TestDatabase) {
    for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
        let keys = KeyFolder::new();
        let db = filled(&home, &open(&keys.config(Suite::Aes256Gcm))).await;
        let during = open(&renewed(&keys, suite, true));
        assert_eq!(rewrap::left(&db.reader, &during).await.unwrap(), u64::from(PARTIES));
        // Broken off after the first part: what was done is not done again.
        rewrap::part(&db.writer, &during, &mut rewrap::Progress::default(), 10)
            .await
            .unwrap();
        assert_eq!(rewrap::left(&db.reader, &during).await.unwrap(), u64::from(PARTIES) - 10);
        let mut progress = rewrap::Progress::default();
        loop {
            rewrap::part(&db.writer, &during, &mut progress, 10).await.unwrap();
            if progress.after.is_none() {
                break;
            }
        }
        assert_eq!((progress.done, progress.stuck.len()), (u64::from(PARTIES) - 10, 0));
        assert_eq!(rewrap::left(&db.reader, &during).await.unwrap(), 0);
        let after = open(&renewed(&keys, suite, false));
        for row in row::Entity::find().all(&db.reader).await.unwrap() {
            assert_eq!(after.unseal(&row).unwrap().name, "沈园春");
        }
        row::Entity::delete_many().exec(&db.writer).await.unwrap();
        db.close().await;
    }
}

async fn what_opens_under_no_key_stays_and_is_named(home: TestDatabase) {
    let keys = KeyFolder::new();
    let db = filled(&home, &open(&keys.config(Suite::Aes256Gcm))).await;
    let without = open(&renewed(&keys, Suite::Aes256Gcm, false));
    let mut progress = rewrap::Progress::default();
    rewrap::part(&db.writer, &without, &mut progress, 100).await.unwrap();
    assert_eq!((progress.done, progress.stuck.len()), (0, usize::from(PARTIES)));
    let rotated = rotate::all(&db, &without, async |_: String| {}).await.unwrap();
    assert_eq!((rotated.lie, rotated.stuck.len()), (u64::from(PARTIES), usize::from(PARTIES)));
    assert!(!rotated.is_done());
    let before = open(&keys.config(Suite::Aes256Gcm));
    for row in row::Entity::find().all(&db.reader).await.unwrap() {
        before.unseal(&row).unwrap();
    }
}

async fn what_is_sealed_under_the_old_key_meanwhile_is_looked_at_again(home: TestDatabase) {
    let keys = KeyFolder::new();
    let old = open(&keys.config(Suite::Aes256Gcm));
    let db = filled(&home, &old).await;
    let during = open(&renewed(&keys, Suite::Aes256Gcm, true));
    let mut told = 0_u16;
    let rotated = rotate::all(&db, &during, async |_: String| {
        told += 1;
        // Every party was looked at by then.
        if told == 2 {
            put(&db, &old, PARTIES).await;
        }
    });
    assert_eq!(rotated.await.unwrap(), rotate::Rotated::default());
    assert_eq!(rewrap::left(&db.reader, &during).await.unwrap(), 0);
    assert!(told > 3, "it was looked at again");
}

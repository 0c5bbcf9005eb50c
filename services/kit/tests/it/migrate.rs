//! Tables that are brought up to date by a step of their own, and two versions of the code on one database.

use shiyu_kit::both_databases;
use shiyu_kit::config::{ConfigErrors, Ground, load_part};
use shiyu_kit::migration::kit_migrations;
use shiyu_kit::service::{StartError, migrate};
use shiyu_kit::testkit::database::TestDatabase;

use crate::rooms::Migrator;

both_databases! {
    the_step_brings_the_tables_up_to_date_once;
    an_older_version_goes_on_working_on_newer_tables;
    the_step_refuses_the_database_of_another;
}

/// The version before: it does not know the last change yet.
struct Before;

impl sea_orm_migration::MigratorTrait for Before {
    fn migrations() -> Vec<Box<dyn sea_orm_migration::MigrationTrait>> {
        kit_migrations()
    }
}

fn ground(home: &TestDatabase) -> Result<Ground, ConfigErrors> {
    let told = [("SHIYU_COUNTY__CODE", "330602"), ("SHIYU_DATABASE__URL", home.url())];
    let told = told.map(|(name, value)| (name.to_owned(), value.to_owned()));
    load_part("", None, told, Ground::read)
}

async fn the_step_brings_the_tables_up_to_date_once(home: TestDatabase) {
    let ground = ground(&home).expect("neither tokens nor keys nor a bus are needed for this step");
    let db = home.connect().await;
    assert_eq!(db.behind::<Migrator>().await.unwrap().last().unwrap(), "m9001_dockets");
    for _ in 0..2 {
        migrate::<Migrator>(&ground, "docket").await.unwrap();
        assert!(db.behind::<Migrator>().await.unwrap().is_empty());
    }
}

async fn an_older_version_goes_on_working_on_newer_tables(home: TestDatabase) {
    let db = home.connect().await;
    db.migrate::<Before>().await.unwrap();
    assert_eq!(db.behind::<Migrator>().await.unwrap(), ["m9001_dockets"]);
    db.migrate::<Migrator>().await.unwrap();
    assert!(db.behind::<Before>().await.unwrap().is_empty());
    db.migrate::<Before>().await.unwrap();
}

async fn the_step_refuses_the_database_of_another(home: TestDatabase) {
    let ground = ground(&home).unwrap();
    migrate::<Migrator>(&ground, "docket").await.unwrap();
    let refused = migrate::<Migrator>(&ground, "grid").await;
    assert!(matches!(refused, Err(StartError::Home(_))));
}

#[test]
fn what_the_step_needs_is_asked_for_and_nothing_else() {
    let missing = load_part("", None, [], Ground::read).unwrap_err();
    let keys: Vec<&str> = missing.0.iter().map(|error| error.key.as_str()).collect();
    assert_eq!(keys, ["county.code", "database.url"]);
}

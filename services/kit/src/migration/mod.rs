//! The tables every service has. A service's own migrator starts with these.

mod m0001_journal;
mod m0002_reference;

use sea_orm_migration::MigrationTrait;

/// The kit's migrations, oldest first. An applied one is never edited.
#[must_use]
pub fn kit_migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m0001_journal::Migration), Box::new(m0002_reference::Migration)]
}

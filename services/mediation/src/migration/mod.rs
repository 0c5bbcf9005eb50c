//! The tables of the service: the kit's, then its own. An applied migration is never edited.

mod m0001_dispute;
mod m0002_register;
mod m0003_screening_units;

use sea_orm_migration::prelude::*;

/// Brings the mediation service's database up to date.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut migrations = shiyu_kit::migration::kit_migrations();
        migrations.push(Box::new(m0001_dispute::Migration));
        migrations.push(Box::new(m0002_register::Migration));
        migrations.push(Box::new(m0003_screening_units::Migration));
        migrations.push(Box::new(shiyu_kit::migration::Closed {
            name: "m0004_closed",
            table: "dispute",
        }));
        migrations
    }
}

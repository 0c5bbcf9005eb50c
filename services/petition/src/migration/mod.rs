//! The tables of the service: the kit's, then its own. An applied migration is never edited.

mod m0001_petition;
mod m0002_reception;
mod m0003_search;
mod m0004_kept_reference;
mod m0005_advice;
mod m0006_lists;
mod m0007_boundary;
mod m0009_rights;
mod m0010_breach;
mod m0011_alarm;
mod m0012_published;

use sea_orm_migration::prelude::*;

/// Brings the petition service's database up to date.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut migrations = shiyu_kit::migration::kit_migrations();
        migrations.push(Box::new(m0001_petition::Migration));
        migrations.push(Box::new(m0002_reception::Migration));
        migrations.push(Box::new(m0003_search::Migration));
        migrations.push(Box::new(m0004_kept_reference::Migration));
        migrations.push(Box::new(m0005_advice::Migration));
        migrations.push(Box::new(m0006_lists::Migration));
        migrations.push(Box::new(m0007_boundary::Migration));
        migrations.push(Box::new(shiyu_kit::migration::Closed {
            name: "m0008_closed",
            table: "petition",
        }));
        migrations.push(Box::new(m0009_rights::Migration));
        migrations.push(Box::new(m0010_breach::Migration));
        migrations.push(Box::new(m0011_alarm::Migration));
        migrations.push(Box::new(m0012_published::Migration));
        migrations
    }
}

//! The tables of the service: the kit's, then its own. An applied migration is never edited.

mod m0001_case;
mod m0002_power;
mod m0003_standard;
mod m0004_officer;
mod m0005_inspection;
mod m0007_turn;
mod m0008_boundary;
mod m0009_receipt;
mod m0010_files;

use sea_orm_migration::{MigrationTrait, MigratorTrait};
use shiyu_kit::migration::{Closed, kit_migrations};

/// Brings the enforcement service's database up to date.
#[derive(Debug)]
pub struct Migrator;

#[sea_orm_migration::async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut migrations = kit_migrations();
        migrations.push(Box::new(m0001_case::Migration));
        migrations.push(Box::new(m0002_power::Migration));
        migrations.push(Box::new(m0003_standard::Migration));
        migrations.push(Box::new(m0004_officer::Migration));
        migrations.push(Box::new(m0005_inspection::Migration));
        migrations.push(Box::new(Closed {
            name: "m0006_closed",
            table: "case_file",
        }));
        migrations.push(Box::new(m0007_turn::Migration));
        migrations.push(Box::new(m0008_boundary::Migration));
        migrations.push(Box::new(m0009_receipt::Migration));
        migrations.push(Box::new(m0010_files::Migration));
        migrations
    }
}

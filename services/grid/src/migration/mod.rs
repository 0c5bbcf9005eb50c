//! The tables of the service: the kit's, then its own. An applied migration is never edited.

mod m0001_event;
mod m0002_place;
mod m0003_catalogue;
mod m0004_dispatch;
mod m0005_team;
mod m0006_meeting;
mod m0007_patrol;
mod m0008_boundary;
mod m0009_answers;
mod m0011_repeats;
mod m0012_admission;
mod m0013_component;
mod m0014_evidence;

use sea_orm_migration::{MigrationTrait, MigratorTrait};
use shiyu_kit::migration::{Closed, kit_migrations};

/// Brings the grid service's database up to date.
#[derive(Debug)]
pub struct Migrator;

#[sea_orm_migration::async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut migrations = kit_migrations();
        migrations.push(Box::new(m0001_event::Migration));
        migrations.push(Box::new(m0002_place::Migration));
        migrations.push(Box::new(m0003_catalogue::Migration));
        migrations.push(Box::new(m0004_dispatch::Migration));
        migrations.push(Box::new(m0005_team::Migration));
        migrations.push(Box::new(m0006_meeting::Migration));
        migrations.push(Box::new(m0007_patrol::Migration));
        migrations.push(Box::new(m0008_boundary::Migration));
        migrations.push(Box::new(m0009_answers::Migration));
        migrations.push(Box::new(Closed {
            name: "m0010_closed",
            table: "incident",
        }));
        migrations.push(Box::new(m0011_repeats::Migration));
        migrations.push(Box::new(m0012_admission::Migration));
        migrations.push(Box::new(m0013_component::Migration));
        migrations.push(Box::new(m0014_evidence::Migration));
        migrations
    }
}

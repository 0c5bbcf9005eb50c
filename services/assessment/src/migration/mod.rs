//! The tables of the service: the kit's, then its own. An applied migration is never edited.

mod m0001_period;
mod m0002_figures;
mod m0003_indicator;
mod m0004_supervision;
mod m0020_place;
mod m0021_shelf;
mod m0022_survey;
mod m0024_survey_pool;
mod m0025_owed;

use sea_orm_migration::{MigrationTrait, MigratorTrait};
use shiyu_kit::migration::{Closed, kit_migrations};

/// Brings the assessment service's database up to date.
#[derive(Debug)]
pub struct Migrator;

#[sea_orm_migration::async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut migrations = kit_migrations();
        migrations.push(Box::new(m0001_period::Migration));
        migrations.push(Box::new(m0002_figures::Migration));
        migrations.push(Box::new(m0003_indicator::Migration));
        migrations.push(Box::new(m0004_supervision::Migration));
        migrations.push(Box::new(m0020_place::Migration));
        migrations.push(Box::new(m0021_shelf::Migration));
        migrations.push(Box::new(m0022_survey::Migration));
        migrations.push(Box::new(Closed {
            name: "m0023_supervision_closed",
            table: "supervision",
        }));
        migrations.push(Box::new(m0024_survey_pool::Migration));
        migrations.push(Box::new(m0025_owed::Migration));
        migrations
    }
}

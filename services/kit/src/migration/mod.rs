//! The kit's tables, which every service's migrator has before its own. One change, one file; an applied one is never edited.

mod closed;
mod dialects;
mod kit_0001_journal;
mod kit_0002_dead_letter;
mod kit_0003_reference;
mod kit_0004_party;
mod kit_0005_number;
mod kit_0006_home;
mod kit_0007_register;
mod kit_0008_snapshot;
mod kit_0009_compression;
mod kit_0010_booking;
mod kit_0011_look;
mod kit_0012_destruction;
mod kit_0013_inbox_purge;
mod kit_0014_subject;
mod kit_0015_index_key;
mod kit_0016_open_tasks;
mod kit_0017_kept_longer;
mod kit_0018_words;
mod kit_0019_files;
mod kit_0020_file_turn;
mod press;

use sea_orm_migration::MigrationTrait;

pub use closed::Closed;
pub use dialects::Dialects;
pub use press::press;

/// The kit's changes in order. A service's migrator lists these first.
#[must_use]
pub fn kit_migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(kit_0001_journal::Migration),
        Box::new(kit_0002_dead_letter::Migration),
        Box::new(kit_0003_reference::Migration),
        Box::new(kit_0004_party::Migration),
        Box::new(kit_0005_number::Migration),
        Box::new(kit_0006_home::Migration),
        Box::new(kit_0007_register::Migration),
        Box::new(kit_0008_snapshot::Migration),
        Box::new(kit_0009_compression::Migration),
        Box::new(kit_0010_booking::Migration),
        Box::new(kit_0011_look::Migration),
        Box::new(kit_0012_destruction::Migration),
        Box::new(kit_0013_inbox_purge::Migration),
        Box::new(kit_0014_subject::Migration),
        Box::new(kit_0015_index_key::Migration),
        Box::new(kit_0016_open_tasks::Migration),
        Box::new(kit_0017_kept_longer::Migration),
        Box::new(kit_0018_words::Migration),
        Box::new(kit_0019_files::Migration),
        Box::new(kit_0020_file_turn::Migration),
    ]
}

//! The row of an entry.

use sea_orm::entity::prelude::*;
use time::Date;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_entry")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is.
    pub kind: String,
    /// Whose it is.
    pub unit: String,
    /// What it belongs to.
    pub parent: Option<Uuid>,
    /// What it is, more closely.
    pub word: String,
    /// What else it is found by: the subject of an office holder, the dispute of a finding.
    pub about: Option<String>,
    /// What its list is sorted by.
    pub rank: String,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
    /// The rest, as JSON.
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! The table of disputes: what is searched has a column, the rest is JSON.

use sea_orm::entity::prelude::*;

/// A dispute's row, the fold of its journal.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dispute")]
pub struct Model {
    /// The dispute's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Number of its steps.
    pub version: i64,
    /// Its number in office style.
    pub number: String,
    /// The number's year.
    pub year: i32,
    /// The number's running count within its unit and year.
    pub serial: i64,
    /// Code of the unit that received it, whose count that is.
    pub receiver: String,
    /// Name of its stage.
    pub stage: String,
    /// Code of the unit that has it.
    pub unit: String,
    /// What it is about.
    pub category: String,
    /// How it came.
    pub source: String,
    /// Id the source gave it; unique in its source.
    pub source_reference: Option<String>,
    /// The procedure it is in.
    pub procedure: String,
    /// Code of the division it is about.
    pub place: String,
    /// Whether it touches more than one jurisdiction.
    pub cross_boundary: bool,
    /// When it was opened.
    pub opened_at: TimeDateTimeWithTimeZone,
    /// When its next clock rings.
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    /// Which clock that is.
    pub due_clock: Option<String>,
    /// The earliest legal due time of its running clocks.
    pub legal_due_at: Option<TimeDateTimeWithTimeZone>,
    /// Version of the oldest calendar a running clock was reckoned with.
    pub calendar: i64,
    /// The clock loop of some replica has it until then; none once it is written.
    pub claimed_until: Option<TimeDateTimeWithTimeZone>,
    /// When it came to its end.
    pub closed_at: Option<TimeDateTimeWithTimeZone>,
    /// Everything else, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

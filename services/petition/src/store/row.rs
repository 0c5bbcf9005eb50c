//! The petition table: what is searched has a column, the rest is JSON.

use sea_orm::entity::prelude::*;

/// A petition's row, the fold of its journal.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "petition")]
pub struct Model {
    /// The petition's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Number of its events.
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
    /// Code of the unit that holds it.
    pub unit: String,
    /// What it is about.
    pub category: String,
    /// How it came.
    pub channel: String,
    /// Code of the division it is about.
    pub place: String,
    /// Id the channel gave it; unique in its channel.
    pub source_reference: Option<String>,
    /// The same of a petition that is kept from somebody, to whom no other may be refused for it (arts. 30, 46): not unique.
    pub kept_reference: Option<String>,
    /// When it was received.
    pub opened_at: TimeDateTimeWithTimeZone,
    /// When its next clock rings.
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    /// Which clock that is.
    pub due_clock: Option<String>,
    /// The earliest legal due time of its running clocks.
    pub legal_due_at: Option<TimeDateTimeWithTimeZone>,
    /// When the petitioner's open window ends; none while none is open.
    pub window_until: Option<TimeDateTimeWithTimeZone>,
    /// Version of the oldest calendar a running clock was reckoned with.
    pub calendar: i64,
    /// The clock loop of some replica has it until then; none once it is written.
    pub claimed_until: Option<TimeDateTimeWithTimeZone>,
    /// When it came to its end.
    pub closed_at: Option<TimeDateTimeWithTimeZone>,
    /// Since when the public is shown what was decided on its re-review; none while it is not.
    pub published_at: Option<TimeDateTimeWithTimeZone>,
    /// Keyed index of the petitioner's code.
    pub query_index: String,
    /// Everything else, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

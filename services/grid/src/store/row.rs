//! The table of events: what is searched has a column, the rest is JSON.

use sea_orm::entity::prelude::*;

/// An event's row, the fold of its journal.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident")]
pub struct Model {
    /// The event's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Number of its steps.
    pub version: i64,
    /// Name of its stage.
    pub stage: String,
    /// Code of the unit whose turn it is.
    pub unit: String,
    /// Code of the unit that received it.
    pub receiver: String,
    /// The level that answers for it.
    pub level: String,
    /// Who brought it.
    pub source: String,
    /// Id the source gave it; unique in its source.
    pub source_reference: Option<String>,
    /// Its subclass.
    pub class_code: String,
    /// Component or event.
    pub kind: String,
    /// Whether it is a hazard.
    pub hazard: bool,
    /// Code of its grid: that of its day, or the one that covers its place by a newer map.
    pub grid: String,
    /// Code of its village.
    pub village: String,
    /// Code of its town.
    pub town: String,
    /// Where it is, in ten-millionths of a degree, east positive.
    pub longitude_e7: Option<i32>,
    /// Where it is, in ten-millionths of a degree, north positive.
    pub latitude_e7: Option<i32>,
    /// The empty slots, one bit each.
    pub missing: i32,
    /// When it was reported.
    pub opened_at: TimeDateTimeWithTimeZone,
    /// When its next clock rings.
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    /// Which clock that is.
    pub due_clock: Option<String>,
    /// The earliest due time of its running clocks.
    pub legal_due_at: Option<TimeDateTimeWithTimeZone>,
    /// Version of the oldest calendar a running clock was reckoned with.
    pub calendar: i64,
    /// The clock loop of some replica has it until then; none once it is written.
    pub claimed_until: Option<TimeDateTimeWithTimeZone>,
    /// When it came to its end.
    pub closed_at: Option<TimeDateTimeWithTimeZone>,
    /// Keyed index of the reporter's code; empty where there is none.
    pub query_index: String,
    /// The closed event that it takes up again.
    pub reopens: Option<Uuid>,
    /// The item of the admission list by which a department asked for it.
    pub admission_item: Option<Uuid>,
    /// The event that goes on for it.
    pub merged_into: Option<Uuid>,
    /// Where it was solved, once it is closed.
    pub tier: Option<String>,
    /// Everything else, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! The table of cases: what is searched has a column, the rest is JSON.

use sea_orm::entity::prelude::*;

/// A case's row, the fold of its journal.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_file")]
pub struct Model {
    /// The case's id.
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
    /// Whether it was decided on the spot.
    pub on_the_spot: bool,
    /// Name of its stage.
    pub stage: String,
    /// Code of the unit that has it.
    pub unit: String,
    /// How the clue came.
    pub source: String,
    /// Code of the division it happened in.
    pub place: String,
    /// Code of its power item, once it is filed.
    pub power: Option<String>,
    /// What was decided, in a word, once it was.
    pub outcome: Option<String>,
    /// Id the source gave it; unique in its source.
    pub source_reference: Option<String>,
    /// The offer that it answers to.
    pub referral: Option<Uuid>,
    /// Keyed index of suspect, place and day of the act, while the act may not be filed again.
    pub act_key: Option<String>,
    /// Town of the filing, among whose filings its turn is counted; of those that an earlier build made, power and town.
    pub filed_under: Option<String>,
    /// Its turn there; taken once.
    pub filed_turn: Option<i64>,
    /// When the clue was received.
    pub opened_at: TimeDateTimeWithTimeZone,
    /// When it was filed.
    pub filed_at: Option<TimeDateTimeWithTimeZone>,
    /// When its next clock rings.
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    /// Which clock that is.
    pub due_clock: Option<String>,
    /// The earliest due time of the office's running clocks.
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

//! A block of numbers as it lies in the database. The blocks of a unit and year follow one another without a gap.

use sea_orm::entity::prelude::*;

/// A block.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "number_block")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub unit: String,
    pub year: i32,
    /// Its first number; unique in its unit and year.
    pub first: i64,
    /// Its last number.
    pub last: i64,
    pub state: State,
    /// The process that has it, while it is held.
    pub holder: Option<Uuid>,
    /// Until when, unless that is renewed.
    pub leased_until: Option<TimeDateTimeWithTimeZone>,
    /// When somebody took it first.
    pub taken_at: TimeDateTimeWithTimeZone,
}

/// What became of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum State {
    /// Each belongs to a case.
    #[sea_orm(string_value = "used")]
    Used,
    /// A process has them in hand.
    #[sea_orm(string_value = "held")]
    Held,
    /// Nobody has them: they are given out before any higher one is taken.
    #[sea_orm(string_value = "free")]
    Free,
}

/// A block points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

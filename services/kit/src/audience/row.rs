//! The audience table: one row for each unit or person that a case is shown to or kept from.

use sea_orm::entity::prelude::*;

/// The kind of a unit that has to do with the case.
pub const UNIT: &str = "unit";
/// The kind of a person to whom it is shown.
pub const SUBJECT: &str = "subject";
/// The kind of a unit from which it is kept, with all that answer to it.
pub const BARRED_UNIT: &str = "barred_unit";
/// The kind of a person from whom it is kept.
pub const BARRED_SUBJECT: &str = "barred_subject";

/// One entry of a case's audience.
#[derive(Clone, Debug, PartialEq, Eq, Hash, DeriveEntityModel)]
#[sea_orm(table_name = "audience")]
pub struct Model {
    /// The case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    /// `unit`, `subject`, `barred_unit` or `barred_subject`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// Code of the unit, or subject of the person.
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry: String,
}

/// An entry points at nothing: its case may lie in any table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

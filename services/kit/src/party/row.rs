//! The party table: everything that names somebody is sealed; what is looked up is a keyed index.

use sea_orm::entity::prelude::*;

/// One party of one case.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "party")]
pub struct Model {
    /// The party's id; the case knows no more of it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// Name of the envelope key that wraps the party's own key.
    pub envelope_key: String,
    /// The party's own key, wrapped.
    pub wrapped_key: Vec<u8>,
    /// The identity, sealed with the party's own key.
    pub sealed: Vec<u8>,
    /// Keyed index of the identity document's number, if there is one.
    pub document_index: Option<Vec<u8>>,
    /// Keyed index of the telephone number, if there is one.
    pub phone_index: Option<Vec<u8>>,
    /// Keyed index of the name.
    pub name_index: Option<Vec<u8>>,
    /// Name of the index key the indexes are made with; none for a row from before keys had names.
    pub index_key: Option<String>,
    /// When it was sealed.
    pub sealed_at: TimeDateTimeWithTimeZone,
}

/// A party points at nothing: its case may lie in any table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

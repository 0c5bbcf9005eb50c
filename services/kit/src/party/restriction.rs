//! Parties who serve their case and nothing else any more (PIPL art. 47): the archive keeps them, and no search, link, reveal or grant
//! reaches them.

use std::collections::BTreeSet;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, QuerySelect};
use time::OffsetDateTime;

/// That a party is restricted.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "restriction")]
pub struct Model {
    /// The party.
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: Uuid,
    /// Its case.
    pub case_id: Uuid,
    /// The request of the subject's that it goes back to.
    pub request_id: Uuid,
    /// Since when.
    pub at: TimeDateTimeWithTimeZone,
}

/// It points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Restricts these parties of these cases upon a request. Who is restricted already stays so since then.
///
/// # Errors
/// The database's.
pub async fn put(db: &impl ConnectionTrait, parties: &[(Uuid, Uuid)], request: Uuid, now: OffsetDateTime) -> Result<(), DbErr> {
    for (party, case) in parties {
        let row = ActiveModel {
            party_id: Set(*party),
            case_id: Set(*case),
            request_id: Set(request),
            at: Set(now),
        };
        let known = OnConflict::column(Column::PartyId).do_nothing().to_owned();
        Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Which of these parties are restricted.
///
/// # Errors
/// The database's.
pub async fn among(db: &impl ConnectionTrait, parties: &[Uuid]) -> Result<BTreeSet<Uuid>, DbErr> {
    if parties.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::PartyId)
        .filter(Column::PartyId.is_in(parties.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

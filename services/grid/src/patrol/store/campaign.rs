//! The table of campaigns.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QuerySelect};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::reading::Days;
use shiyu_kit::register::{Row, Standing};
use time::Date;

use super::round::json;
use super::{DayKey, Unread, by_day};
use crate::patrol::domain::Campaign;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// First day.
    pub first_day: Date,
    /// The campaign, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where a campaign stands.
#[must_use]
pub fn key(campaign: &Campaign) -> DayKey {
    DayKey {
        day: campaign.days.first,
        id: campaign.id,
    }
}

/// The campaign of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Campaign>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.as_ref().map(read).transpose()?)
}

/// As [`get`], held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Campaign>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes a campaign.
///
/// # Errors
/// The database's, or a campaign that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, campaign: &Campaign) -> Result<(), Unread> {
    let row = Model {
        id: campaign.id,
        first_day: campaign.days.first,
        body: json(("campaign", campaign.id), campaign)?,
    };
    let row = row.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` campaigns, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, after: Option<&DayKey>, limit: u64) -> Result<Vec<Campaign>, Unread> {
    let query = by_day(Entity::find(), (Column::FirstDay, Column::Id), (&Days::default(), after, limit));
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: &Model) -> Result<Campaign, Corrupt> {
    let row = Row {
        table: "campaign",
        id: model.id,
    };
    row.json(&model.body)
}

//! Which petitions somebody sees: what a visit was about is kept from whom the petition is kept from (信访工作条例 art. 30).

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use shiyu_kit::audience::row::{BARRED_SUBJECT, BARRED_UNIT, Column, Entity, SUBJECT, UNIT};
use shiyu_kit::audience::{Audience, Viewer};
use shiyu_kit::fault::Corrupt;
use uuid::Uuid;

use super::Unread;

/// Those among `petitions` that there are and that the viewer may see.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn seen(db: &impl ConnectionTrait, viewer: &Viewer, petitions: BTreeSet<Uuid>) -> Result<BTreeSet<Uuid>, Unread> {
    let mut audiences = audiences(db, petitions).await?;
    audiences.retain(|_, audience| viewer.sees(audience));
    Ok(audiences.into_keys().collect())
}

/// The audiences of those among `petitions` that there are.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn audiences(db: &impl ConnectionTrait, petitions: BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, Audience>, Unread> {
    let mut audiences: BTreeMap<Uuid, Audience> = BTreeMap::new();
    if petitions.is_empty() {
        return Ok(audiences);
    }
    let rows = Entity::find().filter(Column::CaseId.is_in(petitions)).all(db).await?;
    for row in rows {
        let audience = audiences.entry(row.case_id).or_default();
        let code = || {
            row.entry.parse().map_err(|_| Corrupt {
                table: "audience",
                id: row.case_id.to_string(),
                what: "not a unit's code".to_owned(),
            })
        };
        match row.kind.as_str() {
            UNIT => _ = audience.units.insert(code()?),
            SUBJECT => _ = audience.subjects.insert(row.entry),
            BARRED_UNIT => _ = audience.barred_units.insert(code()?),
            BARRED_SUBJECT => _ = audience.barred_subjects.insert(row.entry),
            _ => {
                let (table, id) = ("audience", row.case_id.to_string());
                let what = "not a kind of this version".to_owned();
                return Err(Corrupt { table, id, what }.into());
            }
        }
    }
    Ok(audiences)
}

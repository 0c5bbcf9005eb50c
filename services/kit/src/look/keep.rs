//! The table of lookings.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

use super::seal::{genesis, seal};
use super::{Column, Door, Entity, Model};
use crate::case::Actor;
use crate::clock::to_micros;
use crate::database::is_lost_race;

/// How often the place at the end of a chain may be lost to another who looks.
const RACES: u32 = 16;

/// A unit, or a service, that looked at a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    /// Code of the unit; the name of a service.
    pub name: String,
    /// When it looked first.
    pub first: OffsetDateTime,
    /// When it looked last.
    pub last: OffsetDateTime,
}

/// What a check of a case's lookings found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// How many rows were read.
    pub rows: usize,
    /// The first row that is not what was sealed, or is missing.
    pub broken_at: Option<i64>,
}

/// Puts a looking on record. The clock and a party who looks at their own case are not written down.
///
/// # Errors
/// The database's; then nothing is to be shown.
pub async fn note(db: &impl ConnectionTrait, by: &Actor, case: Uuid, door: &Door, now: OffsetDateTime) -> Result<(), DbErr> {
    let Some((subject, unit, roles)) = who(by) else { return Ok(()) };
    let purpose = if door.purpose.is_empty() { roles } else { door.purpose.clone() };
    let mut races = 0;
    loop {
        let last = Entity::find()
            .filter(Column::CaseId.eq(case))
            .order_by_desc(Column::Number)
            .one(db)
            .await?;
        let (number, previous) = last.map_or((0, genesis()), |last| (last.number, last.hash));
        let mut row = Model {
            case_id: case,
            number: number + 1,
            at: to_micros(now),
            subject: subject.clone(),
            unit: unit.clone(),
            door: door.rpc.clone(),
            purpose: purpose.clone(),
            hash: Vec::new(),
        };
        row.hash = seal(&previous, &row);
        match Entity::insert(row.into_active_model()).exec_without_returning(db).await {
            Err(error) if is_lost_race(&error) && races < RACES => races += 1,
            done => return done.map(drop),
        }
    }
}

fn who(by: &Actor) -> Option<(String, Option<String>, String)> {
    match by {
        Actor::Person { subject, unit, roles } => {
            let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
            Some((subject.clone(), unit.clone(), roles.join(", ")))
        }
        Actor::Service { name } => Some((name.clone(), None, String::new())),
        Actor::Party { .. } | Actor::Clock => None,
    }
}

/// The lookings at a case after this number, oldest first.
///
/// # Errors
/// The database's.
pub async fn list(db: &impl ConnectionTrait, case: Uuid, after: i64, limit: u64) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CaseId.eq(case))
        .filter(Column::Number.gt(after))
        .order_by_asc(Column::Number)
        .limit(limit)
        .all(db)
        .await
}

/// The organs that looked at a case, in the order in which they first did. Nobody who works there is named.
///
/// # Errors
/// The database's.
pub async fn organs(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<Organ>, DbErr> {
    let rows = list(db, case, 0, u64::from(u32::MAX)).await?;
    let mut organs: BTreeMap<String, Organ> = BTreeMap::new();
    for row in rows {
        let name = row.unit.unwrap_or(row.subject);
        let organ = organs.entry(name.clone()).or_insert(Organ {
            name,
            first: row.at,
            last: row.at,
        });
        organ.last = row.at;
    }
    let mut organs: Vec<Organ> = organs.into_values().collect();
    organs.sort_by_key(|organ| organ.first);
    Ok(organs)
}

/// Reads the chain of a case's lookings again.
///
/// # Errors
/// The database's.
pub async fn verify(db: &impl ConnectionTrait, case: Uuid) -> Result<Verdict, DbErr> {
    let rows = list(db, case, 0, u64::from(u32::MAX)).await?;
    let mut previous = genesis();
    let mut broken_at = None;
    for (row, expected) in rows.iter().zip(1..) {
        let whole = row.number == expected && row.hash == seal(&previous, row);
        if !whole {
            broken_at = Some(expected);
            break;
        }
        previous.clone_from(&row.hash);
    }
    Ok(Verdict {
        rows: rows.len(),
        broken_at,
    })
}

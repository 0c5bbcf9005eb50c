//! Sealed parties as they lie: by case, by id, and by keyed index. Never a count, a list or a history of a person (G-07).

use std::collections::BTreeSet;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{QueryOrder, QuerySelect};

use super::row::{ActiveModel, Column, Entity, Model};
use super::{Probe, Sealed, restriction};

/// Rows that are read at once where all are asked for.
const PAGE: u64 = 200;

/// By what a party was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The document's number.
    Document,
    /// The telephone.
    Phone,
    /// The name.
    Name,
}

/// A case one of whose parties has an index in common with a probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The case.
    pub case: Uuid,
    /// Its party.
    pub party: Uuid,
    /// By what it was found: the strongest, if by several.
    pub which: Which,
}

/// The parties of a case, by id.
///
/// # Errors
/// The database's.
pub async fn of_case(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CaseId.eq(case))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// One party.
///
/// # Errors
/// The database's.
pub async fn get(db: &impl ConnectionTrait, party: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(party).one(db).await
}

/// Writes a party that was sealed anew over what is there. One who was destroyed stays so.
///
/// # Errors
/// The database's.
pub async fn replace(db: &impl ConnectionTrait, sealed: &Sealed) -> Result<(), DbErr> {
    let row = sealed.row().clone();
    let anew = ActiveModel {
        envelope_key: Set(row.envelope_key),
        wrapped_key: Set(row.wrapped_key),
        sealed: Set(row.sealed),
        document_index: Set(row.document_index),
        phone_index: Set(row.phone_index),
        name_index: Set(row.name_index),
        index_key: Set(row.index_key),
        sealed_at: Set(row.sealed_at),
        ..<ActiveModel as Default>::default()
    };
    let same = Entity::update_many()
        .set(anew)
        .filter(Column::Id.eq(row.id))
        .filter(Column::CaseId.eq(row.case_id));
    same.exec(db).await.map(drop)
}

/// Parties that share an index with a probe: those of the same document first, then telephone, then name; the newest
/// first in each, and `limit` at most. Who is restricted is not found.
///
/// # Errors
/// The database's.
pub async fn matches(db: &impl ConnectionTrait, probe: &Probe, limit: u64) -> Result<Vec<Match>, DbErr> {
    sharing(db, probe, limit).await
}

/// As [`matches`], all of them, and with whoever is restricted among them: for what a law asks of the case itself, as whether the same act
/// was punished before. A restriction (PIPL art. 47) hides somebody from those who look, and does not undo what was decided; nor does it
/// matter how many have the same name.
///
/// # Errors
/// The database's.
pub async fn matches_by_law(db: &impl ConnectionTrait, probe: &Probe) -> Result<Vec<Match>, DbErr> {
    let (mut found, mut known) = (Vec::new(), BTreeSet::new());
    for (which, column, index) in asked(probe) {
        let Some(index) = index else { continue };
        let mut before = None;
        loop {
            let rows = by_index(db, (column, index.as_slice()), before, PAGE).await?;
            let last = u64::try_from(rows.len()).is_ok_and(|many| many < PAGE);
            before = rows.last().map(|(party, _)| *party);
            let fresh = rows.into_iter().filter(|(party, _)| known.insert(*party));
            found.extend(fresh.map(|(party, case)| Match { case, party, which }));
            if last {
                break;
            }
        }
    }
    Ok(found)
}

/// The indexes of a probe, the strongest first.
fn asked(probe: &Probe) -> [(Which, Column, Option<[u8; 16]>); 3] {
    [
        (Which::Document, Column::DocumentIndex, probe.document),
        (Which::Phone, Column::PhoneIndex, probe.phone),
        (Which::Name, Column::NameIndex, probe.name),
    ]
}

async fn sharing(db: &impl ConnectionTrait, probe: &Probe, limit: u64) -> Result<Vec<Match>, DbErr> {
    let room = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut found: Vec<Match> = Vec::new();
    for (which, column, index) in asked(probe) {
        let Some(index) = index.filter(|_| found.len() < room) else {
            continue;
        };
        let rows = by_index(db, (column, index.as_slice()), None, limit).await?;
        let named: Vec<Uuid> = rows.iter().map(|(party, _)| *party).collect();
        let restricted = restriction::among(db, &named).await?;
        for (party, case) in rows.into_iter().filter(|(party, _)| !restricted.contains(party)) {
            if found.len() < room && !found.iter().any(|earlier| earlier.party == party) {
                found.push(Match { case, party, which });
            }
        }
    }
    Ok(found)
}

/// Where the person of a probe stands, by their document; by telephone and name both, where a party gave no document. It answers the
/// person themselves (PIPL art. 45) and nobody else.
///
/// # Errors
/// The database's.
pub async fn held_of(db: &impl ConnectionTrait, probe: &Probe) -> Result<Vec<Model>, DbErr> {
    let mut same = Condition::any();
    if let Some(document) = probe.document {
        same = same.add(Column::DocumentIndex.eq(document.to_vec()));
    }
    if let (Some(phone), Some(name)) = (probe.phone, probe.name) {
        let both = Condition::all()
            .add(Column::DocumentIndex.is_null())
            .add(Column::PhoneIndex.eq(phone.to_vec()))
            .add(Column::NameIndex.eq(name.to_vec()));
        same = same.add(both);
    }
    if same.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find().filter(same).order_by_asc(Column::Id).all(db).await
}

/// The newest first; of those before this one, if there is one.
async fn by_index(
    db: &impl ConnectionTrait,
    (column, index): (Column, &[u8]),
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<(Uuid, Uuid)>, DbErr> {
    let mut query = Entity::find().filter(column.eq(index.to_vec()));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    query
        .select_only()
        .columns([Column::Id, Column::CaseId])
        .order_by_desc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}

//! Repeat matters (S8): links for one clerk, and never a count of anybody's petitions (G-07).

use std::collections::BTreeMap;

use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use shiyu_kit::audience::Viewer;
use shiyu_kit::case::{Filed, Record};
use shiyu_kit::ledger::Unread;
use shiyu_kit::party::store::{Which, matches, of_case};
use shiyu_kit::party::{Probe, restriction, row};
use uuid::Uuid;

use super::row::{Column, Entity};
use crate::domain::{PartyRole, Petition};

/// How many are shown.
const MOST: usize = 20;

/// Looked at for each index of each party.
const LOOKED_AT: u64 = 200;

/// A petition that may be the same matter, and what agrees.
#[derive(Debug)]
pub struct Candidate {
    /// The petition.
    pub filed: Filed<Petition>,
    /// `document`, `phone`, `name`, `category`, `place`.
    pub agreeing: Vec<&'static str>,
}

/// Petitions held or received by the same unit that share a party with this one, received last first. Who is restricted links nothing.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn candidates(db: &impl ConnectionTrait, viewer: &Viewer, of: &Filed<Petition>) -> Result<Vec<Candidate>, Unread> {
    let mut shared: BTreeMap<Uuid, Vec<&'static str>> = BTreeMap::new();
    let parties = of_case(db, of.id).await?;
    let named: Vec<Uuid> = parties.iter().map(|party| party.id).collect();
    let restricted = restriction::among(db, &named).await?;
    for party in parties {
        if stands(of, party.id) && !restricted.contains(&party.id) {
            for found in matches(db, &probe(&party), LOOKED_AT).await? {
                let words = shared.entry(found.case).or_default();
                let word = word(found.which);
                if found.case != of.id && !words.contains(&word) {
                    words.push(word);
                }
            }
        }
    }
    shared.remove(&of.id);
    let rows = Entity::find()
        .filter(viewer.condition(Column::Id, db.get_database_backend()))
        .filter(Column::Id.is_in(shared.keys().copied()))
        .filter(
            Column::Receiver
                .eq(of.case.receiver.as_str())
                .or(Column::Unit.eq(of.case.unit.as_str())),
        );
    let mut found = Vec::new();
    for row in rows.all(db).await? {
        let filed = Petition::read(row)?;
        let mut agreeing = shared.remove(&filed.id).unwrap_or_default();
        let (one, other) = (&of.case.submission, &filed.case.submission);
        agreeing.extend((one.category == other.category).then_some("category"));
        agreeing.extend((one.place == other.place).then_some("place"));
        found.push(Candidate { filed, agreeing });
    }
    found.sort_by_key(|candidate| std::cmp::Reverse((candidate.filed.case.received_at, candidate.filed.id)));
    found.truncate(MOST);
    Ok(found)
}

/// Lawyers and agents stand in many matters: they make no two of them the same.
fn stands(of: &Filed<Petition>, party: Uuid) -> bool {
    of.case.party(party).is_some_and(|party| match party.role {
        PartyRole::Petitioner | PartyRole::Representative | PartyRole::Respondent => true,
        PartyRole::Agent | PartyRole::Attorney => false,
    })
}

fn probe(party: &row::Model) -> Probe {
    let index = |bytes: &Option<Vec<u8>>| bytes.as_deref().and_then(|bytes| bytes.try_into().ok());
    Probe {
        document: index(&party.document_index),
        phone: index(&party.phone_index),
        name: index(&party.name_index),
    }
}

fn word(which: Which) -> &'static str {
    match which {
        Which::Document => "document",
        Which::Phone => "phone",
        Which::Name => "name",
    }
}

//! Facts about reference data: they go through the journal like any other, on a chain of their own, without a case.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Entity, Model, chain, head};
use crate::case::{Actor, Entry};
use crate::clock;

/// One fact and the chain it belongs to.
#[derive(Debug, Clone)]
pub struct Posting {
    /// The chain: an id derived from what the fact is about, so that facts about one thing stay in order.
    pub chain: Uuid,
    /// The fact.
    pub entry: Entry,
}

/// Who posts, under which act, when.
#[derive(Debug, Clone)]
pub struct Poster<'a> {
    /// The act's id.
    pub act: Uuid,
    /// Who acts.
    pub by: &'a Actor,
    /// W3C `traceparent` of the act.
    pub trace: Option<String>,
    /// The time of the act.
    pub now: OffsetDateTime,
}

/// Appends facts inside the transaction that changes the reference data. Each chain may occur once in a call.
///
/// # Errors
/// The database's; a chain that another grew meanwhile is a lost race.
pub async fn append(transaction: &impl ConnectionTrait, poster: &Poster<'_>, postings: Vec<Posting>) -> Result<(), DbErr> {
    for part in postings.chunks(500) {
        let rows = seal_all(transaction, poster, part).await?;
        let heads: Vec<_> = rows
            .iter()
            .map(|row| head::Model {
                case_id: row.case_id,
                version: row.version,
                hash: row.hash.clone(),
            })
            .collect();
        Entity::insert_many(rows.into_iter().map(super::unnumbered))
            .exec_without_returning(transaction)
            .await?;
        head::advance(transaction, heads).await?;
    }
    Ok(())
}

async fn seal_all(transaction: &impl ConnectionTrait, poster: &Poster<'_>, postings: &[Posting]) -> Result<Vec<Model>, DbErr> {
    let chains = postings.iter().map(|posting| posting.chain);
    let heads = head::Entity::find()
        .filter(head::Column::CaseId.is_in(chains))
        .all(transaction)
        .await?;
    let heads: HashMap<Uuid, head::Model> = heads.into_iter().map(|head| (head.case_id, head)).collect();
    let actor = serde_json::to_string(poster.by).map_err(|error| DbErr::Custom(error.to_string()))?;
    let rows = postings.iter().map(|posting| {
        let (version, previous) = heads
            .get(&posting.chain)
            .map_or_else(|| (1, chain::genesis()), |head| (head.version + 1, head.hash.clone()));
        let mut row = Model {
            position: 0,
            event_id: clock::new_id(),
            case_id: posting.chain,
            version,
            act_id: poster.act,
            kind: posting.entry.kind.to_owned(),
            at: poster.now,
            actor: actor.clone(),
            detail: posting.entry.detail.clone(),
            fact: posting.entry.fact.clone(),
            trace: poster.trace.clone(),
            hash: Vec::new(),
            sequence: None,
            digest: Some(chain::digest(&posting.entry.detail)),
        };
        row.hash = chain::seal(&previous, &row);
        row
    });
    Ok(rows.collect())
}

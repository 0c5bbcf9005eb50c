//! What is known about the acts of a batch before they are decided.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::Job;
use super::batch::{Loaded, Open};
use super::desk::Failed;
use crate::case::Record;
use crate::{inbox, journal};

/// The rows that were found about the acts of a batch.
pub(super) struct Found<C: Record> {
    pub(super) done: Vec<inbox::Model>,
    pub(super) heads: Vec<journal::head::Model>,
    pub(super) rows: Vec<<C::Entity as EntityTrait>::Model>,
}

impl<C: Record> Default for Found<C> {
    fn default() -> Self {
        Self {
            done: Vec::new(),
            heads: Vec::new(),
            rows: Vec::new(),
        }
    }
}

impl<C: Record> Found<C> {
    pub(super) async fn load(db: &DatabaseConnection, jobs: &[Job<C>]) -> Result<Self, DbErr> {
        let acts: Vec<Uuid> = jobs.iter().map(|job| job.act.id).collect();
        let ids: Vec<Uuid> = jobs.iter().flat_map(Job::cases).collect();
        let heads = journal::head::Entity::find().filter(journal::head::Column::CaseId.is_in(ids.clone()));
        let rows = C::Entity::find().filter(C::ID.is_in(ids));
        Ok(Self {
            // Fields are read in this order: an act that another replica did in between is then seen as done, and not refused
            // as too late.
            heads: heads.all(db).await?,
            rows: rows.all(db).await?,
            done: inbox::Entity::find().filter(inbox::Column::ActId.is_in(acts)).all(db).await?,
        })
    }

    pub(super) fn opened(self) -> Result<Loaded<C>, Failed> {
        let open = |head: journal::head::Model| Open {
            version: head.version,
            hash: head.hash,
            ..Open::default()
        };
        let mut cases: HashMap<Uuid, Open<C>> = self.heads.into_iter().map(|head| (head.case_id, open(head))).collect();
        for row in self.rows {
            let filed = C::read(row)?;
            let open = cases.entry(filed.id).or_default();
            if open.version != filed.version {
                // The row and its journal disagree, or a commit fell between the two reads: read again.
                return Err(Failed::Torn(filed.id));
            }
            open.filed = Some(filed);
        }
        if let Some((&id, _)) = cases.iter().find(|(_, open)| open.filed.is_none()) {
            return Err(Failed::Torn(id));
        }
        Ok(Loaded {
            done: self.done.into_iter().map(|done| (done.act_id, done)).collect(),
            cases,
        })
    }
}

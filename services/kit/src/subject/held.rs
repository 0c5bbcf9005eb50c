//! Where whoever asks stands in the cases of this service: looked up for a request that is still to be answered, and kept nowhere.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DbErr, EntityName};
use time::OffsetDateTime;
use tonic::Status;
use uuid::Uuid;

use super::domain::{Held, Refusal, Standing, Task};
use super::{Source, SubjectDesk, store};
use crate::audience::{Ground, Reach, Viewer};
use crate::calendar::local_date;
use crate::case::Actor;
use crate::desk::Shown;
use crate::fault::{Corrupt, Fault};
use crate::party::{self, Identity, row};
use crate::wire::unmasked;

/// A party that whoever asks was found to be.
pub(super) struct Found {
    /// Its row in the vault.
    pub row: row::Model,
    /// When its case ended.
    pub ended: Option<OffsetDateTime>,
    /// The offers under which other services were granted who stands in its case.
    pub granted: Vec<Uuid>,
    standing: Standing,
}

impl Found {
    /// What the decision needs of it.
    pub fn held(&self) -> Held {
        Held {
            party: self.row.id,
            case: self.row.case_id,
            standing: self.standing,
        }
    }
}

impl<C: Shown> SubjectDesk<C> {
    /// A task that is still to be answered.
    pub(super) async fn open(&self, id: Uuid) -> Result<Task, Fault<Refusal>> {
        let task = store::get(&self.cases.ledger.database().reader, id).await?;
        let task = task.ok_or(Fault::Refused(Refusal::TaskUnknown))?;
        if task.answer.is_some() {
            return Err(Fault::Refused(Refusal::AnsweredAlready));
        }
        Ok(task)
    }

    /// How far a privacy officer sees here: the division of their office, and what answers to it. Whose unit has a case of it does not
    /// matter; what is kept from them stays kept.
    pub(super) fn officer(&self, by: &Actor) -> Viewer {
        let units = self.cases.ledger.reference().units();
        let ground = Ground {
            county: &self.cases.county,
            units: &units,
            today: local_date(self.cases.clock.now()),
            wide: &["privacy_officer"],
        };
        Viewer::of(by, &ground)
    }

    /// Whoever answers for the county oversees all of it.
    pub(super) fn answers(&self, by: &Actor) -> Result<(), Fault<Refusal>> {
        if matches!(by, Actor::Person { .. }) && self.officer(by).reach != Reach::Everything {
            return Err(Fault::Refused(Refusal::UnitNotYours));
        }
        Ok(())
    }

    /// Where whoever asks stands, as far as the caller sees. A case that is kept from them is not told of.
    pub(super) async fn held(&self, by: &Actor, id: Uuid) -> Result<Vec<Found>, Status> {
        let mut rows = BTreeMap::new();
        for probe in self.cases.vault.probes(&self.subject(id).await?) {
            let held = party::store::held_of(&self.cases.ledger.database().reader, &probe).await;
            let held = held.map_err(Fault::<Refusal>::Database)?;
            rows.extend(held.into_iter().map(|row| (row.id, row)));
        }
        let viewer = self.officer(by);
        let mut found = Vec::new();
        for row in rows.into_values() {
            found.extend(self.shown(&viewer, row).await?);
        }
        Ok(found)
    }

    async fn shown(&self, viewer: &Viewer, row: row::Model) -> Result<Option<Found>, Fault<Refusal>> {
        let Some(filed) = self.cases.ledger.get(row.case_id).await? else {
            // A party of a register: no case of ours says that its time is over, nor whose it is.
            return Ok((viewer.reach == Reach::Everything).then(|| Found {
                row,
                ended: None,
                granted: Vec::new(),
                standing: Standing::Archived,
            }));
        };
        if !viewer.sees(&filed.case.audience()) {
            return Ok(None);
        }
        let ended = self.ended(&self.cases.ledger.database().reader, filed.id).await?;
        let (now, kept) = (self.cases.clock.now(), self.shelf.kept.of(filed.case.is_major()));
        let standing = match ended {
            None => Standing::UnderWay,
            Some(ended) if ended + kept <= now => Standing::Over,
            Some(_) => Standing::Archived,
        };
        let offers = filed.case.referrals().iter().filter(|offer| offer.grant.is_some());
        Ok(Some(Found {
            row,
            ended,
            granted: offers.map(|offer| offer.id).collect(),
            standing,
        }))
    }

    /// When a case ended.
    pub(super) async fn ended(&self, db: &impl ConnectionTrait, case: Uuid) -> Result<Option<OffsetDateTime>, DbErr> {
        let question = Query::select()
            .column(Alias::new("closed_at"))
            .from(Alias::new(C::Entity::default().table_name()))
            .and_where(Expr::col(Alias::new("id")).eq(case))
            .to_owned();
        let rows = db.query_all(&question).await?;
        let ended = rows.first().map(|row| row.try_get::<Option<OffsetDateTime>>("", "closed_at"));
        Ok(ended.transpose()?.flatten())
    }

    /// Who asks: as long as it is granted.
    async fn subject(&self, id: Uuid) -> Result<Identity, Status> {
        match &self.source {
            Source::Here => {
                let db = &self.cases.ledger.database().writer;
                let row = party::store::get(db, id).await.map_err(Fault::<Refusal>::Database)?;
                let row = row.filter(|row| row.case_id == id);
                let row = row.ok_or(Fault::Refused(Refusal::NotGranted))?;
                Ok(self.cases.unseal(&row)?)
            }
            Source::At(peers) => {
                let name = format!("counties/{}/subjectRequests/{id}", self.cases.county);
                let told = peers.subject(name).await?;
                let known = told.and_then(unmasked).ok_or_else(|| Corrupt {
                    table: "subject_request",
                    id: id.to_string(),
                    what: "who asks cannot be read".to_owned(),
                });
                Ok(known?)
            }
        }
    }
}

//! What the doors of the disputes look up in the registers.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ConnectionTrait;
use shiyu_kit::ledger::Unread;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::Registers;
use super::domain::{Committee, Finding, FindingState, Matter, Mediator, Room};
use super::store::{self, Filter, engagement};
use crate::domain;
use crate::rpc::lookup::{LimitQuestion, Tables};

/// Mediators in one question.
const SOME: usize = 500;

#[tonic::async_trait]
impl Tables for Registers {
    async fn mediators(&self, ids: &[Uuid], on: Date) -> Result<Vec<domain::Mediator>, Unread> {
        let found = some_mediators(&self.office().db.reader, ids).await?;
        let known = |mediator: Mediator| domain::Mediator {
            id: mediator.id,
            in_term: mediator.in_term(on),
            certified: mediator.certified(on),
            subject: mediator.subject,
            unit: mediator.unit,
            committee: mediator.committee,
            kind: mediator.kind,
        };
        Ok(found.into_iter().map(known).collect())
    }

    async fn has_committee(&self, unit: &Code, on: Date) -> Result<bool, Unread> {
        Ok(!self.committees(unit, on).await?.is_empty())
    }

    async fn room(&self, id: Uuid, on: Date) -> Result<Option<domain::Room>, Unread> {
        let found = store::get::<Room>(&self.office().db.reader, id).await?;
        Ok(found.map(|room| domain::Room {
            id: room.id,
            open: room.days.holds(on),
            unit: room.unit,
        }))
    }

    async fn limit(&self, asked: LimitQuestion, on: Date) -> Result<Option<domain::Limit>, Unread> {
        Ok(self.packs.limit(asked, on))
    }

    async fn matter(&self, id: Uuid, on: Date) -> Result<Option<domain::Matter>, Unread> {
        let found = store::get::<Matter>(&self.office().db.reader, id).await?;
        let in_force = found.filter(|matter| matter.days.holds(on));
        Ok(in_force.map(|matter| domain::Matter {
            id: matter.id,
            unit: matter.unit,
            category: matter.category,
        }))
    }

    async fn finding(&self, id: Uuid) -> Result<Option<domain::Finding>, Unread> {
        let found = store::get::<Finding>(&self.office().db.reader, id).await?;
        // What was settled on the spot is nothing to open a dispute of.
        let found = found.filter(|finding| finding.state() != FindingState::Settled);
        Ok(found.map(|finding| domain::Finding {
            id: finding.id,
            unit: finding.unit,
            place: finding.place,
            category: finding.category,
            dispute: finding.dispute,
        }))
    }
}

/// The mediators of these ids, each no longer in office than the committee.
async fn some_mediators(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Mediator>, Unread> {
    within_their_committees(db, store::some(db, ids).await?).await
}

/// Mediators, each no longer in office than the committee, also those whose entries do not say its last day yet.
pub(super) async fn within_their_committees(db: &impl ConnectionTrait, mediators: Vec<Mediator>) -> Result<Vec<Mediator>, Unread> {
    let unsaid = mediators.iter().filter(|mediator| mediator.committee_until.is_none());
    let ids: BTreeSet<Uuid> = unsaid.filter_map(|mediator| mediator.committee).collect();
    if ids.is_empty() {
        return Ok(mediators);
    }
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let committees = store::some::<Committee>(db, &ids).await?;
    Ok(mediators.into_iter().map(|mediator| mediator.within(&committees)).collect())
}

impl Registers {
    /// The committees in their term of a unit, or of the division whose committee or centre it is.
    async fn committees(&self, unit: &Code, on: Date) -> Result<Vec<Committee>, Unread> {
        let mediates = self.office().reference.units().mediating().mediates(unit);
        let division = unit.enclosing().filter(|_| mediates);
        let mut found = Vec::new();
        for unit in std::iter::once(unit.clone()).chain(division) {
            let there = Filter {
                unit: Some(unit),
                on: Some(on),
                ..Filter::default()
            };
            found.extend(store::few::<Committee>(&self.office().db.reader, &there).await?);
        }
        Ok(found)
    }

    /// The title under which a unit held people's mediation on a day: its committee's.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    pub async fn committee_title(&self, unit: &Code, on: Date) -> Result<Option<String>, Unread> {
        let titles = self.committees(unit, on).await?.into_iter().map(|committee| committee.title);
        Ok(titles.min())
    }

    /// Who mediates a dispute under way, and is in office no more: the dispute, and the mediator.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    pub async fn vacated(&self) -> Result<Vec<(Uuid, Uuid)>, Unread> {
        let open = engagement::all_open(&self.office().db.reader).await?;
        let ids: BTreeSet<Uuid> = open.iter().map(|(_, mediator)| *mediator).collect();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let mut over = BTreeSet::new();
        for some in ids.chunks(SOME) {
            let found = some_mediators(&self.office().db.reader, some).await?;
            let ended = found.into_iter().filter(|mediator| !mediator.in_term(self.today()));
            over.extend(ended.map(|mediator| mediator.id));
        }
        Ok(open.into_iter().filter(|(_, mediator)| over.contains(mediator)).collect())
    }

    /// The names of mediators, past ones too.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    pub async fn names(&self, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>, Unread> {
        let found = store::some::<Mediator>(&self.office().db.reader, ids).await?;
        Ok(found.into_iter().map(|mediator| (mediator.id, mediator.name)).collect())
    }

    /// The name of a unit as it is today; its code where it has none.
    #[must_use]
    pub fn name_of(&self, unit: &Code) -> String {
        let units = self.office().reference.units();
        units
            .get(unit, self.today())
            .map_or_else(|| unit.to_string(), |unit| unit.name.clone())
    }
}

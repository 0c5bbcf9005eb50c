//! What every handler of events works with: the ledger, the vault, the registers, and who may see what.

use std::sync::Arc;

use sea_orm::DatabaseConnection;
use shiyu_kit::audience::{Reach, Viewer};
use shiyu_kit::auth::Policy;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::clock::WallClock;
use shiyu_kit::fault::{Corrupt, Fault, Violations};
use shiyu_kit::ledger::{Done, Ledger};
use shiyu_kit::party::{Identity, Masked, Vault, row, store as parties};
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::telemetry::current_traceparent;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::Date;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::lookup::Tables;
use crate::domain::terms::{GridCode, GridRole};
use crate::domain::{Command, Incident, Known, Order, Refusal};
use crate::sight;
use crate::wire::{self, Asked};

/// The desk of one county's events.
#[derive(Debug, Clone)]
pub struct Desk {
    pub(super) county: Code,
    pub(super) ledger: Ledger<Incident>,
    pub(super) vault: Vault,
    pub(super) tables: Arc<dyn Tables>,
    pub(super) policy: Arc<Policy>,
    pub(super) clock: WallClock,
}

impl Desk {
    /// A desk over a ledger and the registers.
    #[must_use]
    pub fn new(
        ledger: Ledger<Incident>,
        vault: Vault,
        tables: Arc<dyn Tables>,
        (county, policy): (Code, Arc<Policy>),
        clock: WallClock,
    ) -> Self {
        Self {
            county,
            ledger,
            vault,
            tables,
            policy,
            clock,
        }
    }

    pub(super) fn county(&self) -> &Code {
        &self.county
    }

    pub(super) fn reader(&self) -> &DatabaseConnection {
        &self.ledger.database().reader
    }

    pub(super) fn today(&self) -> Date {
        local_date(self.clock.now())
    }

    /// What every order has in common: read it, look up what it needs, carry it out, show the event.
    pub(super) async fn obey<R>(
        &self,
        request: Request<R>,
        read: impl FnOnce(R, &Code) -> Result<Asked, Violations>,
    ) -> Result<Response<pb::Event>, Status> {
        let (by, request) = caller(request)?;
        let done = self.give(by, read(request, &self.county)?).await?;
        Ok(shown(&done))
    }

    /// Gives an order upon an event. To whom the event is not shown, there is none.
    pub(super) async fn give(&self, by: Actor, asked: Asked) -> Result<Done<Incident>, Fault<Refusal>> {
        let filed = self.seen(&by, asked.case).await?;
        if let Command::Merge { into } = asked.command
            && into == asked.case
        {
            return Err(Fault::Refused(Refusal::LinkedEventUnknown(into)));
        }
        let known = self.known(&by, &filed.case, &asked.command).await?;
        self.execute(by, asked, known).await
    }

    pub(super) async fn execute(&self, by: Actor, asked: Asked, known: Known) -> Result<Done<Incident>, Fault<Refusal>> {
        let (act, command) = asked.by(by, current_traceparent());
        self.ledger.execute(act, Order { command, known }).await
    }

    /// An event with its parties, masked.
    pub(super) async fn in_full(&self, filed: &Filed<Incident>) -> Result<pb::Event, Fault<Refusal>> {
        let identities = if filed.case.parties.is_empty() {
            Vec::new()
        } else {
            self.identities(filed.id).await?
        };
        Ok(wire::event(filed, &masked(&identities)))
    }

    /// Who stands in a case, in the clear; nothing of it leaves the process unmasked but by a reveal or a grant.
    pub(super) async fn identities(&self, case: Uuid) -> Result<Vec<(Uuid, Identity)>, Fault<Refusal>> {
        let rows = parties::of_case(&self.ledger.database().writer, case).await?;
        rows.iter().map(|row| Ok((row.id, self.unseal(row)?))).collect()
    }

    fn unseal(&self, row: &row::Model) -> Result<Identity, Corrupt> {
        self.vault.unseal(row).map_err(|error| Corrupt {
            table: "party",
            id: row.id.to_string(),
            what: error.to_string(),
        })
    }

    /// An event the caller may see; to whom it is not shown, there is none. Whoever gave an order as its party has its code.
    pub(super) async fn seen(&self, by: &Actor, id: Uuid) -> Result<Filed<Incident>, Fault<Refusal>> {
        let filed = self.ledger.get(id).await?;
        filed
            .filter(|filed| self.sees(by, &filed.case))
            .ok_or(Fault::Refused(Refusal::EventUnknown))
    }

    fn sees(&self, by: &Actor, incident: &Incident) -> bool {
        let party = matches!(by, Actor::Party { id } if incident.parties.iter().any(|party| party.id == *id));
        let works = sight::sees_grid(self.role(by, &incident.place.grid));
        party || works || self.viewer(by).sees(&incident.audience())
    }

    pub(super) fn viewer(&self, by: &Actor) -> Viewer {
        sight::viewer(by, &self.county, &self.ledger.reference().units(), self.clock.now())
    }

    /// A viewer of a list: whoever works in the grid that is asked for sees it whole.
    pub(super) fn viewer_in(&self, by: &Actor, grid: Option<&GridCode>) -> Viewer {
        let viewer = self.viewer(by);
        if grid.is_some_and(|grid| sight::sees_grid(self.role(by, grid))) {
            return Viewer {
                reach: Reach::Everything,
                ..viewer
            };
        }
        viewer
    }

    /// As what a member of staff works in a grid today.
    pub(super) fn role(&self, by: &Actor, grid: &GridCode) -> Option<GridRole> {
        if let Actor::Person { subject, .. } = by {
            return self.tables.role(subject, grid, self.today());
        }
        None
    }
}

/// Identities as they are shown.
pub(super) fn masked(identities: &[(Uuid, Identity)]) -> Vec<(Uuid, Masked)> {
    identities.iter().map(|(id, identity)| (*id, identity.masked())).collect()
}

/// An event as an order left it; identities are for those who ask for them.
pub(super) fn shown(done: &Done<Incident>) -> Response<pb::Event> {
    answer(done, |filed| wire::event(filed, &[]))
}

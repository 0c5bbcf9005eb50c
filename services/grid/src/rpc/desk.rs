//! What every handler of events works with: the desk of the kit, the registers, and who may see what.

use std::ops::Deref;
use std::sync::Arc;

use shiyu_kit::audience::{Audience, Reach, Viewer};
use shiyu_kit::auth::Policy;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::clock::WallClock;
use shiyu_kit::demand::{Demand, Demanded};
use shiyu_kit::desk::{CaseDesk, Shown};
use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::ledger::{Done, Ledger};
use shiyu_kit::packet::{Packet, Seals};
use shiyu_kit::party::Vault;
use shiyu_kit::referral::Referral;
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::lookup::Tables;
use crate::domain::terms::{GridCode, GridRole, Party, PartyRole, Place};
use crate::domain::{Command, Incident, Known, Order, Refusal};
use crate::sight;
use crate::wire::{self, Asked};

/// The desk of one county's events: the kit's, and the registers.
#[derive(Debug, Clone)]
pub struct Desk {
    cases: CaseDesk<Incident>,
    pub(super) tables: Arc<dyn Tables>,
    seals: Seals,
}

impl Deref for Desk {
    type Target = CaseDesk<Incident>;

    fn deref(&self) -> &CaseDesk<Incident> {
        &self.cases
    }
}

impl Shown for Incident {
    fn audience(&self) -> Audience {
        Incident::audience(self)
    }

    fn stands(&self) -> Vec<(Uuid, String)> {
        self.parties.iter().copied().map(wire::stands).collect()
    }

    fn referrals(&self) -> &[Referral] {
        &self.course.referrals
    }

    fn unknown() -> Refusal {
        Refusal::EventUnknown
    }

    fn not_granted() -> Refusal {
        Refusal::NotGranted
    }

    fn restricted() -> Refusal {
        Refusal::IdentityRestricted
    }
}

impl Demanded for Incident {
    fn demand(&self) -> Option<Demand> {
        let asks = |party: &&Party| match party.role {
            PartyRole::Reporter => true,
            PartyRole::Side => false,
        };
        Some(Demand {
            category: self.class.code.to_string(),
            place: self.place.village.clone(),
            applicants: self.parties.iter().filter(asks).map(|party| party.id).collect(),
        })
    }
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
        let cases = CaseDesk {
            county,
            ledger,
            vault,
            policy,
            clock,
            sight: sight::viewer,
        };
        Self {
            cases,
            tables,
            seals: Seals::default(),
        }
    }

    /// With a key for what is handed to other cities, and theirs.
    #[must_use]
    pub fn sealing(mut self, seals: Seals) -> Self {
        self.seals = seals;
        self
    }

    /// What every order has in common: read it, look up what it needs, carry it out, show the event.
    pub(super) async fn obey<R>(
        &self,
        request: Request<R>,
        read: impl FnOnce(R, &Code) -> Result<Asked, Violations>,
    ) -> Result<Response<pb::Event>, Status> {
        let (by, request) = caller(request)?;
        let asked = self.under_seal(read(request, &self.county)?);
        let done = self.give(by, asked).await?;
        Ok(shown(&done))
    }

    /// What is handed to another city is signed; its receipt is looked at by the keys that are known.
    fn under_seal(&self, mut asked: Asked) -> Asked {
        let case = wire::event_name(&self.county, asked.case);
        if let Command::OfferOutside(offer) = &mut asked.command {
            let packet = Packet {
                case: &case,
                organ: &offer.organ,
                hash: &offer.packet,
            };
            offer.seal = self.seals.sign(&packet);
        }
        if let Command::RecordReceipt { receipt, .. } = &mut asked.command {
            receipt.organs = self.seals.organs();
            receipt.case = case;
        }
        asked
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
        self.cases.execute(by, asked.map(|command| Order { command, known })).await
    }

    /// An event with its parties, masked.
    pub(super) async fn in_full(&self, filed: &Filed<Incident>) -> Result<pb::Event, Fault<Refusal>> {
        Ok(wire::event(filed, &self.masked(filed).await?))
    }

    /// An event the caller may see; to whom it is not shown, there is none. Whoever gave an order as its party has its code.
    pub(super) async fn seen(&self, by: &Actor, id: Uuid) -> Result<Filed<Incident>, Fault<Refusal>> {
        let filed = self.found(id, |incident| self.sees(by, incident)).await?;
        self.noted(by, id).await?;
        Ok(filed)
    }

    fn sees(&self, by: &Actor, incident: &Incident) -> bool {
        let party = matches!(by, Actor::Party { id } if incident.parties.iter().any(|party| party.id == *id));
        let works = sight::sees_grid(self.role_at(by, &incident.place));
        party || works || self.viewer(by).sees(&incident.audience())
    }

    /// A viewer of a list: whoever works in the grid that is asked for sees it whole, as long as it is on the map.
    pub(super) fn viewer_in(&self, by: &Actor, grid: Option<&GridCode>) -> Viewer {
        let viewer = self.viewer(by);
        let today = self.today();
        if grid.is_some_and(|grid| sight::sees_grid(self.role(by, grid)) && self.tables.stands(grid, today)) {
            return Viewer {
                reach: Reach::Everything,
                ..viewer
            };
        }
        viewer
    }

    /// As what a member of staff works today in the grid that covers a place.
    pub(super) fn role_at(&self, by: &Actor, place: &Place) -> Option<GridRole> {
        match by {
            Actor::Person { .. } => self.role(by, &self.grid_today(place)),
            Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => None,
        }
    }

    /// As what a member of staff works in a grid today.
    pub(super) fn role(&self, by: &Actor, grid: &GridCode) -> Option<GridRole> {
        if let Actor::Person { subject, .. } = by {
            return self.tables.role(subject, grid, self.today());
        }
        None
    }
}

/// An event as an order left it; identities are for those who ask for them.
pub(super) fn shown(done: &Done<Incident>) -> Response<pb::Event> {
    answer(done, |filed| wire::event(filed, &[]))
}

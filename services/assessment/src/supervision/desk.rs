//! The desk of one county's supervisions.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Act, Actor, Filed};
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::{Done, Ledger};
use shiyu_kit::operations::Office;
use shiyu_kit::reading::Order;
use shiyu_kit::rpc::answer;
use shiyu_kit::telemetry::current_traceparent;
use shiyu_kit::unit::Code;
use shiyu_proto::assessment::v1 as pb;
use tonic::{Response, Status};
use uuid::Uuid;

use super::command::Command;
use super::domain::{Shares, Supervision};
use super::refusal::Refusal;
use super::wire;
use crate::hands::is_rated;

/// The desk.
#[derive(Debug, Clone)]
pub struct SupervisionDesk {
    pub(super) county: Code,
    pub(super) ledger: Ledger<Supervision>,
    pub(super) office: Office,
    pub(super) shares: Shares,
}

pub(super) type Answered<T> = Result<T, Fault<Refusal>>;

impl SupervisionDesk {
    /// A desk over a ledger, whose supervisions climb after these shares of a limit.
    #[must_use]
    pub const fn new(county: Code, ledger: Ledger<Supervision>, office: Office, shares: Shares) -> Self {
        Self {
            county,
            ledger,
            office,
            shares,
        }
    }

    /// The cases, for whoever lets their clocks ring.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger<Supervision> {
        &self.ledger
    }

    /// Carries the order out, shows what came of it.
    pub(super) async fn give(&self, by: Actor, order: Order<Command>) -> Result<Response<pb::Supervision>, Status> {
        if !matches!(order.command, Command::Open(_)) {
            self.seen(&by, order.case).await?;
        }
        let (act, command) = order.by(by, current_traceparent());
        let done = self.ledger.execute(act, command).await?;
        Ok(answer(&done, wire::supervision))
    }

    pub(super) async fn execute(&self, act: Act, command: Command) -> Answered<Done<Supervision>> {
        self.ledger.execute(act, command).await
    }

    /// One, as far as somebody may see it: a rated unit sees those of its own and of the units below it, and those it is told of as
    /// their superior; nobody a sealed one.
    pub(super) async fn seen(&self, by: &Actor, id: Uuid) -> Answered<Filed<Supervision>> {
        let filed = self.ledger.get(id).await?.filter(|filed| !filed.case.sealed);
        let filed = filed.filter(|filed| match own(by) {
            None => true,
            Some(own) => self.is_told(&own, &filed.case),
        });
        filed.ok_or(Fault::Refused(Refusal::Unknown))
    }

    fn is_told(&self, own: &str, supervision: &Supervision) -> bool {
        let line = self
            .office
            .reference
            .units()
            .chain(&supervision.unit, local_date(self.office.clock.now()));
        line.iter().any(|above| above.as_str() == own) || supervision.superior.as_ref().is_some_and(|above| above.as_str() == own)
    }

    /// A unit and those that answer to it.
    pub(super) fn below(&self, own: &str) -> Vec<String> {
        let today = local_date(self.office.clock.now());
        let units = own
            .parse()
            .map(|own| self.office.reference.units().subtree(&own, today))
            .unwrap_or_default();
        units.into_iter().map(String::from).collect()
    }
}

/// The unit of somebody who speaks for a rated unit and for nobody else; empty for one without a unit.
pub(super) fn own(by: &Actor) -> Option<String> {
    is_rated(by).then(|| by.unit().unwrap_or_default().to_owned())
}

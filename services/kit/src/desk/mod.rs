//! What every handler of cases works with: the ledger, the vault, who may see what, lists, and what was granted of identities. A service
//! puts its own few lines around it.

mod lists;
mod parties;

pub use parties::masked;

use std::sync::Arc;

use sea_orm::DatabaseConnection;
use time::Date;
use uuid::Uuid;

use crate::audience::{Audience, Viewer};
use crate::auth::Policy;
use crate::calendar::local_date;
use crate::case::{Actor, Filed, Record};
use crate::clock::WallClock;
use crate::fault::Fault;
use crate::ledger::{Done, Ledger};
use crate::look;
use crate::party::Vault;
use crate::reading::Order;
use crate::referral::Referral;
use crate::telemetry::current_traceparent;
use crate::unit::{Code, Units};

/// A case that has an audience, parties and offers to other services.
pub trait Shown: Record {
    /// Who may see it.
    fn audience(&self) -> Audience;

    /// Who stands in it: the id under which the vault keeps the identity, and as what, in the contract's word without its prefix, as in
    /// `petitioner`.
    fn stands(&self) -> Vec<(Uuid, String)>;

    /// What was offered of it to other services.
    fn referrals(&self) -> &[Referral];

    /// That there is no such case.
    fn unknown() -> Self::Refusal;

    /// That an identity was not granted, or is not any more.
    fn not_granted() -> Self::Refusal;

    /// That an identity serves its case alone any more (PIPL art. 47).
    fn restricted() -> Self::Refusal;
}

/// Who sees which cases: the service's one rule for every door, of an actor, in the county, by the units in force, now.
pub type Sight = fn(&Actor, &Code, &Units, time::OffsetDateTime) -> Viewer;

/// The desk of one county's cases.
#[derive(Debug)]
pub struct CaseDesk<C: Shown> {
    /// The county.
    pub county: Code,
    /// The cases.
    pub ledger: Ledger<C>,
    /// Who stands in them.
    pub vault: Vault,
    /// Who may do what.
    pub policy: Arc<Policy>,
    /// The time.
    pub clock: WallClock,
    /// Who sees which.
    pub sight: Sight,
}

// Derived `Clone` would ask for `C: Clone` in vain.
impl<C: Shown> Clone for CaseDesk<C> {
    fn clone(&self) -> Self {
        Self {
            county: self.county.clone(),
            ledger: self.ledger.clone(),
            vault: self.vault.clone(),
            policy: self.policy.clone(),
            clock: self.clock.clone(),
            sight: self.sight,
        }
    }
}

impl<C: Shown> CaseDesk<C> {
    /// The county.
    #[must_use]
    pub fn county(&self) -> &Code {
        &self.county
    }

    /// Where lists are read.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.ledger.database().reader
    }

    /// The local day.
    #[must_use]
    pub fn today(&self) -> Date {
        local_date(self.clock.now())
    }

    /// Carries an order out.
    ///
    /// # Errors
    /// The case's refusal, or a fault.
    pub async fn execute(&self, by: Actor, order: Order<C::Command>) -> Result<Done<C>, Fault<C::Refusal>> {
        let (act, command) = order.by(by, current_traceparent());
        self.ledger.execute(act, command).await
    }

    /// Carries an order out upon a case the caller may see; to whom it is not shown, there is none.
    ///
    /// # Errors
    /// As [`CaseDesk::execute`].
    pub async fn give(&self, by: Actor, order: Order<C::Command>) -> Result<Done<C>, Fault<C::Refusal>> {
        self.seen(&by, order.case).await?;
        self.execute(by, order).await
    }

    /// A case the caller may see; to whom it is not shown, there is none.
    ///
    /// # Errors
    /// [`Shown::unknown`], or a fault.
    pub async fn seen(&self, by: &Actor, id: Uuid) -> Result<Filed<C>, Fault<C::Refusal>> {
        let filed = self.found(id, |case| self.viewer(by).sees(&case.audience())).await?;
        self.noted(by, id).await?;
        Ok(filed)
    }

    /// Puts it on record that somebody looks at a case, before it is shown (G-14): for a service with a rule of its own of who sees one.
    ///
    /// # Errors
    /// The database's.
    pub async fn noted(&self, by: &Actor, id: Uuid) -> Result<(), Fault<C::Refusal>> {
        if let Some(door) = look::through().filter(look::Door::is_looking) {
            look::note(&self.ledger.database().writer, by, id, &door, self.clock.now()).await?;
        }
        Ok(())
    }

    /// A case, if it may be seen.
    ///
    /// # Errors
    /// As [`CaseDesk::seen`].
    pub async fn found(&self, id: Uuid, sees: impl FnOnce(&C) -> bool) -> Result<Filed<C>, Fault<C::Refusal>> {
        let filed = self.ledger.get(id).await?;
        filed.filter(|filed| sees(&filed.case)).ok_or(Fault::Refused(C::unknown()))
    }

    /// An actor as a viewer, by the units in force.
    #[must_use]
    pub fn viewer(&self, by: &Actor) -> Viewer {
        (self.sight)(by, &self.county, &self.ledger.reference().units(), self.clock.now())
    }

    /// The roles whose holders may call an RPC here, as in `shiyu.grid.v1.EventService/GetEvent`.
    #[must_use]
    pub fn readers(&self, rpc: &str) -> Vec<String> {
        let roles = self.policy.roles(rpc, self.county.as_str());
        roles.into_iter().map(ToString::to_string).collect()
    }
}

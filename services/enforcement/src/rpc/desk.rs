//! What every handler of cases works with: the ledger, the vault, the registers, and who may see what.

use std::sync::Arc;

use shiyu_kit::audience::{Ground, Viewer};
use shiyu_kit::auth::Policy;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::clock::WallClock;
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::Ledger;
use shiyu_kit::party::Vault;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::lookup::Tables;
use crate::domain::{CaseFile, Refusal};

/// The desk of one county's cases.
#[derive(Debug, Clone)]
pub struct Desk {
    pub(super) county: Code,
    pub(super) ledger: Ledger<CaseFile>,
    pub(super) vault: Vault,
    pub(super) tables: Arc<dyn Tables>,
    pub(super) policy: Arc<Policy>,
    pub(super) clock: WallClock,
}

impl Desk {
    /// A desk over a ledger and the registers.
    #[must_use]
    pub fn new(
        ledger: Ledger<CaseFile>,
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

    /// A case the caller may see; to whom it is not shown, there is none.
    pub(super) async fn seen(&self, by: &Actor, id: Uuid) -> Result<Filed<CaseFile>, Fault<Refusal>> {
        let filed = self.ledger.get(id).await?;
        let seen = filed.filter(|filed| self.viewer(by).sees(&filed.case.audience()));
        seen.ok_or(Fault::Refused(Refusal::CaseUnknown))
    }

    fn viewer(&self, by: &Actor) -> Viewer {
        let ground = Ground {
            county: &self.county,
            units: &self.ledger.reference().units(),
            today: local_date(self.clock.now()),
            wide: &["auditor"],
        };
        Viewer::of(by, &ground)
    }
}

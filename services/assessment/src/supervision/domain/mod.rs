//! What a supervision is: of which unit, about which case, how high on the ladder.

mod ground;
mod rung;
mod service;
mod stage;

pub use ground::{Ground, Limit, Shares};
pub use rung::{Cause, Receipt, Rung, Step};
pub use service::{OTHERS_DUTIES, Service};
pub use stage::Stage;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Bound, Clocks, Rule};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

pub(super) const OURS: &str = "internal rule";

/// From an urge or an order to the last moment at which the unit acknowledges it (domain.md C5).
pub const ACKNOWLEDGE: Rule = Rule::working_days("acknowledge", OURS, 1, Bound::Agency).ours().silent();
/// From what the unit means to do to its report.
pub const RECTIFY: Rule = Rule::working_days("rectify", OURS, 10, Bound::Agency).ours().silent();
/// The same of a listed one: 30 to 90 days (domain.md C5).
pub const DELIST: Rule = Rule::natural_days("delist", OURS, 90, Bound::Agency).ours().silent();

/// Every rule, for the configuration.
pub const RULES: [Rule; 3] = [ACKNOWLEDGE, RECTIFY, DELIST];

/// A decision of a person, by a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The competent organ.
    pub organ: Code,
    /// The document.
    pub document: String,
}

/// A supervision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervision {
    /// The county, or the city, whose desk keeps this one.
    pub county: Code,
    /// The unit.
    pub unit: Code,
    /// The unit above it, if that is told as well.
    pub superior: Option<Code>,
    /// Who supervises.
    pub supervisor: Code,
    /// Whose case it is about.
    pub service: Service,
    /// The case.
    pub case: Uuid,
    /// Why.
    pub ground: Ground,
    /// The limit that has passed, if one has.
    pub limit: Option<Limit>,
    /// Where it stands.
    pub stage: Stage,
    /// The highest rung.
    pub rung: Rung,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub issued_at: OffsetDateTime,
    /// The day on which what was due was done.
    pub fulfilled_on: Option<Date>,
    /// The steps of the ladder.
    pub steps: Vec<Step>,
    /// What the unit means to do.
    pub measures: Option<String>,
    /// What came of it.
    pub result: Option<String>,
    /// The document by which it was taken back.
    pub withdrawal: Option<String>,
    /// What was suggested to whom.
    pub suggestion: Option<Suggestion>,
    /// Whether the case is kept from those it accuses: then nobody is shown this.
    pub sealed: bool,
    /// When it was over.
    #[serde(with = "time::serde::rfc3339::option")]
    pub closed_at: Option<OffsetDateTime>,
    /// Its clocks.
    pub clocks: Clocks,
}

impl Supervision {
    /// Whether the unit is another county's: then that county has it in hand.
    #[must_use]
    pub fn is_handed_down(&self) -> bool {
        self.unit.county() != self.county.county()
    }

    /// What may be ordered now.
    #[must_use]
    pub fn allowed(&self) -> Vec<&'static str> {
        if self.is_handed_down() || self.stage.is_over() {
            return Vec::new();
        }
        let next: &[&str] = match self.stage {
            Stage::Issued => &["AcknowledgeSupervision"],
            Stage::Acknowledged if self.rung == Rung::Urged => &["BeginRectification", "CloseSupervision"],
            Stage::Acknowledged => &["BeginRectification"],
            Stage::Rectifying => &["ReportRectification"],
            Stage::Reported => &["VerifyRectification"],
            Stage::Verified => &["CloseSupervision"],
            Stage::Closed | Stage::Withdrawn => &[],
        };
        let mut allowed = next.to_vec();
        allowed.extend(["UrgeAgain", "CarryOutStep", "WithdrawSupervision"]);
        allowed.extend((self.rung < Rung::Listed).then_some("RaiseSupervision"));
        allowed.extend((self.rung == Rung::Listed).then_some("SuggestAccountability"));
        allowed
    }
}

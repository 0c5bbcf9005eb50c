//! Orders while a matter is handled.

use serde::Serialize;
use shiyu_kit::place::Point;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::terms::{AccountabilityGround, Category, DeliveryMethod, Destination, Fault, IdentityField};

/// More time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Extend {
    /// Natural days, 1 to 30.
    pub days: u32,
    /// Why; the petitioner is told.
    pub reason: String,
    /// How the petitioner is told.
    pub notice: DeliveryMethod,
}

/// Record that a document was served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Serve {
    /// How.
    pub method: DeliveryMethod,
    /// Reference of the proof.
    pub proof: String,
    /// When; `None`: now.
    #[serde(with = "time::serde::rfc3339::option")]
    pub at: Option<OffsetDateTime>,
}

/// Offer the matter to another of our services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferReferral {
    /// The link's id.
    pub id: Uuid,
    /// To whom.
    pub to: Destination,
    /// What for.
    pub purpose: Category,
    /// The matter in neutral words.
    pub summary: String,
    /// Reference of the consent of every side.
    pub consent: Option<String>,
    /// What of the identity it may read.
    pub fields: Vec<IdentityField>,
    /// For how many days.
    pub grant_days: u32,
    /// Where it is; the grids need it.
    pub point: Option<Point>,
    /// The unit that is asked; none: the one that was named as competent, or else whom the service finds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
}

/// A leader takes charge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sponsor {
    /// Subject of the leader.
    pub leader: String,
    /// Subject of who is responsible for the work.
    pub responsible: String,
    /// The plan.
    pub plan: String,
    /// Its steps; at least one.
    pub milestones: Vec<NewMilestone>,
    /// The root cause.
    pub root_cause: Option<Category>,
}

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewMilestone {
    /// What is to be done.
    pub title: String,
    /// By when.
    pub due: Date,
}

/// Propose that a unit be held responsible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposeAccountability {
    /// The proposal's id.
    pub id: Uuid,
    /// Which unit.
    pub unit: Code,
    /// What for.
    pub ground: AccountabilityGround,
    /// What grave consequences it had.
    pub reason: String,
    /// The organ in charge of the unit, which is to answer.
    pub organ: Code,
    /// Reference of the paper that goes to it.
    pub reference: String,
}

/// Supervise a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Supervise {
    /// The supervision's id.
    pub id: Uuid,
    /// Which unit.
    pub unit: Code,
    /// What for.
    pub fault: Fault,
    /// What the petition office suggests.
    pub suggestion: String,
}

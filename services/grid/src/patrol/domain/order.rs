//! What may be ordered here.

use serde::Serialize;
use shiyu_kit::register::Standing;
use time::Date;
use uuid::Uuid;

use super::{Answer, Campaign, Frequency, Hazard};
use crate::domain::terms::{GridCode, GridRole, Point};

/// A point or an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Spot {
    /// A point.
    Point(Point),
    /// A standard address.
    Address(Uuid),
}

/// A checkpoint as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// What the place is called.
    pub title: String,
    /// Where.
    pub spot: Spot,
    /// What to look at.
    pub look_at: String,
}

/// A plan as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sketch {
    /// Its id.
    pub id: Uuid,
    /// The grid.
    pub grid: GridCode,
    /// What it is called.
    pub title: String,
    /// How often.
    pub frequency: Frequency,
    /// The places.
    pub checkpoints: Vec<Draft>,
    /// Who walks it.
    pub role: GridRole,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
}

/// A visit to a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckIn {
    /// The round.
    pub round: Uuid,
    /// Number of the checkpoint, from 1.
    pub checkpoint: usize,
    /// Where the caller stands. It is kept nowhere, not even in the digest that tells one request from another.
    #[serde(skip)]
    pub point: Point,
    /// The event that was reported here.
    pub finding: Option<Uuid>,
}

/// A danger is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accept {
    /// The hazard.
    pub hazard: Uuid,
    /// Why.
    pub reason: String,
    /// Until when.
    pub review_on: Date,
}

/// Something is gone, or over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remove {
    /// What.
    pub id: Uuid,
    /// How, or why.
    pub reason: String,
}

/// Places were checked in a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The campaign.
    pub campaign: Uuid,
    /// The grid.
    pub grid: GridCode,
    /// How many places.
    pub places: i64,
}

/// A screening round is reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The round.
    pub round: Uuid,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Puts a plan up, or in the place of another.
    PutPlan(Standing, Sketch),
    /// Visits a checkpoint.
    CheckIn(CheckIn),
    /// Puts a hazard on record.
    RecordHazard(Hazard),
    /// Accepts one.
    AcceptHazard(Accept),
    /// Removes one.
    RemoveHazard(Remove),
    /// The event of hazards was verified: they are gone.
    EventVerified(Uuid),
    /// Announces a campaign.
    PutCampaign(Standing, Campaign),
    /// Ends one.
    EndCampaign(Remove),
    /// Counts places checked in one.
    Check(Check),
    /// Reports a screening round.
    Report(Report),
}

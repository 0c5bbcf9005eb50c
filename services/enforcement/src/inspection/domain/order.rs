//! What may be ordered here.

use serde::Serialize;
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::{Announcement, ObjectDraft, Outcome, Publication, VisitKind};
use crate::power::domain::PowerCode;

/// A visit as it is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Its id.
    pub id: Uuid,
    /// The object.
    pub object: Uuid,
    /// Why.
    pub kind: VisitKind,
    /// The unit that leads it.
    pub unit: Code,
    /// What it looks at.
    pub matters: Vec<String>,
    /// The planned day.
    pub planned_on: Date,
    /// The document it rests on.
    pub document: String,
}

/// A unit joins a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Join {
    /// Which.
    pub visit: Uuid,
    /// Who.
    pub unit: Code,
    /// What it looks at.
    pub matters: Vec<String>,
}

/// A visit is called off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cancel {
    /// Which.
    pub visit: Uuid,
    /// Why.
    pub reason: String,
}

/// What is said to be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reported {
    /// By which unit.
    pub unit: Code,
    /// The power item it may fall under.
    pub power: PowerCode,
    /// What was seen.
    pub text: String,
}

/// A visit was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Which.
    pub visit: Uuid,
    /// The day.
    pub on: Date,
    /// Who was there; ids in the register.
    pub officers: Vec<Uuid>,
    /// What it led to.
    pub outcome: Outcome,
    /// What was found.
    pub findings: Vec<Reported>,
}

/// Something was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publish {
    /// What.
    pub id: Uuid,
    /// When and where.
    pub publication: Publication,
}

/// A draw is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conduct {
    /// Which.
    pub draw: Uuid,
    /// The seed.
    pub seed: String,
    /// Where it comes from.
    pub source: String,
}

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Puts an object.
    PutObject(Standing, Box<ObjectDraft>),
    /// It is no more.
    CloseObject(Uuid),
    /// Plans a visit.
    Plan(Plan),
    /// Joins one.
    Join(Join),
    /// Calls one off.
    Cancel(Cancel),
    /// One was made.
    Record(Record),
    /// Its result was published.
    PublishVisit(Publish),
    /// Announces a draw.
    Announce(Box<Announcement>),
    /// Makes it.
    Conduct(Conduct),
    /// It was published.
    PublishDraw(Publish),
}

//! The orders about the registers.

use serde::Serialize;
use shiyu_kit::register::Standing;
use time::Date;
use uuid::Uuid;

use super::{Adviser, Centre, ChargeOutcome, Clinic, Committee, Consulting, Counter, Ending, Matter, Mediator, Report, Room, Visiting};
use crate::domain::terms::Fault;

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Set a committee up, or record another composition.
    PutCommittee(Standing, Committee),
    /// Make a set-up known.
    ReportCommittee(Reporting),
    /// Dissolve a committee.
    DissolveCommittee(Dissolving),
    /// Appoint a mediator, or change what is known.
    PutMediator(Standing, Mediator),
    /// End a term.
    EndMediator(EndingOrder),
    /// Put a charge on record.
    Charge(Charging),
    /// Decide on a charge.
    Decide(Deciding),
    /// Open a centre or office.
    PutCentre(Standing, Centre),
    /// Put up a counter.
    PutCounter(Standing, Counter),
    /// Put a room in the register.
    PutRoom(Standing, Room),
    /// Engage an adviser.
    PutAdviser(Standing, Adviser),
    /// Log a consultation.
    RecordConsultation(Consulting),
    /// Put a clinic on the schedule.
    PutClinic(Standing, Clinic),
    /// Call a clinic off.
    CancelClinic {
        /// Which.
        id: Uuid,
        /// Why.
        reason: String,
    },
    /// Record a visit to a clinic.
    RecordVisit(Visiting),
    /// Publish a matter.
    PutMatter(Standing, Matter),
    /// Report a screening round.
    ReportScreening(Report),
    /// A finding became a dispute.
    FindingOpened {
        /// Which.
        finding: Uuid,
        /// The dispute.
        dispute: Uuid,
    },
    /// The dispute of a finding ended.
    FindingEnded {
        /// Which dispute.
        dispute: Uuid,
        /// Whether by an agreement.
        settled: bool,
    },
}

/// To whom a set-up was made known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reporting {
    /// Whose.
    pub id: Uuid,
    /// Whether to the basic court, by the county; otherwise to the justice bureau.
    pub to_court: bool,
    /// On which day.
    pub on: Date,
}

/// That a committee is dissolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dissolving {
    /// Which.
    pub id: Uuid,
    /// After which day.
    pub last: Date,
    /// Why.
    pub reason: String,
}

/// That a mediator's term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EndingOrder {
    /// Whose.
    pub id: Uuid,
    /// After which day.
    pub last: Date,
    /// Why.
    pub why: Ending,
}

/// What a mediator is said to have done wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Charging {
    /// Id of the charge.
    pub id: Uuid,
    /// The mediator.
    pub mediator: Uuid,
    /// What.
    pub fault: Fault,
    /// In which dispute.
    pub dispute: Option<Uuid>,
}

/// What is decided on a charge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deciding {
    /// The mediator.
    pub mediator: Uuid,
    /// The charge.
    pub charge: Uuid,
    /// What.
    pub outcome: ChargeOutcome,
    /// Why.
    pub reason: String,
}

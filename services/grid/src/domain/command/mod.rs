//! Orders to an event, and what the door looked up for the decision.

mod handle;
mod known;
mod report;
mod settle;
mod verb;

use serde::Serialize;
use shiyu_kit::file::Area;
use shiyu_kit::packet::Receipt;
use shiyu_kit::referral::{Asked, Outcome};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

pub use handle::{Dispatch, Extend, ReportHandled, ReportStep, Suspend};
pub use known::{Covered, Known, Linked, Route};
pub use report::Report;
pub use settle::{OfferOutside, OfferReferral, RaiseBoundary};

use super::course::{CountyAnswer, Evidence, Sequel};
use super::terms::{ClassCode, EmergencyLine, GridCode, Rating, Rejection};

/// An order with what was looked up for it. Two orders are the same by what was asked, whatever the tables said meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Order {
    /// What is asked.
    pub command: Command,
    /// What the tables said when it was asked.
    #[serde(skip)]
    pub known: Known,
}

impl Order {
    /// The event that goes on, where one is merged into it or comes out of it again; the closed one, where it is reopened.
    #[must_use]
    pub fn other(&self) -> Option<Uuid> {
        if let Command::Merge { into } = &self.command {
            return Some(*into);
        }
        if let Command::Report(report) = &self.command {
            return report.report.reopens;
        }
        let parted = matches!(self.command, Command::Unmerge { .. });
        self.known.linked.as_ref().filter(|_| parted).map(|linked| linked.id)
    }
}

impl From<Command> for Order {
    fn from(command: Command) -> Self {
        Self {
            command,
            known: Known::default(),
        }
    }
}

/// An order to an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Report it.
    Report(Box<Report>),
    /// Send somebody to see whether it is so.
    OrderVerification {
        /// Subject of who is to go; none: whoever patrols the grid.
        to: Option<String>,
    },
    /// Say what was seen there.
    ReportVerification {
        /// Whether it is so.
        found: bool,
        /// What was seen.
        note: String,
    },
    /// Accept it.
    Accept,
    /// Do not accept it; the reporter is told why.
    Reject {
        /// Why.
        ground: Rejection,
        /// In words for the reporter.
        reason: String,
    },
    /// It is the same as another.
    Merge {
        /// The other event.
        into: Uuid,
    },
    /// It is not the same after all.
    Unmerge {
        /// Why.
        reason: String,
    },
    /// Hand it to those who come when seconds count.
    TransferEmergency {
        /// To whom.
        line: EmergencyLine,
        /// Their reference.
        reference: String,
    },
    /// It was handed to an emergency line by mistake.
    TakeBackEmergency {
        /// Why.
        reason: String,
    },
    /// The grid lead takes it up, to solve it in place.
    TakeUpInGrid,
    /// File it (立案).
    File,
    /// Dispatch it to the unit that has to handle it.
    Dispatch(Dispatch),
    /// Another command room or centre has it from now on (转办).
    Transfer {
        /// The unit of the other one.
        to: Code,
        /// Why.
        reason: String,
    },
    /// The unit signs in (签收).
    SignIn,
    /// The unit is not competent, and says so in time.
    Return {
        /// Why.
        reason: String,
        /// Whom it holds competent.
        competent: Option<Code>,
    },
    /// After two returns the town, or the common superior, says who handles it; it binds.
    DesignateHandler {
        /// Who.
        unit: Code,
        /// Why.
        reasons: String,
    },
    /// Up the ladder, because the level has no authority for it.
    Escalate {
        /// Why.
        reason: String,
    },
    /// More time, once, by the level above.
    Extend(Extend),
    /// Let it stand still (挂账).
    Suspend(Suspend),
    /// It goes on standing still, until another day.
    RenewSuspension {
        /// The day on which it is looked at again.
        review_on: time::Date,
        /// Why.
        reason: String,
    },
    /// Let it go on.
    Resume,
    /// Report that a part of the handling is done, which has a limit of its own.
    ReportStep(ReportStep),
    /// Report that it is handled.
    ReportHandled(ReportHandled),
    /// Look whether it is done.
    Inspect {
        /// Whether it is.
        passed: bool,
        /// What was seen.
        note: String,
    },
    /// Close it (结案).
    Close,
    /// The reporter rates the result.
    Evaluate {
        /// How.
        rating: Rating,
    },
    /// Grant a reward for the report.
    GrantReward {
        /// How much, in fen.
        amount_fen: u32,
        /// Document on which it rests.
        basis: String,
    },
    /// Pay the reward to whoever presents the code.
    PayReward {
        /// Keyed index of the code presented.
        code_index: String,
        /// Number of the voucher.
        voucher: String,
    },
    /// It is about something else than it was reported as.
    Reclassify {
        /// What.
        class: ClassCode,
        /// Why.
        reason: String,
    },
    /// Add a photo or file.
    AttachEvidence(Evidence),
    /// Cover areas of a photo, for good.
    CoverEvidence {
        /// SHA-256 of the photo, lowercase hex.
        hash: String,
        /// Which areas.
        areas: Vec<Area>,
        /// Why.
        reason: String,
    },
    /// Offer it to mediation or enforcement.
    OfferReferral(Box<OfferReferral>),
    /// Take an offer back.
    WithdrawReferral {
        /// Which.
        referral: Uuid,
    },
    /// Another service answers.
    AnswerReferral(Outcome),
    /// A service reads what it was granted of an identity.
    ReadIdentity(Asked),
    /// Show the reporter's identity in the clear.
    Reveal {
        /// Of whom.
        party: Uuid,
        /// What for.
        reason: String,
    },
    /// Somebody stands aside.
    Recuse {
        /// Subject.
        subject: String,
        /// Why.
        reason: String,
    },
    /// Whoever stood aside takes part again.
    EndRecusal {
        /// Subject.
        subject: String,
        /// Why.
        reason: String,
    },
    /// It may be another county's.
    RaiseBoundary(RaiseBoundary),
    /// The counties agreed whose it is.
    AgreeBoundary {
        /// The county that has it.
        owner: Code,
        /// Reference of the agreement.
        reference: String,
    },
    /// Another county said whether it is its own; heard as a fact.
    BoundaryAnswered {
        /// Which boundary.
        boundary: Uuid,
        /// What it said.
        answer: CountyAnswer,
    },
    /// The city designated whose it is; heard as a fact.
    BoundaryDesignated {
        /// Which boundary.
        boundary: Uuid,
        /// The county that has it.
        owner: Code,
        /// Reference of the designation.
        reference: String,
        /// When.
        at: OffsetDateTime,
    },
    /// How it ended in the county that has it; heard as a fact.
    Followed {
        /// How, and where.
        sequel: Sequel,
        /// The county that tells.
        owner: Code,
    },
    /// What its reporter thinks of it, to whom the first county answers; heard as a fact.
    RatingHeard {
        /// The rating.
        rating: Rating,
        /// When it was given.
        at: OffsetDateTime,
    },
    /// Offer it to another city.
    OfferOutside(OfferOutside),
    /// The other city's receipt.
    RecordReceipt {
        /// Its reference.
        reference: String,
        /// The signature on it, and by which keys the door knows whose it is.
        #[serde(flatten)]
        receipt: Receipt,
    },
    /// Somebody spoke with whoever reported it.
    RecordContact,
    /// A clock rings.
    Tick {
        /// Which.
        clock: String,
        /// The time it rings.
        at: OffsetDateTime,
    },
    /// Reckon the clocks again with a newer calendar.
    Reckon,
    /// Its place is another grid's by a newer map.
    Regrid {
        /// Which.
        grid: GridCode,
    },
}

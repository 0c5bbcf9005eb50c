//! What happened.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Ring;
use shiyu_kit::referral::{IdentityField, Outcome, Referral};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::Reported;
use crate::domain::course::{
    Acceptance, Boundary, Contact, CountyAnswer, Covering, Dispatch, Escalation, Evaluation, Evidence, Filing, Handling, Inspection,
    Outside, Payment, Recusal, RecusalEnd, Return, Reward, Sequel, Settlement, StepDone, Suspension, Transfer,
};
use crate::domain::stage::Ending;
use crate::domain::terms::{Class, GridCode, Level};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It was reported.
    Reported(Box<Reported>),
    /// Somebody was sent to see whether it is so.
    VerificationOrdered {
        /// Who, if named.
        to: Option<String>,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Somebody saw. If it is so, it is accepted with it.
    VerificationReported {
        /// Who went.
        by: String,
        /// Whether it is so.
        found: bool,
        /// What was seen.
        note: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was accepted.
    Accepted(Acceptance),
    /// The grid lead took it up.
    TakenUpInGrid {
        /// Who.
        by: String,
        /// The unit whose turn it is: the village.
        unit: Code,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was filed.
    Filed(Filing),
    /// It was dispatched.
    Dispatched(Dispatch),
    /// Another command room or centre has it.
    Transferred(Transfer),
    /// The unit signed in.
    SignedIn {
        /// Who.
        by: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Somebody spoke with the citizen who reported it.
    Contacted(Contact),
    /// The unit returned it; filed again, or after the second time disputed.
    Returned(Return),
    /// It was said who handles it.
    HandlerDesignated(Dispatch),
    /// It went up the ladder.
    Escalated(Escalation),
    /// There is more time.
    Extended {
        /// Days.
        days: u32,
        /// Subject of who approved it.
        approver: String,
        /// Why.
        reason: String,
    },
    /// It stands still.
    Suspended(Suspension),
    /// It goes on standing still.
    SuspensionRenewed {
        /// The day on which it is looked at again.
        review_on: Date,
        /// Subject of who approved it.
        approver: String,
        /// Why.
        reason: String,
    },
    /// It goes on.
    Resumed {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The day of review has come.
    SuspensionReviewDue {
        /// The day.
        review_on: Date,
    },
    /// It is handled.
    Handled(Handling),
    /// Somebody looked and found it done.
    Verified(Inspection),
    /// Somebody looked and found it undone (返工).
    Reworked(Inspection),
    /// It ended.
    Ended(Ending),
    /// It is not the same as another, after all.
    Unmerged {
        /// Why.
        reason: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was handed to an emergency line by mistake, and goes on.
    EmergencyTakenBack {
        /// Why.
        reason: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Another is the same, and goes on in this one.
    DuplicateJoined {
        /// The other event.
        event: Uuid,
        /// What other counties handed over of it, by its name there.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        handed_over: Vec<String>,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Another that had joined it is not the same, after all.
    DuplicateLeft {
        /// The other event.
        event: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was taken up again by another.
    Reopened {
        /// The other event.
        event: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The reporter rated it.
    Evaluated(Evaluation),
    /// A reward was granted.
    RewardGranted(Reward),
    /// It was paid.
    RewardPaid(Payment),
    /// It is about something else.
    Reclassified {
        /// What.
        class: Class,
        /// Why.
        reason: String,
        /// Subject of who said so.
        by: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A photo or file was added.
    EvidenceAttached(Evidence),
    /// A part of a photo was covered: another file took its place.
    EvidenceCovered {
        /// SHA-256 of what is kept now, lowercase hex.
        hash: String,
        /// Its size in bytes.
        bytes: u64,
        /// What gave way, why, and who covered it.
        covering: Covering,
    },
    /// Its place is another grid's, by a newer map.
    Regridded(GridCode),
    /// It was offered to another service.
    ReferralOffered(Box<Referral>),
    /// What was offered to the grids is answered (S1): taken on, refused, done or given back.
    OfferAnswered(Outcome),
    /// The other service answered.
    ReferralAnswered(Outcome),
    /// What became of an agreement afterwards; what it settles no longer is handled again.
    AgreementHeard(Outcome),
    /// The offer was taken back.
    ReferralWithdrawn {
        /// Which.
        referral: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The offer came back after its time.
    ReferralReturned {
        /// Which.
        referral: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// An identity was read under a grant.
    IdentityRead {
        /// Under which offer.
        referral: Uuid,
        /// Of which party.
        party: Uuid,
        /// Which fields.
        fields: Vec<IdentityField>,
    },
    /// An identity was shown in the clear (G-05, G-14).
    ReporterRevealed {
        /// Of which party.
        party: Uuid,
        /// What for.
        reason: String,
    },
    /// A part of the handling is done.
    StepDone(StepDone),
    /// Somebody stands aside.
    Recused(Recusal),
    /// Whoever stood aside takes part again.
    RecusalEnded {
        /// Subject.
        subject: String,
        /// Why, and who says so.
        end: RecusalEnd,
    },
    /// It may be another county's.
    BoundaryRaised(Boundary),
    /// Another county said whether it is its own.
    BoundaryAnswered(CountyAnswer),
    /// The counties had not agreed in time: the city is asked.
    BoundaryReferred {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was settled whose it is.
    BoundarySettled(Settlement),
    /// It ended in the county to which it was handed over.
    Followed(Sequel),
    /// Its reporter rated how it ended there; the rating is that county's.
    RatingPassedOn(Evaluation),
    /// It was offered to another city.
    OfferedOutside(Outside),
    /// The other city's receipt came.
    ReceiptRecorded {
        /// Its reference.
        reference: String,
        /// Whether it is known to be that organ's, by its signature.
        #[serde(default)]
        verified: bool,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// No receipt came in time: it is put to the cities' joint conference, and the first receiver goes on.
    OutsideUnanswered {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The reporter's time for something ran out; nobody is late.
    WindowLapsed {
        /// Which clock: `evaluate` or `reopen`.
        clock: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A clock came nearer to its internal due time.
    ClockWarned {
        /// Which clock.
        clock: String,
        /// How near; never [`Ring::Overdue`].
        ring: Ring,
    },
    /// The legal due time of a clock passed.
    ClockOverdue {
        /// Which clock.
        clock: String,
        /// At which level it was.
        level: Level,
        /// The time that passed.
        #[serde(with = "time::serde::rfc3339")]
        due: OffsetDateTime,
    },
    /// A newer calendar was applied to the running clocks.
    ClocksReckoned {
        /// Version of the calendar.
        calendar: i64,
        /// Names of those whose due times moved.
        moved: Vec<String>,
    },
}

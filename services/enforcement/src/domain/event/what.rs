//! What happened.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Ring;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::account::Line;
use crate::domain::answer::Answer;
use crate::domain::case_file::{Clue, Number};
use crate::domain::course::{
    Cash, Conclusion, Correction, CorrectionResult, CountyAnswer, Court, Crime, Custody, Decision, Deferral, Delivery, Demand, Discussion,
    Disposal, Dispute, DocumentIssued, Evidence, Exclusion, Filing, Hearing, HearingRecord, Mark, Measure, MonitoringReview, Notice,
    Outside, Performance, PoliceWord, Preservation, Publication, Recusal, RecusalWord, Rehoming, Release, Remedy, RemedyWord, Review,
    Settlement, Statement, StatementReview, Submission, Suspension, Transfer, Verification, Waiver, Withdrawal,
};
use crate::domain::stage::Ending;
use crate::domain::terms::{CourtRuling, EvidenceKind, Officer, Party, Proposal};

/// A clue was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The county.
    pub county: Code,
    /// Its number.
    pub number: Number,
    /// What was brought.
    pub clue: Clue,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// The unit that received it.
    pub receiver: Code,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// It was decided on the spot, and served at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotDecided {
    /// The clue.
    pub received: Received,
    /// On what it rests.
    pub filing: Filing,
    /// The officers.
    pub officers: Vec<Officer>,
    /// What the party said.
    pub heard: String,
    /// The decision, served.
    pub decision: Decision,
    /// What is due.
    pub lines: Vec<Line>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A clue was received.
    Received(Box<Received>),
    /// It was decided on the spot.
    SpotDecided(Box<SpotDecided>),
    /// Two officers looked.
    ClueVerified(Verification),
    /// The clue has more time.
    ClueExtended {
        /// Working days.
        days: u32,
        /// Subject of the head.
        approver: String,
        /// Why.
        reason: String,
    },
    /// It is disputed whose it is.
    DisputeRaised(Dispute),
    /// The other county said whether it is its own.
    CountyAnswered(CountyAnswer),
    /// The units did not agree in time: their common superior is asked.
    DisputeReferred {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It is settled, and ours; or another county's, to which it goes then.
    DisputeSettled(Settlement),
    /// Another city is asked to take it, or to help.
    OutsideOffered(Box<Outside>),
    /// The other city's receipt came.
    OutsideReceived {
        /// For what it was asked.
        offer: Uuid,
        /// Its reference.
        reference: String,
        /// Whether it is known to be that organ's, by its signature.
        verified: bool,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// No receipt came in time: it is put to the cities' joint conference, and the first receiver goes on.
    OutsideUnanswered {
        /// For what it was asked.
        offer: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// 立案.
    Filed(Box<Filing>),
    /// Who investigates.
    OfficersAssigned {
        /// Who.
        officers: Vec<Officer>,
        /// Who did before, and does no more; nobody in what an earlier build wrote.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        former: Vec<Officer>,
        /// Subject of the head, or of the officer who hands on.
        by: String,
    },
    /// A piece of evidence, or a lead.
    EvidenceAdded(Box<Evidence>),
    /// A lead became evidence.
    EvidenceVerified {
        /// Which.
        evidence: Uuid,
        /// Of which kind.
        kind: EvidenceKind,
        /// How it was lawfully obtained.
        lawful_source: String,
        /// Who verified it.
        officers: Vec<String>,
    },
    /// It is no evidence.
    EvidenceExcluded {
        /// Which.
        evidence: Uuid,
        /// Why.
        exclusion: Exclusion,
    },
    /// What a device made was reviewed.
    MonitoringReviewed {
        /// Which.
        evidence: Uuid,
        /// How.
        review: MonitoringReview,
    },
    /// It changed hands.
    CustodyRecorded {
        /// Which.
        evidence: Uuid,
        /// How.
        custody: Custody,
    },
    /// Something was registered and kept.
    Preserved(Preservation),
    /// It was disposed of.
    PreservedDisposed {
        /// Which.
        preservation: Uuid,
        /// How.
        disposal: Disposal,
    },
    /// Something was sealed or seized.
    MeasureTaken(Measure),
    /// It was approved afterwards.
    MeasureApproved {
        /// Which.
        measure: Uuid,
        /// Subject of the head.
        approver: String,
    },
    /// It lasts longer.
    MeasureExtended {
        /// Which.
        measure: Uuid,
        /// Days.
        days: u32,
        /// Subject of the head.
        approver: String,
        /// Why.
        reason: String,
    },
    /// It ended.
    MeasureReleased {
        /// Which.
        measure: Uuid,
        /// Why.
        release: Release,
    },
    /// Something has to be put right.
    CorrectionOrdered(Correction),
    /// Whether it was.
    CorrectionChecked {
        /// Which.
        correction: Uuid,
        /// What came of it.
        result: CorrectionResult,
    },
    /// It stands still.
    Suspended(Suspension),
    /// It goes on.
    Resumed {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// There is more time for the decision.
    DecisionExtended {
        /// Days.
        days: u32,
        /// Subject of the head.
        approver: String,
        /// Why.
        reason: String,
        /// SHA-256 of the minutes of the collective decision.
        minutes: Option<String>,
    },
    /// 调查终结.
    Concluded(Conclusion),
    /// What is proposed.
    Proposed {
        /// What.
        proposal: Proposal,
        /// Who proposes.
        officers: Vec<String>,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The prior notice is on its way, or served.
    NoticeIssued(Box<Notice>),
    /// The prior notice counts as served.
    NoticeServed {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The party spoke.
    StatementReceived(Statement),
    /// What the office makes of it.
    StatementReviewed {
        /// Which.
        statement: Uuid,
        /// How.
        review: StatementReview,
    },
    /// The party gave up being heard.
    Waived(Waiver),
    /// The party asked for a hearing.
    HearingRequested(Hearing),
    /// When and by whom it is held.
    HearingScheduled {
        /// Subject of the host.
        host: String,
        /// Where.
        place: String,
        /// Whether in public.
        public: bool,
        /// What stands against that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closed_for: Option<String>,
        /// When the party was told.
        #[serde(with = "time::serde::rfc3339")]
        notified_at: OffsetDateTime,
        /// When it is held.
        #[serde(with = "time::serde::rfc3339")]
        scheduled_at: OffsetDateTime,
    },
    /// It was held, or the party stayed away.
    HearingHeld(HearingRecord),
    /// 送审.
    Submitted(Submission),
    /// 法制审核.
    Reviewed(Review),
    /// 集体讨论.
    Discussed(Discussion),
    /// 决定.
    Decided {
        /// What.
        decision: Box<Decision>,
        /// What is due.
        lines: Vec<Line>,
    },
    /// The decision is on its way, or served.
    DecisionDelivered {
        /// How.
        delivery: Delivery,
        /// When it counts as served; none while a public notice runs.
        #[serde(with = "time::serde::rfc3339::option")]
        served_at: Option<OffsetDateTime>,
    },
    /// The public notice of the decision is over.
    DecisionDeemedServed {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The surcharge up to a day.
    SurchargeAccrued {
        /// The last day that is counted.
        to: Date,
        /// What is due for it.
        lines: Vec<Line>,
    },
    /// Money came in.
    Paid {
        /// For what.
        lines: Vec<Line>,
        /// Of cash taken on the spot.
        cash: Option<Cash>,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// What is no money was performed.
    Performed(Performance),
    /// Everything is performed.
    PerformanceCompleted {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It is paid later, or in parts.
    DeferralGranted(Deferral),
    /// The time to pay is over, and not everything is paid.
    FellOverdue {
        /// The first day that is counted.
        since: Date,
    },
    /// A part is paid in time; the next is waited for.
    InstalmentReached {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The court may be asked from now on.
    ApplicationOpen {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A remedy took away what was paid: it has to be given back.
    RefundDue {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The demand is on its way, or served.
    DemandIssued(Demand),
    /// The demand counts as served.
    DemandServed {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The court was asked.
    CourtApplied(Court),
    /// The court took it up.
    CourtAccepted {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The court ruled.
    CourtRuled {
        /// What.
        ruling: CourtRuling,
        /// Reference of the ruling.
        reference: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The court ended the execution.
    ExecutionEnded {
        /// Reference of the paper.
        reference: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Money was given back.
    Refunded {
        /// For what.
        lines: Vec<Line>,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A decision on the spot is on record with the agency.
    SpotRecorded {
        /// Subject of who recorded it.
        by: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Cash was handed in.
    CashHandedIn {
        /// The receipt it was taken under.
        receipt: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The agency paid it into the bank.
    CashBanked {
        /// The receipt it was taken under.
        receipt: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was published.
    Published(Publication),
    /// The publication was taken back.
    Unpublished(Withdrawal),
    /// A remedy was lodged.
    RemedyLodged(Remedy),
    /// It was decided.
    RemedyRuled {
        /// Which.
        remedy: Uuid,
        /// How.
        word: RemedyWord,
        /// What is due, or no longer.
        lines: Vec<Line>,
    },
    /// It may be a crime.
    CrimeReported(Crime),
    /// Whether it goes to criminal justice.
    TransferDecided {
        /// Whether.
        approved: bool,
        /// Subject of the head.
        by: String,
        /// Why.
        reason: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was handed over.
    TransferredToPolice(Transfer),
    /// The police said something.
    PoliceAnswered(PoliceWord),
    /// Another word was asked of them, or the prosecutor's supervision.
    PoliceAskedAgain {
        /// Whether the prosecutor's.
        prosecutor: bool,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The materials followed.
    MaterialsHandedOver {
        /// The list.
        reference: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It came back.
    ReturnedFromJustice {
        /// Reference of the paper.
        reference: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Somebody was asked to stand aside.
    RecusalRequested(Recusal),
    /// Whether they do.
    RecusalDecided {
        /// Which.
        recusal: Uuid,
        /// What the head said.
        word: RecusalWord,
    },
    /// Somebody joined.
    PartyAdded(Party),
    /// An identity was shown in the clear (G-05, G-14).
    PartyRevealed {
        /// Of which party.
        party: Uuid,
        /// What for.
        reason: String,
    },
    /// The identity of whoever complained was asked of the service that offered the case.
    ComplainantRead {
        /// What for.
        reason: String,
        /// By what their words are known again.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kept: Vec<Mark>,
    },
    /// A document was rendered.
    DocumentRecorded(DocumentIssued),
    /// It went to whoever has the power now.
    Rehomed(Rehoming),
    /// The service that offered the case is told where it stands.
    ReferralAnswered(Answer),
    /// It ended.
    Ended(Ending),
    /// It lies in the archive.
    Archived {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A window of the party's ran out, or the time to the archive while something is to be published; nobody is late.
    WindowLapsed {
        /// Which clock.
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

//! Orders to a case, and what the door looked up for the decision.

mod known;
mod order;
mod outside;
mod verb;

use serde::Serialize;
use shiyu_kit::packet::Receipt;
use shiyu_kit::party::Sealed;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

pub use known::Known;
pub use order::{
    Decide, DecideOnSpot, FileCase, Gathered, HoldHearing, LodgeRemedy, OnTheSpot, Receive, Rehome, RemedyRuled, ScheduleHearing, Serve,
    ServeNotice, TakeMeasure, TransferOut,
};
pub use outside::OfferOutside;

use super::course::{CountyAnswer, Instalment};
use super::terms::{
    Base, CourtRuling, CriminalAnswer, DeliveryMethod, EvidenceKind, Fen, NotFiledGround, Party, PenaltyKind, Proposal, ReviewGround,
    SuspensionGround,
};

/// An order with what was looked up for it. Two orders are the same by what was asked, whatever the tables said meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Order {
    /// What is asked.
    pub command: Command,
    /// What the tables said when it was asked.
    #[serde(skip)]
    pub known: Known,
}

impl From<Command> for Order {
    fn from(command: Command) -> Self {
        Self {
            command,
            known: Known::default(),
        }
    }
}

/// An order to a case. Those for which two officers are needed name them; whoever gives it is one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Receive a clue.
    Receive(Box<Receive>),
    /// Decide on the spot (当场处罚): a case of its own.
    DecideOnSpot(Box<DecideOnSpot>),
    /// Say what two officers found.
    VerifyClue {
        /// Who looked.
        officers: Vec<String>,
        /// Whether there is something.
        found: bool,
        /// What they saw.
        note: String,
    },
    /// More time for the clue, once.
    ExtendClue {
        /// Working days.
        days: u32,
        /// Why.
        reason: String,
    },
    /// The clue leads nowhere.
    DismissClue {
        /// Why.
        reason: String,
        /// How whoever complained was told.
        told: Option<DeliveryMethod>,
    },
    /// It is another organ's.
    TransferOut(TransferOut),
    /// 立案.
    File(Box<FileCase>),
    /// 不予立案.
    RefuseFiling {
        /// Why.
        ground: NotFiledGround,
        /// In words.
        reason: String,
        /// Who is competent, if this unit is not.
        competent: Option<Code>,
        /// How whoever complained was told.
        told: Option<DeliveryMethod>,
    },
    /// Another unit claims it, or denies it.
    RaiseDispute {
        /// Its id, under which the city's desk knows it where the other is a county.
        id: Uuid,
        /// Which unit, or which county.
        with: Code,
        /// Why.
        reason: String,
    },
    /// The units agreed.
    SettleDispute {
        /// Whose it is.
        owner: Code,
        /// The record.
        reference: String,
    },
    /// The common superior says whose it is.
    Designate {
        /// Whose it is.
        owner: Code,
        /// Why.
        reasons: String,
    },
    /// Ask another city to take it, or to help.
    OfferOutside(Box<OfferOutside>),
    /// The other city's receipt.
    RecordReceipt {
        /// For what it was asked.
        offer: Uuid,
        /// Its reference.
        reference: String,
        /// The signature on it, and by which keys the door knows whose it is.
        #[serde(flatten)]
        receipt: Receipt,
    },
    /// Say who investigates.
    AssignOfficers {
        /// Who.
        officers: Vec<String>,
    },
    /// Put a piece of evidence, or a lead, on record.
    AddEvidence(Box<Gathered>),
    /// Two officers make evidence of a lead.
    VerifyEvidence {
        /// Which.
        evidence: Uuid,
        /// Of which kind it is.
        kind: EvidenceKind,
        /// How it was lawfully obtained.
        lawful_source: String,
        /// Who verified it.
        officers: Vec<String>,
    },
    /// It is no evidence (非法证据排除).
    ExcludeEvidence {
        /// Which.
        evidence: Uuid,
        /// Why.
        reason: String,
    },
    /// What a device made was reviewed.
    ReviewMonitoring {
        /// Which.
        evidence: Uuid,
        /// The legal and technical review of the device.
        device_review: String,
        /// Where its place was published.
        location_published: String,
    },
    /// It changes hands.
    RecordCustody {
        /// Which.
        evidence: Uuid,
        /// To whom.
        to: String,
        /// Where it lies.
        place: String,
    },
    /// 先行登记保存, by the head.
    Preserve {
        /// The request's id, and its own.
        id: Uuid,
        /// What.
        items: Vec<String>,
        /// Who does it.
        officers: Vec<String>,
    },
    /// Say what becomes of what was registered.
    Dispose {
        /// Which.
        preservation: Uuid,
        /// What.
        outcome: String,
    },
    /// 查封、扣押.
    TakeMeasure(TakeMeasure),
    /// An urgent measure is approved, or not.
    ApproveMeasure {
        /// Which.
        measure: Uuid,
        /// Whether.
        approved: bool,
        /// Why.
        reason: String,
    },
    /// It lasts longer.
    ExtendMeasure {
        /// Which.
        measure: Uuid,
        /// Days.
        days: u32,
        /// Why.
        reason: String,
    },
    /// It ends.
    ReleaseMeasure {
        /// Which.
        measure: Uuid,
        /// Why.
        reason: String,
    },
    /// 责令改正.
    OrderCorrection {
        /// The request's id, and its own.
        id: Uuid,
        /// What has to be put right.
        demand: String,
        /// The last day.
        until: Date,
        /// Who orders it.
        officers: Vec<String>,
    },
    /// Say whether it is put right.
    CheckCorrection {
        /// Which.
        correction: Uuid,
        /// Whether.
        corrected: bool,
        /// What was seen.
        note: String,
        /// Who looked.
        officers: Vec<String>,
    },
    /// 中止调查.
    Suspend {
        /// On which ground.
        ground: SuspensionGround,
        /// Why.
        reason: String,
    },
    /// It goes on.
    Resume,
    /// More time for the decision.
    ExtendDecision {
        /// Days.
        days: u32,
        /// Why.
        reason: String,
        /// SHA-256 of the minutes of the collective decision; needed for the second time.
        minutes: Option<String>,
    },
    /// 调查终结.
    Conclude {
        /// The facts that were found.
        facts: String,
        /// What penalties are reckoned by, each once.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        bases: Vec<Base>,
        /// Who reports.
        officers: Vec<String>,
    },
    /// 拟处理意见.
    Propose {
        /// What.
        proposal: Proposal,
        /// Who proposes.
        officers: Vec<String>,
    },
    /// 撤案.
    WithdrawCase {
        /// Why.
        reason: String,
    },
    /// 事先告知.
    ServeNotice(Box<ServeNotice>),
    /// The party speaks.
    ReceiveStatement {
        /// The request's id, and its own.
        id: Uuid,
        /// Which party.
        party: Uuid,
        /// What was said.
        text: String,
    },
    /// What the office makes of it.
    ReviewStatement {
        /// Which.
        statement: Uuid,
        /// Whether it is followed.
        accepted: bool,
        /// Why.
        reasons: String,
    },
    /// The party gives up being heard.
    Waive {
        /// Which.
        party: Uuid,
        /// The signed paper.
        reference: String,
    },
    /// The party asks for a hearing.
    RequestHearing {
        /// Which.
        party: Uuid,
    },
    /// Say when and by whom.
    ScheduleHearing(ScheduleHearing),
    /// Hold it.
    HoldHearing(HoldHearing),
    /// 送审: nothing more is waited for.
    Submit {
        /// Why the legal review is mandatory.
        grounds: Vec<ReviewGround>,
        /// Whether it is complex or heavy, so that it is discussed.
        complex: bool,
    },
    /// 法制审核.
    DecideReview {
        /// Whether it passes.
        passed: bool,
        /// The opinion.
        opinion: String,
    },
    /// 集体讨论.
    Discuss {
        /// SHA-256 of the minutes.
        minutes: String,
        /// How many were for it.
        votes_for: u32,
        /// How many against.
        votes_against: u32,
    },
    /// 作出决定.
    Decide(Box<Decide>),
    /// 送达决定.
    ServeDecision(Serve),
    /// Money came in.
    Pay {
        /// How much.
        amount: Fen,
        /// Number of the receipt.
        reference: String,
        /// When it was paid.
        paid_at: OffsetDateTime,
        /// Of cash taken on the spot the ground for it.
        on_the_spot: Option<OnTheSpot>,
    },
    /// What is no money was performed.
    Perform {
        /// Which.
        kind: PenaltyKind,
        /// What was done.
        note: String,
        /// Who saw it.
        officers: Vec<String>,
    },
    /// It is paid later, or in parts.
    Defer {
        /// The parts.
        parts: Vec<Instalment>,
        /// The application.
        application: String,
    },
    /// 催告.
    ServeDemand(Serve),
    /// 申请强制执行.
    ApplyToCourt {
        /// Which court.
        court: String,
        /// Reference of the application.
        reference: String,
    },
    /// The court takes it up.
    CourtAccept {
        /// When.
        accepted_at: OffsetDateTime,
    },
    /// The court rules.
    CourtRule {
        /// What.
        ruling: CourtRuling,
        /// Reference of the ruling.
        reference: String,
    },
    /// The court ends the execution.
    EndExecution {
        /// Reference of the paper.
        reference: String,
    },
    /// Money is given back.
    Refund {
        /// How much.
        amount: Fen,
        /// Reference of the payment order.
        reference: String,
    },
    /// 结案.
    Close {
        /// In words.
        summary: String,
    },
    /// 公示.
    Publish {
        /// Where.
        reference: String,
        /// SHA-256 of the masked text.
        masked: String,
    },
    /// 撤回公示.
    Unpublish {
        /// Why, in public.
        reason: String,
        /// The paper by which the head found a mistake in what was published; none: a remedy changed or took away what stands there.
        mistake: Option<String>,
    },
    /// A decision on the spot is put on record with the agency (备案).
    RecordSpot,
    /// Cash is handed in.
    HandIn {
        /// The receipt it was taken under.
        receipt: String,
    },
    /// The agency pays it into the bank.
    Bank {
        /// The receipt it was taken under.
        receipt: String,
    },
    /// A remedy was lodged.
    LodgeRemedy(LodgeRemedy),
    /// It was decided.
    RuleRemedy(Box<RemedyRuled>),
    /// It may be a crime.
    ReportCrime {
        /// Why.
        reason: String,
        /// Who reports.
        officers: Vec<String>,
    },
    /// The head says whether it goes to criminal justice.
    DecideTransfer {
        /// Whether.
        approved: bool,
        /// Why.
        reason: String,
    },
    /// It is handed over.
    TransferToPolice {
        /// To which office.
        to: String,
        /// Reference of the letter.
        reference: String,
    },
    /// The police, or the prosecutor over them, say something.
    PoliceAnswer {
        /// What.
        answer: CriminalAnswer,
        /// Reference of the letter.
        reference: String,
    },
    /// Ask for another word, or the prosecutor's supervision.
    AskAgain {
        /// Whether the prosecutor.
        prosecutor: bool,
    },
    /// The materials follow.
    HandOverMaterials {
        /// The list.
        reference: String,
    },
    /// It comes back, or ended there.
    ReturnFromJustice {
        /// Reference of the paper.
        reference: String,
        /// Whether somebody was punished there, so that it ends here too.
        ended: bool,
    },
    /// Somebody is asked to stand aside.
    RequestRecusal {
        /// The request's id, and its own.
        id: Uuid,
        /// Who.
        subject: String,
        /// The party that asks; none: the one who gives the order.
        party: Option<Uuid>,
        /// Why.
        reason: String,
    },
    /// The head says whether they do.
    DecideRecusal {
        /// Which.
        recusal: Uuid,
        /// Whether.
        granted: bool,
        /// Why.
        reason: String,
    },
    /// Somebody joins.
    AddParty {
        /// Who.
        party: Party,
        /// Their identity.
        sealed: Sealed,
    },
    /// Show an identity in the clear.
    Reveal {
        /// Of whom.
        party: Uuid,
        /// What for.
        reason: String,
    },
    /// The identity of whoever complained is read from the service that offered the case.
    ReadComplainant {
        /// What for.
        reason: String,
    },
    /// A document was rendered.
    RecordDocument {
        /// Which template.
        kind: String,
        /// Its number.
        number: String,
        /// SHA-256 of it.
        hash: String,
        /// Version of the template.
        template: i64,
    },
    /// It goes to whoever has the power now (S15).
    Rehome(Rehome),
    /// The city's desk tells what the other county said of a dispute.
    HearCounty {
        /// Which.
        boundary: Uuid,
        /// What it said.
        answer: CountyAnswer,
    },
    /// The city designated one of the counties.
    HearCity {
        /// Which dispute.
        boundary: Uuid,
        /// The county.
        owner: Code,
        /// Reference of the designation.
        reference: String,
    },
    /// A clock rings.
    Tick {
        /// Which.
        clock: String,
        /// The time it rings.
        at: OffsetDateTime,
    },
    /// Reckon the clocks again with a newer calendar.
    Reckon,
}

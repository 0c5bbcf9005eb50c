//! Orders to a dispute, and what the door looked up for the decision.

mod known;
mod order;
mod verb;
mod work;

use serde::Serialize;
use shiyu_kit::party::Sealed;
use shiyu_kit::referral::ReferralState;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

pub use known::{Finding, Known, Limit, Matter, Mediator, Room};
pub use order::Order;
pub use work::{
    ApplyConfirmation, ApplyEnforcement, ChangeProcedure, DeclareBreach, Disclose, DraftAgreement, FlagEscalation, Invite, MakeOffer,
    ObligationDraft, Open, PlanSession, RecordConsent, RecordPerformance, RecordSession, RecuseMediator, ReportEscalation,
};

use super::course::DocumentRecord;
use super::terms::{
    Beyond, Channel, ConfirmationResult, CourtStep, CourtVerdict, Decline, DeliveryMethod, Fault, Method, Party, Rating, Route, Termination,
};

/// An order to a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Open it.
    Open(Box<Open>),
    /// A clerk takes it up, to see whether it can be mediated here.
    TakeUp {
        /// Whether it is complex: then the agency has longer to decide.
        complex: bool,
    },
    /// Accept it: every party is asked.
    Accept,
    /// Do not accept it, in writing.
    Decline {
        /// Why.
        ground: Decline,
        /// In words for the parties.
        reason: String,
    },
    /// Another has to mediate it.
    Transfer {
        /// Who.
        to: Beyond,
        /// Why, for the parties.
        reason: String,
    },
    /// Ask the common superior whose it is.
    ReferJurisdiction {
        /// The units that claim it or deny it.
        units: Vec<Code>,
        /// What is disputed.
        reason: String,
    },
    /// The common superior says whose it is.
    DesignateUnit {
        /// Whose.
        unit: Code,
        /// Why.
        reason: String,
    },
    /// From one procedure into another, under the same id.
    ChangeProcedure(ChangeProcedure),
    /// Somebody joins.
    AddParty {
        /// Who.
        party: Party,
        /// Their identity, sealed.
        sealed: Sealed,
    },
    /// A party's word on the mediation.
    RecordConsent(RecordConsent),
    /// The parties choose their mediators (art. 19).
    ChooseMediators {
        /// Whom.
        mediators: Vec<Uuid>,
        /// The parties who choose: all of them.
        agreed: Vec<Uuid>,
    },
    /// The committee appoints mediators (art. 19).
    AppointMediators {
        /// Whom.
        mediators: Vec<Uuid>,
    },
    /// A mediator discloses what may call their impartiality in question (M-23).
    Disclose(Disclose),
    /// A mediator leaves: one party's request is enough (M-23), or they stand aside.
    RecuseMediator(RecuseMediator),
    /// The mediation begins.
    Begin,
    /// Plan a session.
    PlanSession(PlanSession),
    /// Record what was said.
    RecordSession(Box<RecordSession>),
    /// It is not held.
    CancelSession {
        /// Which.
        session: Uuid,
        /// Why.
        reason: String,
    },
    /// Invite somebody, as every party consents (art. 20).
    Invite(Invite),
    /// A party offers something.
    MakeOffer(MakeOffer),
    /// A party answers an offer.
    AnswerOffer {
        /// Which.
        offer: Uuid,
        /// Who.
        party: Uuid,
        /// Whether it takes it.
        accepted: bool,
    },
    /// Record what nobody disputes.
    RecordUndisputed {
        /// What.
        text: String,
        /// The parties who consent: all of them.
        agreed: Vec<Uuid>,
    },
    /// More time, as every party consents.
    Extend {
        /// Days.
        days: u32,
        /// The parties who consent: all of them.
        agreed: Vec<Uuid>,
    },
    /// Draft an agreement.
    Draft(Box<DraftAgreement>),
    /// A party signs it.
    Sign {
        /// Who.
        party: Uuid,
        /// How.
        method: Method,
    },
    /// A mediator signs it, or has recorded what was said.
    SignAsMediator,
    /// The committee seals it.
    Seal {
        /// The entry in the register of seals.
        reference: String,
    },
    /// The draft is void.
    VoidDraft {
        /// Why.
        reason: String,
    },
    /// Something was performed.
    RecordPerformance(RecordPerformance),
    /// The debtor is reminded.
    Remind {
        /// Of which obligation.
        obligation: u32,
        /// How.
        channel: Channel,
    },
    /// It is not performed.
    DeclareBreach(DeclareBreach),
    /// The parties apply to the court, jointly.
    ApplyConfirmation(ApplyConfirmation),
    /// What the court said.
    RecordConfirmation {
        /// What.
        result: ConfirmationResult,
        /// Number of its ruling.
        reference: String,
    },
    /// They mediate again, as every party consents.
    Remediate {
        /// The parties who consent: all of them.
        agreed: Vec<Uuid>,
        /// How their word came.
        channel: Channel,
    },
    /// The creditor applies for enforcement.
    ApplyEnforcement(ApplyEnforcement),
    /// The court did something.
    RecordCourtStep {
        /// What.
        step: CourtStep,
        /// Its reference.
        reference: String,
        /// When.
        at: OffsetDateTime,
    },
    /// The court's procedure ended.
    RecordCourtVerdict {
        /// How.
        verdict: CourtVerdict,
        /// Number of its document.
        reference: String,
        /// When.
        at: OffsetDateTime,
    },
    /// A party ends the mediation (art. 23).
    EndByParty {
        /// Who.
        party: Uuid,
        /// Why; a party need not say.
        reason: String,
        /// How the word came.
        channel: Channel,
    },
    /// The mediation ends without an agreement (art. 26).
    Terminate {
        /// On which ground.
        ground: Termination,
        /// In words.
        reason: String,
    },
    /// It may grow worse (art. 25).
    FlagEscalation(FlagEscalation),
    /// The police, or a department, were told (art. 25).
    ReportEscalation(ReportEscalation),
    /// A mediator is said to have done wrong (art. 15).
    ReportFault {
        /// Who.
        mediator: Uuid,
        /// What.
        fault: Fault,
        /// In words.
        note: String,
    },
    /// The parties are told which ways stay open.
    GiveRoutesNotice {
        /// Which.
        routes: Vec<Route>,
        /// How.
        method: DeliveryMethod,
    },
    /// Whoever entrusted it is told the result.
    ReportBack {
        /// Reference of the letter.
        reference: String,
    },
    /// Somebody looked again.
    FollowUp {
        /// Whether it rests.
        settled: bool,
        /// In words.
        note: String,
    },
    /// A party says what it thinks of it.
    Evaluate {
        /// Who.
        party: Uuid,
        /// What.
        rating: Rating,
    },
    /// Archive it.
    Archive,
    /// Show an identity in the clear.
    Reveal {
        /// Of whom.
        party: Uuid,
        /// What for.
        reason: String,
    },
    /// A document of it was rendered.
    RecordDocument(DocumentRecord),
    /// Whoever offered it took the offer back, or its time ran out there; heard as a fact.
    OfferGone {
        /// Which offer.
        referral: Uuid,
        /// Where it stands there.
        state: ReferralState,
    },
    /// The register says that a mediator is in office no more.
    MediatorGone {
        /// Who.
        mediator: Uuid,
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

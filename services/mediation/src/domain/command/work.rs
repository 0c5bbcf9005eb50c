//! The orders with more than a word in them.

use serde::Serialize;
use shiyu_kit::party::Sealed;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::course::Entrustment;
use crate::domain::dispute::{Number, Submission};
use crate::domain::terms::{Channel, Court, Form, InvitedAs, Leaving, ObligationKind, Party, Procedure, Risk, SessionForm, Subject};

/// What is brought, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Open {
    /// The county.
    pub county: Code,
    /// Its number; the door draws it.
    #[serde(skip)]
    pub number: Number,
    /// What is brought.
    pub submission: Submission,
    /// Under which procedure: people's or administrative.
    pub procedure: Procedure,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// Their identities, sealed.
    pub sealed: Vec<Sealed>,
    /// The offer of another of our services.
    pub entrustment: Option<Entrustment>,
}

/// From one procedure into another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeProcedure {
    /// Into which.
    pub to: Procedure,
    /// Which unit has it from then on; none: the same.
    pub unit: Option<Code>,
    /// Of judicial mediation: the court, and its reference.
    pub court: Option<(String, String)>,
    /// Of administrative mediation: the item of the catalogue, if another than was brought.
    pub matter: Option<Uuid>,
    /// Why.
    pub reason: String,
    /// The parties who consent: all of them.
    pub agreed: Vec<Uuid>,
}

/// A party's word on the mediation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordConsent {
    /// Whose.
    pub party: Uuid,
    /// Whether it consents.
    pub given: bool,
    /// How the word came.
    pub channel: Channel,
    /// The agent who said it.
    pub agent: Option<Uuid>,
    /// Reference of the form or the recording; may be empty.
    pub reference: String,
    /// Whether the party asks for an agreement in writing (M-22).
    pub wants_writing: bool,
    /// Whether the party lets the address at which it is served be used in later procedures too (M-24).
    pub reuse_address: bool,
    /// When the party said it.
    pub at: OffsetDateTime,
}

/// A session to be held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanSession {
    /// Its id: the request's.
    pub id: Uuid,
    /// Who mediates.
    pub mediators: Vec<Uuid>,
    /// Where.
    pub room: Option<Uuid>,
    /// From.
    pub starts_at: OffsetDateTime,
    /// To.
    pub ends_at: OffsetDateTime,
    /// How.
    pub form: SessionForm,
    /// The parties who want it public: all of them, or it is private.
    pub public: Vec<Uuid>,
}

/// What was said in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordSession {
    /// Which.
    pub session: Uuid,
    /// The parties who came.
    pub attended: Vec<Uuid>,
    /// The invited who came.
    pub invited: Vec<Uuid>,
    /// What was said.
    pub statements: String,
    /// What came of it.
    pub outcome: String,
}

/// An agreement to be signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftAgreement {
    /// How it is made.
    pub form: Form,
    /// Whether it leaves part of the dispute open.
    pub partial: bool,
    /// The main facts.
    pub facts: String,
    /// The disputed points, and each side's responsibility.
    pub points: String,
    /// What is agreed.
    pub terms: String,
    /// Who owes what.
    pub obligations: Vec<ObligationDraft>,
    /// Whether it is performed on the spot.
    pub at_once: bool,
    /// What it leaves open, in neutral words; may be empty.
    pub rest: String,
}

/// Something to be owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ObligationDraft {
    /// Who owes.
    pub debtor: Uuid,
    /// To whom.
    pub creditor: Uuid,
    /// Money, or something to do.
    pub kind: ObligationKind,
    /// What is to be done, and how.
    pub content: String,
    /// Of money: how much, in fen.
    pub amount_fen: i64,
    /// By the end of which day.
    pub due_on: Option<Date>,
    /// On which condition.
    pub condition: String,
}

/// Something that was performed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordPerformance {
    /// Which obligation.
    pub obligation: u32,
    /// Of money: how much, in fen.
    pub amount_fen: i64,
    /// On which day.
    pub on: Date,
    /// Receipt or other proof, by its reference.
    pub proof: String,
}

/// A joint application to the court.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApplyConfirmation {
    /// Which court, and why.
    pub court: Court,
    /// What it is about.
    pub subject: Subject,
    /// The parties who apply: all of them.
    pub applicants: Vec<Uuid>,
}

/// Who leaves, and at whose word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecuseMediator {
    /// Who.
    pub mediator: Uuid,
    /// Whether for good.
    pub leaving: Leaving,
    /// The party who asks for it; none: the mediator or the committee does.
    pub party: Option<Uuid>,
    /// Why; a party need not say.
    pub reason: String,
}

/// Somebody who is asked to help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invite {
    /// Who; the role is that of the invited.
    pub party: Party,
    /// As what.
    pub invited_as: InvitedAs,
    /// The parties who consent: all of them.
    pub agreed: Vec<Uuid>,
    /// Their identity, sealed.
    pub sealed: Sealed,
}

/// A party's offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MakeOffer {
    /// Who.
    pub party: Uuid,
    /// The offer it counters.
    pub counters: Option<Uuid>,
    /// What.
    pub terms: String,
    /// The offer's id: the request's.
    pub id: Uuid,
}

/// Something that is not performed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeclareBreach {
    /// Which obligation.
    pub obligation: u32,
    /// In words.
    pub reason: String,
    /// Of what is owed on a condition: the day on which that was fulfilled.
    pub condition_met_on: Option<Date>,
}

/// A creditor's application to the court.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApplyEnforcement {
    /// Who.
    pub creditor: Uuid,
    /// The court.
    pub court: String,
    /// Its reference.
    pub reference: String,
}

/// That it may grow worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlagEscalation {
    /// What it may turn into.
    pub risk: Risk,
    /// What was done.
    pub measures: String,
    /// Its id: the request's.
    pub id: Uuid,
}

/// Who was told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportEscalation {
    /// Of which.
    pub escalation: Uuid,
    /// Whom.
    pub to: String,
    /// Their receipt.
    pub receipt: String,
}

/// What may call a mediator's impartiality in question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disclose {
    /// Who.
    pub mediator: Uuid,
    /// Whether there is something.
    pub interest: bool,
    /// What.
    pub note: String,
}

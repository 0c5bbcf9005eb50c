//! What happened to a dispute, in lists that only grow. Where it stands is [`Stage`](super::Stage)'s to say.

mod agreement;
mod court;
mod intake;
mod mediation;
mod overlay;

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use uuid::Uuid;

pub use agreement::{Agreement, Breach, Obligation, Performance, Reminder, Seal, Signature, Voided};
pub use court::{Confirmation, ConfirmationDecision, CourtEvent, Enforcement};
pub use intake::{Acceptance, Consent, Entrustment, Held, Jurisdiction, ProcedureChange, Transfer};
pub use mediation::{Appointment, Disclosure, Extension, Invitation, Offer, OfferAnswer, Session, SessionRecord, SessionState, Undisputed};
pub use overlay::{DocumentKind, DocumentRecord, Escalation, Evaluation, FaultReport, FollowUp, Format, ReportBack, RoutesNotice};

/// What happened so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    /// Which attempt at mediation this is, from 0; a consent is of its attempt.
    #[serde(skip_serializing_if = "is_first")]
    pub attempt: u32,
    /// The offer of another service that it came of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entrustment: Option<Entrustment>,
    /// Every transfer to another unit of the county.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transfers: Vec<Transfer>,
    /// That it was asked whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<Jurisdiction>,
    /// Every change between people's, administrative and judicial mediation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub procedures: Vec<ProcedureChange>,
    /// Whether whoever took it up found it complex.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub complex: bool,
    /// Who accepted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<Acceptance>,
    /// Every party's word on the mediation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
    /// Every mediator.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub appointments: Vec<Appointment>,
    /// Every session.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
    /// Who was invited.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub invitations: Vec<Invitation>,
    /// What the parties offered each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offer>,
    /// What nobody disputes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undisputed: Vec<Undisputed>,
    /// Every extension.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// Every agreement, drafts that became void among them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<Agreement>,
    /// Every application for judicial confirmation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confirmations: Vec<Confirmation>,
    /// Every application for enforcement of what was confirmed: each creditor's, about what was due then.
    #[serde(
        alias = "enforcement",
        deserialize_with = "court::one_or_more",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub enforcements: Vec<Enforcement>,
    /// What the court did while it had it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub court: Vec<CourtEvent>,
    /// What it may turn into, and what was done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub escalations: Vec<Escalation>,
    /// What mediators are said to have done wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<FaultReport>,
    /// That the parties were told which ways stay open (art. 26).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routes: Option<RoutesNotice>,
    /// That whoever entrusted it was told the result (M-20).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_back: Option<ReportBack>,
    /// Visits after the end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<FollowUp>,
    /// What parties think of how it was mediated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evaluations: Vec<Evaluation>,
    /// Documents that were rendered, by the hash of what was rendered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentRecord>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
fn is_first(attempt: &u32) -> bool {
    *attempt == 0
}

impl Course {
    /// A party's last word in this attempt.
    #[must_use]
    pub fn consent(&self, party: Uuid) -> Option<&Consent> {
        self.consents
            .iter()
            .rfind(|consent| consent.party == party && consent.attempt == self.attempt)
    }

    /// Whether a party consents to this attempt.
    #[must_use]
    pub fn has_consented(&self, party: Uuid) -> bool {
        self.consent(party).is_some_and(|consent| consent.given)
    }

    /// Whether a party asked for an agreement in writing.
    #[must_use]
    pub fn wants_writing(&self) -> bool {
        self.consents
            .iter()
            .any(|consent| consent.wants_writing && consent.attempt == self.attempt)
    }

    /// Whether a party lets the address at which it is served be used in later procedures too, by its last word (M-24).
    #[must_use]
    pub fn reuses_address(&self, party: Uuid) -> bool {
        let last = self.consents.iter().rfind(|consent| consent.party == party);
        last.is_some_and(|consent| consent.reuse_address)
    }

    /// The mediators who are in it now.
    pub fn engaged(&self) -> impl Iterator<Item = &Appointment> {
        self.appointments.iter().filter(|one| one.left.is_none())
    }

    /// A mediator who is in it now.
    #[must_use]
    pub fn appointment(&self, mediator: Uuid) -> Option<&Appointment> {
        self.engaged().find(|one| one.mediator == mediator)
    }

    /// A session of it.
    #[must_use]
    pub fn session(&self, id: Uuid) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// The application for confirmation that the court has not decided.
    #[must_use]
    pub fn open_confirmation(&self) -> Option<&Confirmation> {
        self.confirmations.last().filter(|confirmation| confirmation.decision.is_none())
    }

    /// Whether a court confirmed an agreement.
    #[must_use]
    pub fn has_confirmed(&self, agreement: u32) -> bool {
        let mut granted = self.confirmations.iter().filter(|confirmation| confirmation.is_granted());
        granted.any(|confirmation| confirmation.is_of(agreement))
    }

    /// Whether a court refused to confirm an agreement, the last time it was asked.
    #[must_use]
    pub fn was_refused(&self, agreement: &Agreement) -> bool {
        let since = |asked: &&Confirmation| agreement.effective_at.is_some_and(|effective| effective <= asked.applied_at);
        let mut asked = self.confirmations.iter().rev().filter(since);
        let last = asked.find(|confirmation| confirmation.is_of(agreement.number));
        last.is_some_and(Confirmation::is_refused)
    }

    /// Who had an attempt, if another procedure ended it.
    #[must_use]
    pub fn holder(&self, attempt: u32) -> Option<&Held> {
        let mut held = self.procedures.iter().filter_map(|change| change.held.as_ref());
        held.find(|held| attempt <= held.last)
    }

    /// Every unit that handed it on.
    pub fn former_units(&self) -> impl Iterator<Item = &Code> {
        self.transfers.iter().map(|transfer| &transfer.from)
    }
}

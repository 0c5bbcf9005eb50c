//! What happened.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Ring;
use shiyu_kit::referral::{self, ReferralState, Settled};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Opened;
use crate::domain::course::{
    Acceptance, Agreement, Appointment, Breach, Confirmation, ConfirmationDecision, Consent, CourtEvent, Disclosure, DocumentRecord,
    Enforcement, Escalation, Evaluation, Extension, FaultReport, FollowUp, Invitation, Jurisdiction, Offer, OfferAnswer, Performance,
    ProcedureChange, Reminder, ReportBack, RoutesNotice, Seal, Session, SessionRecord, Signature, Transfer, Undisputed, Voided,
};
use crate::domain::stage::Ending;
use crate::domain::terms::{Leaving, Party};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It was opened.
    Opened(Box<Opened>),
    /// A clerk took it up.
    TakenUp {
        /// Who.
        by: String,
        /// Whether it is complex.
        complex: bool,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was accepted.
    Accepted(Acceptance),
    /// Another unit of the county has it.
    Transferred(Transfer),
    /// It was asked whose it is.
    JurisdictionReferred(Jurisdiction),
    /// It was said whose it is.
    UnitDesignated(Transfer),
    /// It is in another procedure.
    ProcedureChanged {
        /// What changed.
        change: ProcedureChange,
        /// Which unit has it now.
        unit: Code,
    },
    /// Somebody joined.
    PartyAdded {
        /// Who.
        party: Party,
    },
    /// A party said whether it wants the mediation.
    ConsentRecorded(Consent),
    /// Mediators were chosen or appointed.
    MediatorsAssigned {
        /// Whom.
        appointments: Vec<Appointment>,
    },
    /// A mediator disclosed.
    InterestsDisclosed {
        /// Who.
        mediator: Uuid,
        /// What.
        disclosure: Disclosure,
    },
    /// A mediator left.
    MediatorLeft {
        /// Who.
        mediator: Uuid,
        /// Whether for good.
        leaving: Leaving,
        /// The party who asked for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        party: Option<Uuid>,
        /// Why; may be empty.
        reason: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The mediation began.
    Begun {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A session was planned.
    SessionPlanned(Session),
    /// A session was held and recorded.
    SessionRecorded {
        /// Which.
        session: Uuid,
        /// What was said.
        record: SessionRecord,
    },
    /// A session is not held.
    SessionCancelled {
        /// Which.
        session: Uuid,
        /// Why.
        reason: String,
    },
    /// Somebody was invited.
    PersonInvited {
        /// Who.
        party: Party,
        /// As what.
        invitation: Invitation,
    },
    /// A party offered something.
    OfferMade(Offer),
    /// A party answered.
    OfferAnswered {
        /// Which offer.
        offer: Uuid,
        /// What it said.
        answer: OfferAnswer,
    },
    /// A fact that nobody disputes was recorded.
    UndisputedRecorded(Undisputed),
    /// There is more time.
    Extended(Extension),
    /// An agreement was drafted.
    AgreementDrafted(Box<Agreement>),
    /// A party signed it.
    AgreementSigned(Signature),
    /// A mediator signed it.
    AgreementSignedByMediator {
        /// Who.
        mediator: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was sealed.
    AgreementSealed(Seal),
    /// The draft is void.
    DraftVoided(Voided),
    /// It took effect.
    AgreementEffective {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Something was performed.
    PerformanceRecorded {
        /// Of which obligation.
        obligation: u32,
        /// What.
        performance: Performance,
    },
    /// The debtor was reminded.
    Reminded {
        /// Of which obligation.
        obligation: u32,
        /// How.
        reminder: Reminder,
    },
    /// Something that is owed was broken. With the first of it the dispute ends.
    BreachDeclared {
        /// Which obligation.
        obligation: u32,
        /// How.
        breach: Breach,
    },
    /// The court was asked to confirm it.
    ConfirmationApplied(Confirmation),
    /// The court said.
    ConfirmationDecided(ConfirmationDecision),
    /// They mediate again.
    Remediated {
        /// Every party's consent to it.
        consents: Vec<Consent>,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// What a court did not confirm is given up; what else was agreed is performed on.
    RefusedGivenUp(Voided),
    /// The creditor applied for enforcement.
    EnforcementApplied(Enforcement),
    /// The court did something.
    CourtMoved(CourtEvent),
    /// It may grow worse.
    EscalationFlagged(Escalation),
    /// The police, or a department, were told.
    EscalationReported {
        /// Of which.
        escalation: Uuid,
        /// Whom.
        to: String,
        /// Their receipt.
        receipt: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A mediator is said to have done wrong.
    FaultReported(FaultReport),
    /// It ended.
    Ended(Ending),
    /// The parties were told which ways stay open.
    RoutesTold(RoutesNotice),
    /// Whoever entrusted it was told the result.
    ReportedBack(ReportBack),
    /// Somebody looked again.
    FollowedUp(FollowUp),
    /// A party said what it thinks of it.
    Evaluated(Evaluation),
    /// It was archived.
    Archived {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// An identity was shown in the clear (G-05, G-14).
    PartyRevealed {
        /// Of which party.
        party: Uuid,
        /// What for.
        reason: String,
    },
    /// A document was rendered.
    DocumentRendered(DocumentRecord),
    /// The service that offered it is told where it stands.
    ReferralAnswered {
        /// Where.
        state: ReferralState,
        /// Number of the agreement, if the parties settled it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        agreement: Option<u32>,
        /// What a court said of it, once it has.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmation: Option<referral::Confirmation>,
        /// How much is settled, if that is told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settled: Option<Settled>,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Whoever offered it took the offer back, or its time ran out there.
    OfferGone {
        /// Where it stands there.
        state: ReferralState,
        /// When we heard it.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The parties' time for something ran out; nobody is late.
    WindowLapsed {
        /// Which clock: `confirm`.
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

//! Why the law, or the office's order, says no. Reasons are forever.

mod confirmation;
mod reason;

use shiyu_kit::unit::Code;
use thiserror::Error;
use uuid::Uuid;

pub use confirmation::NoConfirmation;

use super::stage::StageName;
use super::terms::Source;

/// Why an order to a dispute is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no such dispute, or it is not the caller's to see.
    #[error("there is no such dispute")]
    DisputeUnknown,
    /// It was opened before.
    #[error("the dispute is opened already")]
    AlreadyOpened,
    /// The source's own id belongs to another dispute.
    #[error("the source gave this reference to another dispute")]
    SourceReferenceTaken,
    /// Its stage does not take the order.
    #[error("not while the dispute is {}", .0.as_str())]
    NotInStage(StageName),
    /// It has come to an end.
    #[error("the dispute is {}", .0.as_str())]
    ClosedAlready(StageName),
    /// Refusing, closing and deciding need a person (PIPL art. 24).
    #[error("this is for a person to decide")]
    NeedsAPerson,
    /// There is no such unit today, or the actor has none.
    #[error("no unit {} today", .0.as_deref().unwrap_or("of the caller"))]
    UnitUnknown(Option<String>),
    /// The unit does not belong to this county.
    #[error("unit {0} is outside the county")]
    UnitOutsideJurisdiction(Code),
    /// Another committee or agency has it.
    #[error("this is for unit {0}")]
    UnitNotHolding(Code),
    /// People's mediation is a committee's, in its term (人民调解法 art. 8).
    #[error("no committee of people's mediation is of unit {0} today")]
    NoCommittee(Code),
    /// Only its mediators do this.
    #[error("the caller does not mediate this dispute")]
    NotAMediator,
    /// The common superior says whose it is.
    #[error("unit {0} decides")]
    NotTheCommonSuperior(Code),
    /// What a common superior said binds.
    #[error("the unit was designated")]
    DesignationBinding,
    /// It is not settled whose it is.
    #[error("it is not settled whose it is")]
    JurisdictionOpen,
    /// Nobody asked whose it is, or it is settled.
    #[error("nobody asked whose it is")]
    NoJurisdictionAsked,
    /// That source has a door of its own.
    #[error("a dispute does not come from {} at this door", .0.as_str())]
    SourceNotFitting(Source),
    /// Entrusting takes a letter (M-20).
    #[error("a letter of entrustment is needed")]
    LetterMissing,
    /// The item is not in the catalogue of administrative mediation, or not in force.
    #[error("the item is not in the catalogue")]
    MatterUnknown,
    /// An agency mediates what its published catalogue says (深圳 43).
    #[error("administrative mediation is of an item of the agency's catalogue")]
    MatterMissing,
    /// The item is of another agency, or about other disputes.
    #[error("the item of the catalogue is about other disputes, or another agency's")]
    MatterNotFitting,
    /// The finding is about something else, or somewhere else.
    #[error("the finding is about something else, or somewhere else")]
    FindingNotFitting,
    /// The ledger of screening rounds has no such finding.
    #[error("the ledger has no such finding")]
    FindingUnknown,
    /// Of one finding comes one dispute.
    #[error("the finding has become a dispute")]
    FindingTaken,
    /// There is nobody who asks, or nobody who answers.
    #[error("somebody who asks and somebody who answers are needed")]
    SidesMissing,
    /// A side has at most five representatives (M-21).
    #[error("a side has at most five representatives")]
    TooManyRepresentatives,
    /// Nobody is on both sides.
    #[error("whoever has this document stands on the other side")]
    SamePerson,
    /// There is no room for more parties.
    #[error("at most {0} people in a dispute")]
    TooManyParties(usize),
    /// Nobody of that id stands in the dispute, or they are no party of it.
    #[error("{0} is no party of the dispute")]
    NotAParty(Uuid),
    /// Nobody of that id speaks for the party.
    #[error("{0} does not speak for the party")]
    NotAnAgent(Uuid),
    /// Every party has to consent (人民调解法 arts. 3, 17, 20, 23).
    #[error("the consent of every party is needed")]
    ConsentMissing,
    /// It cannot have been said later than now.
    #[error("not at a time to come")]
    ConsentInFuture,
    /// It cannot have been said before the parties were asked.
    #[error("not before the parties were asked")]
    ConsentBeforeAsked,
    /// The party said so already.
    #[error("the party consented already")]
    ConsentGivenAlready,
    /// The parties' time to answer has not run out.
    #[error("the time has not run out")]
    StillInTime,
    /// That ground is a party's word, or another service's, and nobody states it for them.
    #[error("not on that ground")]
    GroundNotFitting,
    /// The register has no such mediator today.
    #[error("no mediator {0} today")]
    MediatorUnknown(Uuid),
    /// The mediator's term has run out, the certificate is missing, or their kind does not fit the procedure.
    #[error("mediator {0} may not mediate this")]
    MediatorNotFit(Uuid),
    /// The mediator is not in the dispute.
    #[error("mediator {0} is not in the dispute")]
    MediatorNotEngaged(Uuid),
    /// The mediator is in the dispute already.
    #[error("mediator {0} is in the dispute already")]
    MediatorEngagedAlready(Uuid),
    /// Who stood aside does not come back.
    #[error("mediator {0} stood aside")]
    MediatorRecused(Uuid),
    /// There is no mediator.
    #[error("there is no mediator")]
    MediatorMissing,
    /// A mediator discloses before mediating (M-23).
    #[error("mediator {0} has not disclosed")]
    DisclosureMissing(Uuid),
    /// With an interest disclosed they mediate only if every party, told of it, chooses them.
    #[error("mediator {0} disclosed an interest, and not every party chose them")]
    InterestNotWaived(Uuid),
    /// The mediator disclosed already.
    #[error("the mediator disclosed already")]
    DisclosedAlready,
    /// The register has no such room in use.
    #[error("no room {0}")]
    RoomUnknown(Uuid),
    /// A session is planned for a time to come.
    #[error("the session lies in the past")]
    SessionInPast,
    /// A session lies within the time that the mediation has (M-19).
    #[error("the session lies after the end of the mediation's time")]
    SessionAfterLimit,
    /// Another session of the dispute has the mediator or the room at that time.
    #[error("it is booked at that time")]
    BookedAlready,
    /// There is no such session.
    #[error("no session {0}")]
    SessionUnknown(Uuid),
    /// The session was held or cancelled.
    #[error("the session is over")]
    SessionOver,
    /// It has not begun.
    #[error("the session has not begun")]
    SessionNotYet,
    /// There is no room for more of them.
    #[error("at most {0} of them in a dispute")]
    TooMany(usize),
    /// There is no such offer.
    #[error("no offer {0}")]
    OfferUnknown(Uuid),
    /// Who made an offer does not answer it, and nobody answers twice.
    #[error("the offer is answered")]
    OfferAnswered,
    /// The pack of limits does not allow so much more time.
    #[error("so much more time is not allowed")]
    ExtensionNotAllowed,
    /// The time has run out: more of it cannot mend that.
    #[error("the time has run out")]
    MediationOverdue,
    /// It is written down if a party asks for it, if it is not performed at once, and if it is major or complex (M-22).
    #[error("the agreement has to be in writing")]
    WritingNeeded,
    /// An agreement that is performed later says who owes what.
    #[error("it says nothing of who owes what")]
    ObligationMissing,
    /// Nobody owes anything to themselves.
    #[error("debtor and creditor are the same")]
    OwedToOneself,
    /// What is to be performed is due on a day to come.
    #[error("the day has passed")]
    DueDayPassed,
    /// What is to be performed is due within thirty years.
    #[error("the day is too far ahead")]
    DueDayTooFar,
    /// What is performed on the spot is owed on no later day.
    #[error("what is due later is not performed at once")]
    NotAtOnce,
    /// A draft is sealed once somebody has signed it.
    #[error("nobody has signed it")]
    SignatureMissing,
    /// It is signed already.
    #[error("signed already")]
    SignedAlready,
    /// One draft waits for signatures at a time, and the court is asked about what is agreed.
    #[error("a draft waits for signatures")]
    DraftPending,
    /// What is written is signed, and what is spoken is said.
    #[error("not in that manner")]
    MethodNotFitting,
    /// An oral agreement has no seal.
    #[error("an oral agreement has no seal")]
    SealNotNeeded,
    /// There is no such obligation.
    #[error("no obligation {0}")]
    ObligationUnknown(u32),
    /// It is performed.
    #[error("it is performed")]
    PerformedAlready,
    /// More than is open.
    #[error("{0} fen are open")]
    OverPaid(i64),
    /// Money is paid in an amount, an act is not.
    #[error("an amount is for money, and money needs one")]
    AmountNotFitting,
    /// What is not due is not broken.
    #[error("it is not due yet")]
    NotDueYet,
    /// What is owed on a condition is broken once that is fulfilled, and nothing else has a day for it.
    #[error("a day of fulfilment is for what is owed on a condition, and that needs one")]
    ConditionNotFitting,
    /// The condition cannot have been fulfilled later than today.
    #[error("the condition is not fulfilled yet")]
    ConditionInFuture,
    /// It cannot have been performed later than today.
    #[error("not on a day to come")]
    PerformanceInFuture,
    /// It cannot have been performed before the agreement took effect.
    #[error("not before the agreement took effect")]
    PerformanceBeforeEffect,
    /// The court is not asked, or not yet heard.
    #[error(transparent)]
    Confirmation(NoConfirmation),
    /// There is no such escalation.
    #[error("no escalation {0}")]
    EscalationUnknown(Uuid),
    /// It was reported.
    #[error("it was reported already")]
    EscalationReported,
    /// The police, or a department, have to be told first (art. 25).
    #[error("the police have not been told")]
    EscalationUnreported,
    /// Judicial mediation has a court and a reference.
    #[error("a court and its reference are needed")]
    CourtMissing,
    /// It is in that procedure.
    #[error("it is in that procedure already")]
    SameProcedure,
    /// The court cannot have done it later than now.
    #[error("not at that time")]
    StepInFuture,
    /// A court dockets a suit once, goes on with what it suspended, and does one thing after another, none before the dispute was opened.
    #[error("it does not follow on what the court did before")]
    StepNotFitting,
    /// The parties have to be told which ways stay open (art. 26).
    #[error("the parties have not been told which ways stay open")]
    RoutesNoticeMissing,
    /// Somebody has to look again first.
    #[error("nobody has looked again")]
    FollowUpMissing,
    /// Whoever entrusted it has to be told first (M-20).
    #[error("who entrusted it has not been told")]
    ReportMissing,
    /// Nobody outside entrusted it.
    #[error("nobody outside entrusted it")]
    NotEntrusted,
    /// The party rated it already.
    #[error("the party rated it already")]
    EvaluatedAlready,
    /// It is done already.
    #[error("it is done already")]
    DoneAlready,
    /// Nothing of an identity was granted, or it is no longer.
    #[error("no identity was granted")]
    NothingGranted,
    /// Who it is serves the case alone any more (PIPL art. 47): it is shown to nobody.
    #[error("the identity is restricted to its case")]
    IdentityRestricted,
}

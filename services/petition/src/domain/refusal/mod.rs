//! Why the law says no. Reasons are forever.

mod reason;

use shiyu_kit::unit::Code;
use thiserror::Error;
use time::macros::offset;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::stage::StageName;

/// Why a command upon a petition is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no such petition, or it is kept from the one who asks (arts. 30, 46).
    #[error("there is no such petition")]
    PetitionUnknown,
    /// The code is unknown, or the second factor wrong: which of them is not told (G-25).
    #[error("no matter of this code and second factor")]
    StatusUnknown,
    /// It was registered before.
    #[error("the petition is registered already")]
    AlreadyRegistered,
    /// The channel's own id belongs to another petition.
    #[error("the channel gave this reference to another petition")]
    SourceReferenceTaken,
    /// Its stage does not take the command.
    #[error("not while the petition is {}", .0.as_str())]
    NotInStage(StageName),
    /// It has come to an end.
    #[error("the petition is {}", .0.as_str())]
    ClosedAlready(StageName),
    /// The re-review had the last word (art. 36).
    #[error("the re-review was the last word on these facts and reasons")]
    TerminatedAlready,
    /// The command decides upon a matter, and no person gives it (PIPL art. 24).
    #[error("this is for a person to decide")]
    NeedsAPerson,
    /// The one who acts, or would be in charge, stands aside (art. 28).
    #[error("the caller, or who is named, stands aside in this matter")]
    Recused,
    /// There is no such unit today, or the actor has none.
    #[error("no unit {} today", .0.as_deref().unwrap_or("of the caller"))]
    UnitUnknown(Option<String>),
    /// The unit does not belong to this county.
    #[error("unit {0} is outside the county")]
    UnitOutsideJurisdiction(Code),
    /// Another unit was asked to accept it (art. 23).
    #[error("the unit asked was {0}")]
    UnitNotAsked(Code),
    /// Another unit holds it, or has to do it.
    #[error("this is for unit {0}")]
    UnitNotHolding(Code),
    /// Only a unit that is no more has a successor (art. 24).
    #[error("unit {0} still exists")]
    UnitStillExists(Code),
    /// There is no unit above.
    #[error("no unit is above {0}")]
    NoSuperior(Code),
    /// An accusation never goes to the accused, nor to what answers to them (art. 30).
    #[error("an accusation never goes to those accused")]
    ForwardedToAccused(Code),
    /// The unit that would hold it is accused, or answers to the accused: it belongs to the level above.
    #[error("the matter is against the unit that would hold it, or one above it")]
    HeldByAccused(Code),
    /// An accusation handled here names whom it is kept from (art. 30).
    #[error("an accusation handled here names whom it is kept from")]
    AccusedUnnamed,
    /// Nobody who is accused takes charge of the matter (art. 30).
    #[error("nobody who is accused takes charge of the matter")]
    AccusedInCharge,
    /// Nothing is told or rated of an accusation (art. 30).
    #[error("nothing is told of this matter")]
    SealedMatter,
    /// No more messages are taken.
    #[error("no more messages are taken in this matter")]
    ThreadFull,
    /// Several petitioners elect at most five (art. 20).
    #[error("at most five representatives")]
    TooManyRepresentatives,
    /// No more parties stand in one matter.
    #[error("at most twenty parties")]
    TooManyParties,
    /// Somebody who is no party of the matter, or may not act in it.
    #[error("{0} is no party of the matter who may act in it")]
    NotAParty(Uuid),
    /// It cannot have been received later than now.
    #[error("received in the future")]
    ReceivedInFuture,
    /// Nothing is posted later than it is received.
    #[error("posted after it was received")]
    PostedAfterReceipt,
    /// What is missing is told once (一次性告知).
    #[error("what is missing was told once")]
    NoticeGivenAlready,
    /// Only a matter with a procedure of its own is diverted (arts. 30, 31).
    #[error("this kind of matter is handled here")]
    HandledHere,
    /// This path goes to another organ, which is named (art. 31 items 1 to 5).
    #[error("this path names the competent organ")]
    OrganUnnamed,
    /// The unit could object for five working days (art. 23).
    #[error("the unit could object until {}", local_time(*.0))]
    ObjectionLapsed(OffsetDateTime),
    /// Who was designated handles it (art. 24).
    #[error("who was designated handles it")]
    DesignationBinding,
    /// After a second objection the sender cannot insist (art. 24).
    #[error("after a second objection the dispute is for others to decide")]
    DisputeToRefer,
    /// One objection without competing claims is no dispute.
    #[error("one objection is no dispute")]
    NoDispute,
    /// The common superior of the units decides (art. 24).
    #[error("unit {0} decides")]
    NotTheCommonSuperior(Code),
    /// Where there is no common superior, the joint conference decides (art. 24).
    #[error("the joint conference decides")]
    NotTheConference,
    /// Whose it is was asked already.
    #[error("whose it is was asked already")]
    BoundaryRaisedAlready,
    /// Nobody asked whose it is, or it is settled.
    #[error("it is not asked whose it is")]
    NoBoundary,
    /// Only the counties named, and this one, can have it.
    #[error("county {0} was not named")]
    NotACountyNamed(Code),
    /// That county said that it is not its own.
    #[error("county {0} said that it is not its own")]
    OwnerDeclined(Code),
    /// That county has not said that it is its own.
    #[error("county {0} has not said that it is its own")]
    OwnerUnheard(Code),
    /// The city was asked, and says whose it is.
    #[error("the city was asked whose it is")]
    BoundaryReferred,
    /// It was offered to another city already.
    #[error("it was offered to another city already")]
    OfferedOutsideAlready,
    /// It was not offered to another city, or the receipt is there.
    #[error("no receipt is waited for")]
    NotOfferedOutside,
    /// That organ signs its receipts, and this is not signed.
    #[error("the organ signs its receipts, and this one is not signed")]
    ReceiptUnsigned,
    /// The signature is not that organ's, or not on this receipt.
    #[error("the signature is not the organ's, or not on this receipt")]
    ReceiptForged,
    /// The fast track is for what is simple, and for as long as its own time lasts.
    #[error("the matter is not simple, or the time of the fast track is past")]
    NotSimple,
    /// What takes it off the path of one unit and one answer needs the ordinary course.
    #[error("the matter is on the fast track")]
    OnFastTrack,
    /// It is in the ordinary course.
    #[error("the matter is not on the fast track")]
    NotOnFastTrack,
    /// The time can be extended once (art. 34).
    #[error("the time was extended once")]
    ExtendedAlready,
    /// By at most 30 days in all (art. 34).
    #[error("1 to {max_days} days")]
    ExtensionTooLong {
        /// The most that is left.
        max_days: u32,
    },
    /// The time has run out: more of it cannot mend that.
    #[error("the time has run out, or does not run")]
    HandleOverdue,
    /// A hearing is under way.
    #[error("a hearing is under way")]
    HearingOpen,
    /// No hearing is under way; or none was held on re-review, without which nothing of it is shown to the public (art. 36).
    #[error("there is no such hearing")]
    NoHearing,
    /// The unit assists already, or is the lead.
    #[error("unit {0} is at it already")]
    AssistsAlready(Code),
    /// The unit was not asked to assist.
    #[error("unit {0} was not asked to assist")]
    AssistsNot(Code),
    /// The organ whose duty it is has not said what it did (art. 31 item 5).
    #[error("unit {0} has not said what it did")]
    DutyUnanswered(Code),
    /// Only items 5 and 6 of art. 31 end with a handling opinion (art. 32).
    #[error("this kind of matter is not answered by an opinion")]
    PathWithoutOpinion,
    /// An appeal for relief is answered by an opinion (art. 32).
    #[error("this kind of matter is answered by an opinion")]
    AnsweredByOpinion,
    /// A reply to a suggestion says what is adopted of it (art. 29).
    #[error("a reply to a suggestion says what is adopted of it")]
    AdoptionMissing,
    /// No opinion was drafted.
    #[error("no opinion was drafted")]
    NothingDrafted,
    /// Who drafted an opinion does not issue it; and that somebody else stands aside, the head of a unit says.
    #[error("this is for the head of the unit, and not for who drafted it")]
    NotTheUnitHead,
    /// A decision names the provisions it rests on (art. 32).
    #[error("it names its legal basis")]
    OpinionWithoutLegalBasis,
    /// It cannot have been served before it was issued, nor answered before it was served.
    #[error("before it was issued or served")]
    ServedBeforeIssued,
    /// It cannot have been served later than now.
    #[error("served in the future")]
    ServedInFuture,
    /// The petitioner has not been told that the opinion before was revoked (art. 35).
    #[error("the revocation of the opinion before is not served yet")]
    RevocationUnserved,
    /// Nothing is left to carry out.
    #[error("nothing is left to carry out")]
    NothingToExecute,
    /// What was supported is not yet carried out (art. 32).
    #[error("what was supported is not yet carried out")]
    ExecutionPending,
    /// What became of a diverted matter is recorded before it is put away.
    #[error("it is not known what became of it")]
    OutcomeUnknown,
    /// Only a unit with a part in the matter is supervised in it (art. 40).
    #[error("unit {0} has no part in it")]
    NoPartInIt(Code),
    /// A unit has its say before anybody proposes to hold it responsible (G-24).
    #[error("unit {0} was not supervised in it, or may still answer")]
    UnitNotHeard(Code),
    /// Who is held responsible is for the organ in charge of the unit to say (art. 40).
    #[error("organ {0} is not in charge of the unit, or proposes it itself")]
    NotInCharge(Code),
    /// The petitioner may still ask for review (arts. 35, 36).
    #[error("the petitioner may ask for review until {}", local_time(*.0))]
    WindowStillOpen(OffsetDateTime),
    /// The petitioner's window has lapsed (arts. 35, 36).
    #[error("review could be asked for until {}", local_time(*.0))]
    RemedyLapsed(OffsetDateTime),
    /// The unit above reviews, and not the one that handled (arts. 35, 36).
    #[error("unit {0} reviews")]
    NotTheReviewOrgan(Code),
    /// Who had a hand in the matter does not review it (G-24).
    #[error("who had a hand in the matter does not review it")]
    ReviewerHandledTheCase,
    /// Nothing of it is shown to the public.
    #[error("nothing of it is shown to the public")]
    NothingPublished,
    /// A re-review upholds or changes; it is the last word (art. 36).
    #[error("a re-review upholds or changes")]
    RecheckIsFinal,
    /// Mediation needs the consent of every side (art. 33), and who withdraws for others needs theirs.
    #[error("it needs the consent of every side")]
    ConsentMissing,
    /// What a petitioner wants is put on record by the petition office, through somebody who had no hand in the handling.
    #[error("the petition office puts it on record, by somebody who had no hand in the handling")]
    NotThePetitionOffice,
    /// What is put on record for a petitioner rests on what they signed.
    #[error("it names what the petitioner signed")]
    ProofMissing,
    /// It is offered to that service already.
    #[error("it is offered there already")]
    OfferedAlready,
    /// There is no such offer.
    #[error("there is no such offer")]
    ReferralUnknown,
    /// It was offered to another service.
    #[error("it was offered to another service")]
    ReferralOfAnother,
    /// The offer has ended.
    #[error("the offer has ended")]
    ReferralEnded,
    /// There is no grant to read this, or it holds no more (G-13).
    #[error("no leave to read this identity")]
    NotGranted,
    /// Who it is serves the case alone any more (PIPL art. 47): it is shown to nobody.
    #[error("the identity is restricted to its case")]
    IdentityRestricted,
    /// The other matter is not there, or not of this unit (S8).
    #[error("there is no other petition {0} of this unit")]
    LinkedMatterUnknown(Uuid),
    /// The other matter has come to an end.
    #[error("petition {0} has come to an end")]
    LinkedMatterEnded(Uuid),
    /// The other matter is not accepted, or its time is past (art. 19).
    #[error("petition {0} is not accepted, or its time is past")]
    LinkedMatterNotInHand(Uuid),
    /// The other matter is kept from somebody else than this one, and a link would tell them of it (art. 30).
    #[error("petition {0} is not kept from the same")]
    LinkedMatterSealed(Uuid),
    /// The unit holds it already.
    #[error("unit {0} holds it already")]
    HeldAlready(Code),
    /// Nobody can know today of what comes later.
    #[error("the act came to be known in the future")]
    ActKnownInFuture,
    /// Matters of two categories or places are merged for a reason that is on record (S8).
    #[error("they are not of one category and place, and nobody says why they are one matter")]
    MergeUnexplained,
    /// What others brought and was merged into it is no part of what is withdrawn.
    #[error("matters of others are merged into it")]
    OthersMerged,
    /// The other matter has no final answer (art. 36), or goes on in the place of this one.
    #[error("petition {0} has no final answer, or goes on")]
    LinkedMatterOpen(Uuid),
    /// It was rated once.
    #[error("it was rated once")]
    EvaluatedAlready,
    /// Nobody takes down what a petitioner thinks of their own unit, or of what they had a hand in.
    #[error("nobody takes down a rating of their own unit, or of what they had a hand in")]
    RatesItself,
    /// It was reported as urgent already.
    #[error("it was reported already")]
    ReportedAlready,
    /// An urgent matter is reported to the leadership or the petition office above (art. 25).
    #[error("it is reported to somebody above {0}")]
    NotReportedAbove(Code),
    /// No step of a plan was due before the plan was made.
    #[error("{0} is past")]
    DateInPast(Date),
    /// There is no such milestone, task or supervision.
    #[error("there is no such task")]
    TaskUnknown,
    /// It is done already.
    #[error("it is done already")]
    DoneAlready,
}

/// A moment by the clock on the wall in China.
fn local_time(at: OffsetDateTime) -> String {
    let at = at.to_offset(offset!(+8));
    format!("{} {:02}:{:02} (UTC+8)", at.date(), at.hour(), at.minute())
}

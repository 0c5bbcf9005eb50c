//! Why the law says no. Reasons are forever.

mod class;
mod reason;

use shiyu_kit::unit::Code;
use thiserror::Error;
use time::macros::offset;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::stage::StageName;
use super::terms::{EvidenceKind, Exemption, Fen, Lightening, MultipleOf, PenaltyKind};

/// Why an order to a case is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no such case, or it is not the caller's to see.
    #[error("there is no such case")]
    CaseUnknown,
    /// There is no such piece of evidence.
    #[error("no evidence {0}")]
    EvidenceUnknown(Uuid),
    /// There is no such measure.
    #[error("no measure {0}")]
    MeasureUnknown(Uuid),
    /// There is no such order to correct.
    #[error("no order to correct {0}")]
    CorrectionUnknown(Uuid),
    /// There is no such statement.
    #[error("no statement {0}")]
    StatementUnknown(Uuid),
    /// There is no such remedy.
    #[error("no remedy {0}")]
    RemedyUnknown(Uuid),
    /// Nobody was asked to stand aside under this id.
    #[error("no request {0}")]
    RecusalUnknown(Uuid),
    /// No cash was taken under this receipt.
    #[error("no cash under receipt {0}")]
    ReceiptUnknown(String),
    /// Cash was taken under this receipt in another case.
    #[error("receipt {0} is that of another case")]
    ReceiptTaken(String),
    /// It was received before.
    #[error("the case is on record already")]
    AlreadyReceived,
    /// The source's own id belongs to another case.
    #[error("the source gave this reference to another case")]
    SourceReferenceTaken,
    /// The offer is on record already.
    #[error("the offer is on record already")]
    ReferralTaken,
    /// The same act of the same suspect is filed already (一事不二罚, 行政处罚法 arts. 25, 29).
    #[error("the same act is filed already")]
    ActFiledAlready,
    /// Its stage does not take the order.
    #[error("not while the case is {}", .0.as_str())]
    NotInStage(StageName),
    /// It has come to an end.
    #[error("the case is {}", .0.as_str())]
    ClosedAlready(StageName),
    /// Deciding needs a person (PIPL art. 24).
    #[error("this is for a person to decide")]
    NeedsAPerson,
    /// The one who acts stands aside (行政处罚法 art. 43).
    #[error("the caller stands aside in this case")]
    Recused,
    /// Somebody who is named stands aside.
    #[error("{0} stands aside in this case")]
    OfficerStandsAside(String),
    /// There is no such unit today, or the actor has none.
    #[error("no unit {} today", .0.as_deref().unwrap_or("of the caller"))]
    UnitUnknown(Option<String>),
    /// The unit or place does not belong to this county.
    #[error("unit {0} is outside the county")]
    UnitOutsideJurisdiction(Code),
    /// Another unit has it.
    #[error("this is for unit {0}")]
    UnitNotHolding(Code),
    /// The unit has it already.
    #[error("unit {0} has it already")]
    HeldAlready(Code),
    /// The head of the agency decides.
    #[error("the head of unit {0} decides")]
    NotTheHead(Code),
    /// A legal reviewer reviews (行政处罚法 art. 58).
    #[error("a legal reviewer reviews")]
    NotTheReviewer,
    /// The host of the hearing holds it.
    #[error("the host of the hearing holds it")]
    NotTheHost,
    /// The common superior of the units designates (行政处罚法 art. 25).
    #[error("unit {0} designates")]
    NotTheCommonSuperior(Code),
    /// Who investigated neither reviews nor leads the hearing (arts. 58, 64).
    #[error("{0} had a hand in the investigation")]
    InvestigatorDecides(String),
    /// Who files or decides it neither reviews it nor leads its hearing (arts. 58, 64).
    #[error("{0} does not both weigh and decide the case")]
    TwoInOne(String),
    /// Nobody decides whether they themselves stand aside.
    #[error("nobody decides about themselves")]
    OwnRecusal,
    /// Somebody is asked to stand aside, and nobody has said whether they do (art. 43).
    #[error("whether somebody stands aside is to be decided first")]
    RecusalOpen,
    /// Only the units in the dispute can have it.
    #[error("unit {0} is not in the dispute")]
    NotInTheDispute(Code),
    /// The county said that it is not its own.
    #[error("county {0} declined it")]
    OwnerDeclined(Code),
    /// The city is asked, and says whose it is.
    #[error("the city is asked whose it is")]
    BoundaryReferred,
    /// There is no such dispute with another county.
    #[error("no dispute {0} with another county")]
    BoundaryUnknown(Uuid),
    /// It is disputed whose it is.
    #[error("it is disputed whose it is")]
    BoundaryOpen,
    /// Another city is asked to take it, and its time to answer is not over.
    #[error("another city is asked to take it")]
    OfferedOutsideAlready,
    /// No other city is asked, or its receipt is on record.
    #[error("no other city is asked, or its receipt is on record")]
    NotOfferedOutside,
    /// The organ signs its receipts, and this is not signed.
    #[error("the organ signs its receipts")]
    ReceiptUnsigned,
    /// The receipt is not the organ's, or not for this packet.
    #[error("the receipt is not the organ's for this packet")]
    ReceiptForged,
    /// It was decided here before the other city took it.
    #[error("it was decided here")]
    DecidedAlready,
    /// Nobody of that id stands in the case, or may speak in it.
    #[error("{0} does not speak in the case")]
    NotAParty(Uuid),
    /// Two officers at least (行政处罚法 art. 42).
    #[error("two officers are needed")]
    TwoOfficersNeeded,
    /// Somebody who is named has no valid certificate today (arts. 42, 55).
    #[error("{0} has no valid certificate")]
    CertificateInvalid(String),
    /// Somebody who is named is an officer of another unit.
    #[error("{0} is an officer of another unit")]
    OfficerOfAnother(String),
    /// Auxiliaries may only assist.
    #[error("{0} may only assist")]
    AuxiliaryOnly(String),
    /// One of the officers gives the order.
    #[error("the caller is none of the officers")]
    NotOneOfTheOfficers,
    /// Somebody who is named does not investigate the case.
    #[error("{0} does not investigate the case")]
    NotAssigned(String),
    /// A case is filed against somebody.
    #[error("there is no suspect")]
    SuspectMissing,
    /// One suspect a case, named before it is filed.
    #[error("the suspect is named already")]
    SuspectNamed,
    /// The suspect is known by the number of a document or the name.
    #[error("the suspect is not identified")]
    SuspectUnidentified,
    /// Who is not fully answerable has a guardian in the case (行政处罚法 arts. 30, 31).
    #[error("a guardian is needed")]
    GuardianMissing,
    /// At most two agents (art. 64).
    #[error("at most two agents")]
    TooManyAgents,
    /// It cannot have happened later than now, or its time has not come.
    #[error("in the future")]
    InFuture,
    /// It cannot have happened before what it follows.
    #[error("before what it follows")]
    BeforeItBegan,
    /// The day lies in the past.
    #[error("{0} has passed")]
    DayPassed(Date),
    /// Who is competent is named.
    #[error("the competent organ is to be named")]
    CompetentUnnamed,
    /// Whoever complained is told.
    #[error("whoever complained has to be told")]
    ComplainantUntold,
    /// Whoever complained, or bears witness, stands in no text that the suspect reads.
    #[error("a text to the suspect names somebody who is kept from them")]
    ComplainantInText,
    /// The unit does not hold the power there that day (行政处罚法 arts. 22 to 24).
    #[error("power {0} is not held there")]
    PowerNotHeld(String),
    /// The act ends after it begins, and before it is found.
    #[error("the days of the act do not fit")]
    ActMisdated,
    /// The act was found too late (行政处罚法 art. 36).
    #[error("it had to be found by {0}")]
    LimitationExpired(Date),
    /// There is no more time than was given.
    #[error("the time was extended before")]
    ExtendedAlready,
    /// There is not that much more time.
    #[error("at most {0} days")]
    ExtensionTooLong(u32),
    /// The time has run out, stands still, or does not run.
    #[error("the time has run out, or does not run")]
    TimeRunOut,
    /// More than thirty days, and any second time, are decided collectively.
    #[error("the collective decision is needed")]
    MinutesMissing,
    /// Evidence has a lawful source (行政处罚法 art. 46).
    #[error("how it was lawfully obtained has to be said")]
    SourceMissing,
    /// There is no room for more.
    #[error("at most {0} pieces")]
    EvidenceFull(usize),
    /// What was excluded stays excluded.
    #[error("{0} was excluded")]
    EvidenceExcluded(Uuid),
    /// There is no evidence that holds.
    #[error("no evidence holds")]
    EvidenceMissing,
    /// The item's checklist asks for a kind of evidence that is not there.
    #[error("{} is missing", .0.as_str())]
    ChecklistIncomplete(EvidenceKind),
    /// No device made it.
    #[error("{0} is of no device")]
    NoMonitoring(Uuid),
    /// There is no room for more.
    #[error("at most {0} documents")]
    DocumentsFull(usize),
    /// Necessities of life are not touched (行政强制法 art. 23).
    #[error("necessities of life are not touched")]
    NecessityOfLife,
    /// Residents are not cut off water, power, heat or gas (行政强制法 art. 43).
    #[error("residents are not cut off")]
    SupplyCut,
    /// Not at night, nor on days of rest (行政强制法 art. 43).
    #[error("not at night nor on days of rest")]
    ForbiddenTime,
    /// The head has not approved it.
    #[error("it is not approved")]
    MeasureUnapproved,
    /// Something of the party's is still held.
    #[error("something is still held")]
    SomethingHeld,
    /// Nothing is proposed, or decided.
    #[error("nothing is proposed")]
    NothingProposed,
    /// A penalty of a kind stands there once.
    #[error("{} stands there twice", .0.as_str())]
    KindTwice(PenaltyKind),
    /// The item does not allow this kind of penalty.
    #[error("the item does not allow {}", .0.as_str())]
    KindNotHeld(PenaltyKind),
    /// The decision has no such penalty to perform.
    #[error("{} was not decided", .0.as_str())]
    KindNotDecided(PenaltyKind),
    /// The amount is out of the range of the item; with a reason to be lighter it is not at the top.
    #[error("the amount of {} does not fit", .0.as_str())]
    AmountNotFitting(PenaltyKind),
    /// It is reckoned by something that the investigation did not put on record.
    #[error("{} is not on record", .0.as_str())]
    BaseUnrecorded(MultipleOf),
    /// The benchmark has no such band.
    #[error("no band {0}")]
    BandUnknown(String),
    /// Outside the benchmark a reason is given.
    #[error("outside the benchmark a reason is needed")]
    DeviationUnexplained,
    /// The suspect is not punished, or not on the spot (行政处罚法 arts. 30, 31).
    #[error("the suspect is not answerable")]
    NotAnswerable,
    /// Between 14 and 18 it is lighter (行政处罚法 art. 30).
    #[error("the young are punished less")]
    LighteningMissing,
    /// What makes it lighter does not fit what is known of the suspect.
    #[error("{} does not fit", .0.as_str())]
    LighteningNotFitting(Lightening),
    /// The ground does not fit what is known of the suspect and the act.
    #[error("{} does not fit", .0.as_str())]
    GroundNotFitting(Exemption),
    /// Two officers have not seen it put right (行政处罚法 art. 33).
    #[error("it was not seen to be put right")]
    NotCorrected,
    /// Nothing is made heavier for a defence (行政处罚法 art. 45).
    #[error("nothing is made heavier for a defence")]
    HeavierForDefence,
    /// Not more, and nothing else, than what was told or decided before.
    #[error("more than was told")]
    MoreThanTold,
    /// A penalty rests on what the item rests on, as the party was told (行政处罚法 arts. 44, 59).
    #[error("it does not rest on the provisions of the item")]
    BasisNotFitting,
    /// The party was not told beforehand, or could not defend itself (行政处罚法 arts. 44, 62).
    #[error("the party was not told and heard")]
    NoticeMissing,
    /// It is served already, or a public notice of it runs.
    #[error("it is served, or on its way")]
    OnItsWay,
    /// The right to a hearing has to be told (行政处罚法 arts. 44, 63).
    #[error("the right to a hearing has to be told")]
    HearingRightUntold,
    /// The notice gave no right to a hearing.
    #[error("there is no right to a hearing")]
    NoRightToHearing,
    /// A hearing is asked for within five working days (art. 64).
    #[error("a hearing could be asked for within five working days")]
    HearingLapsed,
    /// No hearing was asked for, or it was held or given up.
    #[error("no hearing is asked for")]
    HearingNotAsked,
    /// A hearing was asked for.
    #[error("a hearing was asked for")]
    HearingPending,
    /// The party is told seven working days before (art. 64).
    #[error("not before {}", local_time(*.0))]
    HearingTooSoon(OffsetDateTime),
    /// The party may still speak or ask for a hearing.
    #[error("the party may speak until {}", local_time(*.0))]
    DefenceOpen(OffsetDateTime),
    /// What the party said has to be looked at (art. 45).
    #[error("a statement has not been reviewed")]
    StatementUnreviewed,
    /// What the party said was followed, and nothing became of it.
    #[error("a statement was followed: why the penalty stays as it was told has to be said")]
    StatementUnfollowed,
    /// What a remedy took away is not done again upon the same facts (行政复议法 art. 64, 行政诉讼法 art. 71).
    #[error("the same was revoked, and nothing new was found since")]
    SameAgain,
    /// What was not seen on the spot is investigated (行政处罚法 art. 51).
    #[error("the act was not seen on the spot")]
    NotSeenOnTheSpot,
    /// A discussion is between two at least.
    #[error("a discussion is between two at least")]
    NobodyDiscussed,
    /// Electronic service needs the addressee's written consent (行政处罚法 art. 61).
    #[error("the addressee has to consent to electronic service")]
    ConfirmationMissing,
    /// A decision served online names where reconsideration is asked for online (行政复议法 art. 22).
    #[error("the online channel has to be named")]
    OnlineChannelMissing,
    /// The remedies, reconsideration first, have to be told (行政复议法 art. 23).
    #[error("the remedies have to be told")]
    RemediesUntold,
    /// A decision on the spot is handed over at once (行政处罚法 art. 52).
    #[error("it is handed over at once")]
    HandedOverAtOnce,
    /// On the spot a warning, or a small fine (行政处罚法 art. 51).
    #[error("too heavy for the spot")]
    TooHeavyForTheSpot,
    /// The law fines only by so many times something that an investigation has to find: the facts are not clear on the spot (行政处罚法 art. 51).
    #[error("a fine by {} needs an investigation, and is not decided on the spot", .0.as_str())]
    NotOnTheSpot(MultipleOf),
    /// A person is not punished as an organisation.
    #[error("the suspect is a person")]
    SubjectIsAPerson,
    /// Nor an organisation as a citizen.
    #[error("the suspect is an organisation")]
    SubjectIsAnOrganisation,
    /// The number of the identity card tells another age on the day of the act (行政处罚法 art. 30).
    #[error("by the identity number the suspect answers otherwise")]
    CapacityNotFitting,
    /// Who answers for what they do only in part is investigated, with all that makes it lighter, and not punished on the spot.
    #[error("who answers only in part is investigated first")]
    InvestigatedFirst,
    /// Another norm that the act breaks has a higher fine.
    #[error("{0} has a higher fine")]
    HigherFineElsewhere(String),
    /// The decision is not served.
    #[error("the decision is not served")]
    NotServed,
    /// There is no decision under which anything is due.
    #[error("nothing is due")]
    NothingDue,
    /// More than is still due.
    #[error("{0} yuan are due")]
    MoreThanDue(Fen),
    /// More than has to be given back.
    #[error("{0} yuan are to be given back")]
    MoreThanRefundable(Fen),
    /// Something has to be given back first.
    #[error("{0} yuan are to be given back")]
    RefundPending(Fen),
    /// Who decides does not collect, but for the reasons of arts. 68 and 69.
    #[error("cash is not taken here")]
    NoCash,
    /// Cash has not come to the agency, or the bank (行政处罚法 art. 71).
    #[error("cash is not handed in")]
    NotHandedIn,
    /// Parts are in the order of their days, none in the past and none empty.
    #[error("the parts do not fit")]
    PartsNotFitting,
    /// The parts add up to what is due.
    #[error("the parts add up to {0} yuan")]
    PartsNotAddingUp(Fen),
    /// A remedy is open, or can still be lodged.
    #[error("a remedy is open")]
    RemedyOpen,
    /// After a decision on the spot reconsideration comes first (行政复议法 art. 23).
    #[error("reconsideration comes first")]
    ReconsiderationFirst,
    /// After a lawsuit there is no reconsideration (行政复议法 art. 29).
    #[error("there was a lawsuit already")]
    LawsuitAlready,
    /// What is changed is said, and only then.
    #[error("what stands in its place has to be said, and only of a change")]
    ChangeUnsaid,
    /// Ten working days after the demand (行政强制法 art. 54).
    #[error("not before {}", local_time(*.0))]
    DemandRunning(OffsetDateTime),
    /// The court is asked within three months (行政强制法 art. 53).
    #[error("the court could be asked within three months")]
    ApplicationLapsed,
    /// The court can still be asked, or a remedy lodged: it is not closed over what is not paid.
    #[error("the court can still be asked")]
    ApplicationOpen,
    /// The court has not taken it up (行政强制法 art. 56).
    #[error("the court has not accepted the application")]
    CourtNotAccepted,
    /// Nobody looked whether it is put right.
    #[error("an order to correct was not checked")]
    CorrectionUnchecked,
    /// A decision on the spot is put on record first (行政处罚法 art. 52).
    #[error("it is not on record with the agency")]
    SpotUnrecorded,
    /// A penalty is to be published first, or a publication to be taken back (行政处罚法 art. 48).
    #[error("something is still to be published, or taken back")]
    PublicationOwed,
    /// There is no penalty to publish, or no publication to take back.
    #[error("nothing is to be published, or taken back")]
    NothingToPublish,
    /// What is published stays so, unless a remedy changed it or a mistake in it is on record.
    #[error("it stands, and no mistake in what is published is on record")]
    PublicationStands,
    /// What is published is the masked text of the decision as it stands (G-20).
    #[error("that is not the masked text of the decision")]
    NotTheMaskedText,
    /// Nothing is published of the young (G-20).
    #[error("nothing is published of the young")]
    YoungNotPublished,
    /// It may be a crime, and is not punished here instead (行政处罚法 art. 27).
    #[error("it lies with criminal justice, or may go there")]
    CrimeOpen,
    /// No crime was reported.
    #[error("no crime was reported")]
    NoCrime,
    /// It was not handed over, or criminal justice has not filed it.
    #[error("criminal justice does not have it")]
    NotTransferred,
    /// There is no refusal, or it was asked about.
    #[error("nothing is to be asked")]
    NothingToAsk,
    /// The identity was not granted, or no longer (G-13).
    #[error("not granted")]
    NotGranted,
    /// Who it is serves the case alone any more (PIPL art. 47): it is shown to nobody.
    #[error("the identity is restricted to its case")]
    IdentityRestricted,
    /// It is done already.
    #[error("it is done already")]
    DoneAlready,
}

/// A moment by the clock on the wall in China.
fn local_time(at: OffsetDateTime) -> String {
    let at = at.to_offset(offset!(+8));
    format!("{} {:02}:{:02} (UTC+8)", at.date(), at.hour(), at.minute())
}

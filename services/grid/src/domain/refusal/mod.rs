//! Why the law, or the office's order, says no. Reasons are forever.

mod penalty;
mod reason;
mod reward;
mod say;

use shiyu_kit::unit::Code;
use thiserror::Error;
use time::OffsetDateTime;
use uuid::Uuid;

pub use penalty::NoPenalty;
pub use reward::NoReward;
use say::{local_time, words};

use super::stage::StageName;
use super::terms::{ClassCode, ComponentCode, GridRole, Level, Measure, Slot, Source};
use crate::team::domain::NotAdmitted;

/// Why an order to an event is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no such event, or it is not the caller's to see.
    #[error("there is no such event")]
    EventUnknown,
    /// The reporter's code is unknown.
    #[error("no event of this code")]
    StatusUnknown,
    /// There is no such offer.
    #[error("there is no such offer")]
    ReferralUnknown,
    /// It was reported before.
    #[error("the event is reported already")]
    AlreadyReported,
    /// The source's own id belongs to another event.
    #[error("the source gave this reference to another event")]
    SourceReferenceTaken,
    /// Its stage does not take the order.
    #[error("not while the event is {}", .0.as_str())]
    NotInStage(StageName, Vec<&'static str>),
    /// It has come to an end.
    #[error("the event is {}", .0.as_str())]
    ClosedAlready(StageName, Vec<&'static str>),
    /// Refusing, closing and deciding need a person (PIPL art. 24).
    #[error("this is for a person to decide")]
    NeedsAPerson,
    /// The caller works in no role in the event's grid today.
    #[error("the caller does not work in the event's grid")]
    NotGridStaff,
    /// The caller's role in the grid is not for this.
    #[error("a grid's {0:?} does not do this")]
    RoleNotFitting(GridRole),
    /// Grid staff never fine, seize, enter or issue documents.
    #[error("grid staff have no power for {0:?}")]
    BeyondGridPowers(Measure),
    /// Who reported does not handle (巡办分离).
    #[error("who reported it does not handle it")]
    ReporterHandles,
    /// Who patrolled, or went to see, does not handle (巡办分离).
    #[error("who patrolled it, or went to see, does not handle it")]
    PatrolHandles,
    /// Who handled does not verify (巡办分离).
    #[error("who handled it does not verify it")]
    HandlerVerifies,
    /// Who handled does not close.
    #[error("who handled it does not close it")]
    HandlerCloses,
    /// Of others a chief or a head says that they stand aside.
    #[error("of others a chief says that they stand aside")]
    NotTheChief,
    /// A penalty is not this unit's, or not of any case.
    #[error(transparent)]
    Penalty(NoPenalty),
    /// It is not rewarded, or not paid.
    #[error(transparent)]
    Reward(NoReward),
    /// The subclass has no limit for that part.
    #[error("the subclass has no limit for that part of the handling")]
    StepWithoutLimit,
    /// Nobody of that name stands aside.
    #[error("that person does not stand aside")]
    NotRecused,
    /// Who reported does not say that it is so.
    #[error("who reported it does not verify it")]
    ReporterVerifies,
    /// The one who acts stands aside.
    #[error("the caller stands aside in this event")]
    Recused,
    /// There is no such unit today, or the actor has none.
    #[error("no unit {} today", .0.as_deref().unwrap_or("of the caller"))]
    UnitUnknown(Option<String>),
    /// The unit does not belong to this county.
    #[error("unit {0} is outside the county")]
    UnitOutsideJurisdiction(Code),
    /// Another unit's turn it is.
    #[error("this is for unit {0}")]
    UnitNotHolding(Code),
    /// Who dispatches is the command room of the place, or one above it.
    #[error("the command room of {0} dispatches")]
    NotTheDispatcher(Code),
    /// The unit above those who returned it decides.
    #[error("unit {0} decides")]
    NotTheCommonSuperior(Code),
    /// More time, and standing still, is for the level above to approve.
    #[error("the level above {0} approves")]
    NotTheLevelAbove(Code),
    /// The point or address lies in no grid of this county on that day.
    #[error("the place lies in no grid of the county")]
    PlaceUnknown,
    /// The component is not on the register, gone, or in no grid of this county today.
    #[error("no component {0} stands in a grid of the county")]
    ComponentUnknown(ComponentCode),
    /// The subclass is not in the catalogue in force.
    #[error("subclass {0} is not in the catalogue")]
    ClassUnknown(ClassCode),
    /// The item is not on the admission list, not approved, not in force, or not of that department (网格准入).
    #[error("the item is not admitted to the grids: {}", .0.reason())]
    NotAdmitted(NotAdmitted),
    /// Another brings what comes from this source.
    #[error("a {} does not come from the caller", .0.as_str())]
    SourceNotYours(Source),
    /// It cannot have been seen later than now.
    #[error("seen in the future")]
    SeenInFuture,
    /// What somebody from outside reports is verified before it is accepted.
    #[error("it has not been verified")]
    VerificationMissing,
    /// It is not sent again to a unit that returned it, unless that unit is designated.
    #[error("unit {0} returned it")]
    UnitReturnedIt(Code),
    /// It is given only to a command room or centre of the county that is there today.
    #[error("unit {0} is no command room or centre today")]
    CentreUnknown(Code),
    /// No rule of the routing table matches, and no unit was named.
    #[error("no rule routes it, and no unit is named")]
    NoRoute,
    /// Another way than the table's needs a reason.
    #[error("another way than the table's needs a reason")]
    ReasonMissing,
    /// A wrong dispatch is returned within four work-hours.
    #[error("it could be returned until {}", local_time(*.0))]
    ReturnLapsed(OffsetDateTime),
    /// After the second return others decide.
    #[error("it was returned twice; the level above decides")]
    ReturnedTwice,
    /// Who was designated handles it.
    #[error("who was designated handles it")]
    DesignationBinding,
    /// There is no level above.
    #[error("there is no level above")]
    NoLevelAbove,
    /// There is more time once.
    #[error("the time was extended once")]
    ExtendedAlready,
    /// An extension is at most as long as the limit itself.
    #[error("at most {0} days")]
    ExtensionTooLong(u32),
    /// The time has run out: more of it cannot mend that.
    #[error("the time has run out, or does not run")]
    HandleOverdue,
    /// A suspension is looked at again on a day to come, at most 180 days away.
    #[error("the day of review lies in the past, or too far away")]
    ReviewDayPassed,
    /// A report of handling names photos that were attached.
    #[error("no evidence {0} is attached")]
    EvidenceUnknown(String),
    /// Parts of a picture are covered; a document has pages.
    #[error("a document is no picture, of which a part could be covered")]
    NotAPicture,
    /// There is no room for more photos and files.
    #[error("at most {0} photos and files")]
    EvidenceFull(usize),
    /// An event is closed with all five hands on it.
    #[error("nobody is in: {}", words(.0))]
    SlotEmpty(Vec<Slot>),
    /// It waits for another service's answer.
    #[error("it waits for another service's answer")]
    SuspensionOpen,
    /// The reporter could rate it for seven days.
    #[error("it could be rated until {}", local_time(*.0))]
    EvaluationLapsed(OffsetDateTime),
    /// It was rated once.
    #[error("it was rated already")]
    EvaluatedAlready,
    /// An event is reopened within 30 days of its close.
    #[error("it could be reopened until {}", local_time(*.0))]
    ReopenLapsed(OffsetDateTime),
    /// What is reopened is the same subclass in the same grid.
    #[error("another grid, or another subclass")]
    NotTheSamePlaceAndClass,
    /// There is no such other event.
    #[error("no event {0}")]
    LinkedEventUnknown(Uuid),
    /// The other event has ended.
    #[error("event {0} has ended")]
    LinkedEventEnded(Uuid),
    /// The other event has not been closed.
    #[error("event {0} is not closed")]
    LinkedEventOpen(Uuid),
    /// Mediation needs the consent of every side (人民调解法 art. 17).
    #[error("the consent of every side is needed")]
    ConsentMissing,
    /// It is offered to that service already.
    #[error("it is offered there already")]
    OfferedAlready,
    /// Another service was asked.
    #[error("another service was asked")]
    ReferralOfAnother,
    /// The offer has ended.
    #[error("the offer has ended")]
    ReferralEnded,
    /// The identity was not granted, or no longer.
    #[error("not granted")]
    NotGranted,
    /// Who it is serves the case alone any more (PIPL art. 47): it is shown to nobody.
    #[error("the identity is restricted to its case")]
    IdentityRestricted,
    /// Nobody of that id stands in the event.
    #[error("{0} is no party of the event")]
    NotAParty(Uuid),
    /// It is under negotiation or settled already.
    #[error("the boundary was raised already")]
    BoundaryRaisedAlready,
    /// No boundary was raised, or it is settled.
    #[error("no boundary is open")]
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
    /// It is not closed while it is not known whose it is.
    #[error("it is not settled whose it is")]
    BoundaryOpen,
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
    /// The level of a dispatch is that of its unit.
    #[error("the level of {1} is {level}", level = .0.as_str())]
    LevelNotOfUnit(Level, Code),
    /// Nobody rates the work of an office they belong to, or that they had a hand in.
    #[error("one does not rate one's own work")]
    RatesOwnWork,
    /// Staff report; there is no citizen who rates it.
    #[error("no citizen reported it")]
    NoReporter,
    /// The city takes part over a boundary, or another city is asked: what may be done instead.
    #[error("above the county the city decides over a boundary")]
    CityByBoundary(Vec<&'static str>),
    /// Whoever dispatched what came back does not say whose it is.
    #[error("whoever dispatched it does not decide who handles it")]
    DispatcherDesignates,
    /// A town's room dispatches to no other town.
    #[error("unit {0} is of another town")]
    UnitOfAnotherTown(Code),
    /// A closed event is reopened once; what comes of it is reopened next.
    #[error("it was reopened as event {0}")]
    ReopenedAlready(Uuid),
    /// Whoever is sent to see works in the grid.
    #[error("{0} is not of the grid's team")]
    NotInTheTeam(String),
    /// It is done already.
    #[error("it is done already")]
    DoneAlready,
}

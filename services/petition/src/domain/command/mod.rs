//! Orders to a petition.

mod boundary;
mod ending;
mod intake;
mod order;
mod remedy;
mod work;

use serde::Serialize;
use shiyu_kit::packet::Receipt;
use shiyu_kit::party::Sealed;
use shiyu_kit::referral::Asked;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

pub use boundary::{OfferOutside, RaiseBoundary};
pub use ending::Withdraw;
pub use intake::{Classify, Divert, Object, Register};
pub use remedy::{DecideRemedy, Evaluate, PublishRuling, RequestRemedy};
pub use work::{Extend, NewMilestone, OfferReferral, ProposeAccountability, Serve, Sponsor, Supervise};

use super::course::{CountyAnswer, Opinion, Outcome, Settlement};
use super::terms::{Adoption, DeliveryMethod, NotAccepted, Party};

/// An order to a petition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Register it (arts. 18, 22).
    Register(Box<Register>),
    /// Forward it to the competent unit (转送, art. 22).
    Forward {
        /// The unit that is asked.
        to: Code,
    },
    /// Assign it to the competent unit, which reports back (交办, art. 22).
    Assign {
        /// The unit that is asked.
        to: Code,
        /// Days within which it reports back.
        report_days: u32,
    },
    /// Accept it: at the unit that was asked, or at the one that received it and is competent itself (art. 23).
    Accept {
        /// How the petitioner is told in writing; not at all where nobody knows who or where they are (art. 23).
        notice: Option<DeliveryMethod>,
    },
    /// Tell the petitioner who is competent, and end it here (art. 23).
    Redirect {
        /// Where to go.
        to: String,
    },
    /// Send it to the procedure it belongs to (arts. 22, 30, 31).
    Divert(Divert),
    /// It is the same matter as another (S8).
    Merge {
        /// The other petition.
        into: Uuid,
        /// Why, though they are not of one category and place.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// It is not the same matter after all.
    Unmerge {
        /// Why.
        reason: String,
        /// The other petition, as the door finds it.
        #[serde(skip)]
        from: Option<Uuid>,
    },
    /// Whoever brought the matter it was merged into withdraws that one: it goes on by itself.
    Part {
        /// The other petition.
        from: Uuid,
    },
    /// Do not accept it (arts. 19, 36).
    Decline {
        /// On which ground.
        ground: NotAccepted,
        /// The earlier petition.
        earlier: Uuid,
    },
    /// Tell the petitioner once what is missing (一次性告知).
    GiveNotice {
        /// Each missing thing.
        missing: Vec<String>,
        /// How the petitioner is told.
        method: DeliveryMethod,
    },
    /// A party brings something after registration.
    Supplement {
        /// Which party.
        party: Uuid,
        /// What they say.
        text: String,
    },
    /// The petitioner writes to the office, or the office to the petitioner (网上反映、双向互动).
    Message {
        /// Which party; `None`: the office.
        from: Option<Uuid>,
        /// What.
        text: String,
    },
    /// Somebody joins: a representative, an agent, a lawyer.
    AddParty {
        /// Who.
        party: Party,
        /// Their identity, sealed.
        sealed: Sealed,
    },
    /// The unit asked holds itself not competent (art. 23).
    Object(Object),
    /// The sender answers the objection (art. 23).
    DecideObjection {
        /// Whether it agrees and takes the matter back.
        agree: bool,
    },
    /// The units cannot agree (art. 24).
    ReferDispute,
    /// The common superior, or the joint conference, says who handles it (art. 24).
    Designate {
        /// Who.
        unit: Code,
        /// Why.
        reasons: String,
    },
    /// It may be another county's (S7).
    RaiseBoundary(RaiseBoundary),
    /// The counties agreed whose it is.
    AgreeBoundary {
        /// The county that has it.
        owner: Code,
        /// Reference of the agreement.
        reference: String,
    },
    /// Another county said whether it is its own; heard as a fact.
    HearCounty {
        /// Which boundary.
        boundary: Uuid,
        /// What it said.
        answer: CountyAnswer,
    },
    /// The city designated whose it is; heard as a fact.
    HearCity {
        /// Which boundary.
        boundary: Uuid,
        /// What it said.
        settlement: Settlement,
    },
    /// Offer it to another city (S14).
    OfferOutside(OfferOutside),
    /// The other city's receipt came.
    RecordReceipt {
        /// Its reference.
        reference: String,
        /// The signature on it, and by which keys the door knows whose it is.
        #[serde(flatten)]
        receipt: Receipt,
    },
    /// The unit was merged or abolished; another takes its place (art. 24).
    Transfer {
        /// The successor.
        to: Code,
    },
    /// Classify it (art. 31).
    Classify(Classify),
    /// Take a simple matter on the fast track (简易办理).
    Simplify,
    /// Take it off again.
    Resume {
        /// Why; the petitioner reads it.
        reason: String,
    },
    /// More time, once (art. 34).
    Extend(Extend),
    /// Open a hearing (arts. 31, 36).
    OpenHearing,
    /// Put the result of the hearing on record.
    CloseHearing {
        /// What it found.
        finding: String,
    },
    /// Ask another unit to assist (联合办理).
    RequestAssistance {
        /// Which.
        unit: Code,
        /// What it does.
        task: String,
        /// Within how many days.
        days: u32,
    },
    /// The unit that assists reports.
    ReportAssistance {
        /// What it did.
        report: String,
    },
    /// Reply to a suggestion (art. 29), or to an accusation that was looked into here (art. 30).
    Reply {
        /// What the unit makes of it; of a suggestion only.
        adoption: Option<Adoption>,
        /// The reply.
        text: String,
    },
    /// The organ whose duty it is tells how far it is.
    ReportDuty {
        /// How far.
        report: String,
    },
    /// The organ holds itself not competent: the matter is handled here.
    DeclineDuty {
        /// Why.
        reason: String,
    },
    /// Ask another organ in the place of one that holds itself not competent (S2).
    RerouteDuty {
        /// Which; `None`: the one that the answer to our offer names.
        organ: Option<Code>,
        /// Why.
        reason: String,
    },
    /// Write the opinion (art. 32); the head of the unit issues it.
    DraftOpinion(Box<Opinion>),
    /// Issue the opinion as it was drafted, by the head of the unit, who did not draft it.
    IssueOpinion,
    /// Record that the opinion was served.
    ServeOpinion(Serve),
    /// The parties settled it (art. 33).
    Settle {
        /// Reference of the agreement.
        agreement: String,
    },
    /// Offer the matter to another of our services.
    OfferReferral(Box<OfferReferral>),
    /// That service tells what became of it.
    AnswerReferral(Outcome),
    /// Take an offer back, and the leave to read with it.
    WithdrawReferral {
        /// Which.
        referral: Uuid,
    },
    /// Another service reads the identity under its grant.
    ReadIdentity(Asked),
    /// Ask for review, or for re-review (arts. 35, 36).
    RequestRemedy(RequestRemedy),
    /// Take the request up.
    TakeUpRemedy,
    /// The request is late or no request.
    DismissRemedy {
        /// Why.
        reason: String,
    },
    /// Decide on it (arts. 35, 36).
    DecideRemedy(Box<DecideRemedy>),
    /// Record that the decision was served.
    ServeRuling(Serve),
    /// Show a decision on re-review to the public (art. 36).
    PublishRuling(PublishRuling),
    /// Show it no more.
    WithdrawPublication {
        /// Why.
        reason: String,
    },
    /// What was supported has been carried out (art. 32).
    ReportExecution {
        /// What was done.
        report: String,
    },
    /// Close it after the petitioner's window.
    Close,
    /// A petitioner withdraws it.
    Withdraw(Withdraw),
    /// What became of it in the other procedure.
    RecordOutcome {
        /// What.
        outcome: String,
    },
    /// Put it into the archive.
    Archive,
    /// Report a major or urgent matter at once (art. 25).
    ReportUrgent {
        /// To which units.
        to: Vec<Code>,
        /// What is urgent about it.
        reason: String,
    },
    /// A member of staff stands aside (art. 28).
    Recuse {
        /// Subject of who.
        subject: String,
        /// Why.
        reason: String,
    },
    /// A leader takes charge of it, with a plan (包案).
    Sponsor(Box<Sponsor>),
    /// A step of the plan is done.
    CompleteMilestone {
        /// Which, from 0.
        index: u32,
    },
    /// Supervise a unit (art. 40).
    Supervise(Supervise),
    /// The unit answers in writing (art. 40).
    AnswerSupervision {
        /// Which supervision.
        supervision: Uuid,
        /// The answer.
        answer: String,
    },
    /// Propose that a unit be held responsible (追究责任的建议, art. 40).
    ProposeAccountability(Box<ProposeAccountability>),
    /// The organ in charge of it answers in writing (art. 40).
    AnswerAccountability {
        /// Which proposal.
        proposal: Uuid,
        /// Whether it adopts it.
        adoption: Adoption,
        /// The answer.
        answer: String,
    },
    /// Something is to be done for the petitioner after the end (art. 37).
    AddCareTask {
        /// The task's id.
        id: Uuid,
        /// By which unit.
        unit: Code,
        /// What.
        task: String,
    },
    /// It was done.
    CompleteCareTask {
        /// Which.
        task: Uuid,
    },
    /// The petitioner rates both offices (art. 21).
    Evaluate(Evaluate),
    /// Show an identity in the clear, to whoever orders it.
    Reveal {
        /// Of which party.
        party: Uuid,
        /// What for.
        reason: String,
    },
    /// A clock reached a ring.
    Tick {
        /// Which clock.
        clock: String,
        /// When it rings.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Reckon every running clock by the calendar in force.
    Reckon,
}

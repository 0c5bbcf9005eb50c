//! Everything that can happen to a petition.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Ring;
use shiyu_kit::referral::{Confirmation, Settled};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Registered;
use crate::domain::course::{
    Acceptance, AccountabilityProposal, Assistance, Boundary, CareTask, Classified, CompletenessNotice, CountyAnswer, Delivery,
    Designation, Draft, Evaluation, Forwarding, Hearing, Message, Objection, OpinionIssued, Outcome, Outside, PartyWithdrawal, Publication,
    Recusal, Referral, RemedyCase, Reply, RulingGiven, Settlement, Sponsorship, Supervision, Supplement, TakenUp, UrgentReport,
};
use crate::domain::petition::Accused;
use crate::domain::stage::Ending;
use crate::domain::terms::{Adoption, DeliveryMethod, IdentityField, Party, Remedy};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It was registered.
    Registered(Box<Registered>),
    /// It was forwarded, or assigned.
    Forwarded(Forwarding),
    /// The unit that was asked objected.
    Objected(Objection),
    /// The sender answered the objection; agreed, it holds the matter again.
    ObjectionDecided {
        /// Whether it agreed.
        agreed: bool,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The units dispute who is competent.
    Disputed {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was said who handles it.
    Designated(Designation),
    /// It may be another county's.
    BoundaryRaised(Boundary),
    /// Another county said whether it is its own.
    CountyAnswered(CountyAnswer),
    /// The counties had not agreed in time, or none of them has it: the city is asked.
    BoundaryReferred {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was settled whose it is.
    BoundarySettled(Settlement),
    /// It was offered to another city.
    OfferedOutside(Outside),
    /// The other city's receipt came.
    ReceiptRecorded {
        /// Its reference.
        reference: String,
        /// Whether it is known to be that organ's, by its signature.
        #[serde(default)]
        verified: bool,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// No receipt came in time: it is put to the cities' joint conference, and the first receiver goes on.
    OutsideUnanswered {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A successor took the unit's place.
    Transferred {
        /// The unit that is no more.
        from: Code,
        /// Its successor.
        to: Code,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The petitioner was told what is missing.
    NoticeGiven(CompletenessNotice),
    /// A party brought something.
    Supplemented(Supplement),
    /// The petitioner or the office wrote to the other.
    Messaged(Message),
    /// Somebody joined.
    PartyJoined(Party),
    /// One of several petitioners withdrew.
    PartyWithdrew(PartyWithdrawal),
    /// It was accepted.
    Accepted {
        /// By which unit.
        acceptance: Acceptance,
        /// Subject of who accepted it.
        by: String,
    },
    /// It was classified, and goes on here.
    Classified {
        /// As what.
        classified: Classified,
        /// From whom it is kept besides.
        #[serde(default, skip_serializing_if = "Accused::is_empty")]
        accused: Accused,
        /// The organ whose duty it is (art. 31 item 5).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duty_organ: Option<Code>,
        /// Subject of who classified it.
        by: String,
    },
    /// It was taken on the fast track.
    Simplified {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It is back in the ordinary course.
    Resumed {
        /// Why.
        reason: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The petitioner has more to wait.
    Extended {
        /// How the petitioner was told.
        notice: DeliveryMethod,
    },
    /// A hearing was opened.
    HearingOpened(Hearing),
    /// Its result is on record.
    HearingClosed {
        /// What it found.
        finding: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A unit was asked to assist.
    AssistanceRequested(Assistance),
    /// It reported.
    AssistanceReported {
        /// The unit.
        unit: Code,
        /// What it did.
        report: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A suggestion or an accusation was replied to, which ends it.
    Replied(Reply),
    /// The organ whose duty it is told how far it is.
    DutyReported {
        /// How far.
        report: String,
    },
    /// It holds itself not competent: handled here.
    DutyDeclined {
        /// Why.
        reason: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Another organ is asked in its place.
    DutyRerouted {
        /// The one that was asked.
        from: Code,
        /// The one that is asked now.
        to: Code,
        /// How often it was told what was done, by those that were asked.
        #[serde(default)]
        reported: usize,
        /// Why.
        reason: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The opinion was drafted.
    OpinionDrafted(Box<Draft>),
    /// The opinion was issued.
    OpinionIssued(Box<OpinionIssued>),
    /// The opinion was served.
    OpinionServed(Delivery),
    /// It was offered to another service.
    ReferralOffered(Box<Referral>),
    /// That service answered.
    ReferralAnswered(Outcome),
    /// What became of the agreement of an offer that has ended (S1).
    AgreementHeard {
        /// Which offer.
        referral: Uuid,
        /// What a court said of it (司法确认), if it did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmation: Option<Confirmation>,
        /// How much is settled now, if that has changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settled: Option<Settled>,
        /// What is left open, in neutral words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rest: Option<String>,
    },
    /// The agreement that settled it settles it no longer: it is handled again (S1).
    Reopened {
        /// The offer it was settled upon.
        referral: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Leave to read was taken back.
    ReferralWithdrawn {
        /// Which offer.
        referral: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The offer's time passed without a result: handling goes on alone (S1).
    ReferralReturned {
        /// Which offer.
        referral: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The other service read an identity under its grant (G-13, G-14).
    IdentityRead {
        /// Under which offer.
        referral: Uuid,
        /// Of which party.
        party: Uuid,
        /// Which fields.
        fields: Vec<IdentityField>,
    },
    /// Review or re-review was asked for.
    RemedyRequested(RemedyCase),
    /// It was taken up.
    RemedyTakenUp(TakenUp),
    /// The request was late, or none.
    RemedyDismissed {
        /// Why.
        reason: String,
        /// When; an older build did not write it down.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "time::serde::rfc3339::option")]
        at: Option<OffsetDateTime>,
    },
    /// It was decided.
    RemedyDecided {
        /// Review or re-review.
        remedy: Remedy,
        /// What.
        given: Box<RulingGiven>,
    },
    /// The decision was served.
    RulingServed(Delivery),
    /// The public is shown what was decided on re-review.
    RulingPublished(Box<Publication>),
    /// It is shown no more.
    PublicationWithdrawn {
        /// Why.
        reason: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// What was supported has been carried out.
    Executed {
        /// What was done.
        report: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The petitioner's window lapsed while something is still to be carried out.
    WindowLapsed {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It came to an end.
    Ended(Ending),
    /// Another matter points at it: merged into it, or not accepted because it is under way.
    Joined {
        /// The other petition.
        petition: Uuid,
        /// Whether it is merged into this one.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        merged: bool,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Another matter brings new facts or reasons upon it (art. 36).
    Followed {
        /// The other petition.
        petition: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A matter that was merged into it goes on by itself.
    Parted {
        /// The other petition.
        petition: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It goes on: not the same matter as another, after all.
    Unmerged {
        /// Why.
        reason: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It is known what became of it elsewhere.
    OutcomeRecorded {
        /// What.
        outcome: String,
    },
    /// It lies in the archive.
    Archived {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It was reported as major or urgent.
    UrgentReported(UrgentReport),
    /// Somebody stands aside.
    Recused(Recusal),
    /// A leader took charge.
    Sponsored(Box<Sponsorship>),
    /// A step of the plan is done.
    MilestoneCompleted {
        /// Which, from 0.
        index: u32,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A unit is supervised.
    Supervised(Supervision),
    /// It answered.
    SupervisionAnswered {
        /// Which supervision.
        supervision: Uuid,
        /// The answer.
        answer: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// A unit is to be held responsible, by the petition office's proposal.
    AccountabilityProposed(Box<AccountabilityProposal>),
    /// The organ in charge of it answered.
    AccountabilityAnswered {
        /// Which proposal.
        proposal: Uuid,
        /// Whether it adopts it.
        adoption: Adoption,
        /// The answer.
        answer: String,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// Something is to be done for the petitioner.
    CareTaskAdded(CareTask),
    /// It was done.
    CareTaskCompleted {
        /// Which.
        task: Uuid,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The petitioner rated both offices.
    Evaluated(Evaluation),
    /// An identity was shown in the clear (G-05, G-14).
    PartyRevealed {
        /// Of which party.
        party: Uuid,
        /// What for.
        reason: String,
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

//! Why an order about a register is refused, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::{Code, NotCompetent};
use time::Date;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller, or for no unit of ours.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// What stands under a name keeps its unit.
    #[error("what stands under this name belongs to another unit")]
    UnitFixed,
    /// The day is past.
    #[error("{0} is past")]
    DateInPast(Date),
    /// The day has not come.
    #[error("{0} has not come")]
    DateInFuture(Date),
    /// There is no such committee.
    #[error("there is no such committee")]
    CommitteeUnknown,
    /// It was dissolved.
    #[error("the committee was dissolved")]
    CommitteeDissolved,
    /// A committee stands once.
    #[error("the unit has a committee of this name on some of the days")]
    CommitteeOverlaps,
    /// Three to nine (人民调解法 art. 8).
    #[error("a committee has 3 to 9 members, not {0}")]
    MembersOutOfRange(usize),
    /// Women belong to it (art. 8).
    #[error("a committee has women among its members")]
    WomenMissing,
    /// One of them is the chair (art. 8).
    #[error("a committee has one chair")]
    ChairMissing,
    /// Three years (art. 9).
    #[error("a committee's term is three years")]
    TermTooLong,
    /// The court is told after the report.
    #[error("the set-up was not reported to the justice bureau")]
    NotReported,
    /// It was made known already.
    #[error("that was made known already")]
    AlreadyReported,
    /// There is no such mediator.
    #[error("there is no such mediator")]
    MediatorUnknown,
    /// A lawyer and an industry's mediator practise by a certificate, which is valid on the day it is put down.
    #[error("this kind of mediator needs a certificate that is valid")]
    CertificateMissing,
    /// A people's mediator belongs to a committee.
    #[error("a people's mediator belongs to a committee")]
    CommitteeMissing,
    /// An agency's mediator belongs to none.
    #[error("an agency's mediator belongs to no committee")]
    CommitteeOfAnAgency,
    /// The term was ended.
    #[error("the mediator's term was ended")]
    MediatorEnded,
    /// Person, kind and committee never change.
    #[error("person, kind and committee of a mediator never change")]
    MediatorFixed,
    /// The same person is that already.
    #[error("the same person is that mediator already on some of the days")]
    MediatorOverlaps,
    /// There is no such charge.
    #[error("there is no such charge")]
    ChargeUnknown,
    /// It was decided on.
    #[error("the charge was decided on")]
    ChargeDecided,
    /// Nobody decides on themselves.
    #[error("nobody decides on a charge against themselves")]
    DeciderIsCharged,
    /// There is no such centre.
    #[error("there is no such centre")]
    CentreUnknown,
    /// A counter stays in its centre.
    #[error("a counter stays in its centre")]
    CentreFixed,
    /// There is no such counter.
    #[error("there is no such counter")]
    CounterUnknown,
    /// There is no such room.
    #[error("there is no such room")]
    RoomUnknown,
    /// There is no such adviser.
    #[error("there is no such adviser")]
    AdviserUnknown,
    /// A village has one at a time.
    #[error("the village has an adviser on some of the days")]
    AdviserOverlaps,
    /// Not on that day.
    #[error("the adviser is not engaged on that day")]
    AdviserNotEngaged,
    /// There is no such clinic.
    #[error("there is no such clinic")]
    ClinicUnknown,
    /// It was called off.
    #[error("the clinic was called off")]
    ClinicCancelled,
    /// Its day is over.
    #[error("the clinic's day is over")]
    ClinicPast,
    /// Its day has not come.
    #[error("the clinic's day has not come")]
    ClinicAhead,
    /// There is no such matter.
    #[error("there is no such matter in the catalogue")]
    MatterUnknown,
    /// There is no such round.
    #[error("there is no such screening round")]
    ScreeningUnknown,
    /// It was reported.
    #[error("the screening round was reported")]
    ScreeningReported,
    /// Not on the checklist.
    #[error("not on the checklist: {}", .0.join(", "))]
    ItemsUnknown(Vec<String>),
    /// Every item is answered.
    #[error("not answered: {}", .0.join(", "))]
    ItemsUnanswered(Vec<String>),
    /// A finding lies in what the unit screens.
    #[error("place {0} is not within the unit that screened")]
    PlaceOutsideUnit(Code),
    /// There is no such finding.
    #[error("there is no such finding")]
    FindingUnknown,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::UnitFixed => "UNIT_FIXED",
            Self::DateInPast(_) => "DATE_IN_PAST",
            Self::DateInFuture(_) => "DATE_IN_FUTURE",
            Self::CommitteeUnknown => "COMMITTEE_UNKNOWN",
            Self::CommitteeDissolved => "COMMITTEE_DISSOLVED",
            Self::CommitteeOverlaps => "COMMITTEE_OVERLAPS",
            Self::MembersOutOfRange(_) => "MEMBERS_OUT_OF_RANGE",
            Self::WomenMissing => "WOMEN_MISSING",
            Self::ChairMissing => "CHAIR_MISSING",
            Self::TermTooLong => "TERM_TOO_LONG",
            Self::NotReported => "NOT_REPORTED",
            Self::AlreadyReported => "ALREADY_REPORTED",
            Self::MediatorUnknown => "MEDIATOR_UNKNOWN",
            Self::CertificateMissing => "CERTIFICATE_MISSING",
            Self::CommitteeMissing => "COMMITTEE_MISSING",
            Self::CommitteeOfAnAgency => "COMMITTEE_OF_AN_AGENCY",
            Self::MediatorEnded => "MEDIATOR_ENDED",
            Self::MediatorFixed => "MEDIATOR_FIXED",
            Self::MediatorOverlaps => "MEDIATOR_OVERLAPS",
            Self::ChargeUnknown => "CHARGE_UNKNOWN",
            Self::ChargeDecided => "CHARGE_DECIDED",
            Self::DeciderIsCharged => "DECIDER_IS_CHARGED",
            Self::CentreUnknown => "CENTRE_UNKNOWN",
            Self::CentreFixed => "CENTRE_FIXED",
            Self::CounterUnknown => "COUNTER_UNKNOWN",
            Self::RoomUnknown => "ROOM_UNKNOWN",
            Self::AdviserUnknown => "ADVISER_UNKNOWN",
            Self::AdviserOverlaps => "ADVISER_OVERLAPS",
            Self::AdviserNotEngaged => "ADVISER_NOT_ENGAGED",
            Self::ClinicUnknown => "CLINIC_UNKNOWN",
            Self::ClinicCancelled => "CLINIC_CANCELLED",
            Self::ClinicPast => "CLINIC_PAST",
            Self::ClinicAhead => "CLINIC_AHEAD",
            Self::MatterUnknown => "MATTER_UNKNOWN",
            Self::ScreeningUnknown => "SCREENING_UNKNOWN",
            Self::ScreeningReported => "SCREENING_REPORTED",
            Self::ItemsUnknown(_) => "ITEMS_UNKNOWN",
            Self::ItemsUnanswered(_) => "ITEMS_UNANSWERED",
            Self::PlaceOutsideUnit(_) => "PLACE_OUTSIDE_UNIT",
            Self::FindingUnknown => "FINDING_UNKNOWN",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::CommitteeUnknown
            | Self::MediatorUnknown
            | Self::ChargeUnknown
            | Self::CentreUnknown
            | Self::CounterUnknown
            | Self::RoomUnknown
            | Self::AdviserUnknown
            | Self::ClinicUnknown
            | Self::MatterUnknown
            | Self::ScreeningUnknown
            | Self::FindingUnknown => RefusalClass::NotFound,
            Self::CommitteeOverlaps | Self::MediatorOverlaps | Self::AdviserOverlaps => RefusalClass::AlreadyExists,
            Self::DeciderIsCharged => RefusalClass::Forbidden,
            Self::UnitFixed
            | Self::DateInPast(_)
            | Self::DateInFuture(_)
            | Self::CommitteeDissolved
            | Self::MembersOutOfRange(_)
            | Self::WomenMissing
            | Self::ChairMissing
            | Self::TermTooLong
            | Self::NotReported
            | Self::AlreadyReported
            | Self::CertificateMissing
            | Self::CommitteeMissing
            | Self::CommitteeOfAnAgency
            | Self::MediatorEnded
            | Self::MediatorFixed
            | Self::ChargeDecided
            | Self::CentreFixed
            | Self::AdviserNotEngaged
            | Self::ClinicCancelled
            | Self::ClinicPast
            | Self::ClinicAhead
            | Self::ScreeningReported
            | Self::ItemsUnknown(_)
            | Self::ItemsUnanswered(_)
            | Self::PlaceOutsideUnit(_) => RefusalClass::Precondition,
        }
    }
}

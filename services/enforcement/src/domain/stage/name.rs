//! The stages by name, and the orders that belong to each.

use crate::domain::terms::vocabulary;
use crate::domain::verb::Verb;

vocabulary! {
    /// A stage without what lies in it, in the order of a case's life.
    StageName {
        /// [`Stage::Clue`](super::Stage::Clue).
        Clue "clue",
        /// [`Stage::FilingReview`](super::Stage::FilingReview).
        FilingReview "filing_review",
        /// [`Stage::Disputed`](super::Stage::Disputed).
        Disputed "disputed",
        /// [`Stage::Investigating`](super::Stage::Investigating).
        Investigating "investigating",
        /// [`Stage::Suspended`](super::Stage::Suspended).
        Suspended "suspended",
        /// [`Stage::Concluded`](super::Stage::Concluded).
        Concluded "concluded",
        /// [`Stage::NoticePending`](super::Stage::NoticePending).
        NoticePending "notice_pending",
        /// [`Stage::NoticeServed`](super::Stage::NoticeServed).
        NoticeServed "notice_served",
        /// [`Stage::HearingScheduled`](super::Stage::HearingScheduled).
        HearingScheduled "hearing_scheduled",
        /// [`Stage::HearingHeld`](super::Stage::HearingHeld).
        HearingHeld "hearing_held",
        /// [`Stage::LegalReview`](super::Stage::LegalReview).
        LegalReview "legal_review",
        /// [`Stage::Discussion`](super::Stage::Discussion).
        Discussion "discussion",
        /// [`Stage::DecisionPending`](super::Stage::DecisionPending).
        DecisionPending "decision_pending",
        /// [`Stage::WithJustice`](super::Stage::WithJustice).
        WithJustice "with_justice",
        /// [`Stage::Decided`](super::Stage::Decided).
        Decided "decided",
        /// [`Stage::Served`](super::Stage::Served).
        Served "served",
        /// [`Stage::Overdue`](super::Stage::Overdue).
        Overdue "overdue",
        /// [`Stage::Demanded`](super::Stage::Demanded).
        Demanded "demanded",
        /// [`Stage::CourtApplied`](super::Stage::CourtApplied).
        CourtApplied "court_applied",
        /// [`Stage::CourtAllowed`](super::Stage::CourtAllowed).
        CourtAllowed "court_allowed",
        /// [`Stage::CourtRefused`](super::Stage::CourtRefused).
        CourtRefused "court_refused",
        /// [`Stage::Performed`](super::Stage::Performed).
        Performed "performed",
        /// [`End::Dismissed`](super::End::Dismissed).
        Dismissed "dismissed",
        /// [`End::TransferredOut`](super::End::TransferredOut).
        TransferredOut "transferred_out",
        /// [`End::NotFiled`](super::End::NotFiled).
        NotFiled "not_filed",
        /// [`End::CaseWithdrawn`](super::End::CaseWithdrawn).
        CaseWithdrawn "case_withdrawn",
        /// [`End::CriminallyEnded`](super::End::CriminallyEnded).
        CriminallyEnded "criminally_ended",
        /// [`End::Closed`](super::End::Closed).
        Closed "closed",
    }
}

impl StageName {
    /// Whether a case here has come to its end.
    #[must_use]
    pub fn is_end(self) -> bool {
        self >= Self::Dismissed
    }

    /// Whether a case here is filed and not decided.
    #[must_use]
    pub fn is_under_investigation(self) -> bool {
        (Self::Investigating..Self::Decided).contains(&self)
    }

    /// Whether a case here was decided.
    #[must_use]
    pub fn is_decided(self) -> bool {
        (Self::Decided..=Self::Performed).contains(&self) || self == Self::Closed
    }

    /// The orders that belong to this stage alone.
    #[must_use]
    pub fn own(self) -> &'static [Verb] {
        use Verb as V;
        match self {
            Self::Clue => &[V::VerifyClue, V::ExtendClue, V::DismissClue, V::TransferOut, V::OfferOutside],
            Self::FilingReview => &[
                V::File,
                V::RefuseFiling,
                V::TransferOut,
                V::RaiseDispute,
                V::OfferOutside,
                V::ExtendClue,
                V::TakeMeasure,
                V::ApproveMeasure,
                V::ReleaseMeasure,
            ],
            Self::Disputed => &[V::SettleDispute, V::Designate],
            Self::Investigating => &[
                V::Preserve,
                V::TakeMeasure,
                V::Suspend,
                V::Conclude,
                V::WithdrawCase,
                V::OfferOutside,
            ],
            Self::Suspended => &[V::Resume, V::WithdrawCase, V::OfferOutside],
            Self::Concluded => &[
                V::Conclude,
                V::Propose,
                V::WithdrawCase,
                V::Preserve,
                V::TakeMeasure,
                V::OfferOutside,
            ],
            Self::NoticePending => &[V::ServeNotice, V::Propose],
            Self::NoticeServed => &[
                V::ReceiveStatement,
                V::ReviewStatement,
                V::Waive,
                V::RequestHearing,
                V::ScheduleHearing,
                V::Submit,
                V::Propose,
            ],
            Self::HearingScheduled => &[
                V::HoldHearing,
                V::ReceiveStatement,
                V::ReviewStatement,
                V::Waive,
                V::ScheduleHearing,
            ],
            Self::HearingHeld => &[V::ReceiveStatement, V::ReviewStatement, V::Submit, V::Propose],
            Self::LegalReview => &[V::DecideReview],
            Self::Discussion => &[V::Discuss],
            Self::DecisionPending => &[V::Decide, V::Propose],
            Self::WithJustice => &[
                V::TransferToPolice,
                V::PoliceAnswer,
                V::AskAgain,
                V::HandOverMaterials,
                V::ReturnFromJustice,
            ],
            Self::Decided => &[V::ServeDecision],
            Self::Served => &[V::Pay, V::Perform, V::Defer],
            Self::Overdue => &[V::Pay, V::Perform, V::Defer, V::ServeDemand, V::Close],
            Self::Demanded => &[V::Pay, V::Perform, V::ApplyToCourt, V::Close],
            Self::CourtApplied => &[V::Pay, V::Perform, V::CourtAccept, V::CourtRule],
            Self::CourtAllowed => &[V::Pay, V::Perform, V::EndExecution],
            Self::CourtRefused => &[V::Pay, V::Perform, V::Close],
            Self::Performed => &[V::Close],
            Self::Dismissed | Self::TransferredOut | Self::NotFiled | Self::CaseWithdrawn | Self::CriminallyEnded | Self::Closed => &[],
        }
    }

    /// Every order that is taken here.
    pub fn takes(self) -> impl Iterator<Item = Verb> {
        let none: &[Verb] = &[];
        let beside = if self.is_end() { none } else { Verb::BESIDE };
        let investigation = if self.is_under_investigation() { Verb::INVESTIGATION } else { none };
        let hands = self.is_under_investigation() && self != Self::WithJustice;
        let hands = if hands { Verb::HANDS } else { none };
        let (after, criminal) = if self.is_decided() {
            (Verb::AFTER, Verb::CRIMINAL)
        } else {
            (none, none)
        };
        let anew = self.is_under_investigation() || matches!(self, Self::CaseWithdrawn | Self::CriminallyEnded);
        let undoing = if anew { Verb::UNDOING } else { none };
        [self.own(), beside, investigation, hands, after, criminal, undoing, Verb::ALWAYS]
            .into_iter()
            .flatten()
            .copied()
    }

    /// The names of the methods that may be called now.
    #[must_use]
    pub fn allowed(self) -> Vec<&'static str> {
        self.takes().map(Verb::as_str).collect()
    }
}

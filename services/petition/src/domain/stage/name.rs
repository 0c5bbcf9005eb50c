//! The stages by name, and the orders that belong to each.

use crate::domain::verb::Verb;

/// A stage without what lies in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StageName {
    /// [`Stage::Registered`](super::Stage::Registered).
    Registered,
    /// [`Stage::Forwarded`](super::Stage::Forwarded).
    Forwarded,
    /// [`Stage::Assigned`](super::Stage::Assigned).
    Assigned,
    /// [`Stage::Objected`](super::Stage::Objected).
    Objected,
    /// [`Stage::JurisdictionDisputed`](super::Stage::JurisdictionDisputed).
    JurisdictionDisputed,
    /// [`Stage::Accepted`](super::Stage::Accepted).
    Accepted,
    /// [`Stage::Studying`](super::Stage::Studying).
    Studying,
    /// [`Stage::DutyRequested`](super::Stage::DutyRequested).
    DutyRequested,
    /// [`Stage::Handling`](super::Stage::Handling).
    Handling,
    /// [`Stage::OpinionIssued`](super::Stage::OpinionIssued).
    OpinionIssued,
    /// [`Stage::OpinionServed`](super::Stage::OpinionServed).
    OpinionServed,
    /// [`Stage::ReviewRequested`](super::Stage::ReviewRequested).
    ReviewRequested,
    /// [`Stage::Reviewing`](super::Stage::Reviewing).
    Reviewing,
    /// [`Stage::ReviewDecided`](super::Stage::ReviewDecided).
    ReviewDecided,
    /// [`Stage::ReviewServed`](super::Stage::ReviewServed).
    ReviewServed,
    /// [`Stage::RecheckRequested`](super::Stage::RecheckRequested).
    RecheckRequested,
    /// [`Stage::Rechecking`](super::Stage::Rechecking).
    Rechecking,
    /// [`Stage::RecheckDecided`](super::Stage::RecheckDecided).
    RecheckDecided,
    /// [`End::Closed`](super::End::Closed).
    Closed,
    /// [`End::Terminated`](super::End::Terminated).
    Terminated,
    /// [`End::Settled`](super::End::Settled).
    Settled,
    /// [`End::Replied`](super::End::Replied).
    Replied,
    /// [`End::Diverted`](super::End::Diverted).
    Diverted,
    /// [`End::Redirected`](super::End::Redirected).
    Redirected,
    /// [`End::Merged`](super::End::Merged).
    Merged,
    /// [`End::Withdrawn`](super::End::Withdrawn).
    Withdrawn,
    /// [`End::NotAccepted`](super::End::NotAccepted).
    NotAccepted,
    /// [`End::HandedOver`](super::End::HandedOver).
    HandedOver,
    /// [`Stage::Archived`](super::Stage::Archived).
    Archived,
}

impl StageName {
    /// Every stage, in the order of a petition's life.
    pub const ALL: [Self; 29] = [
        Self::Registered,
        Self::Forwarded,
        Self::Assigned,
        Self::Objected,
        Self::JurisdictionDisputed,
        Self::Accepted,
        Self::Studying,
        Self::DutyRequested,
        Self::Handling,
        Self::OpinionIssued,
        Self::OpinionServed,
        Self::ReviewRequested,
        Self::Reviewing,
        Self::ReviewDecided,
        Self::ReviewServed,
        Self::RecheckRequested,
        Self::Rechecking,
        Self::RecheckDecided,
        Self::Closed,
        Self::Terminated,
        Self::Settled,
        Self::Replied,
        Self::Diverted,
        Self::Redirected,
        Self::Merged,
        Self::Withdrawn,
        Self::NotAccepted,
        Self::HandedOver,
        Self::Archived,
    ];

    /// Its word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Forwarded => "forwarded",
            Self::Assigned => "assigned",
            Self::Objected => "objected",
            Self::JurisdictionDisputed => "jurisdiction_disputed",
            Self::Accepted => "accepted",
            Self::Studying => "studying",
            Self::DutyRequested => "duty_requested",
            Self::Handling => "handling",
            Self::OpinionIssued => "opinion_issued",
            Self::OpinionServed => "opinion_served",
            Self::ReviewRequested => "review_requested",
            Self::Reviewing => "reviewing",
            Self::ReviewDecided => "review_decided",
            Self::ReviewServed => "review_served",
            Self::RecheckRequested => "recheck_requested",
            Self::Rechecking => "rechecking",
            Self::RecheckDecided => "recheck_decided",
            Self::Closed => "closed",
            Self::Terminated => "terminated",
            Self::Settled => "settled",
            Self::Replied => "replied",
            Self::Diverted => "diverted",
            Self::Redirected => "redirected",
            Self::Merged => "merged",
            Self::Withdrawn => "withdrawn",
            Self::NotAccepted => "not_accepted",
            Self::HandedOver => "handed_over",
            Self::Archived => "archived",
        }
    }

    /// Whether a petition here has come to its end.
    #[must_use]
    pub fn is_end(self) -> bool {
        self >= Self::Closed
    }

    /// The orders that belong to this stage. Those of [`Verb::BESIDE`] go on beside every stage before the end.
    #[must_use]
    pub fn takes(self) -> &'static [Verb] {
        use Verb as V;
        match self {
            Self::Registered => &[
                V::Forward,
                V::Assign,
                V::Accept,
                V::Redirect,
                V::Divert,
                V::Merge,
                V::Decline,
                V::GiveNotice,
                V::Simplify,
                V::Resume,
                V::RaiseBoundary,
                V::OfferOutside,
                V::Withdraw,
            ],
            Self::Forwarded | Self::Assigned => &[
                V::Accept,
                V::Object,
                V::Simplify,
                V::Resume,
                V::RaiseBoundary,
                V::OfferOutside,
                V::Withdraw,
            ],
            Self::Objected => &[V::DecideObjection, V::ReferDispute, V::RaiseBoundary, V::OfferOutside, V::Withdraw],
            Self::JurisdictionDisputed => &[V::Designate, V::RaiseBoundary, V::OfferOutside, V::Withdraw],
            Self::Accepted => &[
                V::Classify,
                V::GiveNotice,
                V::Simplify,
                V::Resume,
                V::RaiseBoundary,
                V::OfferOutside,
                V::Withdraw,
            ],
            Self::Studying => &[V::Reply, V::Simplify, V::Resume, V::Withdraw],
            Self::DutyRequested => &[
                V::ReportDuty,
                V::DeclineDuty,
                V::RerouteDuty,
                V::OfferReferral,
                V::DraftOpinion,
                V::IssueOpinion,
                V::Withdraw,
            ],
            Self::Handling => &[
                V::DraftOpinion,
                V::IssueOpinion,
                V::Simplify,
                V::Resume,
                V::Extend,
                V::OpenHearing,
                V::CloseHearing,
                V::RequestAssistance,
                V::ReportAssistance,
                V::OfferReferral,
                V::Settle,
                V::Reply,
                V::ServeRuling,
                V::Withdraw,
            ],
            Self::OpinionIssued => &[V::ServeOpinion],
            Self::OpinionServed | Self::ReviewServed => &[V::RequestRemedy, V::ReportExecution, V::Evaluate, V::Close],
            Self::ReviewRequested | Self::RecheckRequested => &[V::TakeUpRemedy, V::DismissRemedy, V::ReportExecution],
            Self::Reviewing | Self::Rechecking => &[V::DecideRemedy, V::OpenHearing, V::CloseHearing, V::ReportExecution],
            Self::ReviewDecided | Self::RecheckDecided => &[V::ServeRuling],
            Self::Closed => &[
                V::RequestRemedy,
                V::ReportExecution,
                V::ProposeAccountability,
                V::Evaluate,
                V::AddCareTask,
                V::CompleteCareTask,
                V::Archive,
            ],
            Self::Terminated => &[
                V::PublishRuling,
                V::ReportExecution,
                V::Supervise,
                V::AnswerSupervision,
                V::ProposeAccountability,
                V::Evaluate,
                V::AddCareTask,
                V::CompleteCareTask,
                V::Archive,
            ],
            Self::Settled | Self::Replied => &[V::Evaluate, V::Archive],
            Self::Diverted => &[V::RecordOutcome, V::Archive],
            Self::Merged => &[V::Unmerge, V::Message, V::Archive],
            Self::Redirected | Self::Withdrawn | Self::NotAccepted | Self::HandedOver => &[V::Archive],
            Self::Archived => &[V::AddCareTask, V::CompleteCareTask],
        }
    }

    /// The methods of the contract it takes.
    #[must_use]
    pub fn allowed(self) -> Vec<&'static str> {
        let beside: &[Verb] = if self.is_end() { &[] } else { &Verb::BESIDE };
        self.takes().iter().chain(beside).map(|verb| verb.rpc()).collect()
    }
}

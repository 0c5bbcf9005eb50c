//! Where a petition stands.

use serde::{Deserialize, Serialize};

use super::course::{Acceptance, Closure, Forwarding, Handling, Issue, Service};

/// Where a petition stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已登记: waits to be forwarded (art. 22).
    Registered,
    /// 已转送: waits for the unit that was asked (art. 23).
    Forwarded(Forwarding),
    /// 已受理: waits to be classified.
    Accepted(Acceptance),
    /// 办理中 (art. 34).
    Handling(Handling),
    /// The opinion is written and not yet served (art. 32).
    OpinionIssued(Issue),
    /// The petitioner has the opinion and may ask for review (art. 35).
    OpinionServed(Service),
    /// 办结.
    Closed(Closure),
}

/// A stage without what lies in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageName {
    /// [`Stage::Registered`].
    Registered,
    /// [`Stage::Forwarded`].
    Forwarded,
    /// [`Stage::Accepted`].
    Accepted,
    /// [`Stage::Handling`].
    Handling,
    /// [`Stage::OpinionIssued`].
    OpinionIssued,
    /// [`Stage::OpinionServed`].
    OpinionServed,
    /// [`Stage::Closed`].
    Closed,
}

impl Stage {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> StageName {
        match self {
            Self::Registered => StageName::Registered,
            Self::Forwarded(_) => StageName::Forwarded,
            Self::Accepted(_) => StageName::Accepted,
            Self::Handling(_) => StageName::Handling,
            Self::OpinionIssued(_) => StageName::OpinionIssued,
            Self::OpinionServed(_) => StageName::OpinionServed,
            Self::Closed(_) => StageName::Closed,
        }
    }

    // Each of these looks into its own stage and then into the ones after it, down to the last.

    /// The closure, once it is closed.
    #[must_use]
    pub fn closure(&self) -> Option<&Closure> {
        if let Self::Closed(closure) = self {
            return Some(closure);
        }
        None
    }

    /// The service of the opinion, once it was served.
    #[must_use]
    pub fn service(&self) -> Option<&Service> {
        if let Self::OpinionServed(service) = self {
            return Some(service);
        }
        self.closure().map(|closure| &closure.service)
    }

    /// The issue of the opinion, once it was issued.
    #[must_use]
    pub fn issue(&self) -> Option<&Issue> {
        if let Self::OpinionIssued(issue) = self {
            return Some(issue);
        }
        self.service().map(|service| &service.issue)
    }

    /// The handling, once it started.
    #[must_use]
    pub fn handling(&self) -> Option<&Handling> {
        if let Self::Handling(handling) = self {
            return Some(handling);
        }
        self.issue().map(|issue| &issue.handling)
    }

    /// The acceptance, once it was accepted.
    #[must_use]
    pub fn acceptance(&self) -> Option<&Acceptance> {
        if let Self::Accepted(acceptance) = self {
            return Some(acceptance);
        }
        self.handling().map(|handling| &handling.acceptance)
    }

    /// The forwarding, once it was forwarded.
    #[must_use]
    pub fn forwarding(&self) -> Option<&Forwarding> {
        if let Self::Forwarded(forwarding) = self {
            return Some(forwarding);
        }
        self.acceptance().map(|acceptance| &acceptance.forwarding)
    }
}

impl StageName {
    /// Every stage, in the order of a petition's life.
    pub const ALL: [Self; 7] = [
        Self::Registered,
        Self::Forwarded,
        Self::Accepted,
        Self::Handling,
        Self::OpinionIssued,
        Self::OpinionServed,
        Self::Closed,
    ];

    /// Its word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Forwarded => "forwarded",
            Self::Accepted => "accepted",
            Self::Handling => "handling",
            Self::OpinionIssued => "opinion_issued",
            Self::OpinionServed => "opinion_served",
            Self::Closed => "closed",
        }
    }

    /// The methods of the contract it takes.
    #[must_use]
    pub fn allowed(self) -> &'static [&'static str] {
        match self {
            Self::Registered => &["ForwardPetition"],
            Self::Forwarded => &["AcceptPetition"],
            Self::Accepted => &["StartHandling"],
            Self::Handling => &["IssueOpinion"],
            Self::OpinionIssued => &["ServeOpinion"],
            Self::OpinionServed => &["ClosePetition"],
            Self::Closed => &[],
        }
    }
}

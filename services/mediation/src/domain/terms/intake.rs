//! How a dispute comes, under which procedure, and how it may end without an agreement.

use serde::{Deserialize, Serialize};

/// Whose mediation it is (三调联动).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Procedure {
    /// 人民调解.
    People,
    /// 行政调解.
    Administrative,
    /// 司法调解: the court's; here it is only tracked.
    Judicial,
}

impl Procedure {
    /// Every procedure.
    pub const ALL: [Self; 3] = [Self::People, Self::Administrative, Self::Judicial];

    /// Its word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Administrative => "administrative",
            Self::Judicial => "judicial",
        }
    }
}

/// How it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// 当事人申请.
    Parties,
    /// A grid offered it (S4).
    Grid,
    /// A petition office offered it (S1).
    Petition,
    /// 法院委派: before filing.
    CourtDelegated,
    /// 法院委托: after filing.
    CourtEntrusted,
    /// 公安移送.
    Police,
    /// Another agency entrusts it, by letter (M-20).
    Agency,
    /// A screening round found it (排查).
    Screening,
    /// 主动调解.
    Proactive,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 9] = [
        Self::Parties,
        Self::Grid,
        Self::Petition,
        Self::CourtDelegated,
        Self::CourtEntrusted,
        Self::Police,
        Self::Agency,
        Self::Screening,
        Self::Proactive,
    ];

    /// Its word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Parties => "parties",
            Self::Grid => "grid",
            Self::Petition => "petition",
            Self::CourtDelegated => "court_delegated",
            Self::CourtEntrusted => "court_entrusted",
            Self::Police => "police",
            Self::Agency => "agency",
            Self::Screening => "screening",
            Self::Proactive => "proactive",
        }
    }

    /// Whether a court sent it.
    #[must_use]
    pub fn is_court(self) -> bool {
        matches!(self, Self::CourtDelegated | Self::CourtEntrusted)
    }

    /// Whether one of our own services offered it.
    #[must_use]
    pub fn is_ours(self) -> bool {
        matches!(self, Self::Grid | Self::Petition)
    }

    /// Whether somebody outside entrusted it by letter, and is told the result (M-20).
    #[must_use]
    pub fn is_by_letter(self) -> bool {
        matches!(self, Self::CourtDelegated | Self::CourtEntrusted | Self::Police | Self::Agency)
    }
}

/// Why it is not taken on, in writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decline {
    /// Nothing to be mediated.
    OutOfScope,
    /// The parties, or the committee, did not consent to the entrusting (M-20).
    NoConsentToEntrust,
    /// The law forbids its mediation.
    ForbiddenMatter,
    /// A court, an arbitration or an agency has it or has decided it.
    DecidedElsewhere,
    /// Nobody here is competent.
    NotCompetent,
}

/// On which ground a mediation ends without an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Termination {
    /// A party refuses it (人民调解法 art. 17).
    Refused,
    /// No answer came in time.
    NoResponse,
    /// They do not agree (art. 26).
    Failed,
    /// A party ends it (art. 23).
    PartyEnded,
    /// Its time ran out.
    Expired,
    /// A party hides, threatens or abuses the mediation.
    Misconduct,
    /// The parties collude against others.
    Collusion,
    /// Whoever offered it took the offer back, or its time ran out there.
    OfferGone,
    /// The court did not confirm what was agreed, and they do not mediate again.
    NotConfirmed,
}

impl Termination {
    /// Whether it is one of the ends that a mediator or clerk states; the others come of a party's word or another service's.
    #[must_use]
    pub fn is_stated(self) -> bool {
        match self {
            Self::NoResponse | Self::Failed | Self::Expired | Self::Misconduct | Self::Collusion | Self::NotConfirmed => true,
            Self::Refused | Self::PartyEnded | Self::OfferGone => false,
        }
    }

    /// Whether a party withdrew from it (a share that is watched, lest "success" be forced).
    #[must_use]
    pub fn is_withdrawal(self) -> bool {
        matches!(self, Self::Refused | Self::PartyEnded)
    }
}

/// Where a dispute goes that nobody here may mediate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beyond {
    /// A committee or agency of this county, which has it from now on.
    Unit(shiyu_kit::unit::Code),
    /// An organisation outside, by its name.
    Outside(String),
}

//! What a case offers to another of our services: its gist, and under a grant an identity (PIPL arts. 23, 25; G-13).

mod ask;
mod hear;
mod tell;
#[cfg(test)]
mod tests;

pub use ask::{Asked, asked};
pub use hear::{Moved, Offer, answered, moved, offered};
pub use tell::{answer, movement, offer, referral};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::case::Actor;
use crate::place::Point;
use crate::unit::Code;

/// Which of our services something is offered to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// 调解.
    Mediation,
    /// 综合行政执法.
    Enforcement,
    /// 网格.
    Grid,
}

impl Destination {
    /// The service's name, first part of its subjects.
    #[must_use]
    pub fn service(self) -> &'static str {
        match self {
            Self::Mediation => "mediation",
            Self::Enforcement => "enforcement",
            Self::Grid => "grid",
        }
    }
}

/// What of an identity another service may read under a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityField {
    /// The name.
    Name,
    /// The identity document.
    Document,
    /// The telephone number.
    Phone,
    /// The address.
    Address,
}

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// The link's id.
    pub id: Uuid,
    /// To whom.
    pub to: Destination,
    /// What for, as a slug: `mediation`, `complaint`.
    pub purpose: String,
    /// The matter in neutral words, without a person.
    pub summary: String,
    /// Reference of the consent of every side; needed for mediation.
    pub consent: Option<String>,
    /// What of the identity the service may read; none: nothing.
    pub grant: Option<Grant>,
    /// When it was offered.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Where it stands.
    pub state: ReferralState,
    /// The other service's case, by its name, once there is one.
    pub case: Option<String>,
    /// Where it is, if the case itself has no place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// What came of it, in the other service's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// The unit that is competent, if the other service's are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competent: Option<Code>,
    /// What a court said of the agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation: Option<Confirmation>,
    /// How much the other service's agreements settle, if it came to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
    /// What they leave open, in neutral words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
    /// The unit that is asked; none: the service says which of its units it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
}

impl Referral {
    /// What the other service tells of it. What it does not say again stays.
    pub fn hear(&mut self, outcome: &Outcome) {
        self.case = outcome.case.clone().or(self.case.take());
        self.result = outcome.result.clone().or(self.result.take());
        self.competent = outcome.competent.clone().or(self.competent.take());
        self.confirmation = outcome.confirmation.or(self.confirmation);
        self.settle(outcome.settled, outcome.rest.as_deref());
        if outcome.state == ReferralState::Accepted {
            self.state = ReferralState::Accepted;
        } else {
            self.close(outcome.state, outcome.at);
        }
    }

    /// How much is settled by now, and what is not. `None`: nothing new is said of it.
    pub fn settle(&mut self, settled: Option<Settled>, rest: Option<&str>) {
        if settled.is_some() {
            self.settled = settled;
            self.rest = rest.map(str::to_owned);
        }
    }

    /// It ends, and the leave to read with it; what has ended stays as it is.
    pub fn close(&mut self, state: ReferralState, at: OffsetDateTime) {
        if self.state.is_open() {
            self.state = state;
            if let Some(grant) = &mut self.grant {
                grant.revoked_at.get_or_insert(at);
            }
        }
    }

    /// Whether this is the service it was made to.
    #[must_use]
    pub fn is_to(&self, by: &Actor) -> bool {
        matches!(by, Actor::Service { name } if name == self.to.service())
    }

    /// What somebody may read of the identities now: only the service it was granted to, only while the grant holds (G-13).
    #[must_use]
    pub fn granted_to(&self, by: &Actor, now: OffsetDateTime) -> Option<&Grant> {
        self.grant.as_ref().filter(|grant| self.is_to(by) && grant.holds(now))
    }
}

/// Leave to read an identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Which fields.
    pub fields: Vec<IdentityField>,
    /// Until when.
    #[serde(with = "time::serde::rfc3339")]
    pub until: OffsetDateTime,
    /// When it was taken back, or the link ended.
    #[serde(with = "time::serde::rfc3339::option")]
    pub revoked_at: Option<OffsetDateTime>,
}

impl Grant {
    /// Whether it holds.
    #[must_use]
    pub fn holds(&self, now: OffsetDateTime) -> bool {
        self.revoked_at.is_none() && now < self.until
    }
}

/// Where an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralState {
    /// Not answered yet.
    Offered,
    /// Taken on.
    Accepted,
    /// Not taken on.
    Refused,
    /// Ended with a result.
    Done,
    /// Given back without a result, or after its time.
    Returned,
    /// Taken back by us.
    Withdrawn,
}

impl ReferralState {
    /// The kind of the event by which an offer comes to stand so.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Offered => "referral.offered",
            Self::Accepted => "referral.accepted",
            Self::Refused => "referral.refused",
            Self::Done => "referral.done",
            Self::Returned => "referral.returned",
            Self::Withdrawn => "referral.withdrawn",
        }
    }

    /// Whether it can still move.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Offered | Self::Accepted => true,
            Self::Refused | Self::Done | Self::Returned | Self::Withdrawn => false,
        }
    }
}

/// What a court said of an agreement that both sides asked it to confirm (司法确认).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// 裁定有效.
    Confirmed,
    /// 裁定驳回, 不予受理.
    Refused,
    /// The parties took their application back.
    Withdrawn,
}

/// How much of what was offered the agreements that hold settle. It may change while the offer stays done: by a further agreement, or as
/// one holds no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settled {
    /// All of it.
    Whole,
    /// Part of it; the rest is open.
    InPart,
    /// Nothing: no agreement holds any more.
    Not,
}

/// What the other service tells of an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Which offer.
    pub referral: Uuid,
    /// Where it stands now.
    pub state: ReferralState,
    /// The other service's case, by its name.
    pub case: Option<String>,
    /// Reference of the agreement, if the parties settled it there.
    pub agreement: Option<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What came of it, in one word of the other service's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// The unit that is competent, if the other service's are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competent: Option<Code>,
    /// What a court said of the agreement: told once more, in the state in which the offer stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation: Option<Confirmation>,
    /// How much is settled; told once more as it changes. None of an older build, and of whoever makes no agreements: all of it, if there
    /// is an agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
    /// What is left open, in neutral words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
}

impl Outcome {
    /// Where an offer stands, and no more.
    #[must_use]
    pub fn of(referral: Uuid, state: ReferralState, at: OffsetDateTime) -> Self {
        Self {
            referral,
            state,
            case: None,
            agreement: None,
            at,
            result: None,
            competent: None,
            confirmation: None,
            settled: None,
            rest: None,
        }
    }
}

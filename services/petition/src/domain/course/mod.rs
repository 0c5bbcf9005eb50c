//! What happened to a petition, in lists that only grow. Where it stands is [`Stage`](super::Stage)'s to say.

mod answer;
mod boundary;
mod intake;
mod message;
mod overlay;
mod remedy;
mod work;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use answer::{Delivery, Draft, Duty, Execution, Opinion, OpinionIssued, Reply};
pub use boundary::Boundary;
pub use intake::{Acceptance, Classified, CompletenessNotice, Designation, Forwarding, Objection, Supplement};
pub use message::{Message, Sender};
pub use overlay::{
    AccountabilityAnswer, AccountabilityProposal, CareTask, Evaluation, Milestone, PartyWithdrawal, Recusal, Sponsorship, Supervision,
    UrgentReport,
};
pub use remedy::{Dismissal, Publication, RemedyCase, RulingGiven, TakenUp};
pub use shiyu_kit::border::{CountyAnswer, CountyWord, Outside, Settlement};
pub use shiyu_kit::referral::{Grant, Outcome, Referral, ReferralState};
pub use work::{Assistance, FastTrack, Hearing};

/// What happened so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    /// The one notice of what is missing (一次性告知).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<CompletenessNotice>,
    /// What the petitioner brought afterwards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supplements: Vec<Supplement>,
    /// What the petitioner and the office wrote to each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
    /// Every forwarding and assignment.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forwardings: Vec<Forwarding>,
    /// Every objection of a unit that was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<Objection>,
    /// Who was designated in a dispute.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub designations: Vec<Designation>,
    /// That it may be another county's (S7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Boundary>,
    /// That it was offered to another city (S14).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    /// Who accepted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<Acceptance>,
    /// As what it was classified; the last one holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classifications: Vec<Classified>,
    /// Duty requests of art. 31 item 5 and what came of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<Duty>,
    /// That it is, or was, on the fast track (简易办理).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fast_track: Option<FastTrack>,
    /// The hearings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hearings: Vec<Hearing>,
    /// The units that assist (联合办理).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assistances: Vec<Assistance>,
    /// The opinion that waits for the head of the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
    /// Every opinion; after a revocation there is another.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<OpinionIssued>,
    /// What was done with a suggestion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<Reply>,
    /// Reviews and re-reviews.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<RemedyCase>,
    /// The execution of a supported opinion (art. 32).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub execution: Option<Execution>,
    /// What was offered to our other services.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub referrals: Vec<Referral>,
    /// Who stands aside (art. 28).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recusals: Vec<Recusal>,
    /// Staff who had a hand in the handling: none of them may review it.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub handlers: BTreeSet<String>,
    /// The matter that has ended, upon which it brings new facts or reasons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows: Option<Uuid>,
    /// The matters that bring new facts or reasons upon it.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub followed_by: BTreeSet<Uuid>,
    /// The matters that are merged into it (S8).
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub joined: BTreeSet<Uuid>,
    /// Who of several petitioners withdrew.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withdrawals: Vec<PartyWithdrawal>,
    /// What the petitioner thinks of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluation: Option<Evaluation>,
    /// The leader who took charge of it (包案).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sponsorship: Option<Sponsorship>,
    /// Supervision of the units (督办).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supervisions: Vec<Supervision>,
    /// Proposals to hold units responsible (追究责任的建议).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<AccountabilityProposal>,
    /// What the public is, or was, shown of its re-review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<Publication>,
    /// That it was reported at once (art. 25).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgent: Option<UrgentReport>,
    /// What is done for the petitioner after the end (疏导, 帮扶).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub care: Vec<CareTask>,
}

impl Course {
    /// The classification that holds.
    #[must_use]
    pub fn classified(&self) -> Option<&Classified> {
        self.classifications.last()
    }

    /// The opinion that holds.
    #[must_use]
    pub fn opinion(&self) -> Option<&OpinionIssued> {
        self.opinions.last()
    }

    /// Whether somebody stands aside in it (art. 28).
    #[must_use]
    pub fn stands_aside(&self, subject: &str) -> bool {
        self.recusals.iter().any(|recusal| recusal.subject == subject)
    }

    /// Whether they had a hand in the handling, or it in charge: none of them may review it.
    #[must_use]
    pub fn had_a_hand(&self, subject: &str) -> bool {
        let mut charged = self.sponsorship.iter().flat_map(Sponsorship::charged);
        self.handlers.contains(subject) || charged.any(|charged| charged == subject)
    }

    /// Whether this party withdrew, and has nothing more to do with it.
    #[must_use]
    pub fn has_withdrawn(&self, party: Uuid) -> bool {
        self.withdrawals.iter().any(|withdrawal| withdrawal.party == party)
    }

    /// Whether something that was supported is still to be carried out (art. 32).
    #[must_use]
    pub fn is_execution_pending(&self) -> bool {
        self.execution.as_ref().is_some_and(|execution| execution.done_at.is_none())
    }

    /// The review or re-review under way, or the last one.
    #[must_use]
    pub fn remedy(&self) -> Option<&RemedyCase> {
        self.remedies.last()
    }
}

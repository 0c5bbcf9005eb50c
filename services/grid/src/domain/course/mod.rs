//! What happened to an event, in lists that only grow. Where it stands is [`Stage`](super::Stage)'s to say.

mod boundary;
mod overlay;
mod steps;
mod way;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use shiyu_kit::referral::Referral;
use shiyu_kit::unit::Code;
use uuid::Uuid;

pub use boundary::{Boundary, Sequel, SequelEnd};
pub use overlay::{Contact, Covering, Evaluation, Evidence, Payment, Recusal, RecusalEnd, Reward};
pub use shiyu_kit::border::{CountyAnswer, CountyWord, Outside, Settlement};
pub use steps::{Acceptance, Filing, Handling, Inspection, StepDone, Suspension, Verification};
pub use way::{Dispatch, Escalation, EscalationGround, Return, Transfer};

/// What happened so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    /// Whether what was reported is so, as somebody saw on the spot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
    /// Who accepted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<Acceptance>,
    /// Who took it up in the grid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_up_by: Option<String>,
    /// Who filed it (立案).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filing: Option<Filing>,
    /// Every time it went to another command room or centre.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transfers: Vec<Transfer>,
    /// Every dispatch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dispatches: Vec<Dispatch>,
    /// Every return of a wrong dispatch; after the second one others decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<Return>,
    /// The unit that was said to handle it after two returns; it does not return it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub designated: Option<Code>,
    /// Every step up the ladder.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub escalations: Vec<Escalation>,
    /// The parts of the handling that are done, of those with limits of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepDone>,
    /// Every report of handling.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub handlings: Vec<Handling>,
    /// Every look at what was handled; one that finds it undone is a rework (返工).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inspections: Vec<Inspection>,
    /// Every time it stood still (挂账).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suspensions: Vec<Suspension>,
    /// What was offered to our other services.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub referrals: Vec<Referral>,
    /// That it may be another county's (S7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Boundary>,
    /// How it ended in the county to which it was handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequel: Option<Sequel>,
    /// That it was offered to another city (S14).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    /// Photos and files, by their content's hash.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// That somebody spoke with whoever reported it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// What the reporter thinks of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluation: Option<Evaluation>,
    /// A reward for the report (举报奖励).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reward: Option<Reward>,
    /// The events that are the same as this one, and go on in it.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub duplicates: BTreeSet<Uuid>,
    /// What each of these brought along that other counties handed over, by its name there.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub brought: BTreeMap<Uuid, Vec<String>>,
    /// The event that took it up again (重开).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened_by: Option<Uuid>,
    /// Who stands aside, or did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recusals: Vec<Recusal>,
    /// Everybody who had a hand in the handling: none of them verifies it.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub handlers: BTreeSet<String>,
}

impl Course {
    /// Names, in the counties that handed them over, of the events that go on in this one.
    pub fn handed_over(&self) -> impl Iterator<Item = &String> {
        self.brought.values().flatten()
    }

    /// The dispatch that holds.
    #[must_use]
    pub fn dispatch(&self) -> Option<&Dispatch> {
        self.dispatches.last()
    }

    /// How often what was handled was found undone (返工).
    #[must_use]
    pub fn reworks(&self) -> usize {
        self.inspections.iter().filter(|inspection| !inspection.passed).count()
    }

    /// Whether somebody stands aside in it.
    #[must_use]
    pub fn stands_aside(&self, subject: &str) -> bool {
        let open = |recusal: &Recusal| recusal.subject == subject && recusal.ended.is_none();
        self.recusals.iter().any(open)
    }

    /// The unit of whoever stands aside, or did, where its head said so before their first act.
    pub(in crate::domain) fn recused_of(&self, subject: &str) -> Option<&Code> {
        let mut said = self.recusals.iter().rev().filter(|recusal| recusal.subject == subject);
        said.find_map(|recusal| recusal.unit.as_ref())
    }
}

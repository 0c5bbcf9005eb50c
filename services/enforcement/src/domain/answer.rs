//! What the service that offered a case is told (S2, S5): filed or not, and what came of it; never a person, never an amount.

use serde::{Deserialize, Serialize};
use shiyu_kit::referral::ReferralState;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::case_file::CaseFile;
use super::event::{Event, What};
use super::stage::End;
use super::terms::Proposal;

/// Where an offer to us stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Accepted, refused, done or returned.
    pub state: ReferralState,
    /// In one word: `filed`, `no_power`, `penalised`, `not_penalised_minor`.
    pub result: String,
    /// Who is competent, if this county's enforcement is not.
    pub competent: Option<Code>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl CaseFile {
    /// And the service that offered it is told, if one did and waits.
    pub(super) fn telling(&self, mut events: Vec<Event>, answer: Answer) -> Vec<Event> {
        let waits = self.clue.referred.is_some() && self.course.answers.last().is_none_or(|last| last.state == ReferralState::Accepted);
        let again = self.course.answers.last().is_some_and(|last| last.state == answer.state);
        if waits && !again {
            events.push(What::ReferralAnswered(answer).into());
        }
        events
    }
}

impl Answer {
    /// It was filed.
    pub(super) fn filed(at: OffsetDateTime) -> Self {
        Self::of(ReferralState::Accepted, "filed", at)
    }

    /// It was decided, and the decision served.
    pub(super) fn decided(outcome: &Proposal, at: OffsetDateTime) -> Self {
        let result = match outcome {
            Proposal::Penalty { .. } => "penalised".to_owned(),
            Proposal::NoPenalty(none) => format!("not_penalised_{}", none.ground.as_str()),
        };
        Self {
            result,
            ..Self::of(ReferralState::Done, "", at)
        }
    }

    /// It ended, or its end tells nothing that was not told.
    pub(super) fn ended(end: &End, at: OffsetDateTime) -> Self {
        match end {
            End::Dismissed { .. } => Self::of(ReferralState::Refused, "dismissed", at),
            End::TransferredOut { unit, .. } => Self {
                competent: unit.clone(),
                ..Self::of(ReferralState::Returned, "transferred_out", at)
            },
            End::NotFiled { ground, competent, .. } => Self {
                competent: competent.clone(),
                ..Self::of(ReferralState::Refused, ground.as_str(), at)
            },
            End::CaseWithdrawn { .. } => Self::of(ReferralState::Returned, "case_withdrawn", at),
            End::CriminallyEnded { .. } => Self::of(ReferralState::Done, "criminal_transfer", at),
            End::Closed { .. } => Self::of(ReferralState::Done, "closed", at),
        }
    }

    fn of(state: ReferralState, result: &str, at: OffsetDateTime) -> Self {
        Self {
            state,
            result: result.to_owned(),
            competent: None,
            at,
        }
    }
}

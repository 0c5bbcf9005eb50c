//! What was offered to the grids (S1): whoever offered it hears what becomes of it, step by step.

use shiyu_kit::referral::{Outcome, ReferralState};

use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::sitting::Decided;
use crate::domain::stage::End;

impl Incident {
    /// And the answer, if a step among these is one.
    pub(super) fn answering_offer(&self, done: Decided) -> Decided {
        let mut events = done?;
        let answers: Vec<Event> = events.iter().filter_map(|event| self.answer_by(event)).collect();
        events.extend(answers);
        Ok(events)
    }

    /// Accepted it is taken on, closed it is done; rejected it is refused. What another event goes on for, another county or another
    /// city, comes back without a result of this one.
    fn answer_by(&self, event: &Event) -> Option<Event> {
        let offered = self.report.offered.as_ref()?;
        let (state, at) = if let What::Accepted(acceptance) = &event.what {
            (ReferralState::Accepted, acceptance.at)
        } else if let What::Ended(ending) = &event.what {
            (ended(&ending.end), ending.at)
        } else {
            return None;
        };
        let outcome = Outcome::of(offered.referral, state, at);
        Some(What::OfferAnswered(outcome).into())
    }
}

fn ended(end: &End) -> ReferralState {
    match end {
        End::Closed { .. } | End::EmergencyTransferred { .. } => ReferralState::Done,
        End::Rejected { .. } => ReferralState::Refused,
        End::Duplicate { .. } | End::HandedOver { .. } | End::HandedOutside { .. } => ReferralState::Returned,
    }
}

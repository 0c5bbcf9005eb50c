//! What an agreement leaves open: they go on with it until a further agreement, or until they are told which ways stay (人民调解法 art. 26).

use crate::domain::clocks::{DRAFT, MEDIATE, ROUTES};
use crate::domain::course::{Agreement, Voided};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::sitting::Sitting;
use crate::domain::stage::{End, Stage};

impl Dispute {
    /// Whether they may go on with a part that the agreements leave open, while what was agreed is performed. Where the court has what was
    /// agreed, they wait for it.
    pub(super) fn has_an_open_part(&self) -> bool {
        matches!(self.stage, Stage::AgreementEffective | Stage::Performing) && self.owes_routes()
    }

    /// Whether nothing is left to perform, nor to mediate.
    fn is_settled(&self) -> bool {
        let mut held = self.in_force().peekable();
        held.peek().is_some() && held.all(Agreement::is_performed) && !self.owes_routes()
    }

    /// With the last of what is owed under the agreements that hold the dispute is over, unless part of it is open or the court has it.
    pub(super) fn settling(&self, sitting: &Sitting<'_>) -> Vec<Event> {
        let goes_on = self.stage.is_in_effect() && self.stage != Stage::ConfirmationApplied;
        if goes_on && self.is_settled() {
            return self.ending(End::Performed, sitting);
        }
        Vec::new()
    }

    /// And the time to tell which ways stay for the open part runs, once that of the mediation is over.
    pub(in crate::domain) fn telling_of_the_rest(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        let over = self.clock(&MEDIATE.id).is_none_or(|clock| clock.is_overdue(sitting.at));
        if over && self.clock(&ROUTES.id).is_none() {
            return sitting.begin(event, &ROUTES);
        }
        event
    }

    /// The draft in hand is void.
    pub(super) fn void(&self, reason: &str, sitting: &Sitting<'_>) -> Event {
        let event = Event::from(What::DraftVoided(Voided {
            reason: reason.to_owned(),
            at: sitting.at,
        }));
        self.stop_if_running(event, &DRAFT.id, sitting.at)
    }
}

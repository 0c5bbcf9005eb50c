//! What an agreement leaves open: they go on with it until a further agreement, or until they are told which ways stay (人民调解法 art. 26).

use crate::domain::clocks::{DRAFT, MEDIATE, ROUTES, perform_clock};
use crate::domain::course::{Agreement, SessionState, Voided};
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

    /// That the sessions which lie ahead are not held: there is nothing left to talk about, or nobody talks of it for now. Nobody and no
    /// room is taken for them any more.
    pub(super) fn not_held(&self, reason: &str, sitting: &Sitting<'_>) -> Vec<Event> {
        let planned = self.course.sessions.iter().filter(|session| session.state == SessionState::Planned);
        let ahead = planned.filter(|session| session.starts_at > sitting.at);
        let cancelled = ahead.map(|session| What::SessionCancelled {
            session: session.id,
            reason: reason.to_owned(),
        });
        cancelled.map(Event::from).collect()
    }

    /// What a court refused is given up while something else that was agreed is performed: it is void, and of it the parties are told the
    /// ways that stay.
    pub(super) fn giving_up(&self, reason: &str, sitting: &Sitting<'_>) -> Vec<Event> {
        let what = What::RefusedGivenUp(Voided {
            reason: reason.to_owned(),
            at: sitting.at,
        });
        let event = self.stop_for_good(what.into(), |name| self.is_of_what_stays(name), sitting.at);
        vec![sitting.begin(event, &ROUTES)]
    }

    /// Whether a clock is of what is owed under an agreement that a court did not just refuse, or that agreement's window.
    pub(super) fn is_of_what_stays(&self, clock: &str) -> bool {
        let owed = |agreement: &Agreement| agreement.obligations.iter().any(|owed| perform_clock(owed.number) == clock);
        let window = |agreement: &Agreement| self.window(agreement).is_some_and(|window| window.rule.id == clock);
        self.unrefused().any(|agreement| owed(agreement) || window(agreement))
    }

    /// The agreements that hold, but for those a court was asked about last.
    pub(super) fn unrefused(&self) -> impl Iterator<Item = &Agreement> {
        let asked = self.course.confirmations.last();
        self.in_force()
            .filter(move |agreement| asked.is_some_and(|asked| !asked.is_of(agreement.number)))
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

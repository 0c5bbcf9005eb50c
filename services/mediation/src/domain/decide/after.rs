//! After the end: the ways that stay open, the answer to whoever entrusted it, another look, the archive (arts. 26, 27).

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::clocks::{ARCHIVE, MEDIATE, REPORT_BACK, ROUTES, VISIT, is_of_performance, is_window};
use crate::domain::course::{Escalation, Evaluation, FollowUp, ReportBack, RoutesNotice};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::{NoConfirmation, Refusal};
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Ending};
use crate::domain::terms::{DeliveryMethod, Rating, Route};

/// Why a draft is void once they are told which ways stay.
const TOLD: &str = "其余争议终止调解";
/// Visits after one dispute.
const VISITS: usize = 20;

impl Dispute {
    /// Of an open part they are told that its mediation is over: a draft for it is void, its sessions are not held, and once all that was
    /// agreed is performed so is the dispute.
    pub(super) fn give_routes_notice(&self, routes: &[Route], method: DeliveryMethod, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        if !self.owes_routes() {
            return Err(match (&self.course.routes, self.stage.name()) {
                (Some(_), _) => Refusal::DoneAlready,
                (None, stage) if stage.is_end() => Refusal::ClosedAlready(stage),
                (None, stage) => Refusal::NotInStage(stage),
            });
        }
        let event = Event::from(What::RoutesTold(RoutesNotice {
            routes: routes.to_vec(),
            method,
            at: sitting.at,
        }));
        let told = self.stop_all(event, [ROUTES.id.as_ref(), MEDIATE.id.as_ref()], sitting.at);
        let pending = self.pending().filter(|_| self.stage.is_in_effect());
        let void = pending.map(|_| self.void(TOLD, sitting));
        let mut events = if self.stage.is_in_effect() {
            self.not_held(TOLD, sitting)
        } else {
            Vec::new()
        };
        events.extend(void.into_iter().chain([told]));
        self.then(Ok(events), |told| Ok(told.settling(sitting)))
    }

    /// Whether the parties are still to be told which ways stay open: for what ended without an agreement or was broken, and for the part
    /// that an agreement leaves open. What was told of one part does not tell of what came later.
    pub(in crate::domain) fn owes_routes(&self) -> bool {
        let since = match self.stage.ending() {
            Some(ending) if ending.end.leaves_routes() => self.last_breach().max(Some(ending.at)),
            Some(Ending { end: End::Performed, .. }) | None => self.partly_settled_at(),
            Some(_) => None,
        };
        let told = self.course.routes.as_ref().map(|notice| notice.at);
        since.is_some_and(|since| told.is_none_or(|told| told < since))
    }

    /// When something that is owed was last declared broken.
    fn last_breach(&self) -> Option<OffsetDateTime> {
        let breaches = self.in_force().flat_map(|agreement| &agreement.obligations);
        breaches.filter_map(|owed| owed.breach.as_ref()).map(|breach| breach.at).max()
    }

    pub(super) fn report_back(&self, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        if !self.submission.source.is_by_letter() {
            return Err(Refusal::NotEntrusted);
        }
        if self.course.reported_back.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::ReportedBack(ReportBack {
            reference: reference.to_owned(),
            at: sitting.at,
        }));
        Ok(vec![self.stop_if_running(event, &REPORT_BACK.id, sitting.at)])
    }

    pub(super) fn follow_up(&self, settled: bool, note: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.hand(sitting)?;
        if self.course.follow_ups.len() >= VISITS {
            return Err(Refusal::TooMany(VISITS));
        }
        let event = Event::from(What::FollowedUp(FollowUp {
            settled,
            note: note.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
        }));
        Ok(vec![self.stop_if_running(event, &VISIT.id, sitting.at)])
    }

    /// A party says it once. It is of the mediation, and of nobody.
    pub(super) fn evaluate(&self, party: Uuid, rating: Rating, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.principal(party)?;
        if self.course.evaluations.iter().any(|evaluation| evaluation.party == party) {
            return Err(Refusal::EvaluatedAlready);
        }
        let evaluation = Evaluation {
            party,
            rating,
            at: sitting.at,
        };
        Ok(vec![What::Evaluated(evaluation).into()])
    }

    /// Nothing is archived before everybody was told, the police too, and somebody has looked again.
    pub(super) fn archive(&self, sitting: &Sitting<'_>) -> Decided {
        self.clerk(sitting)?;
        let end = self.stage.ending().map(|ending| &ending.end);
        if self.owes_routes() {
            return Err(Refusal::RoutesNoticeMissing);
        }
        if self.submission.source.is_by_letter() && self.course.reported_back.is_none() {
            return Err(Refusal::ReportMissing);
        }
        if end.is_some_and(End::is_visited) && self.course.follow_ups.is_empty() {
            return Err(Refusal::FollowUpMissing);
        }
        if self.course.escalations.iter().any(Escalation::is_owed) {
            return Err(Refusal::EscalationUnreported);
        }
        if self.course.open_confirmation().is_some() {
            return Err(Refusal::Confirmation(NoConfirmation::Open));
        }
        let event = Event::from(What::Archived { at: sitting.at });
        let over = self
            .running()
            .filter(|&name| ARCHIVE.id == name || is_window(name) || is_of_performance(name));
        Ok(vec![self.stop_all(event, over, sitting.at)])
    }
}

//! Judicial confirmation (人民调解法 art. 33; 民诉法 arts. 205, 206).

use shiyu_kit::calendar::Rule;
use uuid::Uuid;

use super::performance::is_due;
use crate::domain::clocks::{CONFIRM, COURT};
use crate::domain::command::ApplyConfirmation;
use crate::domain::course::{Agreement, Confirmation, ConfirmationDecision, Consent, Enforcement, Obligation};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::{NoConfirmation, Refusal};
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Channel, ConfirmationResult, CourtBasis, Procedure, Subject};

/// Why a session about the rest is not held while a court has what was agreed.
const BEFORE_COURT: &str = "已申请司法确认";

impl Dispute {
    /// Jointly, within thirty days of effect, of what a court confirms, at a court that may; what was broken too, and what was performed,
    /// and once more if the first application was taken back in time.
    pub(super) fn apply_confirmation(&self, application: &ApplyConfirmation, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.all_agree(&application.applicants)?;
        if self.course.open_confirmation().is_some() {
            return Err(Refusal::Confirmation(NoConfirmation::Open));
        }
        if self.pending().is_some() && self.stage.is_in_effect() {
            return Err(Refusal::DraftPending);
        }
        let covered = self.confirmable(sitting)?;
        match application.subject {
            Subject::Obligations => {}
            Subject::StatusRelation | Subject::OutsideJurisdiction | Subject::OtherProcedure | Subject::Title => {
                return Err(Refusal::Confirmation(NoConfirmation::NotConfirmable));
            }
        }
        if self.procedure == Procedure::Administrative && !sitting.known.administrative_confirmation {
            return Err(Refusal::Confirmation(NoConfirmation::NotHere));
        }
        let letter = self.submission.letter.as_ref().filter(|_| self.submission.source.is_court());
        let invited = letter.is_some_and(|letter| application.court.sent(&letter.from));
        let uninvited = application.court.basis == CourtBasis::Inviting && !invited;
        if uninvited || !application.court.is_of_its_rank() {
            return Err(Refusal::Confirmation(NoConfirmation::CourtNotFitting));
        }
        let event = Event::from(What::ConfirmationApplied(Confirmation {
            court: application.court.clone(),
            agreements: covered.iter().map(|agreement| agreement.number).collect(),
            applicants: application.applicants.clone(),
            applied_at: sitting.at,
            decision: None,
        }));
        let windows = covered.iter().filter_map(|agreement| self.window(agreement));
        let event = self.stop_all(event, windows.map(|clock| &*clock.rule.id), sitting.at);
        let mut events = self.not_held(BEFORE_COURT, sitting);
        events.push(sitting.begin(event, &COURT));
        Ok(events)
    }

    /// Every agreement that holds, is not confirmed, and whose thirty days run: one application is about all of them. They run no more once
    /// a court has refused.
    fn confirmable(&self, sitting: &Sitting<'_>) -> Result<Vec<&Agreement>, Refusal> {
        let open = self.in_force().filter(|agreement| !self.course.has_confirmed(agreement.number));
        let open: Vec<&Agreement> = open.collect();
        if open.is_empty() {
            return Err(Refusal::DoneAlready);
        }
        let runs = |agreement: &&Agreement| {
            let window = self.window(agreement).filter(|clock| clock.stopped_at.is_none());
            window.is_some_and(|clock| sitting.at < clock.due.legal)
        };
        let covered: Vec<&Agreement> = open.into_iter().filter(runs).collect();
        if covered.is_empty() {
            return Err(Refusal::Confirmation(NoConfirmation::WindowClosed));
        }
        Ok(covered)
    }

    /// The court decides; the office writes down what it said, and whoever offered the dispute is told. What was performed meanwhile is the end of it.
    pub(super) fn record_confirmation(&self, result: ConfirmationResult, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        if self.course.open_confirmation().is_none() {
            return Err(Refusal::ClosedAlready(self.stage.name()));
        }
        let event = Event::from(What::ConfirmationDecided(ConfirmationDecision {
            result,
            reference: reference.to_owned(),
            at: sitting.at,
        }));
        let event = self.stop_if_running(event, &COURT.id, sitting.at);
        let event = match result {
            ConfirmationResult::Withdrawn => self.window_again(event, sitting),
            ConfirmationResult::Confirmed | ConfirmationResult::Refused(_) => event,
        };
        let told = self.then(Ok(vec![event]), |decided| Ok(decided.telling_confirmation(result, sitting)));
        self.then(told, |decided| Ok(decided.after_the_court(result, sitting)))
    }

    /// Who takes an application back has what is left of the thirty days of each agreement.
    fn window_again(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        let asked = self.course.open_confirmation();
        let covered = self
            .in_force()
            .filter(|agreement| asked.is_some_and(|asked| asked.is_of(agreement.number)));
        let windows = covered.filter_map(|agreement| self.window(agreement));
        windows.filter(|clock| sitting.at < clock.due.legal).fold(event, |event, window| {
            let rule = Rule {
                id: window.rule.id.clone(),
                ..sitting.rule(&CONFIRM)
            };
            event.starting(rule, window.started_at, sitting.context.calendar)
        })
    }

    fn after_the_court(&self, result: ConfirmationResult, sitting: &Sitting<'_>) -> Vec<Event> {
        match result {
            ConfirmationResult::Confirmed | ConfirmationResult::Withdrawn => self.settling(sitting),
            ConfirmationResult::Refused(_) => Vec::new(),
        }
    }

    /// Every party consents to another attempt; its time runs anew, by the pack in force now, and what the court did not confirm holds no
    /// longer. What else was agreed is performed on.
    pub(super) fn remediate(&self, agreed: &[Uuid], channel: Channel, sitting: &Sitting<'_>) -> Decided {
        let by = self.hand(sitting)?;
        self.all_agree(agreed)?;
        let consents = agreed.iter().map(|party| Consent {
            party: *party,
            attempt: self.course.attempt.saturating_add(1),
            given: true,
            channel,
            agent: None,
            reference: String::new(),
            wants_writing: true,
            reuse_address: self.course.reuses_address(*party),
            recorded_by: by.to_owned(),
            at: sitting.at,
        });
        let event = Event::from(What::Remediated {
            consents: consents.collect(),
            at: sitting.at,
        });
        let event = self.stop_for_good(event, |name| self.is_of_what_stays(name), sitting.at);
        Ok(vec![sitting.begin_as(event, self.time_to_mediate(sitting))])
    }

    /// Whoever is owed something that a court confirmed, once it is due; each creditor for themselves, and again for what falls due later.
    /// Whether a condition is fulfilled the court sees.
    pub(super) fn apply_enforcement(&self, creditor: Uuid, court: &str, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        let confirmed = self.in_force().filter(|agreement| self.course.has_confirmed(agreement.number));
        let confirmed: Vec<&Agreement> = confirmed.collect();
        if confirmed.is_empty() {
            return Err(Refusal::ClosedAlready(self.stage.name()));
        }
        let obligations = confirmed.iter().filter(|agreement| !agreement.at_once);
        let obligations = obligations.flat_map(|agreement| agreement.obligations.iter());
        let owed = |owed: &&Obligation| owed.creditor == creditor && !owed.is_performed();
        let mut open = obligations.filter(owed).peekable();
        if open.peek().is_none() {
            return Err(Refusal::NotAParty(creditor));
        }
        let due: Vec<u32> = open.filter(|owed| is_due(owed, None, sitting)).map(|owed| owed.number).collect();
        if due.is_empty() {
            return Err(Refusal::NotDueYet);
        }
        let asked = |owed: &u32| self.course.enforcements.iter().any(|asked| asked.is_of(creditor, *owed));
        let obligations: Vec<u32> = due.into_iter().filter(|owed| !asked(owed)).collect();
        if obligations.is_empty() {
            return Err(Refusal::DoneAlready);
        }
        let enforcement = Enforcement {
            creditor,
            obligations,
            court: court.to_owned(),
            reference: reference.to_owned(),
            at: sitting.at,
        };
        Ok(vec![What::EnforcementApplied(enforcement).into()])
    }
}

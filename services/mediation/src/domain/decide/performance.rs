//! Whether what was agreed is kept; the committee looks after it (人民调解法 art. 31).

use shiyu_kit::calendar::local_date;
use time::Date;

use crate::domain::clocks::{PREPARE, ROUTES, perform_clock};
use crate::domain::command::RecordPerformance;
use crate::domain::course::{Agreement, Breach, Obligation, Performance, Reminder};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Ending, StageName};
use crate::domain::terms::{Channel, ObligationKind};

/// Why a draft for the open part is void once what was agreed is broken.
const BROKEN: &str = "已生效协议违约";

impl Dispute {
    /// Money may be paid in parts. With the last of what is owed the dispute is over, unless part of it is open; where the court still has
    /// it, it waits for the court. After a breach it is written down, and the breach stays one.
    pub(super) fn record_performance(&self, done: &RecordPerformance, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        let (agreement, owed) = self.owed(done.obligation)?;
        if (owed.kind == ObligationKind::Payment) != (done.amount_fen > 0) {
            return Err(Refusal::AmountNotFitting);
        }
        if done.amount_fen > owed.open_fen() {
            return Err(Refusal::OverPaid(owed.open_fen()));
        }
        if done.on > sitting.today() {
            return Err(Refusal::PerformanceInFuture);
        }
        if agreement.effective_at.is_some_and(|effective| done.on < local_date(effective)) {
            return Err(Refusal::PerformanceBeforeEffect);
        }
        let event = Event::from(What::PerformanceRecorded {
            obligation: done.obligation,
            performance: Performance {
                amount_fen: done.amount_fen,
                on: done.on,
                proof: done.proof.clone(),
            },
        });
        let whole = owed.kind == ObligationKind::Act || done.amount_fen == owed.open_fen();
        let event = if whole {
            self.stop_if_running(event, &perform_clock(done.obligation), sitting.at)
        } else {
            event
        };
        self.then(Ok(vec![event]), |performed| Ok(performed.settling(sitting)))
    }

    pub(super) fn remind(&self, obligation: u32, channel: Channel, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.owed(obligation)?;
        let reminder = Reminder { channel, at: sitting.at };
        Ok(vec![What::Reminded { obligation, reminder }.into()])
    }

    /// What is due and was not performed, its condition fulfilled if it has one. The parties are told of the ways that stay open, and a draft
    /// for an open part is void. What else is owed is looked after on, and broken by itself.
    pub(super) fn declare_breach(&self, obligation: u32, reason: &str, met_on: Option<Date>, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        let (_, owed) = self.owed(obligation)?;
        let first = self.stage.ending().and_then(Ending::broken);
        if owed.breach.is_some() || first == Some(obligation) {
            return Err(Refusal::DoneAlready);
        }
        if owed.condition.is_empty() != met_on.is_none() {
            return Err(Refusal::ConditionNotFitting);
        }
        if met_on.is_some_and(|day| day > sitting.today()) {
            return Err(Refusal::ConditionInFuture);
        }
        if !is_due(owed, met_on, sitting) {
            return Err(Refusal::NotDueYet);
        }
        let breach = Breach {
            reason: reason.to_owned(),
            condition_met_on: met_on,
            at: sitting.at,
        };
        let event = Event::from(What::BreachDeclared { obligation, breach });
        let broken = self.stop_if_running(event, &perform_clock(obligation), sitting.at);
        if self.stage.name() == StageName::Breached {
            return Ok(vec![self.telling_again(broken, sitting)]);
        }
        let end = End::Breached {
            obligation,
            reason: reason.to_owned(),
            condition_met_on: met_on,
        };
        let pending = self.pending().filter(|_| self.stage.is_in_effect());
        let void = pending.map(|_| self.void(BROKEN, sitting));
        let events = void.into_iter().chain([broken]).collect();
        self.then(Ok(events), |after| Ok(after.ending(end, sitting)))
    }

    /// The time to tell the parties of their ways runs again.
    fn telling_again(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        if self.clock(&ROUTES.id).is_some() {
            return event;
        }
        sitting.begin(event, &ROUTES)
    }

    /// What is still open of what is owed under an agreement that holds, and under which.
    fn owed(&self, number: u32) -> Result<(&Agreement, &Obligation), Refusal> {
        let mut held = self
            .in_force()
            .flat_map(|agreement| agreement.obligations.iter().map(move |owed| (agreement, owed)));
        let found = held.find(|(_, owed)| owed.number == number);
        let (agreement, owed) = found.ok_or(Refusal::ObligationUnknown(number))?;
        if agreement.at_once || owed.is_performed() {
            return Err(Refusal::PerformedAlready);
        }
        Ok((agreement, owed))
    }
}

/// Whether it has been due: after its day, or where none was agreed, once the debtor was reminded and had the time to prepare (民法典 art.
/// 511 (4)). What is owed on a condition is due after that is fulfilled, and a reminder before counts for nothing.
pub(super) fn is_due(owed: &Obligation, met_on: Option<Date>, sitting: &Sitting<'_>) -> bool {
    if let Some(day) = owed.due_on {
        return met_on.map_or(day, |met| met.max(day)) < sitting.today();
    }
    let prepare = sitting.rule(&PREPARE);
    let counts = |reminder: &&Reminder| met_on.is_none_or(|met| met <= local_date(reminder.at));
    let mut reminders = owed.reminders.iter().filter(counts);
    reminders.any(|reminder| sitting.context.calendar.due(&prepare, reminder.at).legal <= sitting.at)
}

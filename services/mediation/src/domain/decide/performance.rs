//! Whether what was agreed is kept; the committee looks after it (人民调解法 art. 31).

use crate::domain::clocks::perform_clock;
use crate::domain::command::RecordPerformance;
use crate::domain::course::{Obligation, Performance, Reminder};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Stage};
use crate::domain::terms::{Channel, ObligationKind};

impl Dispute {
    /// Money may be paid in parts. With the last of what is owed the dispute is over; where the court still has it, it waits for the court.
    pub(super) fn record_performance(&self, done: &RecordPerformance, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        let owed = self.owed(done.obligation)?;
        if owed.is_performed() {
            return Err(Refusal::PerformedAlready);
        }
        if (owed.kind == ObligationKind::Payment) != (done.amount_fen > 0) {
            return Err(Refusal::AmountNotFitting);
        }
        if done.amount_fen > owed.open_fen() {
            return Err(Refusal::OverPaid(owed.open_fen()));
        }
        if done.on > sitting.today() {
            return Err(Refusal::PerformanceInFuture);
        }
        if done.on < self.agreed_on() {
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
        self.then(Ok(vec![event]), |performed| Ok(performed.after_performance(sitting)))
    }

    fn after_performance(&self, sitting: &Sitting<'_>) -> Vec<Event> {
        if self.stage != Stage::ConfirmationApplied && self.all_performed() {
            return self.ending(End::Performed, sitting);
        }
        Vec::new()
    }

    /// Whether nothing of the agreement is open.
    pub(super) fn all_performed(&self) -> bool {
        self.agreement()
            .is_some_and(|agreement| agreement.obligations.iter().all(Obligation::is_performed))
    }

    pub(super) fn remind(&self, obligation: u32, channel: Channel, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        if self.owed(obligation)?.is_performed() {
            return Err(Refusal::PerformedAlready);
        }
        let reminder = Reminder { channel, at: sitting.at };
        Ok(vec![What::Reminded { obligation, reminder }.into()])
    }

    /// What is due and was not performed; where no day was agreed, what the debtor was reminded of (民法典 art. 511 (4)). The parties are
    /// told of the ways that stay open.
    pub(super) fn declare_breach(&self, obligation: u32, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        let owed = self.owed(obligation)?;
        if owed.is_performed() {
            return Err(Refusal::PerformedAlready);
        }
        let due = owed.due_on.map_or(!owed.reminders.is_empty(), |day| day < sitting.today());
        if !due {
            return Err(Refusal::NotDueYet);
        }
        let end = End::Breached {
            obligation,
            reason: reason.to_owned(),
        };
        Ok(self.ending(end, sitting))
    }

    fn owed(&self, number: u32) -> Result<&Obligation, Refusal> {
        let agreement = self.agreement().ok_or(Refusal::ObligationUnknown(number))?;
        let mut owed = agreement.obligations.iter();
        owed.find(|owed| owed.number == number).ok_or(Refusal::ObligationUnknown(number))
    }

    /// The day on which it took effect.
    fn agreed_on(&self) -> time::Date {
        let effective = self.agreement().and_then(|agreement| agreement.effective_at);
        shiyu_kit::calendar::local_date(effective.unwrap_or(self.opened_at))
    }
}

//! 加处罚款 (行政处罚法 arts. 72, 73): three per cent a day of the fine that is late, together never more than the fine, and of no day on
//! which a remedy was under way. It is counted from its first day whenever something is entered: what is told only later, a remedy or a
//! payment, is put right by a line of its own.

use std::iter::successors;

use shiyu_kit::calendar::{Calendar, close_of, local_date};
use time::{Date, OffsetDateTime};

use crate::domain::account::Charge;
use crate::domain::case_file::CaseFile;
use crate::domain::clocks::REFUND;
use crate::domain::course::{Deferral, Instalment, Remedy};
use crate::domain::event::{Event, What};
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::Fen;

impl Instalment {
    /// The last day on which it is paid in time: of a day of rest the next that is worked (民法典 art. 203).
    pub(super) fn last_day(&self, calendar: &Calendar) -> Date {
        calendar.working_day_from(self.until)
    }
}

impl Deferral {
    /// What of it is to be paid before a day.
    fn late(&self, day: Date, calendar: &Calendar) -> Fen {
        let late = self.parts.iter().filter(|part| part.last_day(calendar) < day);
        late.map(|part| part.amount).sum()
    }
}

impl CaseFile {
    /// What is to be paid before this day and is not: all of it, or the parts that are due.
    pub(in crate::domain) fn overdue(&self, day: Date, calendar: &Calendar) -> Fen {
        let parts = self.course.deferral.iter().flat_map(|deferral| &deferral.parts);
        let later = parts.filter(|part| part.last_day(calendar) >= day).map(|part| part.amount).sum();
        self.course.account.outstanding().less(later)
    }

    /// The surcharge up to and with a day, as far as it is not entered into the account.
    #[must_use]
    pub fn accruing(&self, day: Date, calendar: &Calendar) -> Fen {
        let Some(surcharge) = self.course.surcharge else { return Fen::ZERO };
        let entered = self.course.account.standing(Charge::Surcharge).due();
        self.grown(surcharge.since, day.max(surcharge.counted_to), calendar).less(entered)
    }

    /// What grows from a day to another, both among them. A day on which is paid still counts; the fine is what it is now, as if it had
    /// been decided so.
    fn grown(&self, since: Date, to: Date, calendar: &Calendar) -> Fen {
        let most = self.course.account.standing(Charge::Fine).due();
        let days = successors(Some(since), |day| day.next_day()).take_while(|day| *day <= to);
        let counted = days.filter(|day| !self.course.remedies.iter().any(|remedy| is_under_way(remedy, *day)));
        let mut late = Fen::ZERO;
        for day in counted {
            late = late.plus(self.late_fine(day, calendar));
            if late.three_per_cent() >= most {
                return most;
            }
        }
        late.three_per_cent()
    }

    /// What of the fine itself is late on a day; a surcharge grows on no surcharge. What was granted in parts is late part by part, and
    /// the first parts are for the fine.
    fn late_fine(&self, day: Date, calendar: &Calendar) -> Fen {
        let account = &self.course.account;
        let morning = close_of(day.previous_day().unwrap_or(day));
        let open = account.open(Charge::Fine, |at| at < morning);
        let granted = self.course.deferral.as_ref().filter(|deferral| local_date(deferral.at) < day);
        let Some(deferral) = granted else { return open };
        let then = account.open(Charge::Fine, |at| at <= deferral.at);
        let paid_since = then.less(open);
        then.min(deferral.late(day, calendar)).less(paid_since)
    }

    /// The surcharge is entered into the account up to a day, or as far as it was; what was entered too much is taken back.
    pub(super) fn counted(&self, day: Date, sitting: &Sitting<'_>) -> Vec<Event> {
        let Some(surcharge) = self.course.surcharge else {
            return Vec::new();
        };
        let to = day.max(surcharge.counted_to);
        let due = self.grown(surcharge.since, to, sitting.context.calendar);
        let line = self.course.account.owing(Charge::Surcharge, due, "", sitting.at);
        if line.is_none() && to == surcharge.counted_to {
            return Vec::new();
        }
        let lines = line.into_iter().collect();
        vec![What::SurchargeAccrued { to, lines }.into()]
    }

    /// What was entered is counted once more after something was told; then what is to be paid back is waited for, or nothing is left.
    pub(super) fn recounted(&self, sitting: &Sitting<'_>) -> Decided {
        let counted = self.counted(Date::MIN, sitting);
        self.then(Ok(counted), |case| Ok(case.settled_up(sitting)))
    }

    fn settled_up(&self, sitting: &Sitting<'_>) -> Vec<Event> {
        let mut events = self.completed(sitting);
        if !self.course.account.refundable().is_zero() && self.clock(&REFUND.id).is_none() {
            events.push(sitting.begin(What::RefundDue { at: sitting.at }.into(), &REFUND));
        }
        events
    }
}

/// Whether a remedy was under way on a day; its first and its last day are.
fn is_under_way(remedy: &Remedy, day: Date) -> bool {
    let ended = |at: OffsetDateTime| local_date(at) < day;
    local_date(remedy.lodged_at) <= day && !remedy.word.as_ref().is_some_and(|word| ended(word.at))
}

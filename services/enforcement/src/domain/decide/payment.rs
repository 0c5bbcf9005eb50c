//! 履行 (行政处罚法 arts. 66 to 74): paid at the bank, or later or in parts on application.

use shiyu_kit::calendar::{Rule, local_date};
use time::{Date, Duration, OffsetDateTime};

use crate::domain::account::LineKind;
use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{APPLY, BANK, COURT_ACCEPT, COURT_RULE, DEMAND, HAND_IN, INSTALMENT, PAY, REFUND, named_by};
use crate::domain::command::OnTheSpot;
use crate::domain::course::{Cash, Deferral, Instalment, Performance};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::Stage;
use crate::domain::terms::{Fen, PenaltyKind};

/// No part is paid later than this (ours; the law names no end).
const LONGEST: Duration = Duration::days(731);

/// The most that is taken in cash without another reason (行政处罚法 art. 68).
const CASH: Fen = Fen::yuan(100);

impl CaseFile {
    pub(super) fn pay(
        &self,
        (amount, reference): (Fen, &str),
        paid_at: OffsetDateTime,
        cash: Option<OnTheSpot>,
        sitting: &Sitting<'_>,
    ) -> Decided {
        let by = self.staff(sitting)?;
        let decision = self.course.decision().ok_or(Refusal::NothingDue)?;
        if paid_at > sitting.at {
            return Err(Refusal::InFuture);
        }
        if paid_at < decision.at {
            return Err(Refusal::BeforeItBegan);
        }
        if self
            .course
            .account
            .lines()
            .any(|line| line.kind == LineKind::Paid && line.reference == reference)
        {
            return Err(Refusal::DoneAlready);
        }
        let cash = cash.map(|ground| self.cash(ground, (amount, reference), by, paid_at)).transpose()?;
        self.then(Ok(self.counted(local_date(paid_at), sitting)), |accrued| {
            let account = &accrued.course.account;
            let lines = account.payment(amount, reference, paid_at);
            let lines = lines
                .filter(|lines| !lines.is_empty())
                .ok_or(Refusal::MoreThanDue(account.outstanding()))?;
            let by_hand = cash.is_some();
            let event = Event::from(What::Paid { lines, cash, at: paid_at });
            let event = if by_hand {
                let rule = named_by(&HAND_IN, reference);
                event.starting(rule, paid_at, sitting.context.calendar)
            } else {
                event
            };
            accrued.then(Ok(vec![event]), |paid| paid.recounted(sitting))
        })
    }

    /// The one who decides does not collect, but for these reasons; and only against a fiscal receipt (arts. 67 to 70).
    fn cash(&self, ground: OnTheSpot, (amount, receipt): (Fen, &str), by: &str, at: OffsetDateTime) -> Result<Cash, Refusal> {
        let decision = self.course.decision().ok_or(Refusal::NothingDue)?;
        let fine = decision.outcome.amount(PenaltyKind::Fine);
        let allowed = match ground {
            OnTheSpot::Small => decision.on_the_spot && fine <= CASH,
            OnTheSpot::HardLater => decision.on_the_spot,
            OnTheSpot::RemoteOnRequest => true,
        };
        if !allowed {
            return Err(Refusal::NoCash);
        }
        Ok(Cash {
            amount,
            receipt: receipt.to_owned(),
            by: by.to_owned(),
            at,
            handed_in_at: None,
            banked_at: None,
        })
    }

    /// Within two working days to the agency, and by it within two more to the bank (art. 71).
    pub(super) fn hand_in(&self, receipt: &str, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let cash = self.course.cash.iter().find(|cash| cash.receipt == receipt);
        let cash = cash.ok_or_else(|| Refusal::ReceiptUnknown(receipt.to_owned()))?;
        if cash.handed_in_at.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::CashHandedIn {
            receipt: receipt.to_owned(),
            at: sitting.at,
        });
        let event = self.stop_if_running(event, &named_by(&HAND_IN, receipt), sitting.at);
        Ok(vec![event.starting(named_by(&BANK, receipt), sitting.at, sitting.context.calendar)])
    }

    pub(super) fn bank(&self, receipt: &str, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let cash = self.course.cash.iter().find(|cash| cash.receipt == receipt);
        let cash = cash.ok_or_else(|| Refusal::ReceiptUnknown(receipt.to_owned()))?;
        if cash.handed_in_at.is_none() {
            return Err(Refusal::NotHandedIn);
        }
        if cash.banked_at.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::CashBanked {
            receipt: receipt.to_owned(),
            at: sitting.at,
        });
        Ok(vec![self.stop_if_running(event, &named_by(&BANK, receipt), sitting.at)])
    }

    /// Two officers saw that what is no money was done.
    pub(super) fn perform(&self, kind: PenaltyKind, note: &str, named_officers: &[String], sitting: &Sitting<'_>) -> Decided {
        let officers = self.two_officers(named_officers, sitting)?;
        let decision = self.course.decision().ok_or(Refusal::NothingDue)?;
        let ordered = decision.outcome.items().iter().any(|item| item.kind == kind);
        if !ordered || kind.is_money() {
            return Err(Refusal::KindNotDecided(kind));
        }
        if self.course.is_performed(kind) {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::Performed(Performance {
            kind,
            note: note.to_owned(),
            officers,
            at: sitting.at,
        }));
        self.then(Ok(vec![event]), |performed| Ok(performed.completed(sitting)))
    }

    /// On application, by the head: parts in the order of their days, which add up to what is due (art. 66).
    pub(super) fn defer(&self, parts: &[Instalment], application: &str, sitting: &Sitting<'_>) -> Decided {
        let approver = self.head(sitting)?;
        let first = parts.first().ok_or(Refusal::PartsNotFitting)?;
        if self.course.deferral.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let longest = sitting.today().saturating_add(LONGEST);
        let endless = parts.iter().any(|part| part.until > longest);
        let ascending = parts.is_sorted_by(|one, next| one.until < next.until);
        if first.until < sitting.today() || endless || !ascending || parts.iter().any(|part| part.amount.is_zero()) {
            return Err(Refusal::PartsNotFitting);
        }
        self.then(Ok(self.counted(sitting.today(), sitting)), |accrued| {
            let owing = accrued.course.account.outstanding();
            if parts.iter().map(|part| part.amount).sum::<Fen>() != owing {
                return Err(Refusal::PartsNotAddingUp(owing));
            }
            let event = Event::from(What::DeferralGranted(Deferral {
                parts: parts.to_vec(),
                application: application.to_owned(),
                approver: approver.to_owned(),
                at: sitting.at,
            }));
            let event = accrued.stop_all(event, [&PAY, &APPLY], sitting.at);
            Ok(vec![until(event, first.until, sitting)])
        })
    }

    /// The time to pay, or to pay a part, is over.
    pub(in crate::domain) fn payment_lapsed(&self, due: OffsetDateTime, sitting: &Sitting<'_>) -> Decided {
        let since = local_date(due);
        if self.stage != Stage::Served {
            return Ok(Vec::new());
        }
        if self.overdue(since, sitting.context.calendar).is_zero() {
            let mut parts = self.course.deferral.iter().flat_map(|deferral| &deferral.parts);
            let next = parts.find(|part| part.last_day(sitting.context.calendar) >= since);
            let waits = |part: &Instalment| until(What::InstalmentReached { at: sitting.at }.into(), part.until, sitting);
            return Ok(next.map(waits).into_iter().collect());
        }
        let fell = Ok(vec![What::FellOverdue { since }.into()]);
        self.then(fell, |late| Ok(late.applying(due, sitting)))
    }

    /// Everything is paid and performed: whatever pressed for it stops.
    pub(super) fn completed(&self, sitting: &Sitting<'_>) -> Vec<Event> {
        let open = matches!(
            self.stage,
            Stage::Served | Stage::Overdue | Stage::Demanded | Stage::CourtApplied | Stage::CourtAllowed | Stage::CourtRefused
        );
        let items = self.course.decision().map(|decision| decision.outcome.items()).unwrap_or_default();
        let performed = items.iter().all(|item| self.course.is_performed(item.kind));
        if !open || !performed || !self.course.account.outstanding().is_zero() {
            return Vec::new();
        }
        let event = Event::from(What::PerformanceCompleted { at: sitting.at });
        let stopped = [&PAY, &INSTALMENT, &DEMAND, &APPLY, &COURT_ACCEPT, &COURT_RULE];
        vec![self.stop_all(event, stopped, sitting.at)]
    }

    /// What a remedy took away is given back.
    pub(super) fn refund(&self, amount: Fen, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let account = &self.course.account;
        let lines = account.refund(amount, reference, sitting.at);
        let lines = lines
            .filter(|lines| !lines.is_empty())
            .ok_or(Refusal::MoreThanRefundable(account.refundable()))?;
        let left = account.refundable().less(amount);
        let event = Event::from(What::Refunded { lines, at: sitting.at });
        Ok(vec![if left.is_zero() {
            self.stop_if_running(event, &REFUND, sitting.at)
        } else {
            event
        }])
    }
}

/// And the part that is due on this day is waited for.
fn until(event: Event, day: Date, sitting: &Sitting<'_>) -> Event {
    let days = (day - sitting.today()).whole_days();
    let rule = Rule {
        amount: u32::try_from(days).unwrap_or_default(),
        ..INSTALMENT
    };
    event.starting(rule, sitting.at, sitting.context.calendar)
}

//! 复议、诉讼 (行政复议法, 行政诉讼法): in parallel with the case. They pause the surcharge and stop the way to the court; what they change is
//! changed here too, the account, the publication and the repayment with it.

use shiyu_kit::calendar::{Clock, Rule, local_date};

use super::again::is_heavier;
use crate::domain::account::{Charge, Line};
use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{
    APPLY, ARCHIVE, COURT_ACCEPT, COURT_RULE, DECIDE, DEMAND, INSTALMENT, LITIGATION, LITIGATION_AFTER, PAY, PUBLIC_NOTICE, PUBLISH,
    RECONSIDERATION, SERVE,
};
use crate::domain::command::{LodgeRemedy, RemedyRuled};
use crate::domain::course::{Remedy, RemedyWord};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Fen, PenaltyKind, RemedyKind, RemedyRuling};

/// The clocks of a decision that is gone.
const PRESSING: [&Rule; 9] = [
    &PAY,
    &INSTALMENT,
    &DEMAND,
    &SERVE,
    &PUBLISH,
    &PUBLIC_NOTICE,
    &APPLY,
    &COURT_ACCEPT,
    &COURT_RULE,
];

impl CaseFile {
    /// As the organ or court tells us. Whether it is in time is theirs to say; that reconsideration comes first after a decision on the
    /// spot is the law's.
    pub(super) fn lodge_remedy(&self, lodge: &LodgeRemedy, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let decision = self.course.decision().ok_or(Refusal::NothingProposed)?;
        let served_at = decision.served_at.ok_or(Refusal::NotServed)?;
        if lodge.lodged_at > sitting.at {
            return Err(Refusal::InFuture);
        }
        if lodge.lodged_at < served_at {
            return Err(Refusal::BeforeItBegan);
        }
        if self.course.open_remedy().is_some() {
            return Err(Refusal::RemedyOpen);
        }
        let reconsidered = self.course.remedies.iter().any(|remedy| remedy.kind == RemedyKind::Reconsideration);
        match lodge.kind {
            RemedyKind::Litigation if decision.on_the_spot && !reconsidered => return Err(Refusal::ReconsiderationFirst),
            RemedyKind::Reconsideration if self.course.remedies.iter().any(|remedy| remedy.kind == RemedyKind::Litigation) => {
                return Err(Refusal::LawsuitAlready);
            }
            RemedyKind::Reconsideration | RemedyKind::Litigation => {}
        }
        let event = Event::from(What::RemedyLodged(Remedy {
            id: lodge.id,
            kind: lodge.kind,
            organ: lodge.organ.clone(),
            reference: lodge.reference.clone(),
            suspends: lodge.suspends,
            lodged_at: lodge.lodged_at,
            word: None,
        }));
        let event = self.stop_all(event, [&RECONSIDERATION, &LITIGATION, &LITIGATION_AFTER, &APPLY], sitting.at);
        let event = if lodge.suspends {
            self.performance_pauses(event, lodge, sitting)
        } else {
            event
        };
        self.then(Ok(vec![event]), |after| after.recounted(sitting))
    }

    /// The clocks that press for performance.
    fn pressing(&self) -> impl Iterator<Item = &Clock> {
        let names = [PAY.id, INSTALMENT.id, DEMAND.id];
        self.clocks.running().filter(move |clock| names.contains(&clock.rule.id))
    }

    /// Execution goes on meanwhile unless it was suspended (行政处罚法 art. 73).
    fn performance_pauses(&self, event: Event, lodge: &LodgeRemedy, sitting: &Sitting<'_>) -> Event {
        let paused = self
            .pressing()
            .filter_map(|clock| clock.pause(sitting.at, "execution suspended", &lodge.organ).ok());
        paused.fold(event, Event::changing)
    }

    fn performance_resumes(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        let resumed = self
            .pressing()
            .filter_map(|clock| clock.resume(sitting.at, sitting.context.calendar).ok());
        resumed.fold(event, Event::changing)
    }

    pub(super) fn rule_remedy(&self, ruled: &RemedyRuled, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let remedy = self.course.remedies.iter().find(|remedy| remedy.id == ruled.remedy);
        let remedy = remedy.ok_or(Refusal::RemedyUnknown(ruled.remedy))?;
        if remedy.word.is_some() {
            return Err(Refusal::DoneAlready);
        }
        if ruled.ruled_at > sitting.at {
            return Err(Refusal::InFuture);
        }
        if ruled.ruled_at < remedy.lodged_at {
            return Err(Refusal::BeforeItBegan);
        }
        self.is_no_worse(ruled)?;
        let accrued = self.counted(local_date(ruled.ruled_at), sitting);
        self.then(Ok(accrued), |case| {
            let lines = case.lines_of(ruled);
            let event = Event::from(What::RemedyRuled {
                remedy: ruled.remedy,
                word: RemedyWord {
                    ruling: ruled.ruling,
                    items: ruled.items.clone(),
                    anew: ruled.anew,
                    reference: ruled.reference.clone(),
                    at: ruled.ruled_at,
                },
                lines,
            });
            let event = case.performance_resumes(event, sitting);
            let event = case.what_follows(event, remedy.kind, ruled, sitting);
            let ruled_now = case.then(Ok(vec![event]), |after| after.recounted(sitting))?;
            case.then(Ok(ruled_now), |after| Ok(after.applying(ruled.ruled_at, sitting)))
        })
    }

    /// A remedy makes nothing heavier (行政复议法 art. 63, 行政诉讼法 art. 77), and what is changed is said.
    fn is_no_worse(&self, ruled: &RemedyRuled) -> Result<(), Refusal> {
        let changed = ruled.ruling == RemedyRuling::Changed;
        let decided = self.course.decision().map(|decision| decision.outcome.items()).unwrap_or_default();
        if changed == ruled.items.is_empty() {
            return Err(Refusal::ChangeUnsaid);
        }
        if ruled.anew && !matches!(ruled.ruling, RemedyRuling::Revoked | RemedyRuling::Void) {
            return Err(Refusal::ChangeUnsaid);
        }
        if changed && is_heavier(&ruled.items, decided) {
            return Err(Refusal::MoreThanTold);
        }
        Ok(())
    }

    /// What is due after it, and what no longer; the surcharge is counted anew upon what is left.
    fn lines_of(&self, ruled: &RemedyRuled) -> Vec<Line> {
        let due = |kind: PenaltyKind| -> Fen { ruled.items.iter().filter(|item| item.kind == kind).map(|item| item.amount).sum() };
        let (fine, income) = match ruled.ruling {
            RemedyRuling::Upheld | RemedyRuling::Withdrawn | RemedyRuling::Dismissed => return Vec::new(),
            RemedyRuling::Changed => (due(PenaltyKind::Fine), due(PenaltyKind::ConfiscateIncome)),
            RemedyRuling::Revoked | RemedyRuling::Void => (Fen::ZERO, Fen::ZERO),
        };
        let account = &self.course.account;
        let surcharge = account.standing(Charge::Surcharge).due().min(fine);
        let owing = [(Charge::Fine, fine), (Charge::Confiscation, income), (Charge::Surcharge, surcharge)];
        let lines = owing.map(|(charge, due)| account.owing(charge, due, &ruled.reference, ruled.ruled_at));
        lines.into_iter().flatten().collect()
    }

    fn what_follows(&self, event: Event, kind: RemedyKind, ruled: &RemedyRuled, sitting: &Sitting<'_>) -> Event {
        let gone = matches!(ruled.ruling, RemedyRuling::Revoked | RemedyRuling::Void);
        let event = if kind == RemedyKind::Reconsideration && !gone {
            sitting.begin_at(event, &LITIGATION_AFTER, ruled.ruled_at)
        } else {
            event
        };
        let event = if ruled.ruling.is_against_us() {
            self.publication_falls(event, !gone, sitting)
        } else {
            event
        };
        if !gone {
            return event;
        }
        let event = self.stop_all(event, PRESSING, sitting.at);
        if !ruled.anew {
            return event;
        }
        let ended = self.stop_if_running(event, &ARCHIVE, sitting.at);
        sitting.begin(ended, &DECIDE)
    }
}

//! 催告, 申请强制执行, 结案 (行政强制法 arts. 53 to 58): after the remedies, in three months, and never while one is open.

use time::OffsetDateTime;

use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{
    APPLY, ARCHIVE, COURT_ACCEPT, COURT_RULE, DEMAND, LITIGATION, LITIGATION_AFTER, PUBLIC_NOTICE, RECONSIDERATION, SPOT_RECORD,
};
use crate::domain::command::Serve;
use crate::domain::course::{Court, Demand};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Ending, Stage};
use crate::domain::terms::{CourtRuling, DeliveryMethod};

impl CaseFile {
    /// Whether no remedy is open, and none can be lodged any more.
    fn is_final(&self) -> bool {
        let windows = [&RECONSIDERATION, &LITIGATION, &LITIGATION_AFTER];
        self.course.open_remedy().is_none() && windows.into_iter().all(|rule| self.clock(&rule.id).is_none())
    }

    /// The three months begin in which the court may be asked: from when the remedies, and the time to pay, are over.
    pub(in crate::domain) fn applying(&self, at: OffsetDateTime, sitting: &Sitting<'_>) -> Vec<Event> {
        let late = matches!(self.stage, Stage::Overdue | Stage::Demanded);
        let begun = self.clock(&APPLY.id).is_some();
        if !late || begun || !self.is_final() || self.course.account.outstanding().is_zero() {
            return Vec::new();
        }
        let event = Event::from(What::ApplicationOpen { at });
        vec![sitting.begin_at(event, &APPLY, at)]
    }

    /// When the remedies are over (art. 54).
    pub(super) fn serve_demand(&self, serve: &Serve, sitting: &Sitting<'_>) -> Decided {
        if !self.is_final() {
            return Err(Refusal::RemedyOpen);
        }
        if self.course.demand().is_some_and(|demand| demand.served_at.is_none()) {
            return Err(Refusal::OnItsWay);
        }
        self.something_is_late(sitting)?;
        let since = self.course.decision().and_then(|decision| decision.served_at);
        let delivery = self.served(serve, since.unwrap_or(self.received_at), sitting)?;
        let noticed = delivery.method == DeliveryMethod::PublicNotice;
        let at = delivery.at;
        let event = Event::from(What::DemandIssued(Demand {
            delivery,
            served_at: (!noticed).then_some(at),
        }));
        let rule = if noticed { PUBLIC_NOTICE } else { DEMAND };
        let issued = sitting.begin_at(event, &rule, at);
        self.then(Ok(self.counted(sitting.today(), sitting)), |_| Ok(vec![issued]))
    }

    /// Ten working days after the demand, and within three months.
    pub(super) fn apply_to_court(&self, court: &str, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.head(sitting)?;
        if let Some(clock) = self.clock(&DEMAND.id).filter(|clock| sitting.at < clock.due.legal) {
            return Err(Refusal::DemandRunning(clock.due.legal));
        }
        if !self.is_final() {
            return Err(Refusal::RemedyOpen);
        }
        if !self.can_apply(sitting.at) {
            return Err(Refusal::ApplicationLapsed);
        }
        self.something_is_late(sitting)?;
        let event = Event::from(What::CourtApplied(Court {
            court: court.to_owned(),
            reference: reference.to_owned(),
            applied_at: sitting.at,
            accepted_at: None,
            ruling: None,
            ruled_at: None,
            ended_at: None,
        }));
        let event = self.stop_if_running(self.stop_if_running(event, &APPLY, sitting.at), &DEMAND, sitting.at);
        let applied = sitting.begin(event, &COURT_ACCEPT);
        self.then(Ok(self.counted(sitting.today(), sitting)), |_| Ok(vec![applied]))
    }

    /// Whether the three months run.
    fn can_apply(&self, at: OffsetDateTime) -> bool {
        self.clock(&APPLY.id).is_some_and(|clock| at < clock.due.legal)
    }

    /// What is not paid is pressed for as long as the court can be asked; nothing is closed over it before.
    fn is_pressed_no_more(&self, at: OffsetDateTime) -> Result<(), Refusal> {
        let late = matches!(self.stage, Stage::Overdue | Stage::Demanded);
        let lapsed = self.clock(&APPLY.id).is_some() && !self.can_apply(at);
        if late && !lapsed {
            return Err(Refusal::ApplicationOpen);
        }
        Ok(())
    }

    /// Parts whose day has not come are not pressed for.
    fn something_is_late(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        if self.overdue(sitting.today(), sitting.context.calendar).is_zero() {
            return Err(Refusal::NothingDue);
        }
        Ok(())
    }

    pub(super) fn court_accept(&self, accepted_at: OffsetDateTime, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let court = self.course.court.as_ref().ok_or_else(|| Refusal::NotInStage(self.stage.name()))?;
        if court.accepted_at.is_some() {
            return Err(Refusal::DoneAlready);
        }
        if accepted_at > sitting.at {
            return Err(Refusal::InFuture);
        }
        if accepted_at < court.applied_at {
            return Err(Refusal::BeforeItBegan);
        }
        let event = Event::from(What::CourtAccepted { at: accepted_at });
        let event = self.stop_if_running(event, &COURT_ACCEPT, sitting.at);
        Ok(vec![sitting.begin_at(event, &COURT_RULE, accepted_at)])
    }

    /// A court allows only what it took up; that it does not take it up (不予受理) refuses it too.
    pub(super) fn court_rule(&self, ruling: CourtRuling, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let accepted = self.course.court.as_ref().is_some_and(|court| court.accepted_at.is_some());
        if ruling == CourtRuling::Allowed && !accepted {
            return Err(Refusal::CourtNotAccepted);
        }
        let event = Event::from(What::CourtRuled {
            ruling,
            reference: reference.to_owned(),
            at: sitting.at,
        });
        let event = self.stop_if_running(event, &COURT_ACCEPT, sitting.at);
        Ok(vec![self.stop_if_running(event, &COURT_RULE, sitting.at)])
    }

    pub(super) fn end_execution(&self, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let event = Event::from(What::ExecutionEnded {
            reference: reference.to_owned(),
            at: sitting.at,
        });
        self.then(Ok(self.counted(sitting.today(), sitting)), |_| Ok(vec![event]))
    }

    /// 结案, by the head: nothing is held, nothing is open, nothing is owed to the party, nothing is to be published or taken back; what the
    /// party still owes only where the court can no longer be asked for it.
    pub(super) fn close(&self, summary: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        self.nothing_is_held()?;
        self.no_crime_is_open()?;
        if self.course.open_remedy().is_some() {
            return Err(Refusal::RemedyOpen);
        }
        self.is_pressed_no_more(sitting.at)?;
        if !self.course.account.refundable().is_zero() {
            return Err(Refusal::RefundPending(self.course.account.refundable()));
        }
        if self.course.cash.iter().any(|cash| cash.banked_at.is_none()) {
            return Err(Refusal::NotHandedIn);
        }
        if self.course.corrections.iter().any(|correction| correction.result.is_none()) {
            return Err(Refusal::CorrectionUnchecked);
        }
        if self.clock(&SPOT_RECORD.id).is_some() {
            return Err(Refusal::SpotUnrecorded);
        }
        if self.owes_a_publication() {
            return Err(Refusal::PublicationOwed);
        }
        let event = Event::from(What::Ended(Ending {
            end: End::Closed {
                summary: summary.to_owned(),
            },
            by: by.to_owned(),
            at: sitting.at,
        }));
        let kept = [&RECONSIDERATION, &LITIGATION, &LITIGATION_AFTER];
        let event = event.moving(self.clocks.stopping_but(&kept, sitting.at));
        Ok(vec![sitting.begin(event, &ARCHIVE)])
    }
}

/// What was noticed in public counts as served.
pub(in crate::domain) fn demand_deemed(at: OffsetDateTime, sitting: &Sitting<'_>) -> Vec<Event> {
    let event = Event::from(What::DemandServed { at });
    vec![sitting.begin_at(event, &DEMAND, at)]
}

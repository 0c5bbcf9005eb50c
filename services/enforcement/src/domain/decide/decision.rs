//! 决定与送达 (行政处罚法 arts. 57 to 61): never without notice and defence, never more than what was told, and served with proof.

use shiyu_kit::calendar::Rule;
use shiyu_kit::calendar::TimeUnit;
use time::OffsetDateTime;

use super::again::is_heavier;
use crate::domain::account::{Charge, Line, LineKind, line};
use crate::domain::answer::Answer;
use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{DECIDE, LITIGATION, PAY, PUBLIC_NOTICE, PUBLISH, RECONSIDERATION, SERVE};
use crate::domain::command::{Decide, Serve};
use crate::domain::course::{Decision, Statement};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{DeliveryMethod, Fen, PenaltyItem, PenaltyKind, Proposal};

impl CaseFile {
    /// By the head, who did not investigate. The evidence, the notice, the defence, the review and the discussion lie behind it, or it is
    /// not made.
    pub(super) fn decide_upon(&self, decide: &Decide, sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        self.uninvolved(by)?;
        self.did_not_weigh(by)?;
        self.no_crime_is_open()?;
        self.no_other_city_is_asked()?;
        self.is_ripe()?;
        if let Proposal::Penalty { items, .. } = &decide.outcome {
            self.is_complete(sitting)?;
            self.was_told(items)?;
            self.rests_on_what_was_told(&decide.basis)?;
            self.follows_what_it_accepted(items, decide.unchanged.as_deref())?;
        }
        if decide.late.is_none() && self.clock(&DECIDE.id).is_some_and(|clock| clock.is_overdue(sitting.at)) {
            return Err(Refusal::TimeRunOut);
        }
        self.is_lawful(&decide.outcome, sitting)?;
        self.is_not_the_same_again(&decide.outcome)?;
        let lines = assessed(&decide.outcome, sitting.at);
        let decision = Box::new(Decision {
            outcome: decide.outcome.clone(),
            facts: decide.facts.clone(),
            basis: decide.basis.clone(),
            unit: self.unit.clone(),
            by: by.to_owned(),
            on_the_spot: false,
            at: sitting.at,
            delivery: None,
            served_at: None,
            revoked: false,
            unchanged: decide.unchanged.clone(),
            late: decide.late.clone(),
        });
        let published = decision.is_penalty() && !self.is_of_the_young();
        let event = Event::from(What::Decided { decision, lines });
        let event = sitting.begin(self.stop_if_running(event, &DECIDE, sitting.at), &SERVE);
        let event = self.stop_if_running(event, &PUBLISH, sitting.at);
        Ok(vec![if published { sitting.begin(event, &PUBLISH) } else { event }])
    }

    /// Two officers concluded it upon evidence that holds, two have it in hand, nobody is asked to stand aside, and what was gathered by
    /// somebody who had to was seen by two others (行政处罚法 arts. 42, 43).
    fn is_ripe(&self) -> Result<(), Refusal> {
        let concluded = self
            .course
            .conclusion
            .as_ref()
            .is_some_and(|conclusion| conclusion.officers.len() >= 2);
        let unseen = self
            .course
            .evidence
            .iter()
            .any(|evidence| evidence.holds() && self.is_unseen(evidence));
        if !concluded || self.course.officers.len() < 2 || unseen {
            return Err(Refusal::TwoOfficersNeeded);
        }
        if self.course.recusals.iter().any(|recusal| recusal.word.is_none()) {
            return Err(Refusal::RecusalOpen);
        }
        if self.holding() == 0 {
            return Err(Refusal::EvidenceMissing);
        }
        Ok(())
    }

    /// The party was told of each kind, and of at least as much, and could defend itself.
    fn was_told(&self, items: &[PenaltyItem]) -> Result<(), Refusal> {
        let notice = self.course.notice().filter(|notice| notice.served_at.is_some());
        let notice = notice.ok_or(Refusal::NoticeMissing)?;
        let submitted = self
            .course
            .submissions
            .last()
            .is_some_and(|submission| submission.notice == notice.id);
        if !submitted {
            return Err(Refusal::NoticeMissing);
        }
        if is_heavier(items, notice.proposal.items()) {
            return Err(Refusal::MoreThanTold);
        }
        Ok(())
    }

    /// Whoever follows what the party said (采纳) does something about it, or says why not (art. 45).
    fn follows_what_it_accepted(&self, items: &[PenaltyItem], why: Option<&str>) -> Result<(), Refusal> {
        let notice = self.course.notice();
        let since = notice.and_then(|notice| notice.served_at);
        let accepted = |statement: &Statement| {
            let review = statement.review.as_ref();
            review.is_some_and(|review| review.accepted) && since.is_some_and(|served| statement.at >= served)
        };
        let told = notice.map(|notice| notice.proposal.items()).unwrap_or_default();
        let same = !is_heavier(told, items);
        if same && why.is_none() && self.course.statements.iter().any(accepted) {
            return Err(Refusal::StatementUnfollowed);
        }
        Ok(())
    }

    /// A penalty rests on every provision of the item that it is filed upon, which are those the party was told (arts. 44, 59).
    fn rests_on_what_was_told(&self, basis: &[String]) -> Result<(), Refusal> {
        let named = named(&basis.join("、"));
        let of_item = named_each(&self.filing()?.power.basis);
        if of_item.iter().all(|provision| named.contains(provision.as_str())) {
            Ok(())
        } else {
            Err(Refusal::BasisNotFitting)
        }
    }

    /// In seven working days. From here the party's fifteen days, sixty days and six months run.
    pub(super) fn serve_decision(&self, serve: &Serve, sitting: &Sitting<'_>) -> Decided {
        let decision = self.course.decision().ok_or(Refusal::NothingProposed)?;
        if decision.delivery.is_some() {
            return Err(Refusal::OnItsWay);
        }
        let delivery = self.served(serve, decision.at, sitting)?;
        let online = delivery.method == DeliveryMethod::Electronic;
        if online && delivery.online_channel.is_none() {
            return Err(Refusal::OnlineChannelMissing);
        }
        if delivery.method == DeliveryMethod::PublicNotice {
            let at = delivery.at;
            let event = Event::from(What::DecisionDelivered { delivery, served_at: None });
            let event = self.stop_if_running(event, &SERVE, sitting.at);
            return Ok(vec![sitting.begin_at(event, &PUBLIC_NOTICE, at)]);
        }
        let (at, told) = (delivery.at, delivery.remedies_told);
        let event = Event::from(What::DecisionDelivered {
            delivery,
            served_at: Some(at),
        });
        let event = self.stop_if_running(event, &SERVE, sitting.at);
        let event = self.windows_open(event, decision, (at, told), sitting);
        self.then(Ok(vec![event]), |served| Ok(served.after_service(at, sitting)))
    }

    /// What was noticed in public counts as served.
    pub(in crate::domain) fn decision_deemed(&self, at: OffsetDateTime, sitting: &Sitting<'_>) -> Decided {
        let Some(decision) = self.course.decision() else {
            return Ok(Vec::new());
        };
        let told = decision.delivery.as_ref().is_some_and(|delivery| delivery.remedies_told);
        let event = Event::from(What::DecisionDeemedServed { at });
        let event = self.windows_open(event, decision, (at, told), sitting);
        self.then(Ok(vec![event]), |served| Ok(served.after_service(at, sitting)))
    }

    /// The times for payment and remedies; of a decision on the spot the lawsuit waits for the reconsideration (行政复议法 art. 23).
    pub(super) fn windows_open(
        &self,
        event: Event,
        decision: &Decision,
        (at, told): (OffsetDateTime, bool),
        sitting: &Sitting<'_>,
    ) -> Event {
        let owing = !self.course.account.outstanding().is_zero();
        let event = if owing { sitting.begin_at(event, &PAY, at) } else { event };
        let event = event.starting(reconsideration(told), at, sitting.context.calendar);
        if decision.on_the_spot {
            return event;
        }
        sitting.begin_at(event, &LITIGATION, at)
    }

    /// The service that offered the case hears of the result, and what needs no performance is performed.
    pub(super) fn after_service(&self, at: OffsetDateTime, sitting: &Sitting<'_>) -> Vec<Event> {
        let done = self.completed(sitting);
        match self.course.decision() {
            Some(decision) => self.telling(done, Answer::decided(&decision.outcome, at)),
            None => done,
        }
    }
}

/// Provisions as they are compared: without blanks, and a law by its short name.
fn named(provisions: &str) -> String {
    let signs = provisions.chars().filter(|sign| !sign.is_whitespace());
    signs.collect::<String>().replace("中华人民共和国", "")
}

fn named_each(provisions: &str) -> Vec<String> {
    named(provisions).split('、').map(str::to_owned).collect()
}

/// Sixty days; a year where the party was not told of the remedy (行政复议法 art. 20).
pub(super) fn reconsideration(told: bool) -> Rule {
    if told {
        return RECONSIDERATION;
    }
    Rule {
        amount: 12,
        unit: TimeUnit::Month,
        ..RECONSIDERATION
    }
}

/// What is due by a decision.
pub(super) fn assessed(outcome: &Proposal, at: OffsetDateTime) -> Vec<Line> {
    let due = |charge, amount: Fen| line((charge, LineKind::Assessed), amount, "", at);
    let fine = due(Charge::Fine, outcome.amount(PenaltyKind::Fine));
    let income = due(Charge::Confiscation, outcome.amount(PenaltyKind::ConfiscateIncome));
    fine.into_iter().chain(income).collect()
}

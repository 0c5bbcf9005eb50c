//! Review and re-review (arts. 35, 36).

use shiyu_kit::calendar::Rule;
use shiyu_kit::unit::Code;
use time::{Duration, OffsetDateTime};

use super::answer::delivered;
use crate::domain::clocks::{ARCHIVE, EXECUTE, HANDLE, RECHECK, RECHECK_WINDOW, REVIEW, REVIEW_WINDOW, SERVE, SERVE_REVOCATION, TAKE_UP};
use crate::domain::command::{DecideRemedy, RequestRemedy, Serve};
use crate::domain::course::{Delivery, RemedyCase, RulingGiven, TakenUp};
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Stage};
use crate::domain::terms::{Closing, Remedy, Ruling};

impl Petition {
    /// In time is what was received, or posted, within the window, whenever it was put on record. The time of the unit above runs
    /// from receipt (arts. 35, 36), however long the post took.
    pub(super) fn request_remedy(&self, request: &RequestRemedy, sitting: &Sitting<'_>) -> Decided {
        self.acting_party(request.party, sitting)?;
        let at = request.at.unwrap_or(sitting.at);
        if at > sitting.at {
            return Err(Refusal::ReceivedInFuture);
        }
        let asked_at = request.posted_at.unwrap_or(at);
        if asked_at > at {
            return Err(Refusal::PostedAfterReceipt);
        }
        let (remedy, delivery) = self.remedy_open()?;
        if asked_at < delivery.at {
            return Err(Refusal::ServedBeforeIssued);
        }
        let window = window(remedy);
        let last = self.window_end(&window, delivery.opens_at(), sitting) + self.dismissed_for(remedy, delivery);
        if asked_at >= last {
            return Err(Refusal::RemedyLapsed(last));
        }
        let organ = self.organ(remedy, sitting)?;
        let event = Event::from(What::RemedyRequested(RemedyCase {
            remedy,
            party: request.party,
            reasons: request.reasons.clone(),
            requested_at: at,
            posted_at: request.posted_at,
            organ,
            taken_up: None,
            ruling: None,
            dismissed: None,
        }));
        let event = self.stop_if_running(event, &window.id, sitting.at);
        let event = self.stop_if_running(event, &ARCHIVE.id, sitting.at);
        let event = sitting.begin(event, &TAKE_UP);
        Ok(vec![sitting.begin_at(event, &period(remedy), at)])
    }

    /// Which remedy is open, and upon which service: it follows what was served last.
    fn remedy_open(&self) -> Result<(Remedy, &Delivery), Refusal> {
        let ruling = self.ruled().and_then(|remedy| remedy.ruling.as_ref());
        let standing = ruling.filter(|ruling| ruling.ruling != Ruling::Revoked);
        if let Some(delivery) = standing.and_then(|ruling| ruling.delivery.as_ref()) {
            return Ok((Remedy::Recheck, delivery));
        }
        let delivery = self.course.opinion().and_then(|opinion| opinion.delivery.as_ref());
        let delivery = delivery.ok_or(Refusal::ServedBeforeIssued)?;
        Ok((Remedy::Review, delivery))
    }

    /// The last remedy that was decided on.
    fn ruled(&self) -> Option<&RemedyCase> {
        self.course.remedies.iter().rfind(|remedy| remedy.ruling.is_some())
    }

    /// How long requests lay with the unit above that were dismissed then: none of that time is the petitioner's.
    fn dismissed_for(&self, remedy: Remedy, delivery: &Delivery) -> Duration {
        let of_it = |case: &&RemedyCase| case.remedy == remedy && case.requested_at >= delivery.at;
        let dismissed = self.course.remedies.iter().filter(of_it);
        let lay = dismissed.filter_map(|case| Some(case.dismissed.as_ref()?.at - case.requested_at));
        lay.fold(Duration::ZERO, |all, one| all + one)
    }

    /// Which remedy may be asked for once more after a request was dismissed, and until when (G-25).
    #[must_use]
    pub fn remedy_again(&self) -> Option<(Remedy, OffsetDateTime)> {
        let dismissed = End::Closed(Closing::Dismissed);
        let closed = matches!(&self.stage, Stage::Ended(ending) if ending.end == dismissed);
        let (remedy, delivery) = self.remedy_open().ok().filter(|_| closed)?;
        let clock = self.clocks.latest(&window(remedy).id)?;
        Some((remedy, clock.due.legal + self.dismissed_for(remedy, delivery)))
    }

    /// The window's last moment: of its clock, which a new calendar may have moved.
    fn window_end(&self, window: &Rule, from: OffsetDateTime, sitting: &Sitting<'_>) -> OffsetDateTime {
        let clock = self
            .clocks
            .iter()
            .rev()
            .find(|clock| clock.rule.id == window.id && clock.started_at == from);
        clock.map_or_else(|| sitting.due(window, from), |clock| clock.due.legal)
    }

    /// The unit above the handler; on re-review the one above the reviewer.
    fn organ(&self, remedy: Remedy, sitting: &Sitting<'_>) -> Result<Code, Refusal> {
        match remedy {
            Remedy::Review => sitting.reviewing(self.handler().unwrap_or(&self.unit)),
            Remedy::Recheck => {
                let reviewed = self.ruled().map_or(&self.unit, |remedy| &remedy.organ);
                sitting.reviewing(reviewed)
            }
        }
    }

    /// Staff of the superior take it up: none of the handling unit's, and none who had a hand in it.
    pub(super) fn take_up(&self, sitting: &Sitting<'_>) -> Decided {
        let (by, _) = self.reviewer(sitting)?;
        let event = Event::from(What::RemedyTakenUp(TakenUp {
            unit: sitting.own_unit()?,
            by: by.to_owned(),
            at: sitting.at,
        }));
        Ok(vec![event.stopping(&TAKE_UP.id, sitting.at)])
    }

    /// The petitioner is told why, and may ask once more in what is left of their time.
    pub(super) fn dismiss(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.reviewer(sitting)?;
        let dismissed = Event::from(What::RemedyDismissed {
            reason: reason.to_owned(),
            at: Some(sitting.at),
        });
        let end = End::Closed(Closing::Dismissed);
        self.then(vec![dismissed], |petition| Ok(vec![petition.ending(end, sitting)]))
    }

    pub(super) fn rule(&self, decide: &DecideRemedy, sitting: &Sitting<'_>) -> Decided {
        let (by, remedy) = self.reviewer(sitting)?;
        if decide.legal_basis.is_empty() {
            return Err(Refusal::OpinionWithoutLegalBasis);
        }
        if self.open_hearing().is_some() {
            return Err(Refusal::HearingOpen);
        }
        let revoked = decide.ruling == Ruling::Revoked;
        if revoked && remedy.remedy == Remedy::Recheck {
            return Err(Refusal::RecheckIsFinal);
        }
        let event = Event::from(What::RemedyDecided {
            remedy: remedy.remedy,
            given: Box::new(RulingGiven {
                ruling: decide.ruling,
                text: decide.text.clone(),
                legal_basis: decide.legal_basis.clone(),
                supported: decide.supported,
                decided_by: by.to_owned(),
                at: sitting.at,
                delivery: None,
            }),
        });
        if !revoked {
            return Ok(vec![sitting.begin(event, &SERVE)]);
        }
        let event = self.stop_if_running(event, &EXECUTE.id, sitting.at);
        Ok(vec![sitting.begin(sitting.begin(event, &HANDLE), &SERVE_REVOCATION)])
    }

    /// The next window opens, or after re-review the matter is terminated (art. 36). A changed decision replaces the opinion:
    /// with it what is to be carried out begins, goes on or falls away.
    pub(super) fn serve_ruling(&self, serve: &Serve, sitting: &Sitting<'_>) -> Decided {
        if self.stage == Stage::Handling {
            return self.serve_revocation(serve, sitting);
        }
        sitting.staff_of(&self.unit)?;
        let remedy = self.course.remedy().ok_or(Refusal::ServedBeforeIssued)?;
        let ruling = remedy.ruling.as_ref().ok_or(Refusal::ServedBeforeIssued)?;
        let delivery = delivered(serve, ruling.at, sitting)?;
        let (at, opens) = (delivery.at, delivery.opens_at());
        let period = period(remedy.remedy);
        let event = Event::from(What::RulingServed(delivery))
            .stopping(&SERVE.id, at)
            .stopping(&period.id, at);
        let (event, pending) = match ruling.ruling {
            Ruling::Changed if !ruling.supported => (self.stop_if_running(event, &EXECUTE.id, sitting.at), false),
            Ruling::Changed if self.clock(&EXECUTE.id).is_none() => (sitting.begin_at(event, &EXECUTE, at), true),
            Ruling::Changed | Ruling::Upheld | Ruling::Revoked => (event, self.course.is_execution_pending()),
        };
        if remedy.remedy == Remedy::Review {
            return Ok(vec![sitting.begin_at(event, &RECHECK_WINDOW, opens)]);
        }
        let event = self.stopping_but(&[&SERVE, &period, &EXECUTE], event, sitting);
        Ok(vec![if pending { event } else { sitting.begin(event, &ARCHIVE) }])
    }

    /// The petitioner is told in writing of a revocation too (art. 35), by the unit above, while the matter lies with the handler
    /// again. It opens no window: the next opinion will.
    fn serve_revocation(&self, serve: &Serve, sitting: &Sitting<'_>) -> Decided {
        sitting.staff()?;
        let revocation = self.course.remedy().filter(|remedy| remedy.is_revocation());
        let remedy = revocation.ok_or(Refusal::ServedBeforeIssued)?;
        if !sitting.acts_for(&remedy.organ) {
            return Err(Refusal::NotTheReviewOrgan(remedy.organ.clone()));
        }
        let ruling = remedy.ruling.as_ref().ok_or(Refusal::ServedBeforeIssued)?;
        if ruling.delivery.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let delivery = delivered(serve, ruling.at, sitting)?;
        let at = delivery.at;
        let event = Event::from(What::RulingServed(delivery));
        let event = self.stop_all(event, [&SERVE_REVOCATION, &period(remedy.remedy)], at);
        Ok(vec![event])
    }

    /// Whether the petitioner still has to be told that the opinion was revoked.
    pub(super) fn revocation_unserved(&self) -> bool {
        let ruling = self.course.remedy().filter(|remedy| remedy.is_revocation());
        let ruling = ruling.and_then(|remedy| remedy.ruling.as_ref());
        ruling.is_some_and(|ruling| ruling.delivery.is_none())
    }

    /// Staff of the organ that reviews, who had no hand in the handling ([`Verb::HANDLING`](crate::domain::Verb::HANDLING)), nor it in
    /// charge, nor presided at a hearing before (G-24).
    pub(super) fn reviewer<'a>(&'a self, sitting: &Sitting<'a>) -> Result<(&'a str, &'a RemedyCase), Refusal> {
        let by = sitting.staff()?;
        let remedy = self.course.remedy().ok_or(Refusal::PetitionUnknown)?;
        let own = sitting.own_unit()?;
        let handler = self.handler() == Some(&own);
        if handler || !sitting.acts_for(&remedy.organ) && !self.writes_down(remedy, sitting) {
            return Err(Refusal::NotTheReviewOrgan(remedy.organ.clone()));
        }
        let before = self.course.remedies.iter().filter(|before| before.remedy != remedy.remedy);
        let reviewed = before.into_iter().any(|before| before.is_by(by));
        let mut earlier = self
            .course
            .hearings
            .iter()
            .filter(|hearing| hearing.opened_at < remedy.requested_at);
        let heard = earlier.any(|hearing| hearing.host == by);
        if reviewed || heard || self.course.had_a_hand(by) {
            return Err(Refusal::ReviewerHandledTheCase);
        }
        Ok((by, remedy))
    }
}

impl Petition {
    /// What an organ does that is none of ours, as a province above its cities, is put on record upon its papers: by the office of the unit
    /// whose answer it reviews, through somebody who had no hand in that one.
    fn writes_down(&self, remedy: &RemedyCase, sitting: &Sitting<'_>) -> bool {
        let before = match remedy.remedy {
            Remedy::Review => self.handler(),
            Remedy::Recheck => self.ruled().map(|reviewed| &reviewed.organ),
        };
        sitting.is_outside(&remedy.organ) && before.is_some_and(|before| sitting.acts_for(before))
    }
}

/// The petitioner's own time for it.
fn window(remedy: Remedy) -> Rule {
    match remedy {
        Remedy::Review => REVIEW_WINDOW,
        Remedy::Recheck => RECHECK_WINDOW,
    }
}

fn period(remedy: Remedy) -> Rule {
    match remedy {
        Remedy::Review => REVIEW,
        Remedy::Recheck => RECHECK,
    }
}

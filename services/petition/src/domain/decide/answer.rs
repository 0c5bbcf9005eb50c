//! How it is answered (arts. 29, 32).

use time::{Duration, OffsetDateTime};

use super::jurisdiction::REPORT;
use crate::domain::clocks::{ARCHIVE, DUTY_REPORT, EXECUTE, FAST_ANSWER, HANDLE, REVIEW_WINDOW, SERVE};
use crate::domain::command::Serve;
use crate::domain::course::{Delivery, Draft, Opinion, OpinionIssued, Reply};
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::End;
use crate::domain::terms::{Adoption, Classification, Closing, Decision};

/// How much later a service may be put on record without that its window opens later: a working day, also over a weekend.
const LATE: Duration = Duration::days(3);

impl Petition {
    /// A suggestion says what became of it (art. 29); an accusation is answered without a word of what was found (art. 30).
    pub(super) fn reply(&self, adoption: Option<Adoption>, text: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        let adoption = match self.classification() {
            Some(Classification::Suggestion) => Some(adoption.ok_or(Refusal::AdoptionMissing)?),
            Some(Classification::Accusation) => None,
            Some(Classification::AppealForRelief(_)) | None => return Err(Refusal::AnsweredByOpinion),
        };
        let event = Event::from(What::Replied(Reply {
            adoption,
            text: text.to_owned(),
            at: sitting.at,
        }));
        Ok(vec![sitting.begin(self.stopping_but(&[], event, sitting), &ARCHIVE)])
    }

    pub(super) fn draft(&self, opinion: &Opinion, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff_of(&self.unit)?;
        if self.classification() == Some(Classification::Accusation) {
            return Err(Refusal::PathWithoutOpinion);
        }
        self.is_duty_answered()?;
        if opinion.legal_basis.is_empty() {
            return Err(Refusal::OpinionWithoutLegalBasis);
        }
        let draft = Draft {
            opinion: opinion.clone(),
            by: by.to_owned(),
            at: sitting.at,
        };
        Ok(vec![What::OpinionDrafted(Box::new(draft)).into()])
    }

    /// Two pairs of eyes, each with a token of its own: the head of the unit issues what somebody else drafted.
    pub(super) fn issue(&self, sitting: &Sitting<'_>) -> Decided {
        let issuer = sitting.staff_of(&self.unit)?;
        let draft = self.course.draft.as_ref().ok_or(Refusal::NothingDrafted)?;
        if draft.by == issuer {
            return Err(Refusal::NotTheUnitHead);
        }
        self.is_duty_answered()?;
        if self.open_hearing().is_some() {
            return Err(Refusal::HearingOpen);
        }
        if self.revocation_unserved() {
            return Err(Refusal::RevocationUnserved);
        }
        let event = Event::from(What::OpinionIssued(Box::new(OpinionIssued {
            opinion: draft.opinion.clone(),
            drafted_by: draft.by.clone(),
            issued_by: issuer.to_owned(),
            at: sitting.at,
            delivery: None,
        })));
        let event = self.stop_if_running(event, &DUTY_REPORT.id, sitting.at);
        let event = self.stopping_assistance(event, sitting);
        Ok(vec![sitting.begin(event, &SERVE)])
    }

    /// The petitioner's window opens when the opinion reached them, and not before (G-24), nor before the office said so in time. To whom
    /// it was assigned has then reported back.
    pub(super) fn serve_opinion(&self, serve: &Serve, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        let issued = self.course.opinion().ok_or(Refusal::ServedBeforeIssued)?;
        let delivery = delivered(serve, issued.at, sitting)?;
        let (at, opens, supported) = (delivery.at, delivery.opens_at(), issued.opinion.decision == Decision::Supported);
        let event = Event::from(What::OpinionServed(delivery)).stopping(&SERVE.id, at);
        let event = self.stop_if_running(self.stop_all(event, [&HANDLE, &FAST_ANSWER], at), REPORT, at);
        let event = sitting.begin_at(event, &REVIEW_WINDOW, opens);
        Ok(vec![if supported { sitting.begin_at(event, &EXECUTE, at) } else { event }])
    }

    /// With the window lapsed before, this was all that kept it open; and after the end, all that kept it from the archive.
    pub(super) fn report_execution(&self, report: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.staff()?;
        let handler = self.handler().ok_or(Refusal::NothingToExecute)?;
        sitting.staff_of(handler)?;
        if !self.course.is_execution_pending() {
            return Err(Refusal::NothingToExecute);
        }
        let event = Event::from(What::Executed {
            report: report.to_owned(),
            at: sitting.at,
        });
        let event = event.stopping(&EXECUTE.id, sitting.at);
        if self.stage.name().is_end() {
            return Ok(vec![self.to_archive(event, sitting)]);
        }
        if !self.window_lapsed() {
            return Ok(vec![event]);
        }
        let ending = self.ending(End::Closed(Closing::Lapsed), sitting);
        Ok(vec![event, sitting.begin(ending, &ARCHIVE)])
    }
}

/// When a document reached the petitioner: after it was issued, and not in the future.
pub(super) fn delivered(serve: &Serve, issued_at: OffsetDateTime, sitting: &Sitting<'_>) -> Result<Delivery, Refusal> {
    let at = serve.at.unwrap_or(sitting.at);
    if at < issued_at {
        return Err(Refusal::ServedBeforeIssued);
    }
    if at > sitting.at {
        return Err(Refusal::ServedInFuture);
    }
    Ok(Delivery {
        method: serve.method,
        proof: serve.proof.clone(),
        at,
        entered_at: Some(sitting.at).filter(|entered| *entered - at > LATE),
    })
}

//! What becomes of an event in the county to which it was handed over: that county tells, the first one answers its reporter, and the
//! reporter's rating goes to whoever did the work.

use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::domain::clocks::EVALUATE;
use crate::domain::course::{Evaluation, Sequel, SequelEnd};
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::End;
use crate::domain::terms::Rating;

impl Incident {
    /// How it ended there; heard as a fact of the city's desk, and told by none but the county to which it was handed over. A duplicate
    /// that was parted again ends once more; what comes late changes nothing. Whoever reported it rates within seven days of the close
    /// there.
    pub(super) fn hear_sequel(&self, sequel: &Sequel, owner: &Code, sitting: &Sitting<'_>) -> Decided {
        sitting.city_desk()?;
        let Some(End::HandedOver { to }) = self.stage.ending().map(|ending| &ending.end) else {
            return Err(Refusal::NoBoundary);
        };
        if to != owner {
            return Err(Refusal::NotACountyNamed(owner.clone()));
        }
        let before = self.course.sequel.as_ref();
        if before.is_some_and(|before| sequel.at <= before.at) {
            return Ok(Vec::new());
        }
        let event = Event::from(What::Followed(sequel.clone()));
        let is_rated = sequel.end == SequelEnd::Closed && !self.query_index.is_empty() && self.clock(&EVALUATE.id).is_none();
        if !is_rated {
            return Ok(vec![event]);
        }
        let rule = sitting.rule(&EVALUATE);
        Ok(vec![event.starting(rule, sequel.at, sitting.context.calendar)])
    }

    /// The reporter's own rating of what was handed over to us; heard as a fact of the city's desk. Whether it came in time the first
    /// county has said. What went on in another event has a rating of its own, as with a code of this county's; what goes on in yet another
    /// county is rated there.
    pub(super) fn hear_rating(&self, rating: Rating, at: OffsetDateTime, sitting: &Sitting<'_>) -> Decided {
        sitting.city_desk()?;
        if !self.may_be_rated(false) {
            return Ok(Vec::new());
        }
        let evaluation = Evaluation { rating, asked: false, at };
        match self.stage.ending().map(|ending| &ending.end) {
            Some(End::Closed { .. }) => {
                let event = Event::from(What::Evaluated(evaluation));
                Ok(vec![self.stop_if_running(event, &EVALUATE.id, sitting.at)])
            }
            Some(End::Duplicate { .. }) => Ok(vec![What::Evaluated(evaluation).into()]),
            Some(End::HandedOver { .. } | End::HandedOutside { .. }) => Ok(vec![What::RatingPassedOn(evaluation).into()]),
            Some(End::Rejected { .. } | End::EmergencyTransferred { .. }) | None => Err(self.not_now(sitting)),
        }
    }
}

//! What an event does to a supervision, but for its clocks.

use super::domain::{Receipt, Stage, Step, Supervision};
use super::event::What;

impl Supervision {
    pub(super) fn follow(&mut self, what: &What) -> Option<()> {
        match what {
            What::Issued(_) => return None,
            What::Urged(step) | What::Raised(step) => self.climb(step),
            What::Passed(_) | What::ClocksReckoned(_) => {}
            What::Acknowledged(receipt) => self.acknowledged(receipt),
            What::Rectifying(measures) => {
                self.measures = Some(measures.clone());
                self.stage = Stage::Rectifying;
            }
            What::Reported(result) => {
                self.result = Some(result.clone());
                self.stage = Stage::Reported;
            }
            What::Verified => self.stage = Stage::Verified,
            What::Returned => self.stage = Stage::Rectifying,
            What::Closed(at) => self.end(Stage::Closed, *at),
            What::CarriedOut(index, document) => self.steps.get_mut(*index)?.document = Some(document.clone()),
            What::Suggested(suggestion, step) => {
                self.suggestion = Some(suggestion.clone());
                self.climb(step);
            }
            What::Withdrawn(at, document) => {
                self.withdrawal = Some(document.clone());
                self.end(Stage::Withdrawn, *at);
            }
            What::Fulfilled(on) => self.fulfilled_on = Some(*on),
            What::Sealed(at) => {
                self.sealed = true;
                self.end(Stage::Withdrawn, *at);
            }
            What::Followed(stage, rung, at) => {
                self.stage = *stage;
                self.rung = *rung;
                self.closed_at = stage.is_over().then_some(*at);
            }
        }
        Some(())
    }

    fn climb(&mut self, step: &Step) {
        self.rung = self.rung.max(step.rung);
        self.steps.push(step.clone());
    }

    fn acknowledged(&mut self, receipt: &Receipt) {
        for step in self.steps.iter_mut().filter(|step| step.receipt.is_none()) {
            step.receipt = Some(receipt.clone());
        }
        if self.stage == Stage::Issued {
            self.stage = Stage::Acknowledged;
        }
    }

    fn end(&mut self, stage: Stage, at: time::OffsetDateTime) {
        self.stage = stage;
        self.closed_at = Some(at);
    }
}

//! What each order does to a made-up petition: the next stage, and which clocks stop and start.

use shiyu_proto::petition::v1::{Petition, Stage};
use tonic::{Code, Status};

use super::state::{State, refused};

/// One step of the course.
pub struct Step {
    pub from: Stage,
    pub to: Stage,
    pub kind: &'static str,
    pub stop: &'static [&'static str],
    pub start: &'static str,
    pub days: i64,
}

pub const FORWARD: Step = Step {
    from: Stage::Registered,
    to: Stage::Forwarded,
    kind: "matter.forwarded",
    stop: &["forward"],
    start: "accept",
    days: 15,
};
pub const ACCEPT: Step = Step {
    from: Stage::Forwarded,
    to: Stage::Accepted,
    kind: "matter.accepted",
    stop: &["accept"],
    start: "classify",
    days: 7,
};
pub const START: Step = Step {
    from: Stage::Accepted,
    to: Stage::Handling,
    kind: "handling.started",
    stop: &["classify"],
    start: "handle",
    days: 60,
};
pub const ISSUE: Step = Step {
    from: Stage::Handling,
    to: Stage::OpinionIssued,
    kind: "opinion.issued",
    stop: &[],
    start: "serve",
    days: 7,
};
pub const SERVE: Step = Step {
    from: Stage::OpinionIssued,
    to: Stage::OpinionServed,
    kind: "opinion.served",
    stop: &["serve", "handle"],
    start: "review_window",
    days: 30,
};

impl State {
    /// Takes a step, once for every request id.
    pub fn take(&mut self, name: &str, request_id: &str, asked: String, step: &Step) -> Result<Petition, Status> {
        let mut petition = self.petition(name)?;
        if self.replayed(request_id, asked)? {
            return Ok(petition);
        }
        if petition.stage() != step.from {
            return Err(refused(Code::FailedPrecondition, "NOT_IN_STAGE"));
        }
        petition.set_stage(step.to);
        self.turn(&mut petition, step.stop, step.start, step.days);
        self.note(name, step.kind);
        self.petitions.insert(name.to_owned(), petition.clone());
        Ok(petition)
    }
}

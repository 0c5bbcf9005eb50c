//! Protobuf ↔ what subjects ask, and nothing else.

use shiyu_proto::common::v1 as common;
use uuid::Uuid;

use super::Order;
use super::domain::{Asked, Task, Wish};
use super::store::Key;
use crate::fault::Violations;
use crate::reading::Reading;
use crate::register::{Listing, Wanted};
use crate::unit::Code;
use crate::wire::{Word, moment, number, timestamp};

const TASKS: &str = "subjectTasks";

/// A provision.
const LINE: usize = 200;

/// Reads `ListSubjectTasks`: whether only those that are open.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn list(request: &common::ListSubjectTasksRequest, county: &Code) -> Result<Listing<bool, Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = ["subjectTasks", if request.open { "open" } else { "" }];
    Reading::new(county).listing(page, &scope, request.open)
}

/// Reads `FindHeldCases`.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn find(request: &common::FindHeldCasesRequest, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, TASKS);
    reading.finish(id)
}

/// Reads `AnswerSubjectTask`; what is held is still to be looked up.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn answer(request: common::AnswerSubjectTaskRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let task = reading.name("name", &request.name, TASKS);
    let request_id = reading.request_id(&request.request_id);
    let outcome = reading.word("outcome", request.outcome);
    let basis = reading.impersonal_or_nothing("basis", request.basis, LINE);
    let order = task.zip(outcome).zip(basis);
    let order = order.map(|((id, outcome), basis)| Order::Answer {
        id,
        outcome,
        basis: Some(basis).filter(|basis| !basis.trim().is_empty()),
        held: Vec::new(),
    });
    reading.wanted(request_id, order)
}

/// What was told, and of which services it is asked; none if it cannot be read.
pub(super) fn requested(told: common::SubjectRequested) -> Option<(Vec<String>, Asked)> {
    let wish = common::SubjectWish::try_from(told.wish).ok().and_then(Wish::read)?;
    let asked = Asked {
        id: told.subject_request.parse().ok()?,
        wish,
        at: told.ask_time.and_then(moment)?,
        due_at: told.due_time.and_then(moment)?,
    };
    Some((told.services, asked))
}

/// A task as a resource.
pub(super) fn task(task: &Task, county: &Code) -> common::SubjectTask {
    let (asked, answer) = (&task.asked, task.answer.as_ref());
    common::SubjectTask {
        name: format!("counties/{county}/{TASKS}/{}", asked.id),
        wish: asked.wish.number(),
        ask_time: Some(timestamp(asked.at)),
        due_time: Some(timestamp(asked.due_at)),
        outcome: number(answer.map(|answer| answer.outcome)),
        basis: answer.and_then(|answer| answer.basis.clone()).unwrap_or_default(),
        answer_time: answer.map(|answer| timestamp(answer.at)),
    }
}

/// `subject.answered`.
pub(super) fn answered(task: &Task) -> common::SubjectAnswered {
    let answer = task.answer.as_ref();
    common::SubjectAnswered {
        subject_request: task.asked.id.to_string(),
        outcome: number(answer.map(|answer| answer.outcome)),
        basis: answer.and_then(|answer| answer.basis.clone()).unwrap_or_default(),
        answer_time: answer.map(|answer| timestamp(answer.at)),
    }
}

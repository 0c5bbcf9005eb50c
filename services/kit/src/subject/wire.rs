//! Protobuf ↔ what subjects ask, and nothing else.

use shiyu_proto::common::v1 as common;
use uuid::Uuid;

use super::domain::{Asked, Outcome, Task, Wish};
use super::store::Key;
use super::{Corrected, Order};
use crate::fault::Violations;
use crate::party::{Draft, Identity, PartyKind};
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

/// An answer, and what is right of who asks.
pub(super) struct Answering {
    /// The order; what is held is still to be looked up, and what is right to be sealed.
    pub wanted: Wanted<Order>,
    /// What is right.
    pub right: Option<Identity>,
}

/// Reads `AnswerSubjectTask`.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn answer(request: common::AnswerSubjectTaskRequest, county: &Code) -> Result<Answering, Violations> {
    let mut reading = Reading::new(county);
    let task = reading.name("name", &request.name, TASKS);
    let request_id = reading.request_id(&request.request_id);
    let outcome = reading.word("outcome", request.outcome);
    let basis = reading.impersonal_or_nothing("basis", request.basis, LINE);
    let right = request.corrected.and_then(|right| corrected_identity(&mut reading, outcome, right));
    let order = task.zip(outcome).zip(basis);
    let order = order.map(|((id, outcome), basis)| Order::Answer {
        id,
        outcome,
        basis: Some(basis).filter(|basis| !basis.trim().is_empty()),
        correction: None,
        corrected: Vec::new(),
        held: Vec::new(),
    });
    let wanted = reading.wanted(request_id, order)?;
    Ok(Answering { wanted, right })
}

/// What is right of who asks: a natural person, for nobody else has these rights.
fn corrected_identity(reading: &mut Reading<'_>, outcome: Option<Outcome>, right: common::Identity) -> Option<Identity> {
    let fits = outcome.is_none_or(|outcome| outcome == Outcome::Corrected);
    reading
        .violations
        .require(fits, "corrected", "CORRECTION_UNFIT", "only of what is put right");
    let draft = Draft {
        kind: Some(PartyKind::Person),
        name: right.name,
        document: None,
        phone: Some(right.phone),
        address: Some(right.address),
    };
    Identity::read(&draft, "corrected", &mut reading.violations)
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

/// `subject.corrected`: that somebody was put right, and not how.
pub(super) fn corrected(task: &Task, party: &Corrected, case: String) -> common::SubjectCorrected {
    common::SubjectCorrected {
        subject_request: task.asked.id.to_string(),
        case,
        party: party.sealed.party().to_string(),
        referrals: party.referrals.iter().map(ToString::to_string).collect(),
        correct_time: task.answer.as_ref().map(|answer| timestamp(answer.at)),
    }
}

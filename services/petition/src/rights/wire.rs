//! Protobuf ↔ subjects' requests, and nothing else.

use shiyu_kit::fault::Violations;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::timestamp;
use shiyu_kit::party::{Identity, PartyKind};
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::subject::{Outcome, Wish};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::{Word, moment, number};
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::domain::{Asked, Given, Order, SubjectRequest, Take};
use super::store::Key;
use crate::wire::read_identity;
use crate::wire::reading::NOTE;

const REQUESTS: &str = "subjectRequests";

/// What is asked, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taking {
    /// What is asked.
    pub take: Take,
    /// Who asks, still to be sealed.
    pub identity: Identity,
}

/// Reads `TakeSubjectRequest`.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn take(request: pb::TakeSubjectRequestRequest, county: &Code) -> Result<Taking, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let identity = reading
        .part("identity", request.identity)
        .and_then(|identity| read_identity(&mut reading, "identity", identity));
    if let Some(identity) = &identity {
        let person = identity.kind == PartyKind::Person;
        let only = "a natural person has these rights";
        reading.violations.require(person, "identity.kind", "NOT_A_PERSON", only);
        let shown = identity.document.is_some();
        let field = "identity.document_number";
        reading
            .violations
            .require(shown, field, "DOCUMENT_MISSING", "who asks shows who they are");
    }
    let asked = reading
        .part("subject_request", request.subject_request)
        .and_then(|asked| wished(&mut reading, asked));
    let take = id.zip(asked).map(|(id, (wish, wording))| Take { id, wish, wording });
    reading.finish(take.zip(identity).map(|(take, identity)| Taking { take, identity }))
}

fn wished(reading: &mut Reading<'_>, asked: pb::SubjectRequest) -> Option<(Wish, String)> {
    let wish = reading.word("subject_request.wish", asked.wish);
    let field = "subject_request.wording";
    let wording = if wish == Some(Wish::Correction) {
        reading.impersonal(field, asked.wording, NOTE)
    } else {
        reading.impersonal_or_nothing(field, asked.wording, NOTE)
    };
    wish.zip(wording)
}

/// Reads `ReplySubjectRequest`.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn reply(request: pb::ReplySubjectRequestRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let asked = reading.name("name", &request.name, REQUESTS);
    let text = reading.impersonal("reply", request.reply, NOTE);
    let id = reading.request_id(&request.request_id);
    let order = asked.zip(text).map(|(id, text)| Order::Reply { id, text });
    reading.wanted(id, order)
}

/// Reads `ListSubjectRequests`: whether only those without a reply.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn list(request: &pb::ListSubjectRequestsRequest, county: &Code) -> Result<Listing<bool, Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = ["subjectRequests", if request.open { "open" } else { "" }];
    Reading::new(county).listing(page, &scope, request.open)
}

/// Reads `ReadSubject`.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn read(request: &common::ReadSubjectRequest, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, REQUESTS);
    reading.finish(id)
}

/// What a service answered; none if it cannot be read.
pub(super) fn heard(told: common::SubjectAnswered, fact: &Fact) -> Option<Wanted<Order>> {
    let outcome = common::SubjectOutcome::try_from(told.outcome).ok().and_then(Outcome::read)?;
    let given = Given {
        outcome,
        basis: told.basis,
        at: told.answer_time.and_then(moment)?,
    };
    let order = Order::Hear {
        id: told.subject_request.parse().ok()?,
        service: fact.service().to_owned(),
        given,
    };
    Some(Wanted { id: fact.id, order })
}

/// A request as a resource.
pub(super) fn request(request: &SubjectRequest, county: &Code) -> pb::SubjectRequest {
    let (take, reply) = (&request.take, request.reply.as_ref());
    pb::SubjectRequest {
        name: format!("counties/{county}/{REQUESTS}/{}", take.id),
        unit: request.unit.to_string(),
        wish: take.wish.number(),
        wording: take.wording.clone(),
        take_time: Some(timestamp(request.at)),
        due_time: Some(timestamp(request.due_at)),
        answers: request.asked.iter().map(answer).collect(),
        reply: reply.map(|reply| reply.text.clone()).unwrap_or_default(),
        reply_time: reply.map(|reply| timestamp(reply.at)),
        ring: number(request.rung),
    }
}

fn answer(asked: &Asked) -> pb::SubjectAnswer {
    let given = asked.given.as_ref();
    pb::SubjectAnswer {
        service: asked.service.clone(),
        outcome: number(given.map(|given| given.outcome)),
        basis: given.map(|given| given.basis.clone()).unwrap_or_default(),
        answer_time: given.map(|given| timestamp(given.at)),
    }
}

/// `subject.requested`.
pub(super) fn requested(request: &SubjectRequest) -> common::SubjectRequested {
    common::SubjectRequested {
        subject_request: request.take.id.to_string(),
        wish: request.take.wish.number(),
        services: request.asked.iter().map(|asked| asked.service.clone()).collect(),
        ask_time: Some(timestamp(request.at)),
        due_time: Some(timestamp(request.due_at)),
    }
}

/// `subject.warned` and `subject.overdue`.
pub(super) fn rang(request: &SubjectRequest) -> pb::SubjectRang {
    pb::SubjectRang {
        subject_request: request.take.id.to_string(),
        unit: request.unit.to_string(),
        ring: number(request.rung),
        due_time: Some(timestamp(request.due_at)),
        services: request.missing().map(str::to_owned).collect(),
    }
}

/// `subject.replied`.
pub(super) fn replied(request: &SubjectRequest) -> pb::SubjectReplied {
    pb::SubjectReplied {
        subject_request: request.take.id.to_string(),
        reply_time: request.reply.as_ref().map(|reply| timestamp(reply.at)),
    }
}

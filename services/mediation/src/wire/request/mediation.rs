//! The mediation itself.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;
use time::Duration;

use crate::domain::Command;
use crate::domain::command::{Disclose, MakeOffer, PlanSession, RecordSession, RecuseMediator};
use crate::wire::Asked;
use crate::wire::reading::{NOTE, PARTIES, RECORD, agreed, ids, mediators, upon};

/// The longest session.
const LONGEST: Duration = Duration::hours(10);
/// The longest extension, in days.
const DAYS: u32 = 90;

/// Reads `ChooseMediators`.
///
/// # Errors
/// All that is wrong with the request.
pub fn choose_mediators(request: pb::ChooseMediatorsRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let mediators = mediators(&mut reading, request.mediators);
    let agreed = agreed(&mut reading, request.agreed);
    let command = mediators.zip(agreed);
    reading.order(command.map(|(mediators, agreed)| Command::ChooseMediators { mediators, agreed }))
}

/// Reads `AppointMediators`.
///
/// # Errors
/// All that is wrong with the request.
pub fn appoint_mediators(request: pb::AppointMediatorsRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let mediators = mediators(&mut reading, request.mediators);
    reading.order(mediators.map(|mediators| Command::AppointMediators { mediators }))
}

/// Reads `DiscloseInterests`.
///
/// # Errors
/// All that is wrong with the request.
pub fn disclose_interests(request: pb::DiscloseInterestsRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let mediator = reading.uuid("mediator", &request.mediator);
    let interest = request.interest;
    let note = if interest {
        reading.text("note", request.note, NOTE)
    } else {
        reading.text_or_nothing("note", request.note, NOTE)
    };
    let command = mediator.zip(note);
    reading.order(command.map(|(mediator, note)| Command::Disclose(Disclose { mediator, interest, note })))
}

/// Reads `RecuseMediator`.
///
/// # Errors
/// All that is wrong with the request.
pub fn recuse_mediator(request: pb::RecuseMediatorRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let mediator = reading.uuid("mediator", &request.mediator);
    let leaving = reading.word("leaving", request.leaving);
    let party = reading.optional_uuid("party", &request.party);
    let reason = reading.text_or_nothing("reason", request.reason, NOTE);
    let command = mediator.zip(leaving).zip(reason);
    reading.order(command.map(|((mediator, leaving), reason)| {
        Command::RecuseMediator(RecuseMediator {
            mediator,
            leaving,
            party,
            reason,
        })
    }))
}

/// Reads `BeginMediation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn begin_mediation(request: pb::BeginMediationRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::BeginMediationRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::Begin))
}

/// Reads `PlanSession`.
///
/// # Errors
/// All that is wrong with the request.
pub fn plan_session(request: pb::PlanSessionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let id = reading.head().id;
    let mediators = mediators(&mut reading, request.mediators);
    let room = reading.optional_uuid("room", &request.room);
    let starts_at = reading.time("start_time", request.start_time);
    let ends_at = reading.time("end_time", request.end_time);
    if let Some((from, to)) = starts_at.zip(ends_at) {
        let violations = &mut reading.violations;
        violations.require(from < to, "end_time", "TIMES_REVERSED", "it ends before it begins");
        violations.require(to - from <= LONGEST, "end_time", "SESSION_TOO_LONG", "at most 10 hours");
    }
    let form = reading.word("form", request.form);
    let public = ids(&mut reading, "public_agreed", PARTIES, 0, request.public_agreed);
    let read = id.zip(mediators).zip(starts_at.zip(ends_at)).zip(form).zip(public);
    let plan = read.map(|((((id, mediators), (starts_at, ends_at)), form), public)| PlanSession {
        id,
        mediators,
        room,
        starts_at,
        ends_at,
        form,
        public,
    });
    reading.order(plan.map(Command::PlanSession))
}

/// Reads `RecordSession`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_session(request: pb::RecordSessionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let session = reading.uuid("session", &request.session);
    let attended = ids(&mut reading, "attended", PARTIES, 1, request.attended);
    let invited = ids(&mut reading, "invited", PARTIES, 0, request.invited);
    let statements = reading.text("statements", request.statements, RECORD);
    let outcome = reading.text_or_nothing("outcome", request.outcome, NOTE);
    let read = session.zip(attended).zip(invited).zip(statements).zip(outcome);
    let record = read.map(|((((session, attended), invited), statements), outcome)| RecordSession {
        session,
        attended,
        invited,
        statements,
        outcome,
    });
    reading.order(record.map(|record| Command::RecordSession(Box::new(record))))
}

/// Reads `CancelSession`.
///
/// # Errors
/// All that is wrong with the request.
pub fn cancel_session(request: pb::CancelSessionRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let session = reading.uuid("session", &request.session);
    let reason = reading.text("reason", request.reason, NOTE);
    let command = session.zip(reason);
    reading.order(command.map(|(session, reason)| Command::CancelSession { session, reason }))
}

/// Reads `MakeOffer`.
///
/// # Errors
/// All that is wrong with the request.
pub fn make_offer(request: pb::MakeOfferRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let id = reading.head().id;
    let party = reading.uuid("party", &request.party);
    let counters = reading.optional_uuid("counters", &request.counters);
    let terms = reading.text("terms", request.terms, NOTE);
    let command = id.zip(party).zip(terms);
    reading.order(command.map(|((id, party), terms)| {
        Command::MakeOffer(MakeOffer {
            party,
            counters,
            terms,
            id,
        })
    }))
}

/// Reads `AnswerOffer`.
///
/// # Errors
/// All that is wrong with the request.
pub fn answer_offer(request: pb::AnswerOfferRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::AnswerOfferRequest {
        name,
        etag,
        request_id,
        offer,
        party,
        accepted,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let offer = reading.uuid("offer", &offer);
    let party = reading.uuid("party", &party);
    let command = offer.zip(party);
    reading.order(command.map(|(offer, party)| Command::AnswerOffer { offer, party, accepted }))
}

/// Reads `RecordUndisputedFact`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_undisputed_fact(request: pb::RecordUndisputedFactRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let text = reading.text("text", request.text, NOTE);
    let agreed = agreed(&mut reading, request.agreed);
    let command = text.zip(agreed);
    reading.order(command.map(|(text, agreed)| Command::RecordUndisputed { text, agreed }))
}

/// Reads `ExtendMediation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn extend_mediation(request: pb::ExtendMediationRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let days = reading.number("days", request.days, &(1..=DAYS));
    let agreed = agreed(&mut reading, request.agreed);
    let command = days.zip(agreed);
    reading.order(command.map(|(days, agreed)| Command::Extend { days, agreed }))
}

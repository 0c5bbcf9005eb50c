//! Protobuf ↔ boundaries, and nothing else.

use prost::Message;
use shiyu_kit::fault::Violations;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::{moment, point};
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use super::case::{Boundary, HandOver, Order, Settlement, State};
use super::store::{Filter, Key};
use crate::catalogue::{subclass_code, terms};
use crate::domain::course::Answer;
use crate::domain::terms::Point;
use crate::wire::{boundary_answer, read_answer, read_word};

const BOUNDARIES: &str = "boundaries";
const LINE: usize = 100;

/// As it is shown.
pub fn boundary(case: &Boundary, city: &Code) -> pb::BoundaryCase {
    let settled = case.settled.as_ref();
    pb::BoundaryCase {
        name: format!("counties/{city}/{BOUNDARIES}/{}", case.id),
        event: case.event.clone(),
        counties: case.counties.iter().map(ToString::to_string).collect(),
        class_code: case.class.to_string(),
        space: terms::space(case.space).into(),
        grid: case.grid.clone(),
        state: state(case.state()).into(),
        raise_time: Some(timestamp(case.raised_at)),
        refer_time: case.referred_at.map(timestamp),
        owner: settled.map(|settled| settled.owner.to_string()).unwrap_or_default(),
        designated: settled.is_some_and(|settled| settled.designated),
        reference: settled.map(|settled| settled.reference.clone()).unwrap_or_default(),
        settle_time: settled.map(|settled| timestamp(settled.at)),
        answers: case.answers.iter().map(boundary_answer).collect(),
    }
}

/// `boundary.answered`.
pub fn boundary_answered(case: &Boundary, answer: &Answer) -> pb::BoundaryAnswered {
    let told = boundary_answer(answer);
    pb::BoundaryAnswered {
        boundary: case.id.to_string(),
        event: case.event.clone(),
        word: told.word,
        reference: told.reference,
        answer_time: told.answer_time,
    }
}

/// `desk.answered`.
pub fn desk_answered(case: &Boundary, answer: &Answer) -> pb::DeskAnswered {
    pb::DeskAnswered {
        boundary: case.id.to_string(),
        event: case.event.clone(),
        answer: Some(boundary_answer(answer)),
    }
}

/// `desk.moved`.
pub fn desk_moved(case: &Boundary, city: &Code) -> pb::DeskMoved {
    pb::DeskMoved {
        boundary: Some(boundary(case, city)),
    }
}

/// `desk.designated`.
pub fn desk_designated(case: &Boundary) -> pb::DeskDesignated {
    let settled = case.settled.as_ref();
    pb::DeskDesignated {
        boundary: case.id.to_string(),
        event: case.event.clone(),
        owner: settled.map(|settled| settled.owner.to_string()).unwrap_or_default(),
        reference: settled.map(|settled| settled.reference.clone()).unwrap_or_default(),
        designate_time: settled.map(|settled| timestamp(settled.at)),
    }
}

/// `desk.handed_over`.
pub fn desk_handed_over(over: &HandOver) -> pb::DeskHandedOver {
    pb::DeskHandedOver {
        event: over.event.clone(),
        owner: over.owner.to_string(),
        class_code: over.class.to_string(),
        point: over.point.map(point),
        report_time: Some(timestamp(over.reported_at)),
        hand_over_time: Some(timestamp(over.at)),
    }
}

/// What a county tells of a boundary; none if it cannot be read.
pub fn moved(fact: &Fact) -> Option<Boundary> {
    let told = pb::BoundaryMoved::decode(fact.data.clone()).ok()?;
    let event = told.happening?;
    let first: Code = fact.told_in().parse().ok()?;
    let mut counties = codes(&told.counties)?;
    counties.insert(0, first);
    let settled = match (told.owner.is_empty(), told.settle_time) {
        (false, Some(at)) => Some(Settlement {
            owner: told.owner.parse().ok()?,
            designated: told.designated,
            reference: String::new(),
            at: moment(at)?,
        }),
        _ => None,
    };
    Some(Boundary {
        id: told.boundary.parse().ok()?,
        space: terms::read_space(event.space())?,
        event: event.name,
        counties,
        class: event.class_code.parse().ok()?,
        grid: event.grid,
        raised_at: moment(told.raise_time?)?,
        referred_at: told.refer_time.and_then(moment),
        answers: Vec::new(),
        settled,
    })
}

/// What a county that was asked says; none if it cannot be read. Which county it is its stream says.
pub fn answered(fact: &Fact) -> Option<(Uuid, Answer)> {
    let told = pb::BoundaryAnswered::decode(fact.data.clone()).ok()?;
    let answer = Answer {
        county: fact.told_in().parse().ok()?,
        word: read_word(told.word())?,
        reference: told.reference,
        at: moment(told.answer_time?)?,
    };
    Some((told.boundary.parse().ok()?, answer))
}

/// What the city tells of a boundary; none if it cannot be read.
pub fn learnt(fact: &Fact) -> Option<Boundary> {
    let told = pb::DeskMoved::decode(fact.data.clone()).ok()?.boundary?;
    let settled = match (told.owner.is_empty(), told.settle_time) {
        (false, Some(at)) => Some(Settlement {
            owner: told.owner.parse().ok()?,
            designated: told.designated,
            reference: told.reference.clone(),
            at: moment(at)?,
        }),
        (true | false, _) => None,
    };
    Some(Boundary {
        id: told.name.rsplit('/').next()?.parse().ok()?,
        counties: codes(&told.counties)?,
        class: told.class_code.parse().ok()?,
        space: terms::read_space(told.space())?,
        raised_at: moment(told.raise_time?)?,
        referred_at: told.refer_time.and_then(moment),
        answers: told.answers.into_iter().map(read_answer).collect::<Option<_>>()?,
        event: told.event,
        grid: told.grid,
        settled,
    })
}

fn codes(codes: &[String]) -> Option<Vec<Code>> {
    codes.iter().map(|code| code.parse().ok()).collect()
}

/// What a county tells of an event it handed over; none if it cannot be read.
pub fn handed_over(fact: &Fact) -> Option<HandOver> {
    let told = pb::EventEnded::decode(fact.data.clone()).ok()?;
    let event = told.happening?;
    let point = match told.point {
        Some(point) => Some(Point::from_degrees(point.longitude, point.latitude).ok()?),
        None => None,
    };
    Some(HandOver {
        id: fact.case,
        owner: told.county.parse().ok()?,
        class: event.class_code.parse().ok()?,
        event: event.name,
        point,
        reported_at: moment(event.report_time?)?,
        at: moment(told.end_time?)?,
    })
}

/// Reads `GetBoundary`.
pub fn get(request: &pb::GetBoundaryRequest, city: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(city);
    let id = reading.name("name", &request.name, BOUNDARIES);
    reading.finish(id)
}

/// Reads `ListBoundaries`.
pub fn list(request: &pb::ListBoundariesRequest, city: &Code) -> Result<Listing<Filter, Key>, Violations> {
    let mut reading = Reading::new(city);
    let class = (!request.class_code.is_empty())
        .then(|| subclass_code(&mut reading, "class_code", &request.class_code))
        .flatten();
    let filter = Filter {
        state: reading.optional_value("state", request.state, read_state),
        class,
        space: reading.optional_value("space", request.space, terms::read_space),
    };
    let with_a_class = filter.space.is_none() || !request.class_code.is_empty();
    reading
        .violations
        .require(with_a_class, "class_code", "REQUIRED", "a space is asked for with a subclass");
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(
        page,
        &[
            BOUNDARIES,
            &request.state.to_string(),
            &request.class_code,
            &request.space.to_string(),
        ],
        filter,
    )
}

/// Reads `DesignateOwner`.
pub fn designate(request: pb::DesignateOwnerRequest, city: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(city);
    let request_id = reading.request_id(&request.request_id);
    let id = reading.name("name", &request.name, BOUNDARIES);
    let owner = reading.place("owner", &request.owner);
    let reference = reading.impersonal("reference", request.reference, LINE);
    let order = id.zip(owner).zip(reference);
    let order = order.map(|((id, owner), reference)| Order::Designate { id, owner, reference });
    reading.wanted(request_id, order)
}

/// Reads `AnswerBoundary`.
pub fn answer(request: pb::AnswerBoundaryRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let request_id = reading.request_id(&request.request_id);
    let id = reading.name("name", &request.name, BOUNDARIES);
    let word = reading.value("word", request.word, read_word);
    let reference = reading.impersonal("reference", request.reference, LINE);
    let order = id.zip(word).zip(reference);
    let order = order.map(|((id, word), reference)| Order::Answer { id, word, reference });
    reading.wanted(request_id, order)
}

fn state(state: State) -> pb::BoundaryState {
    match state {
        State::Raised => pb::BoundaryState::Raised,
        State::Referred => pb::BoundaryState::Referred,
        State::Settled => pb::BoundaryState::Settled,
    }
}

fn read_state(told: pb::BoundaryState) -> Option<State> {
    State::ALL.into_iter().find(|known| state(*known) == told)
}

//! Protobuf ↔ boundaries, and nothing else.

use prost::Message;
use shiyu_kit::fault::Violations;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::moment;
use shiyu_proto::enforcement::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::case::{Case, HandOver, Order, Settlement, State};
use super::store::{Filter, Key};
use crate::domain::course::CountyAnswer;
use crate::wire::{county_answer, read_answer};

const BOUNDARIES: &str = "boundaries";
const LINE: usize = 100;

/// As it is shown.
pub fn boundary(case: &Case, home: &Code) -> pb::BoundaryCase {
    let settled = case.settled.as_ref();
    pb::BoundaryCase {
        name: format!("counties/{home}/{BOUNDARIES}/{}", case.id),
        case: case.file.clone(),
        counties: case.counties.iter().map(Code::to_string).collect(),
        place: case.place.to_string(),
        state: state(case.state()).into(),
        raise_time: Some(timestamp(case.raised_at)),
        refer_time: case.referred_at.map(timestamp),
        owner: settled.map(|settled| settled.owner.to_string()).unwrap_or_default(),
        designated: settled.is_some_and(|settled| settled.designated),
        reference: settled.map(|settled| settled.reference.clone()).unwrap_or_default(),
        settle_time: settled.map(|settled| timestamp(settled.at)),
        answers: case.answers.iter().map(county_answer).collect(),
    }
}

/// `boundary.answered`.
pub fn boundary_answered(case: &Case, answer: &CountyAnswer) -> pb::BoundaryAnswered {
    let told = county_answer(answer);
    pb::BoundaryAnswered {
        boundary: case.id.to_string(),
        case: case.file.clone(),
        word: told.word,
        reference: told.reference,
        answer_time: told.answer_time,
    }
}

/// `desk.answered`.
pub fn desk_answered(case: &Case, answer: &CountyAnswer) -> pb::DeskAnswered {
    pb::DeskAnswered {
        boundary: case.id.to_string(),
        case: case.file.clone(),
        answer: Some(county_answer(answer)),
    }
}

/// `desk.moved`.
pub fn desk_moved(case: &Case, city: &Code) -> pb::DeskMoved {
    pb::DeskMoved {
        boundary: Some(boundary(case, city)),
    }
}

/// `desk.designated`.
pub fn desk_designated(case: &Case) -> pb::DeskDesignated {
    let settled = case.settled.as_ref();
    pb::DeskDesignated {
        boundary: case.id.to_string(),
        case: case.file.clone(),
        owner: settled.map(|settled| settled.owner.to_string()).unwrap_or_default(),
        reference: settled.map(|settled| settled.reference.clone()).unwrap_or_default(),
        designate_time: settled.map(|settled| timestamp(settled.at)),
    }
}

/// `desk.handed_over`.
pub fn desk_handed_over(over: &HandOver) -> pb::DeskHandedOver {
    pb::DeskHandedOver {
        boundary: over.id.to_string(),
        case: over.file.clone(),
        owner: over.owner.to_string(),
        find_time: Some(timestamp(over.found_at)),
        hand_over_time: Some(timestamp(over.at)),
    }
}

/// Whether the units that dispute are of one county; none if it cannot be read.
pub fn is_within_a_county(fact: &Fact) -> Option<bool> {
    let told = pb::JurisdictionMoved::decode(fact.data.clone()).ok()?;
    Some(told.boundary.is_empty())
}

/// What a county tells of a boundary, and when the act was found; none if it cannot be read. Which county it is its stream says.
pub fn moved(fact: &Fact) -> Option<(Case, OffsetDateTime)> {
    let told = pb::JurisdictionMoved::decode(fact.data.clone()).ok()?;
    let docket = told.case?;
    let case = Case {
        id: told.boundary.parse().ok()?,
        file: docket.name,
        counties: vec![fact.told_in().parse().ok()?, told.with_unit.parse().ok()?],
        place: docket.place.parse().ok()?,
        raised_at: moment(told.raise_time?)?,
        referred_at: told.refer_time.and_then(moment),
        answers: Vec::new(),
        settled: settled(&told.owner, told.designated, "", told.settle_time)?,
    };
    Some((case, moment(told.find_time?)?))
}

/// What a county that was asked says; none if it cannot be read. Which county it is its stream says.
pub fn answered(fact: &Fact) -> Option<(Uuid, CountyAnswer)> {
    let told = pb::BoundaryAnswered::decode(fact.data.clone()).ok()?;
    let answer = pb::BoundaryAnswer {
        county: fact.told_in().to_owned(),
        word: told.word,
        reference: told.reference,
        answer_time: told.answer_time,
    };
    Some((told.boundary.parse().ok()?, read_answer(answer)?))
}

/// What the city tells of a boundary; none if it cannot be read.
pub fn learnt(fact: &Fact) -> Option<Case> {
    let told = pb::DeskMoved::decode(fact.data.clone()).ok()?.boundary?;
    Some(Case {
        id: told.name.rsplit('/').next()?.parse().ok()?,
        counties: codes(&told.counties)?,
        place: told.place.parse().ok()?,
        raised_at: moment(told.raise_time?)?,
        referred_at: told.refer_time.and_then(moment),
        settled: settled(&told.owner, told.designated, &told.reference, told.settle_time)?,
        answers: told.answers.into_iter().map(read_answer).collect::<Option<_>>()?,
        file: told.case,
    })
}

/// None if it cannot be read; nothing while there is no owner.
#[expect(clippy::option_option, reason = "what cannot be read is not what is not there")]
fn settled(owner: &str, designated: bool, reference: &str, at: Option<prost_types::Timestamp>) -> Option<Option<Settlement>> {
    if owner.is_empty() {
        return Some(None);
    }
    Some(Some(Settlement {
        owner: owner.parse().ok()?,
        designated,
        reference: reference.to_owned(),
        at: moment(at?)?,
    }))
}

fn codes(codes: &[String]) -> Option<Vec<Code>> {
    codes.iter().map(|code| code.parse().ok()).collect()
}

/// Reads `GetBoundary`.
pub fn get(request: &pb::GetBoundaryRequest, home: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(home);
    let id = reading.name("name", &request.name, BOUNDARIES);
    reading.finish(id)
}

/// Reads `ListBoundaries`.
pub fn list(request: &pb::ListBoundariesRequest, home: &Code) -> Result<Listing<Filter, Key>, Violations> {
    let mut reading = Reading::new(home);
    let filter = Filter {
        state: reading.optional_value("state", request.state, read_state),
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &[BOUNDARIES, &request.state.to_string()], filter)
}

/// Reads `DesignateOwner`.
pub fn designate(request: pb::DesignateOwnerRequest, home: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(home);
    let request_id = reading.request_id(&request.request_id);
    let id = reading.name("name", &request.name, BOUNDARIES);
    let owner = reading.place("owner", &request.owner);
    let reference = reading.impersonal("reference", request.reference, LINE);
    let order = id.zip(owner).zip(reference);
    let order = order.map(|((id, owner), reference)| Order::Designate { id, owner, reference });
    reading.wanted(request_id, order)
}

/// Reads `AnswerBoundary`.
pub fn answer(request: pb::AnswerBoundaryRequest, home: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(home);
    let request_id = reading.request_id(&request.request_id);
    let id = reading.name("name", &request.name, BOUNDARIES);
    let word = reading.word("word", request.word);
    let reference = reading.impersonal("reference", request.reference, LINE);
    let order = id.zip(word).zip(reference);
    let order = order.map(|((id, word), reference)| Order::Answer { id, word, reference });
    reading.wanted(request_id, order)
}

const fn state(state: State) -> pb::BoundaryState {
    match state {
        State::Raised => pb::BoundaryState::Raised,
        State::Referred => pb::BoundaryState::Referred,
        State::Settled => pb::BoundaryState::Settled,
    }
}

fn read_state(told: pb::BoundaryState) -> Option<State> {
    State::ALL.into_iter().find(|known| state(*known) == told)
}

//! Protobuf ↔ boundaries, and nothing else.

use shiyu_kit::border::request::{self, BOUNDARIES};
use shiyu_kit::border::{self, Boundary, Filter, HandOver, Key, OrderOf, Settlement, UNREADABLE, codes};
use shiyu_kit::border_contract;
use shiyu_kit::case::json;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::{moment, point};
use shiyu_proto::grid::v1 as pb;

use super::matter::{About, Bundle, Events};
use crate::catalogue::{subclass_code, terms};
use crate::domain::terms::Point;
use crate::wire::EVENTS;

border_contract! { Events is pb of event }

/// An order about a boundary of events.
pub type Order = OrderOf<Events>;

/// What an event is, in a case that says nothing else.
pub fn about(about: &About) -> pb::BoundaryCase {
    pb::BoundaryCase {
        class_code: about.class.to_string(),
        space: terms::space(about.space).into(),
        grid: about.grid.clone(),
        ..pb::BoundaryCase::default()
    }
}

/// The same read back; none if it cannot be read.
pub fn learnt(told: &pb::BoundaryCase) -> Option<About> {
    Some(About {
        class: told.class_code.parse().ok()?,
        space: terms::read_space(told.space())?,
        grid: told.grid.clone(),
    })
}

/// `desk.handed_over`.
pub fn desk_handed_over(over: &HandOver<Bundle>) -> pb::DeskHandedOver {
    pb::DeskHandedOver {
        event: over.matter.clone(),
        owner: over.owner.to_string(),
        class_code: over.bundle.class.to_string(),
        point: over.bundle.point.map(point),
        report_time: Some(timestamp(over.bundle.reported_at)),
        hand_over_time: Some(timestamp(over.at)),
        handle_start_time: over.bundle.handled_since.map(timestamp),
    }
}

/// What a county tells of an event of its own.
///
/// # Errors
/// It cannot be read.
pub fn heard(fact: &Fact) -> Result<Order, Outcome> {
    let order = match fact.kind.as_str() {
        "grid.event.handed_over" => handed_over(fact).map(Order::Relay),
        _ => moved(fact).map(|told| Order::Hear { told, over: None }),
    };
    order.ok_or(UNREADABLE)
}

/// What a county tells of a boundary; none if it cannot be read, or the event is another's. Which county it is its stream says.
fn moved(fact: &Fact) -> Option<Boundary<About>> {
    let told: pb::BoundaryMoved = border::told(fact)?;
    let event = told.happening?;
    name::own(&event.name, fact.told_in(), EVENTS)?;
    let mut counties = codes(&told.counties)?;
    counties.insert(0, fact.told_in().parse().ok()?);
    let settled = if told.owner.is_empty() {
        None
    } else {
        Some(Settlement {
            owner: told.owner.parse().ok()?,
            designated: told.designated,
            reference: String::new(),
            at: moment(told.settle_time?)?,
        })
    };
    Some(Boundary {
        id: told.boundary.parse().ok()?,
        counties,
        about: About {
            class: event.class_code.parse().ok()?,
            space: terms::read_space(event.space())?,
            grid: event.grid,
        },
        matter: event.name,
        raised_at: moment(told.raise_time?)?,
        referred_at: told.refer_time.and_then(moment),
        answers: Vec::new(),
        settled,
    })
}

/// What a county tells of an event it handed over; none if it cannot be read, or the event is another's.
fn handed_over(fact: &Fact) -> Option<HandOver<Bundle>> {
    let told: pb::EventEnded = border::told(fact)?;
    let event = told.happening?;
    name::own(&event.name, fact.told_in(), EVENTS)?;
    let point = match told.point {
        Some(point) => Some(Point::from_degrees(point.longitude, point.latitude).ok()?),
        None => None,
    };
    Some(HandOver {
        id: fact.case,
        owner: told.county.parse().ok()?,
        bundle: Bundle {
            class: event.class_code.parse().ok()?,
            point,
            reported_at: moment(event.report_time?)?,
            handled_since: told.handle_start_time.and_then(moment),
        },
        matter: event.name,
        at: moment(told.end_time?)?,
    })
}

/// Reads `ListBoundaries`.
pub fn list(request: &pb::ListBoundariesRequest, home: &Code) -> Result<Listing<Filter, Key>, Violations> {
    let mut reading = Reading::new(home);
    let class = (!request.class_code.is_empty())
        .then(|| subclass_code(&mut reading, "class_code", &request.class_code))
        .flatten();
    let state = reading.optional_value("state", request.state, Events::read_state);
    let space = reading.optional_value("space", request.space, terms::read_space);
    let with_a_class = space.is_none() || !request.class_code.is_empty();
    reading
        .violations
        .require(with_a_class, "class_code", "REQUIRED", "a space is asked for with a subclass");
    let class = class.map(|class| ("class_code", class.to_string()));
    let space = space.map(|space| ("space", json(&space)));
    let words = class.into_iter().chain(space).collect();
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(
        page,
        &[
            BOUNDARIES,
            &request.state.to_string(),
            &request.class_code,
            &request.space.to_string(),
        ],
        Filter { state, words },
    )
}

/// Reads `DesignateOwner`.
pub fn designate(request: pb::DesignateOwnerRequest, home: &Code) -> Result<Wanted<Order>, Violations> {
    request::designate::<Events>((&request.request_id, &request.name), &request.owner, request.reference, home)
}

/// Reads `AnswerBoundary`.
pub fn answer(request: pb::AnswerBoundaryRequest, home: &Code) -> Result<Wanted<Order>, Violations> {
    let word = (request.word, Events::read_word as fn(_) -> _);
    request::answer::<Events, _>((&request.request_id, &request.name), word, request.reference, home)
}

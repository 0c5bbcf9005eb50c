//! Protobuf ↔ boundaries, and nothing else.

use shiyu_kit::border::request::{self, BOUNDARIES};
use shiyu_kit::border::{self, Boundary, Filter, HandOver, Key, OrderOf, Settlement, UNREADABLE, codes};
use shiyu_kit::border_contract;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Violations;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::moment;
use shiyu_proto::petition::v1 as pb;

use super::matter::{About, Bundle, Matters};
use crate::wire::reading::Fields;

border_contract! { Matters is pb of petition }

/// An order about a boundary of matters.
pub type Order = OrderOf<Matters>;

/// What a matter is about, in a case that says nothing else.
pub fn about(about: &About) -> pb::BoundaryCase {
    pb::BoundaryCase {
        category: about.category.to_string(),
        place: about.place.to_string(),
        ..pb::BoundaryCase::default()
    }
}

/// The same read back; none if it cannot be read.
pub fn learnt(told: &pb::BoundaryCase) -> Option<About> {
    Some(About {
        category: told.category.parse().ok()?,
        place: told.place.parse().ok()?,
    })
}

/// `desk.handed_over`.
pub fn desk_handed_over(over: &HandOver<Bundle>) -> pb::DeskHandedOver {
    pb::DeskHandedOver {
        petition: over.matter.clone(),
        owner: over.owner.to_string(),
        category: over.bundle.category.to_string(),
        receive_time: Some(timestamp(over.bundle.received_at)),
        hand_over_time: Some(timestamp(over.at)),
    }
}

/// What a county tells of a matter of its own.
///
/// # Errors
/// It cannot be read.
pub fn heard(fact: &Fact) -> Result<Order, Outcome> {
    let order = match fact.kind.as_str() {
        "petition.matter.handed_over" => handed_over(fact).map(Order::Relay),
        _ => moved(fact).map(|told| Order::Hear { told, over: None }),
    };
    order.ok_or(UNREADABLE)
}

/// What a county tells of a boundary; none if it cannot be read. Which county it is its stream says.
fn moved(fact: &Fact) -> Option<Boundary<About>> {
    let told: pb::BoundaryMoved = border::told(fact)?;
    let matter = told.matter?;
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
        matter: matter.name,
        counties,
        about: About {
            category: matter.category.parse().ok()?,
            place: matter.place.parse().ok()?,
        },
        raised_at: moment(told.raise_time?)?,
        referred_at: told.refer_time.and_then(moment),
        answers: Vec::new(),
        settled,
    })
}

/// What a county tells of a matter it handed over; none if it cannot be read.
fn handed_over(fact: &Fact) -> Option<HandOver<Bundle>> {
    let told: pb::MatterHandedOver = border::told(fact)?;
    let matter = told.matter?;
    Some(HandOver {
        id: fact.case,
        owner: told.county.parse().ok()?,
        bundle: Bundle {
            category: matter.category.parse().ok()?,
            received_at: moment(told.receive_time?)?,
        },
        matter: matter.name,
        at: moment(told.end_time?)?,
    })
}

/// Reads `ListBoundaries`.
pub fn list(request: &pb::ListBoundariesRequest, home: &Code) -> Result<Listing<Filter, Key>, Violations> {
    let mut reading = Reading::new(home);
    let state = reading.optional_value("state", request.state, Matters::read_state);
    let category = reading.optional_category("category", &request.category);
    let words = category.map(|category| ("category", category.to_string())).into_iter().collect();
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let filter = Filter { state, words };
    reading.listing(page, &[BOUNDARIES, &request.state.to_string(), &request.category], filter)
}

/// Reads `DesignateOwner`.
pub fn designate(request: pb::DesignateOwnerRequest, home: &Code) -> Result<Wanted<Order>, Violations> {
    request::designate::<Matters>((&request.request_id, &request.name), &request.owner, request.reference, home)
}

/// Reads `AnswerBoundary`.
pub fn answer(request: pb::AnswerBoundaryRequest, home: &Code) -> Result<Wanted<Order>, Violations> {
    let word = (request.word, Matters::read_word as fn(_) -> _);
    request::answer::<Matters, _>((&request.request_id, &request.name), word, request.reference, home)
}

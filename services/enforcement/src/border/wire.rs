//! Protobuf ↔ boundaries, and nothing else.

use shiyu_kit::border::request::{self, BOUNDARIES};
use shiyu_kit::border::{self, Boundary, Filter, HandOver, Key, OrderOf, Settlement, UNREADABLE};
use shiyu_kit::border_contract;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Violations;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::moment;
use shiyu_proto::enforcement::v1 as pb;

use super::matter::{About, Bundle, Cases, let_go};

border_contract! { Cases is pb of case }

/// An order about a boundary of cases.
pub type Order = OrderOf<Cases>;

/// Where the act was found, in a case that says nothing else.
pub fn about(about: &About) -> pb::BoundaryCase {
    pb::BoundaryCase {
        place: about.place.to_string(),
        ..pb::BoundaryCase::default()
    }
}

/// The same read back; none if it cannot be read.
pub fn learnt(told: &pb::BoundaryCase) -> Option<About> {
    Some(About {
        place: told.place.parse().ok()?,
    })
}

/// `desk.handed_over`.
pub fn desk_handed_over(over: &HandOver<Bundle>) -> pb::DeskHandedOver {
    pb::DeskHandedOver {
        boundary: over.id.to_string(),
        case: over.matter.clone(),
        owner: over.owner.to_string(),
        find_time: Some(timestamp(over.bundle.found_at)),
        hand_over_time: Some(timestamp(over.at)),
    }
}

/// What a county tells of a case of its own.
///
/// # Errors
/// Units of one county dispute, or it cannot be read.
pub fn heard(fact: &Fact) -> Result<Order, Outcome> {
    let told: pb::JurisdictionMoved = border::told(fact).ok_or(UNREADABLE)?;
    if told.boundary.is_empty() {
        return Err(Outcome::Ignored);
    }
    moved(fact, told).ok_or(UNREADABLE)
}

/// Where a boundary stands, and that the case is let go with it; none if it cannot be read. Which county it is its stream says.
fn moved(fact: &Fact, told: pb::JurisdictionMoved) -> Option<Order> {
    let docket = told.case?;
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
    let boundary = Boundary {
        id: told.boundary.parse().ok()?,
        matter: docket.name,
        counties: vec![fact.told_in().parse().ok()?, told.with_unit.parse().ok()?],
        about: About {
            place: docket.place.parse().ok()?,
        },
        raised_at: moment(told.raise_time?)?,
        referred_at: told.refer_time.and_then(moment),
        answers: Vec::new(),
        settled,
    };
    let over = let_go(&boundary, moment(told.find_time?)?);
    Some(Order::Hear { told: boundary, over })
}

/// Reads `ListBoundaries`.
pub fn list(request: &pb::ListBoundariesRequest, home: &Code) -> Result<Listing<Filter, Key>, Violations> {
    let mut reading = Reading::new(home);
    let filter = Filter {
        state: reading.optional_value("state", request.state, Cases::read_state),
        words: Vec::new(),
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &[BOUNDARIES, &request.state.to_string()], filter)
}

/// Reads `DesignateOwner`.
pub fn designate(request: pb::DesignateOwnerRequest, home: &Code) -> Result<Wanted<Order>, Violations> {
    request::designate::<Cases>((&request.request_id, &request.name), &request.owner, request.reference, home)
}

/// Reads `AnswerBoundary`.
pub fn answer(request: pb::AnswerBoundaryRequest, home: &Code) -> Result<Wanted<Order>, Violations> {
    let word = (request.word, Cases::read_word as fn(_) -> _);
    request::answer::<Cases, _>((&request.request_id, &request.name), word, request.reference, home)
}

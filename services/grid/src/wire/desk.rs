//! What the city's desk tells its counties.

use shiyu_kit::nats::Fact;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::moment;
use shiyu_proto::grid::v1 as pb;

use crate::boundary::Events;
use crate::domain::course::{Sequel, SequelEnd};
use crate::domain::terms::{Point, Rating, Rejection};
use crate::domain::{Command, StageName};
use crate::rpc::Takeover;
use crate::wire::terms::Word as _;

/// `desk.designated`: the event's name, and the order upon it; none if it cannot be read.
#[must_use]
pub fn designated(told: pb::DeskDesignated) -> Option<(String, Command)> {
    let command = Command::BoundaryDesignated {
        boundary: told.boundary.parse().ok()?,
        owner: told.owner.parse().ok()?,
        reference: told.reference,
        at: moment(told.designate_time?)?,
    };
    Some((told.event, command))
}

/// `desk.answered`: the event's name, and what is to be noted upon it; none if it cannot be read.
#[must_use]
pub fn answered(told: pb::DeskAnswered) -> Option<(String, Command)> {
    let command = Command::BoundaryAnswered {
        boundary: told.boundary.parse().ok()?,
        answer: Events::read_answer(told.answer?)?,
    };
    Some((told.event, command))
}

/// `desk.handed_over`: the county that has it now, and what it takes over; none if it cannot be read.
#[must_use]
pub fn takeover(told: pb::DeskHandedOver, fact: &Fact) -> Option<(Code, Takeover)> {
    let point = match told.point {
        Some(point) => Some(Point::from_degrees(point.longitude, point.latitude).ok()?),
        None => None,
    };
    let takeover = Takeover {
        fact: fact.id,
        event: told.event,
        class: told.class_code.parse().ok()?,
        point,
        reported_at: moment(told.report_time?)?,
        handled_since: told.handle_start_time.and_then(moment),
        trace: fact.trace.clone(),
    };
    Some((told.owner.parse().ok()?, takeover))
}

/// `desk.followed`: the event's name, and how it ended in the county that has it, as the one tells to which it was handed over; none if it
/// cannot be read.
#[must_use]
pub fn followed(told: pb::DeskFollowed) -> Option<(String, Command)> {
    let ground = Rejection::read(told.ground());
    let sequel = Sequel {
        end: SequelEnd::of(StageName::read(told.stage())?, ground)?,
        county: told.county.parse().ok()?,
        at: moment(told.end_time?)?,
    };
    let owner = told.owner.parse().ok()?;
    Some((told.event, Command::Followed { sequel, owner }))
}

/// `desk.rated`: the county to which it was handed over, the event's name in the county that handed it over, and what its reporter
/// thinks of it; none if it cannot be read.
#[must_use]
pub fn rated(told: pb::DeskRated) -> Option<(Code, String, Command)> {
    let command = Command::RatingHeard {
        rating: Rating::read(told.rating())?,
        at: moment(told.evaluate_time?)?,
    };
    Some((told.owner.parse().ok()?, told.event, command))
}

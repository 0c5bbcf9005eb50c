//! What the city's desk tells its counties.

use shiyu_kit::unit::Code;
use shiyu_kit::wire::moment;
use shiyu_proto::enforcement::v1 as pb;

use crate::border::Cases;
use crate::domain::Command;
use crate::rpc::Takeover;

/// `desk.designated`: the case's name, and the order upon it; none if it cannot be read.
#[must_use]
pub fn city_word(told: pb::DeskDesignated) -> Option<(String, Command)> {
    let command = Command::HearCity {
        boundary: told.boundary.parse().ok()?,
        owner: told.owner.parse().ok()?,
        reference: told.reference,
    };
    Some((told.case, command))
}

/// `desk.answered`: the case's name, and what is to be noted upon it; none if it cannot be read.
#[must_use]
pub fn county_word(told: pb::DeskAnswered) -> Option<(String, Command)> {
    let command = Command::HearCounty {
        boundary: told.boundary.parse().ok()?,
        answer: Cases::read_answer(told.answer?)?,
    };
    Some((told.case, command))
}

/// `desk.handed_over`: the county that has it now, and what it takes over; none if it cannot be read.
#[must_use]
pub fn takeover(told: pb::DeskHandedOver) -> Option<(Code, Takeover)> {
    let takeover = Takeover {
        found_at: moment(told.find_time?)?,
        case: told.case,
    };
    Some((told.owner.parse().ok()?, takeover))
}

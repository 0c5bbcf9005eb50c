//! What the city's desk tells its counties.

use shiyu_kit::nats::Fact;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::moment;
use shiyu_proto::petition::v1 as pb;

use crate::border::Matters;
use crate::domain::Command;
use crate::domain::course::Settlement;
use crate::rpc::Takeover;

/// `desk.designated`: the petition's name, and the order upon it; none if it cannot be read.
#[must_use]
pub fn city_word(told: pb::DeskDesignated) -> Option<(String, Command)> {
    let command = Command::HearCity {
        boundary: told.boundary.parse().ok()?,
        settlement: Settlement {
            owner: told.owner.parse().ok()?,
            designated: true,
            reference: told.reference,
            at: moment(told.designate_time?)?,
        },
    };
    Some((told.petition, command))
}

/// `desk.answered`: the petition's name, and what is to be noted upon it; none if it cannot be read.
#[must_use]
pub fn county_word(told: pb::DeskAnswered) -> Option<(String, Command)> {
    let command = Command::HearCounty {
        boundary: told.boundary.parse().ok()?,
        answer: Matters::read_answer(told.answer?)?,
    };
    Some((told.petition, command))
}

/// `desk.handed_over`: the county that has it now, and what it takes over; none if it cannot be read.
#[must_use]
pub fn takeover(told: pb::DeskHandedOver, fact: &Fact) -> Option<(Code, Takeover)> {
    let takeover = Takeover {
        fact: fact.id,
        category: told.category.parse().ok()?,
        petition: told.petition,
        received_at: moment(told.receive_time?)?,
    };
    Some((told.owner.parse().ok()?, takeover))
}

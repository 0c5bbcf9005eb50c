//! A clue (线索): whoever brings it, it is put on record, and the fifteen working days begin.

use shiyu_kit::case::Actor;

use crate::domain::clocks::CLUE;
use crate::domain::command::Receive;
use crate::domain::event::{Event, Received, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};

pub(super) fn receive(receive: &Receive, sitting: &Sitting<'_>) -> Decided {
    let receiver = match sitting.context.by {
        Actor::Person { .. } => sitting.own_unit()?,
        Actor::Service { .. } => receive.unit.clone().ok_or(Refusal::UnitUnknown(None))?,
        Actor::Party { .. } | Actor::Clock => return Err(Refusal::NeedsAPerson),
    };
    sitting.within(&receiver, &receive.county)?;
    sitting.within(&receive.clue.place, &receive.county)?;
    if receive.clue.found_at > sitting.at {
        return Err(Refusal::InFuture);
    }
    let event = Event::from(What::Received(Box::new(Received {
        county: receive.county.clone(),
        number: receive.number.clone(),
        clue: receive.clue.clone(),
        parties: receive.parties.clone(),
        receiver,
        at: sitting.at,
    })));
    Ok(vec![sitting.begin(event, &CLUE)])
}

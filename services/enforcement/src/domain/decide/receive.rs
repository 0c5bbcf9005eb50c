//! A clue (线索): whoever brings it, it is put on record, and the fifteen working days begin.

use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;

use crate::domain::clocks::CLUE;
use crate::domain::command::Receive;
use crate::domain::event::{Event, Received, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Party, PartyRole};

/// Agents of one party (行政处罚法 art. 64).
pub(super) const AGENTS: usize = 2;

pub(super) fn receive(receive: &Receive, sitting: &Sitting<'_>) -> Decided {
    let event = Event::from(What::Received(Box::new(received(receive, sitting)?)));
    Ok(vec![sitting.begin(event, &CLUE)])
}

/// The clue, if it may be put on record.
pub(super) fn received(receive: &Receive, sitting: &Sitting<'_>) -> Result<Received, Refusal> {
    let receiver = receiver(receive, sitting)?;
    sitting.within(&receiver, &receive.county)?;
    sitting.within(&receive.clue.place, &receive.county)?;
    is_of(&receiver, &receive.clue.place, sitting)?;
    if receive.clue.found_at > sitting.at {
        return Err(Refusal::InFuture);
    }
    fit(&receive.parties)?;
    Ok(Received {
        county: receive.county.clone(),
        number: receive.number.clone(),
        clue: receive.clue.clone(),
        parties: receive.parties.clone(),
        receiver,
        at: sitting.at,
    })
}

fn receiver(receive: &Receive, sitting: &Sitting<'_>) -> Result<Code, Refusal> {
    match sitting.context.by {
        Actor::Person { .. } => sitting.own_unit(),
        Actor::Service { .. } => receive.unit.clone().ok_or(Refusal::UnitUnknown(None)),
        Actor::Party { .. } | Actor::Clock => Err(Refusal::NeedsAPerson),
    }
}

/// Staff of a town put down what lies in their town; what another service offers goes where that says.
fn is_of(receiver: &Code, place: &Code, sitting: &Sitting<'_>) -> Result<(), Refusal> {
    let theirs = place.division().starts_with(receiver.division());
    match sitting.context.by {
        Actor::Person { .. } if !theirs => Err(Refusal::UnitOutsideJurisdiction(place.clone())),
        Actor::Person { .. } | Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => Ok(()),
    }
}

/// One suspect a case, and at most two agents.
pub(super) fn fit(parties: &[Party]) -> Result<(), Refusal> {
    let many = |role: PartyRole| parties.iter().filter(|party| party.role == role).count();
    if many(PartyRole::Suspect) > 1 {
        return Err(Refusal::SuspectNamed);
    }
    if many(PartyRole::Agent) > AGENTS {
        return Err(Refusal::TooManyAgents);
    }
    Ok(())
}

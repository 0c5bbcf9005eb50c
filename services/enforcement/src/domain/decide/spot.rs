//! 当场处罚 (行政处罚法 arts. 51, 52, 68): clear facts, a warning or a small fine, told and heard before, handed over at once, reconsideration
//! first (行政复议法 art. 23).

use super::decision::{assessed, reconsideration};
use super::filing::{filing, held, in_time};
use super::proposal::{within_the_multiples, within_the_power};
use super::receive::received;
use super::standing::{certified, present};
use crate::domain::clocks::{PAY, PUBLISH, SPOT_RECORD};
use crate::domain::command::DecideOnSpot;
use crate::domain::course::{Decision, Filing};
use crate::domain::event::{Event, SpotDecided, What};
use crate::domain::evolve::evolve;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Capacity, DeliveryMethod, Fen, PartyRole, PenaltyKind, Proposal, SubjectKind};

/// The most that a citizen is fined on the spot (art. 51).
const CITIZEN: Fen = Fen::yuan(200);
/// The most that an organisation is.
const ORGANISATION: Fen = Fen::yuan(3_000);

pub(super) fn decide(spot: &DecideOnSpot, sitting: &Sitting<'_>) -> Decided {
    let received = received(&spot.received, sitting)?;
    if sitting.known.names_the_kept {
        return Err(Refusal::ComplainantInText);
    }
    let power = held(&spot.power, &received.receiver, sitting)?;
    in_time(&spot.act, power, &received.clue, received.at)?;
    if (sitting.today() - spot.act.to).whole_days() > 1 {
        return Err(Refusal::NotSeenOnTheSpot);
    }
    let officers = certified(&spot.officers, &received.receiver, sitting)?;
    present(&officers, sitting)?;
    let suspect = received.parties.iter().find(|party| party.role == PartyRole::Suspect);
    let suspect = suspect.ok_or(Refusal::SuspectMissing)?;
    may_be_decided(spot)?;
    if spot.delivery.party != suspect.id {
        return Err(Refusal::NotAParty(spot.delivery.party));
    }
    let by = sitting.staff()?;
    let filing = Filing {
        other_act: spot.other_act.clone(),
        officers: officers.clone(),
        ..filing((power, &spot.act), (spot.subject, spot.capacity), by, sitting)?
    };
    let outcome = Proposal::Penalty {
        items: vec![spot.item],
        band: None,
        deviation: None,
        lightening: Vec::new(),
    };
    within_the_power(outcome.items(), &filing, &[], &sitting.known.laws)?;
    within_the_multiples(outcome.items(), false, &[], &sitting.known.reckonings).map_err(uninvestigated)?;
    let lines = assessed(&outcome, sitting.at);
    let owing = !lines.is_empty();
    let event = Event::from(What::SpotDecided(Box::new(SpotDecided {
        decision: Decision {
            outcome,
            facts: spot.facts.clone(),
            basis: vec![power.basis.clone()],
            unit: received.receiver.clone(),
            by: by.to_owned(),
            on_the_spot: true,
            at: sitting.at,
            delivery: Some(spot.delivery.delivery(by)),
            served_at: Some(sitting.at),
            revoked: false,
            unchanged: None,
            late: None,
        },
        received,
        filing,
        officers,
        heard: spot.heard.clone(),
        lines,
    })));
    let event = sitting.begin(sitting.begin(event, &SPOT_RECORD), &PUBLISH);
    let event = event.starting(reconsideration(true), sitting.at, sitting.context.calendar);
    let event = if owing { sitting.begin(event, &PAY) } else { event };
    let case = evolve(None, &event).ok_or(Refusal::CaseUnknown)?;
    Ok(std::iter::once(event).chain(case.completed(sitting)).collect())
}

/// What only an investigation finds is not said to be lacking on a record that there is none of here.
fn uninvestigated(refusal: Refusal) -> Refusal {
    if let Refusal::BaseUnrecorded(of) = refusal {
        return Refusal::NotOnTheSpot(of);
    }
    refusal
}

/// The limits of art. 51, what has to be said and heard before, and the form handed over signed with the remedies in it.
fn may_be_decided(spot: &DecideOnSpot) -> Result<(), Refusal> {
    let most = match spot.subject {
        SubjectKind::Citizen => CITIZEN,
        SubjectKind::Organisation => ORGANISATION,
    };
    let small = match spot.item.kind {
        PenaltyKind::Warning => spot.item.amount.is_zero(),
        PenaltyKind::Fine => spot.item.amount <= most,
        PenaltyKind::CriticismNotice
        | PenaltyKind::ConfiscateIncome
        | PenaltyKind::ConfiscateGoods
        | PenaltyKind::SuspendLicence
        | PenaltyKind::Downgrade
        | PenaltyKind::RevokeLicence
        | PenaltyKind::RestrictActivity
        | PenaltyKind::SuspendBusiness
        | PenaltyKind::CloseDown
        | PenaltyKind::BarFromTrade
        | PenaltyKind::Other => false,
    };
    if !small {
        return Err(Refusal::TooHeavyForTheSpot);
    }
    if spot.capacity.is_never_punished() {
        return Err(Refusal::NotAnswerable);
    }
    if spot.capacity != Capacity::Full {
        return Err(Refusal::InvestigatedFirst);
    }
    if !spot.told {
        return Err(Refusal::NoticeMissing);
    }
    if spot.delivery.method != DeliveryMethod::Direct {
        return Err(Refusal::HandedOverAtOnce);
    }
    if !spot.delivery.remedies_told {
        return Err(Refusal::RemediesUntold);
    }
    Ok(())
}

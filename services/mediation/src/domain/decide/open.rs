//! A dispute is opened: who may bring what, and which clock begins.

use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;

use crate::domain::clocks::{FORWARD, screen};
use crate::domain::command::Open;
use crate::domain::dispute::{Dispute, Submission};
use crate::domain::event::{Event, Opened, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Party, PartyRole, Procedure, Source};

/// Representatives of one side (M-21).
const REPRESENTATIVES: usize = 5;

/// It is received by the caller's unit, or by the intake unit where another service offers it.
pub(super) fn open(open: &Open, sitting: &Sitting<'_>) -> Decided {
    let submission = &open.submission;
    let receiver = receiver(open, sitting)?;
    sitting.within(&receiver, &open.county)?;
    sitting.within(&submission.place, &open.county)?;
    for other in &submission.jurisdictions {
        is_a_division(other, &open.county, sitting)?;
    }
    if submission.source.is_by_letter() && submission.letter.is_none() {
        return Err(Refusal::LetterMissing);
    }
    match open.procedure {
        Procedure::Judicial => return Err(Refusal::CourtMissing),
        Procedure::People => takes_in(&receiver, sitting)?,
        Procedure::Administrative => {}
    }
    if submission.matter.is_some() && submission.matter != sitting.known.matter.as_ref().map(|matter| matter.id) {
        return Err(Refusal::MatterUnknown);
    }
    let about = sitting.known.matter.as_ref().filter(|_| submission.matter.is_some());
    if about.is_some_and(|matter| matter.category != submission.category) {
        return Err(Refusal::MatterNotFitting);
    }
    of_a_finding(submission, sitting)?;
    if submission.source == Source::Parties && !has_sides(&open.parties) {
        return Err(Refusal::SidesMissing);
    }
    few_represent(&open.parties)?;
    agents_speak_for_parties(&open.parties)?;
    let event = Event::from(What::Opened(Box::new(Opened {
        county: open.county.clone(),
        number: open.number.clone(),
        submission: submission.clone(),
        procedure: open.procedure,
        parties: open.parties.clone(),
        receiver,
        entrustment: open.entrustment.clone(),
        at: sitting.at,
    })));
    let event = sitting.begin(event, &screen(open.procedure, false));
    Ok(vec![match open.procedure {
        Procedure::Administrative => sitting.begin(event, &FORWARD),
        Procedure::People | Procedure::Judicial => event,
    }])
}

/// People's mediation is taken in where a committee is, by the centre or committee of a division, and by the division itself, who pass it
/// on; no other office has it.
fn takes_in(receiver: &Code, sitting: &Sitting<'_>) -> Result<(), Refusal> {
    let passes_on = !receiver.is_office() || sitting.context.units.mediating().mediates(receiver);
    let offered = matches!(sitting.context.by, Actor::Service { .. });
    if passes_on || offered || sitting.known.committee {
        Ok(())
    } else {
        Err(Refusal::NoCommittee(receiver.clone()))
    }
}

/// What the register of units does not know is no division, unless it lies outside of the county, in a province there is (GB/T 2260):
/// the units of others are theirs to keep.
fn is_a_division(code: &Code, county: &Code, sitting: &Sitting<'_>) -> Result<(), Refusal> {
    let ours = code.county() == county.county();
    match sitting.unit(code) {
        Err(_) if !ours && code.is_in_a_province() => Ok(()),
        known => known.map(drop),
    }
}

impl Dispute {
    /// Why it is not opened again: of its finding there is one dispute, which the ledger of findings learns a moment later.
    pub(super) fn opened_again(&self, open: &Open, sitting: &Sitting<'_>) -> Refusal {
        let finding = open.submission.finding;
        match of_a_finding(&open.submission, sitting) {
            Err(refusal) => refusal,
            Ok(()) if finding.is_some() && finding == self.submission.finding => Refusal::FindingTaken,
            Ok(()) => Refusal::AlreadyOpened,
        }
    }
}

/// Staff open what parties, courts, the police and agencies bring, and what they see themselves; what our own services offer comes as
/// their facts, and by no other door.
fn receiver(open: &Open, sitting: &Sitting<'_>) -> Result<Code, Refusal> {
    let source = open.submission.source;
    match sitting.context.by {
        Actor::Person { .. } if source.is_ours() => Err(Refusal::SourceNotFitting(source)),
        Actor::Person { .. } => sitting.own_unit(),
        Actor::Service { name } if source.is_ours() && name == source.as_str() => {
            Ok(sitting.known.intake.clone().unwrap_or_else(|| open.county.clone()))
        }
        Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => Err(Refusal::NeedsAPerson),
    }
}

/// Of a finding of a screening round comes one dispute about what was found and where, opened by the unit that screened or one above it;
/// others know of none.
fn of_a_finding(submission: &Submission, sitting: &Sitting<'_>) -> Result<(), Refusal> {
    let Some(named) = submission.finding else { return Ok(()) };
    if submission.source != Source::Screening {
        return Err(Refusal::SourceNotFitting(submission.source));
    }
    let known = sitting.known.finding.as_ref().filter(|known| known.id == named);
    let known = known.filter(|known| sitting.answers_for(&known.unit));
    let known = known.ok_or(Refusal::FindingUnknown)?;
    let lies_in = |place: &Code, other: &Code| sitting.chain(place).contains(other);
    let there = lies_in(&submission.place, &known.place) || lies_in(&known.place, &submission.place);
    if !there || known.category != submission.category {
        return Err(Refusal::FindingNotFitting);
    }
    match known.dispute {
        Some(_) => Err(Refusal::FindingTaken),
        None => Ok(()),
    }
}

fn has_sides(parties: &[Party]) -> bool {
    parties.iter().any(|party| party.role.asks()) && parties.iter().any(|party| party.role.answers())
}

/// A side of many is spoken for by five at most.
pub(super) fn few_represent(parties: &[Party]) -> Result<(), Refusal> {
    let many = |role| parties.iter().filter(|party| party.role == role).count();
    let most = many(PartyRole::ApplicantRepresentative).max(many(PartyRole::RespondentRepresentative));
    if most > REPRESENTATIVES {
        return Err(Refusal::TooManyRepresentatives);
    }
    Ok(())
}

/// An agent speaks for a party, and nobody else for anybody.
pub(super) fn agents_speak_for_parties(parties: &[Party]) -> Result<(), Refusal> {
    let is_party = |id| parties.iter().any(|party| party.id == id && party.role.is_principal());
    let wrong = parties.iter().find(|party| match (party.role, party.speaks_for) {
        (PartyRole::Agent, Some(party)) => !is_party(party),
        (PartyRole::Agent, None) => true,
        (_, speaks_for) => speaks_for.is_some(),
    });
    wrong.map_or(Ok(()), |party| Err(Refusal::NotAnAgent(party.id)))
}

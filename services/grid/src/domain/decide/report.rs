//! A report (上报): who may bring what, and which clock begins.

use shiyu_kit::case::Actor;
use uuid::Uuid;

use crate::domain::clocks::{ACCEPT, REOPEN};
use crate::domain::command::{Linked, Report};
use crate::domain::event::{Event, Reported, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::StageName;
use crate::domain::terms::{Class, GridRole, Place, Source};
use crate::team::domain::NotAdmitted;

/// Located by the map of the day, classified by the catalogue of the day, received by the town's command room. Of what another county
/// handed over the reporter's time runs on from the first report (S7).
pub(super) fn report(report: &Report, sitting: &Sitting<'_>) -> Decided {
    let (place, class) = located(report, sitting)?;
    let by = reporter(report.report.source, sitting)?;
    if report.report.seen_at > sitting.at {
        return Err(Refusal::SeenInFuture);
    }
    if let Some(earlier) = report.report.reopens {
        reopens(earlier, place, class, sitting)?;
    }
    let carried = report.report.carried.map(|carried| carried.reported_at.min(sitting.at));
    let reported_at = carried.unwrap_or(sitting.at);
    let receiver = sitting.known.command_room.as_ref().unwrap_or(&place.town);
    sitting.within(receiver, &report.county)?;
    let event = Event::from(What::Reported(Box::new(Reported {
        county: report.county.clone(),
        report: report.report.clone(),
        class: class.clone(),
        place: place.clone(),
        query_index: report.query_index.clone(),
        parties: report.parties.clone(),
        receiver: receiver.clone(),
        by,
        patrolled: report.report.source == Source::Patrol,
        repeats: sitting.known.repeats,
        at: reported_at,
    })));
    let rule = sitting.rule(&ACCEPT);
    Ok(vec![event.starting(rule, reported_at, sitting.context.calendar)])
}

/// Who brings it. Staff report as people; what a citizen says comes over a service, the public door or a clerk; what a neighbour hands
/// over comes over the city's desk, what a petition's office offers as its fact, and nobody says of themselves that they were handed it.
fn reporter(source: Source, sitting: &Sitting<'_>) -> Result<Option<String>, Refusal> {
    let subject = match source {
        Source::Patrol => grid_staff(sitting)?,
        Source::Volunteer => sitting
            .staff()
            .and_then(|subject| sitting.known.role.map(|_| subject).ok_or(Refusal::NotGridStaff))?,
        Source::Department => admitted(sitting)?,
        Source::Citizen | Source::Hotline => match sitting.context.by {
            Actor::Person { .. } => takes_calls(source, sitting)?,
            Actor::Service { .. } | Actor::Party { .. } => return Ok(None),
            Actor::Clock => return Err(Refusal::NeedsAPerson),
        },
        Source::Neighbour | Source::Petition => match sitting.context.by {
            Actor::Service { name } => name,
            Actor::Person { .. } | Actor::Party { .. } | Actor::Clock => return Err(Refusal::SourceNotYours(source)),
        },
    };
    Ok(Some(subject.to_owned()))
}

/// What a citizen says to staff, or the hotline, the command room of the place puts down, or what commands above it. Whoever else
/// hears of something says so as what they are: a patrol, a volunteer, a department.
fn takes_calls<'a>(source: Source, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
    let (subject, own) = (sitting.staff()?, sitting.own_unit()?);
    let town = sitting.known.place.as_ref().map(|place| &place.town);
    let room = sitting.known.command_room.as_ref().or(town).ok_or(Refusal::PlaceUnknown)?;
    let above = town.is_some_and(|town| sitting.chain(town).iter().any(|above| sitting.commands(above, room)));
    if sitting.has_command() && (own == *room || above) {
        Ok(subject)
    } else {
        Err(Refusal::SourceNotYours(source))
    }
}

/// Who patrols works in the grid; a volunteer reports as one.
fn grid_staff<'a>(sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
    let subject = sitting.staff()?;
    match sitting.known.role {
        Some(GridRole::Lead | GridRole::Patrol | GridRole::Police | GridRole::Supervisor) => Ok(subject),
        Some(GridRole::Volunteer) => Err(Refusal::RoleNotFitting(GridRole::Volunteer)),
        None => Err(Refusal::NotGridStaff),
    }
}

/// A department hands the grids only what is on the admission list (网格准入).
fn admitted<'a>(sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
    let subject = sitting.staff()?;
    let admission = sitting.known.admission.unwrap_or(Err(NotAdmitted::Unknown));
    admission.map(|()| subject).map_err(Refusal::NotAdmitted)
}

/// What is reported of a component is where that stands; a component's subclass is its own.
fn located<'a>(report: &Report, sitting: &Sitting<'a>) -> Result<(&'a Place, &'a Class), Refusal> {
    let place = sitting.known.place.as_ref();
    if let Some(code) = &report.component {
        let there = place.and_then(|place| place.component.as_ref());
        there
            .filter(|thing| thing.code == *code)
            .ok_or_else(|| Refusal::ComponentUnknown(code.clone()))?;
    }
    let place = place.ok_or(Refusal::PlaceUnknown)?;
    sitting.within(&place.town, &report.county).map_err(|_| Refusal::PlaceUnknown)?;
    let class = sitting.known.class.as_ref().filter(|class| class.code == report.class);
    Ok((place, class.ok_or(Refusal::ClassUnknown(report.class))?))
}

/// A closed event is taken up again by a new one: within 30 days, in the same grid or in the one that covers its place since, about
/// the same (重开).
fn reopens(id: Uuid, place: &Place, class: &Class, sitting: &Sitting<'_>) -> Result<(), Refusal> {
    let earlier = linked(id, sitting)?;
    let ended_at = earlier.ended_at.filter(|_| earlier.stage == StageName::Closed);
    let last = sitting.due(&REOPEN, ended_at.ok_or(Refusal::LinkedEventOpen(id))?);
    if sitting.at >= last {
        return Err(Refusal::ReopenLapsed(last));
    }
    if earlier.class != class.code || !earlier.grids.contains(&place.grid) {
        return Err(Refusal::NotTheSamePlaceAndClass);
    }
    Ok(())
}

/// The other event of the order.
pub(super) fn linked<'a>(id: Uuid, sitting: &Sitting<'a>) -> Result<&'a Linked, Refusal> {
    let linked = sitting.known.linked.as_ref().filter(|linked| linked.id == id);
    linked.ok_or(Refusal::LinkedEventUnknown(id))
}

//! `shiyu show`: a petition, its clocks, its timeline.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::common::v1::{Clock, TimelineEntry};
use shiyu_proto::petition::v1::{Course, GetPetitionRequest, ListTimelineRequest, Party, Petition};

use super::standing_of;
use super::write::line;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, times, words};

/// Which petition to show.
#[derive(Debug, Args)]
pub struct ShowOptions {
    /// Its name or its id.
    pub petition: String,
}

/// `shiyu show`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn show(desk: &Desk, out: Printer, options: &ShowOptions) -> Result<Ending, Failure> {
    let name = desk.name("petitions", &options.petition);
    let (mut one, mut two) = (desk.petitions(), desk.petitions());
    let (petition, timeline) = futures::try_join!(
        one.get_petition(GetPetitionRequest { name: name.clone() }),
        two.list_timeline(ListTimelineRequest { name: name.clone() }),
    )?;
    let petition = petition.into_inner();
    let timeline = timeline.into_inner().entries;
    let value = json!({
        "petition": document::petition(&petition, "Petition"),
        "timeline": timeline.iter().map(|step| document::common(step, "TimelineEntry")).collect::<Value>(),
    });
    out.show(&value, || {
        [matter(&petition), clocks(&petition.clocks), steps(&timeline)].join("\n\n")
    });
    Ok(Ending::Clean)
}

fn matter(petition: &Petition) -> String {
    let mut lines = vec![
        petition.title.clone(),
        format!("{} {}", petition.name, petition.number).trim_end().to_owned(),
        format!("stage     {}", words::stage_label(petition.stage())),
        format!("unit      {}", petition.unit),
        format!("place     {}", petition.place),
        format!("category  {}", petition.category),
        format!("channel   {} {}", words::channel(petition.channel()), petition.source_reference),
        format!("received  {}", times::plain(petition.received_time.as_ref())),
        format!("request   {}", petition.request),
        format!("facts     {}", petition.facts_and_reasons),
    ];
    if petition.sealed {
        lines.push("sealed    kept from whom it accuses (art. 30)".to_owned());
    }
    lines.extend(petition.parties.iter().map(party));
    lines.extend(petition.course.iter().flat_map(answers));
    if let Some(ending) = &petition.ending {
        let ended = times::plain(ending.end_time.as_ref());
        lines.push(format!("ended     {ended} {}", words::stage_label(ending.stage())));
    }
    lines.join("\n")
}

fn party(of: &Party) -> String {
    let identity = of.identity.clone().unwrap_or_default();
    let shown = [identity.name, identity.document_number, identity.phone].join(" ");
    format!("party     {} {} {}", of.id, words::party_role(of.role()), shown.trim_end())
}

/// As what it was classified, and what was decided.
fn answers(course: &Course) -> Vec<String> {
    let classified = course.classifications.iter();
    let classified = classified.map(|one| format!("kind      {} {}", words::kind(one.kind()), words::path(one.path())));
    let opinions = course.opinions.iter().filter_map(|issued| issued.opinion.as_ref());
    let opinions = opinions.map(|opinion| format!("decision  {}: {}", words::decision(opinion.decision()), opinion.facts_and_reasons));
    let rulings = course
        .remedies
        .iter()
        .filter_map(|remedy| Some((remedy.kind(), remedy.decision.as_ref()?)));
    let rulings = rulings.map(|(kind, given)| format!("{:<9} {}: {}", words::remedy(kind), words::ruling(given.ruling()), given.text));
    let lines = classified
        .chain(beside(course))
        .chain(opinions)
        .chain(rulings)
        .chain(course.messages.iter().map(line));
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// The fast track, what became of offers, and whom another service holds competent, with the order that asks them.
fn beside(course: &Course) -> impl Iterator<Item = String> {
    let track = course.fast_track.iter().map(|track| match &track.leave_time {
        None => format!("fast      since {}", times::plain(track.since_time.as_ref())),
        Some(left) => format!("fast      left {}: {}", times::plain(Some(left)), track.reason),
    });
    let offers = course.referrals.iter().map(|offer| {
        let (to, state) = (words::destination(offer.destination()), words::referral_state(offer.state()));
        let said = [
            offer.result.clone(),
            words::settled(offer.settled()),
            words::confirmation(offer.confirmation()),
            offer.rest.clone(),
        ];
        let said: Vec<String> = said.into_iter().filter(|word| !word.is_empty()).collect();
        format!("offer     {to} {state} {}", said.join(" "))
    });
    let competent = (!course.competent_unit.is_empty())
        .then(|| format!("competent {}: RerouteDuty or RequestAssistance asks it", course.competent_unit));
    let border = course.boundary.iter().map(|boundary| {
        let owner = if boundary.owner.is_empty() { "open" } else { &boundary.owner };
        format!("border    {} {owner}", boundary.counties.join(" "))
    });
    track.chain(border).chain(offers).chain(competent).collect::<Vec<_>>().into_iter()
}

/// The clocks of a case.
#[must_use]
pub fn clocks(clocks: &[Clock]) -> String {
    let mut table = table(&["clock", "basis", "started", "internal", "legal", "stopped", "", "rung"]);
    for clock in clocks {
        let rung: Vec<String> = clock.rung().map(words::ring).collect();
        table.add_row([
            clock.name.clone(),
            clock.legal_basis.clone(),
            times::plain(clock.start_time.as_ref()),
            times::plain(clock.internal_due_time.as_ref()),
            times::plain(clock.legal_due_time.as_ref()) + if clock.provisional { " (provisional)" } else { "" },
            times::plain(clock.stop_time.as_ref()),
            standing_of(clock).word().to_owned(),
            rung.join(" "),
        ]);
    }
    table.to_string()
}

/// The steps of a case.
#[must_use]
pub fn steps(entries: &[TimelineEntry]) -> String {
    let mut table = table(&["", "time", "step", "by", "unit"]);
    for entry in entries {
        let actor = entry.actor.as_ref();
        let by = actor.map(|actor| format!("{} {}", words::actor_kind(actor.kind()), actor.subject));
        table.add_row([
            entry.version.to_string(),
            times::plain(entry.time.as_ref()),
            entry.kind.clone(),
            by.unwrap_or_default().trim_end().to_owned(),
            actor.map(|actor| actor.unit.clone()).unwrap_or_default(),
        ]);
    }
    table.to_string()
}

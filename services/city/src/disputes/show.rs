//! `shiyu disputes show`: a dispute, its agreement, its clocks, its timeline.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::mediation::v1::{
    Dispute, DisputeCourse, DisputeEnding, DisputeParty, GetDisputeRequest, ListTimelineRequest, MediationAgreement, MediationObligation,
};

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::petitions::{clocks, steps};
use crate::{document, times};

/// Which dispute to show.
#[derive(Debug, Args)]
pub struct ShowOptions {
    /// Its name or its id.
    pub dispute: String,
}

/// `shiyu disputes show`.
pub async fn show(desk: &Desk, out: Printer, options: &ShowOptions) -> Result<Ending, Failure> {
    let name = desk.name("disputes", &options.dispute);
    let (mut one, mut two) = (desk.disputes(), desk.disputes());
    let (dispute, timeline) = futures::try_join!(
        one.get_dispute(GetDisputeRequest { name: name.clone() }),
        two.list_timeline(ListTimelineRequest { name: name.clone() }),
    )?;
    let dispute = dispute.into_inner();
    let timeline = timeline.into_inner().entries;
    let value = json!({
        "dispute": document::mediation(&dispute, "Dispute"),
        "timeline": timeline.iter().map(|step| document::common(step, "TimelineEntry")).collect::<Value>(),
    });
    out.show(&value, || {
        [matter(&dispute), clocks(&dispute.clocks), steps(&timeline)].join("\n\n")
    });
    Ok(Ending::Clean)
}

fn matter(dispute: &Dispute) -> String {
    let submission = dispute.submission.clone().unwrap_or_default();
    let mut lines = vec![
        submission.title.clone(),
        format!("{} {}", dispute.name, dispute.number),
        format!("stage     {}", words::stage_label(dispute.stage())),
        format!("procedure {}", words::procedure(dispute.procedure())),
        format!("unit      {}", dispute.unit),
        format!("place     {} {}", submission.place, submission.jurisdictions.join(" ")),
        format!("category  {}", words::category(submission.category())),
        format!("source    {} {}", words::source(submission.source()), submission.source_reference),
        format!("opened    {}", times::plain(dispute.open_time.as_ref())),
        format!("claims    {}", submission.claims),
        format!("facts     {}", submission.facts),
    ];
    lines.extend(dispute.parties.iter().map(party));
    lines.extend(dispute.course.iter().flat_map(course));
    lines.extend(dispute.ending.iter().map(|ended| ending(ended, dispute)));
    let lines = lines.into_iter().map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<String>>().join("\n")
}

fn party(of: &DisputeParty) -> String {
    let identity = of.identity.clone().unwrap_or_default();
    let shown = [identity.name, identity.document_number, identity.phone].join(" ");
    format!("party     {} {} {}", of.id, words::role(of.role()), shown.trim_end())
}

fn course(of: &DisputeCourse) -> Vec<String> {
    let words = of.consents.iter().map(|word| {
        let given = if word.given { "consents" } else { "refuses" };
        format!("word      {} {given}, {}", word.party, times::plain(word.time.as_ref()))
    });
    let agreements = of.agreements.iter().flat_map(agreement);
    let papers = of.documents.iter().map(|one| {
        let (kind, format) = (words::document(one.kind()), words::format(one.format()));
        format!("document  {kind}.{format} {}", one.hash)
    });
    words.chain(agreements).chain(papers).collect()
}

fn agreement(of: &MediationAgreement) -> Vec<String> {
    let state = match (&of.effective_time, &of.void_time) {
        (_, Some(at)) => format!("void since {}", times::plain(Some(at))),
        (Some(at), None) => format!("in effect since {}", times::plain(Some(at))),
        (None, None) => "a draft".to_owned(),
    };
    let first = format!("agreement {} {}, {state}: {}", of.number, words::form(of.form()), of.terms);
    let owed = of.obligations.iter().map(|one| format!("owes      {}", obligation(one)));
    [first].into_iter().chain(owed).collect()
}

fn obligation(of: &MediationObligation) -> String {
    let amount = if of.amount_fen > 0 {
        format!(" {}.{:02} yuan", of.amount_fen / 100, of.amount_fen % 100)
    } else {
        String::new()
    };
    let done = if of.performed { ", performed" } else { "" };
    format!("{}{amount} by {}: {}{done}", of.number, of.due_date, of.content)
}

fn ending(of: &DisputeEnding, dispute: &Dispute) -> String {
    let ended = times::plain(of.end_time.as_ref());
    let how = [of.reason.clone(), of.transferred_to.clone(), of.reference.clone()].concat();
    format!("ended     {ended} {} {how}", words::stage_label(dispute.stage()))
}

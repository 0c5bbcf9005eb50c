//! `shiyu cases show`: a case, its course, its money, its clocks, its timeline.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::enforcement::v1::{Case, Course, GetCaseRequest, ListTimelineRequest, Proposal};

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::petitions::{clocks, steps};
use crate::powers::words::{kind, yuan};
use crate::{document, times};

/// Which case to show.
#[derive(Debug, Args)]
pub struct ShowOptions {
    /// Its name or its id.
    pub case: String,
}

/// `shiyu cases show`.
pub async fn show(desk: &Desk, out: Printer, options: &ShowOptions) -> Result<Ending, Failure> {
    let name = desk.name("cases", &options.case);
    let (mut one, mut two) = (desk.cases(), desk.cases());
    let (case, timeline) = futures::try_join!(
        one.get_case(GetCaseRequest { name: name.clone() }),
        two.list_timeline(ListTimelineRequest { name: name.clone() }),
    )?;
    let case = case.into_inner();
    let timeline = timeline.into_inner().entries;
    let value = json!({
        "case": document::enforcement(&case, "Case"),
        "timeline": timeline.iter().map(|step| document::common(step, "TimelineEntry")).collect::<Value>(),
    });
    out.show(&value, || {
        let parts = [matter(&case), money(&case), clocks(&case.clocks), steps(&timeline)];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("\n\n")
    });
    Ok(Ending::Clean)
}

fn matter(case: &Case) -> String {
    let clue = case.clue.clone().unwrap_or_default();
    let mut lines = vec![
        format!("{}  {}", case.number, clue.title),
        case.name.clone(),
        format!("stage     {}", words::stage_label(case.stage())),
        format!("unit      {}", case.unit),
        format!("source    {} {}", words::source(clue.source()), clue.offered_case),
        format!("place     {}", clue.place),
        format!("what      {}", clue.description),
    ];
    if let Some(filing) = &case.filing {
        lines.push(format!(
            "power     {} {}, list {}",
            filing.power, filing.subject_matter, filing.list_version
        ));
        lines.push(format!("basis     {}", filing.basis));
    }
    lines.extend(case.course.iter().flat_map(course));
    lines.extend(
        case.ending
            .iter()
            .map(|ending| format!("ended     {} {}", times::plain(ending.end_time.as_ref()), ending.reason)),
    );
    let lines = lines.into_iter().map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// What was done to come to a decision.
fn course(course: &Course) -> Vec<String> {
    let officers = course
        .officers
        .iter()
        .map(|one| format!("officer   {} {}", one.subject, one.certificate));
    let evidence = course.evidence.iter().map(|one| format!("evidence  {} {}", one.title, one.hash));
    let notices = course.notices.iter().map(|one| {
        let intended = one.proposal.as_ref().map(penalties).unwrap_or_default();
        format!("notice    {} {intended}", times::plain(one.serve_time.as_ref()))
    });
    let decisions = course.decisions.iter().map(|one| {
        let outcome = one.outcome.as_ref().map(penalties).unwrap_or_default();
        let revoked = if one.revoked { " (revoked)" } else { "" };
        format!("decided   {} {outcome}{revoked}", times::plain(one.decide_time.as_ref()))
    });
    officers.chain(evidence).chain(notices).chain(decisions).collect()
}

fn penalties(of: &Proposal) -> String {
    let items = of.items.iter().map(|item| match item.amount_fen {
        0 => kind(item.kind()),
        fen => format!("{} {}元", kind(item.kind()), yuan(fen)),
    });
    let items: Vec<_> = items.collect();
    if items.is_empty() { of.education.clone() } else { items.join(", ") }
}

/// The account, line by line.
fn money(case: &Case) -> String {
    let account = case.course.as_ref().and_then(|course| course.account.as_ref());
    let Some(account) = account.filter(|account| !account.lines.is_empty()) else {
        return String::new();
    };
    let mut table = table(&["time", "for", "what", "yuan", "reference"]);
    for line in &account.lines {
        table.add_row([
            times::plain(line.time.as_ref()),
            words::charge(line.charge()),
            words::line(line.kind()),
            yuan(line.amount_fen),
            line.reference.clone(),
        ]);
    }
    format!(
        "{table}\nto be paid {} yuan, to be given back {} yuan",
        yuan(account.outstanding_fen),
        yuan(account.refundable_fen)
    )
}

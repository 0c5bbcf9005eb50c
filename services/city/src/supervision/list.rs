//! `shiyu supervision list`, `counties`, `reminders` and `count`.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::assessment::v1 as pb;

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times};

/// Which supervisions to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only of this unit (its code).
    #[arg(long)]
    pub unit: Option<String>,
    /// Only those that stand there, as in `rectifying`.
    #[arg(long, value_parser = words::parse_stage)]
    pub stage: Option<pb::SupervisionStage>,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// Which supervisions of the counties to list.
#[derive(Debug, Args)]
pub struct CountyOptions {
    /// Only of this county (its code).
    #[arg(long)]
    pub of: Option<String>,
    /// Only those that stand there.
    #[arg(long, value_parser = words::parse_stage)]
    pub stage: Option<pb::SupervisionStage>,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// Which reminders to list.
#[derive(Debug, Args)]
pub struct ReminderOptions {
    /// Only of this unit (its code).
    #[arg(long)]
    pub unit: Option<String>,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// Issued on which days.
#[derive(Debug, Args)]
pub struct CountOptions {
    /// The first day, as in 2026-05-01.
    #[arg(long)]
    pub from: String,
    /// The last day.
    #[arg(long)]
    pub to: String,
}

/// `shiyu supervision list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListSupervisionsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
            unit: options.unit.clone().unwrap_or_default(),
            stage: options.stage.unwrap_or_default().into(),
        };
        let page = desk.supervisions().list_supervisions(request).await?.into_inner();
        Ok((page.supervisions, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("supervisions", |one| document::assessment(one, "Supervision")), rows);
    Ok(Ending::Clean)
}

fn rows(supervisions: &[pb::Supervision]) -> String {
    let mut table = table(&["id", "issued", "unit", "rung", "stage", "service", "clock", "ground", "done"]);
    for one in supervisions {
        table.add_row([
            pages::id(&one.name).to_owned(),
            times::plain(one.issue_time.as_ref()),
            one.unit.clone(),
            words::rung_label(one.rung()),
            words::stage_label(one.stage()),
            words::service(one.service()),
            one.clock.clone(),
            words::ground(one.ground()),
            one.fulfil_date.clone(),
        ]);
    }
    table.to_string()
}

/// `shiyu supervision counties`.
pub async fn counties(desk: &Desk, out: Printer, options: &CountyOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListCountySupervisionsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
            county: options.of.clone().unwrap_or_default(),
            stage: options.stage.unwrap_or_default().into(),
        };
        let page = desk.supervisions().list_county_supervisions(request).await?.into_inner();
        Ok((page.supervisions, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("supervisions", |one| document::assessment(one, "CountySupervision")), seen);
    Ok(Ending::Clean)
}

fn seen(supervisions: &[pb::CountySupervision]) -> String {
    let mut table = table(&["county", "id", "issued", "unit", "rung", "stage", "service", "clock"]);
    for one in supervisions {
        let moved = one.moved.clone().unwrap_or_default();
        table.add_row([
            one.county.clone(),
            pages::id(&moved.name).to_owned(),
            times::plain(moved.issue_time.as_ref()),
            moved.unit.clone(),
            words::rung_label(moved.rung()),
            words::stage_label(moved.stage()),
            words::service(moved.service()),
            moved.clock.clone(),
        ]);
    }
    table.to_string()
}

/// `shiyu supervision reminders`.
pub async fn reminders(desk: &Desk, out: Printer, options: &ReminderOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListRemindersRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
            unit: options.unit.clone().unwrap_or_default(),
        };
        let page = desk.supervisions().list_reminders(request).await?.into_inner();
        Ok((page.reminders, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("reminders", |one| document::assessment(one, "Reminder")), warned);
    Ok(Ending::Clean)
}

fn warned(reminders: &[pb::Reminder]) -> String {
    let mut table = table(&["due", "unit", "in hand", "service", "clock", "case", "how near"]);
    for one in reminders {
        let near = one.ring().as_str_name().trim_start_matches("RING_").to_ascii_lowercase();
        table.add_row([
            one.due_date.clone(),
            one.unit.clone(),
            one.responsible_unit.clone(),
            words::service(one.service()),
            one.clock.clone(),
            one.case.clone(),
            near,
        ]);
    }
    table.to_string()
}

/// `shiyu supervision count`.
pub async fn count(desk: &Desk, out: Printer, options: &CountOptions) -> Result<Ending, Failure> {
    let request = pb::CountSupervisionsRequest {
        parent: desk.parent(),
        from_date: options.from.clone(),
        to_date: options.to.clone(),
    };
    let found = desk.supervisions().count_supervisions(request).await?.into_inner();
    let counts = found.counts.iter().map(|one| document::assessment(one, "SupervisionCount"));
    let counts = counts.collect::<Value>();
    let whole = document::assessment(&found, "CountSupervisionsResponse");
    out.show(&json!({ "counts": counts, "count_time": whole.get("count_time") }), || {
        format!("{}\nas of {}", counted(&found.counts), times::plain(found.count_time.as_ref()))
    });
    Ok(Ending::Clean)
}

/// How many stand where, as a table.
#[must_use]
pub fn counted(counts: &[pb::SupervisionCount]) -> String {
    let mut table = table(&["county", "rung", "stage", "supervisions"]);
    for one in counts {
        table.add_row([
            one.county.clone(),
            words::rung_label(one.rung()),
            words::stage_label(one.stage()),
            one.count.to_string(),
        ]);
    }
    table.to_string()
}

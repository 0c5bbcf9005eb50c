//! `shiyu programmes list`, `show`, `put`, `objective` and `plan`.

use clap::Args;
use serde_json::json;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages};

const PROGRAMMES: &str = "programmes";
pub(super) const OBJECTIVES: &str = "objectives";

/// Which programmes to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// Which one.
#[derive(Debug, Args)]
pub struct OneOptions {
    /// Its name or its id.
    pub programme: String,
}

/// A programme.
#[derive(Debug, Args)]
pub struct PutOptions {
    /// What it is called.
    pub title: String,
    /// Code of the unit that leads it.
    #[arg(long)]
    pub unit: String,
    /// Its first day, as in 2026-01-01.
    #[arg(long)]
    pub from: String,
    /// Its last day.
    #[arg(long)]
    pub to: String,
    /// The last day by which what was done is archived.
    #[arg(long)]
    pub archive: String,
    /// The document it was decided by.
    #[arg(long)]
    pub document: String,
}

/// An objective.
#[derive(Debug, Args)]
pub struct ObjectiveOptions {
    /// The programme's name or its id.
    pub programme: String,
    /// What is to be reached.
    pub title: String,
    /// Its place among the others, from 1.
    #[arg(long, default_value_t = 1)]
    pub number: i32,
    /// Code of the unit that answers for it.
    #[arg(long)]
    pub unit: String,
}

/// What to plan.
#[derive(Debug, Args)]
pub struct PlanOptions {
    /// The objective's name or its id.
    pub objective: String,
    /// Code of a unit that has to do it; at least one.
    #[arg(required = true)]
    pub units: Vec<String>,
    /// Edition of the catalogue.
    #[arg(long)]
    pub edition: String,
    /// The last day.
    #[arg(long)]
    pub due: String,
    /// Only of this class, as in 03.
    #[arg(long, default_value = "")]
    pub class: String,
}

/// `shiyu programmes list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListProgrammesRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
        };
        let page = desk.programmes().list_programmes(request).await?.into_inner();
        Ok((page.programmes, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("programmes", |one| document::assessment(one, "Programme")), rows);
    Ok(Ending::Clean)
}

fn rows(programmes: &[pb::Programme]) -> String {
    let mut table = table(&["id", "programme", "unit", "from", "to", "archived by", "document"]);
    for one in programmes {
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.title.clone(),
            one.unit.clone(),
            one.from_date.clone(),
            one.to_date.clone(),
            one.archive_date.clone(),
            one.document.clone(),
        ]);
    }
    table.to_string()
}

/// `shiyu programmes show`.
pub async fn show(desk: &Desk, out: Printer, options: &OneOptions) -> Result<Ending, Failure> {
    let request = pb::GetProgrammeRequest {
        name: desk.name(PROGRAMMES, &options.programme),
    };
    let standing = desk.programmes().get_programme(request).await?.into_inner();
    out.show(&document::assessment(&standing, "ProgrammeStanding"), || {
        let programme = standing.programme.clone().unwrap_or_default();
        [rows(&[programme]), objectives(&standing.objectives), counts(&standing.counts)].join("\n\n")
    });
    Ok(Ending::Clean)
}

fn objectives(objectives: &[pb::Objective]) -> String {
    let mut table = table(&["number", "id", "objective", "unit"]);
    for one in objectives {
        table.add_row([
            one.number.to_string(),
            pages::id(&one.name).to_owned(),
            one.title.clone(),
            one.unit.clone(),
        ]);
    }
    table.to_string()
}

fn counts(counts: &[pb::TaskCount]) -> String {
    let mut table = table(&["objective", "stage", "tasks", "overdue"]);
    for one in counts {
        table.add_row([
            pages::id(&one.objective).to_owned(),
            words::stage(one.stage()),
            one.tasks.to_string(),
            one.overdue.to_string(),
        ]);
    }
    table.to_string()
}

/// `shiyu programmes put`.
pub async fn put(desk: &Desk, out: Printer, options: &PutOptions) -> Result<Ending, Failure> {
    let request = pb::PutProgrammeRequest {
        parent: desk.parent(),
        request_id: new_id().to_string(),
        programme: Some(pb::Programme {
            name: String::new(),
            title: options.title.clone(),
            unit: options.unit.clone(),
            from_date: options.from.clone(),
            to_date: options.to.clone(),
            archive_date: options.archive.clone(),
            document: options.document.clone(),
        }),
    };
    let kept = desk.programmes().put_programme(request).await?.into_inner();
    out.show(&document::assessment(&kept, "Programme"), || kept.name.clone());
    Ok(Ending::Clean)
}

/// `shiyu programmes objective`.
pub async fn objective(desk: &Desk, out: Printer, options: &ObjectiveOptions) -> Result<Ending, Failure> {
    let request = pb::PutObjectiveRequest {
        parent: desk.parent(),
        request_id: new_id().to_string(),
        objective: Some(pb::Objective {
            name: String::new(),
            programme: desk.name(PROGRAMMES, &options.programme),
            number: options.number,
            title: options.title.clone(),
            unit: options.unit.clone(),
        }),
    };
    let kept = desk.programmes().put_objective(request).await?.into_inner();
    out.show(&document::assessment(&kept, "Objective"), || kept.name.clone());
    Ok(Ending::Clean)
}

/// `shiyu programmes plan`.
pub async fn plan(desk: &Desk, out: Printer, options: &PlanOptions) -> Result<Ending, Failure> {
    let request = pb::PlanTasksRequest {
        parent: desk.parent(),
        request_id: new_id().to_string(),
        objective: desk.name(OBJECTIVES, &options.objective),
        edition: options.edition.clone(),
        units: options.units.clone(),
        due_date: options.due.clone(),
        class: options.class.clone(),
    };
    let planned = desk.programmes().plan_tasks(request).await?.into_inner().planned;
    out.show(&json!({ "planned": planned }), || format!("{planned} tasks planned"));
    Ok(Ending::Clean)
}

//! `shiyu programmes tasks`, and the steps of a task.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;

use super::plan::OBJECTIVES;
use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages};

const TASKS: &str = "tasks";

/// Which tasks to list.
#[derive(Debug, Args)]
pub struct TasksOptions {
    /// Only of this objective, by its name or its id.
    #[arg(long)]
    pub objective: Option<String>,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// Which task.
#[derive(Debug, Args)]
pub struct TaskOptions {
    /// Its name or its id.
    pub task: String,
}

/// What shows that it was done.
#[derive(Debug, Args)]
pub struct SubmitOptions {
    /// The task's name or its id.
    pub task: String,
    /// What the piece of evidence is.
    pub title: String,
    /// Where it is filed.
    #[arg(long)]
    pub reference: String,
    /// SHA-256 of the file, if there is one.
    #[arg(long, default_value = "")]
    pub sha256: String,
}

/// What is lacking.
#[derive(Debug, Args)]
pub struct ReturnOptions {
    /// The task's name or its id.
    pub task: String,
    /// In words, without a person's data.
    pub remarks: String,
}

type Answered = Result<pb::Task, Failure>;

/// A step of a task: which method, with which message, and what it says beside the name.
macro_rules! steps {
    ($($order:ident($options:ident: $of:ident) $call:ident $request:ident { $($field:ident: $said:expr)? }),+ $(,)?) => {$(
        pub async fn $order(desk: &Desk, $options: &$of) -> Answered {
            let request = pb::$request {
                name: desk.name(TASKS, &$options.task),
                request_id: new_id().to_string(),
                $($field: $said,)?
            };
            Ok(desk.programmes().$call(request).await?.into_inner())
        }
    )+};
}

steps! {
    issue(options: TaskOptions) issue_task IssueTaskRequest {},
    begin(options: TaskOptions) begin_task BeginTaskRequest {},
    submit(options: SubmitOptions) submit_task SubmitTaskRequest { evidence: vec![evidence(options)] },
    accept(options: TaskOptions) accept_task AcceptTaskRequest {},
    give_back(options: ReturnOptions) return_task ReturnTaskRequest { remarks: options.remarks.clone() },
    archive(options: TaskOptions) archive_task ArchiveTaskRequest {},
}

fn evidence(options: &SubmitOptions) -> pb::Evidence {
    pb::Evidence {
        title: options.title.clone(),
        reference: options.reference.clone(),
        sha256: options.sha256.clone(),
    }
}

/// `shiyu programmes tasks`.
pub async fn list(desk: &Desk, out: Printer, options: &TasksOptions) -> Result<Ending, Failure> {
    let objective = options.objective.as_ref().map(|one| desk.name(OBJECTIVES, one));
    let page = async |token| {
        let request = pb::ListTasksRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
            objective: objective.clone().unwrap_or_default(),
        };
        let page = desk.programmes().list_tasks(request).await?.into_inner();
        Ok((page.tasks, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("tasks", |one| document::assessment(one, "Task")), rows);
    Ok(Ending::Clean)
}

fn rows(tasks: &[pb::Task]) -> String {
    let mut table = table(&["id", "item", "task", "unit", "due", "stage", "overdue"]);
    for one in tasks {
        let overdue = if one.overdue { "overdue" } else { "" };
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.item.clone(),
            one.title.clone(),
            one.unit.clone(),
            one.due_date.clone(),
            words::stage(one.stage()),
            overdue.to_owned(),
        ]);
    }
    table.to_string()
}

/// Shows one.
pub fn show(out: Printer, one: &pb::Task) {
    out.show(&document::assessment(one, "Task"), || {
        let may = format!("may  {}", one.allowed.join(", "));
        [rows(std::slice::from_ref(one)), one.remarks.clone(), may]
            .join("\n")
            .trim_end()
            .to_owned()
    });
}

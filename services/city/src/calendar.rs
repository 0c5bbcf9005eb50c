//! `shiyu calendar`: the statutory calendar in force.

use clap::Subcommand;
use serde_json::{Value, json};
use shiyu_proto::common::v1::{Calendar, CalendarDay, CalendarYear, DayKind, GetCalendarRequest};
use tonic::Status;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};

/// What to do with the calendar.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// Show every day that differs from the weekday rule.
    Show {
        /// Only this year.
        #[arg(long)]
        year: Option<i32>,
    },
}

/// `shiyu calendar`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let Order::Show { year } = order;
    let name = format!("{}/calendar", desk.parent());
    let answer = desk.operations().get_calendar(GetCalendarRequest { name }).await?;
    let calendar = answer.into_inner().calendar;
    let mut calendar = calendar.ok_or_else(|| Status::internal("the answer holds no calendar"))?;
    if let Some(year) = year {
        let prefix = format!("{year}-");
        calendar.days.retain(|day| day.date.starts_with(&prefix));
        calendar.years.retain(|settled| settled.year == *year);
    }
    out.show(&document(&calendar), || text(&calendar));
    Ok(Ending::Clean)
}

fn document(of: &Calendar) -> Value {
    let day = |day: &CalendarDay| json!({ "date": day.date, "kind": day.kind().as_str_name(), "name": day.name });
    let year = |year: &CalendarYear| json!({ "year": year.year, "document": year.document });
    json!({
        "name": of.name,
        "etag": of.etag,
        "version": of.version,
        "days": of.days.iter().map(day).collect::<Value>(),
        "years": of.years.iter().map(year).collect::<Value>(),
    })
}

fn text(of: &Calendar) -> String {
    let mut years = table(&["year", "settled by"]);
    for year in &of.years {
        years.add_row([year.year.to_string(), year.document.clone()]);
    }
    let mut days = table(&["day", "is", "name"]);
    for day in &of.days {
        let is = match day.kind() {
            DayKind::Unspecified => "",
            DayKind::Off => "rest day",
            DayKind::Work => "working day",
        };
        days.add_row([day.date.as_str(), is, day.name.as_str()]);
    }
    format!("calendar version {}\n\n{years}\n\n{days}", of.version)
}

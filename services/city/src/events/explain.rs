//! `shiyu events explain`: where an event would go now by the routing table in force, with every rule that was tried.

use clap::Args;
use shiyu_proto::grid::v1::{Event, ExplainRoutingRequest, GetEventRequest, Level, RoutingExplanation, RoutingQuestion};

use super::words;
use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};

/// Which event to explain.
#[derive(Debug, Args)]
pub struct ExplainOptions {
    /// Its name or its id.
    pub event: String,
    /// The table to ask (its name or id); without it the one in force.
    #[arg(long)]
    pub table: Option<String>,
}

/// `shiyu events explain`.
pub async fn explain(desk: &Desk, out: Printer, options: &ExplainOptions) -> Result<Ending, Failure> {
    let name = desk.name("events", &options.event);
    let event = desk.events().get_event(GetEventRequest { name }).await?.into_inner();
    let table = options.table.as_ref();
    let request = ExplainRoutingRequest {
        parent: desk.parent(),
        table: table.map(|table| desk.name("routingTables", table)).unwrap_or_default(),
        question: Some(question(&event)),
    };
    let answer = desk.routing().explain_routing(request).await?.into_inner();
    out.show(&document::grid(&answer, "RoutingExplanation"), || rows(&answer));
    Ok(Ending::Clean)
}

/// A town's platform is the lowest that is dispatched to; below it the grid lead takes things up.
fn question(event: &Event) -> RoutingQuestion {
    let (class, place) = (event.class.clone().unwrap_or_default(), event.place.clone().unwrap_or_default());
    let returns = event.course.iter().flat_map(|course| &course.returns);
    let returned = returns.map(|back| back.unit.clone()).collect();
    RoutingQuestion {
        subclass: class.code,
        level: event.level().max(Level::Town).into(),
        grid: place.grid,
        space_type: place.space,
        professional_grids: place.professional_grids,
        border_with: place.border_with,
        time: None,
        component: place.component,
        returned_by: returned,
    }
}

fn rows(answer: &RoutingExplanation) -> String {
    let mut table = table(&["rule", "", "why not"]);
    for tried in &answer.tried {
        let fits = if tried.matched { "fits" } else { "" };
        let why: Vec<String> = tried.mismatches().map(words::mismatch).collect();
        table.add_row([tried.rule.clone(), fits.to_owned(), why.join(" ")]);
    }
    let ending = if answer.routed {
        let (platform, level) = (words::platform(answer.platform()), words::level(answer.level()));
        format!("to {} over {platform}, at the level {level}", answer.department)
    } else {
        "no rule fits: a person says where it goes".to_owned()
    };
    let claims = answer
        .claims
        .iter()
        .map(|claim| format!("{} ({})", claim.unit, words::footing(claim.footing())));
    let claims: Vec<String> = claims.collect();
    let answers = if claims.is_empty() {
        String::new()
    } else {
        format!("\nwho answers for the component: {}", claims.join(", then "))
    };
    format!("table {}\n{table}{answers}\n{ending}", answer.version)
}

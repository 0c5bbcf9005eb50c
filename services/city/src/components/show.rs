//! `shiyu components show`.

use clap::Args;
use shiyu_proto::grid::v1::{Component, GetComponentRequest};

use super::state;
use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::pages;

/// Which component to show.
#[derive(Debug, Args)]
pub struct ShowOptions {
    /// Its name or its code of 16 digits.
    pub component: String,
}

/// `shiyu components show`.
pub async fn show(desk: &Desk, out: Printer, options: &ShowOptions) -> Result<Ending, Failure> {
    let name = desk.name("components", &options.component);
    let component = desk.components().get_component(GetComponentRequest { name }).await?.into_inner();
    out.show(&document::grid(&component, "Component"), || lines(&component));
    Ok(Ending::Clean)
}

fn lines(of: &Component) -> String {
    let point = of.point.unwrap_or_default();
    let lines = [
        format!("{} {}", of.title, of.make),
        of.name.clone(),
        format!("code        {} ({})", pages::id(&of.name), of.subclass),
        format!("state       {}", state(of.state())),
        format!("stands      {} {}, grid {}", point.longitude, point.latitude, of.grid),
        format!("owner       {}{}", of.owner_unit, of.owner_org),
        format!("maintainer  {}", of.maintainer_unit),
        format!("days        {} to {}", of.valid_from, of.valid_to),
        format!("reference   {}", of.reference),
    ];
    lines.map(|line| line.trim_end().to_owned()).join("\n")
}

//! `shiyu components list`.

use clap::Args;
use shiyu_proto::grid::v1::{Component, ListComponentsRequest};

use super::state;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages};

/// Which components to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only of this class or subclass, as in `C01` or `C0103`.
    #[arg(long)]
    pub class: Option<String>,
    /// Only in this grid (its code).
    #[arg(long)]
    pub grid: Option<String>,
    /// Only those of this owner: the code of a unit, or the unified social credit code of an organisation.
    #[arg(long)]
    pub owner: Option<String>,
    /// That stand on this day, as in 2026-01-31; without it today.
    #[arg(long)]
    pub date: Option<String>,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu components list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let owner = options.owner.clone().unwrap_or_default();
    let (owner_unit, owner_org) = if is_organisation(&owner) {
        (String::new(), owner)
    } else {
        (owner, String::new())
    };
    let request = ListComponentsRequest {
        parent: desk.parent(),
        subclass: options.class.clone().unwrap_or_default(),
        grid: options.grid.clone().unwrap_or_default(),
        owner_unit,
        owner_org,
        date: options.date.clone().unwrap_or_default(),
        page_size: options.limit.page_size(),
        page_token: String::new(),
    };
    let page = async |token| {
        let request = ListComponentsRequest {
            page_token: token,
            ..request.clone()
        };
        let page = desk.components().list_components(request).await?.into_inner();
        Ok((page.components, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("components", |one| document::grid(one, "Component")), rows);
    Ok(Ending::Clean)
}

/// A credit code has 18 signs; a division's code has at most 12 digits, and an office's a hyphen.
fn is_organisation(owner: &str) -> bool {
    owner.chars().count() == 18 && !owner.contains('-')
}

fn rows(components: &[Component]) -> String {
    let mut table = table(&["code", "title", "state", "grid", "owner", "maintained by"]);
    for component in components {
        table.add_row([
            pages::id(&component.name).to_owned(),
            component.title.clone(),
            state(component.state()),
            component.grid.clone(),
            format!("{}{}", component.owner_unit, component.owner_org),
            component.maintainer_unit.clone(),
        ]);
    }
    table.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_told_from_an_organisation() {
        assert!(is_organisation("91350100M000100Y43"));
        for unit in ["", "330602", "330602001-ZHZF", "330602001003", "330602001003-ABCDE"] {
            assert!(!is_organisation(unit), "{unit}");
        }
    }
}

//! `shiyu indicators list`, and one indicator or several.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::assessment::v1 as pb;

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times};

/// Which ones, and how many.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only versions that stand there, as in `active`.
    #[arg(long, value_parser = words::parse_stage)]
    pub stage: Option<pb::IndicatorStage>,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu indicators list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListIndicatorsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
            stage: options.stage.unwrap_or_default().into(),
        };
        let page = desk.indicators().list_indicators(request).await?.into_inner();
        Ok((page.indicators, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("indicators", json), rows);
    Ok(Ending::Clean)
}

fn json(one: &pb::Indicator) -> Value {
    document::assessment(one, "Indicator")
}

fn rows(indicators: &[pb::Indicator]) -> String {
    let mut table = table(&[
        "code",
        "version",
        "title",
        "family",
        "direction",
        "weight",
        "formula",
        "stage",
        "since",
    ]);
    for one in indicators {
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.version.to_string(),
            one.title.clone(),
            words::family(one.family()),
            words::direction(one.direction()),
            one.weight.clone(),
            one.formula.clone(),
            words::stage(one.stage()),
            times::plain(one.move_time.as_ref()),
        ]);
    }
    table.to_string()
}

/// Shows several.
pub fn several(out: Printer, several: &[pb::Indicator]) {
    let value = several.iter().map(json).collect::<Value>();
    out.show(&json!({ "indicators": value }), || rows(several));
}

/// Shows which were adopted.
pub fn adopted(out: Printer, answer: &pb::AdoptDefaultIndicatorsResponse) {
    out.show(&document::assessment(answer, "AdoptDefaultIndicatorsResponse"), || {
        format!("{} adopted\n{}", answer.adopted.len(), answer.adopted.join("\n"))
    });
}

/// Shows one with what its formula names.
pub fn show(out: Printer, one: &pb::Indicator) {
    out.show(&json(one), || {
        let sources: BTreeMap<&String, &String> = one.sources.iter().collect();
        let mut lines = vec![rows(std::slice::from_ref(one)), String::new()];
        lines.extend(sources.iter().map(|(name, source)| format!("{name} = {source}")));
        lines.extend(one.bands.iter().map(|band| format!("from {}: {} points", band.from, band.points)));
        lines.extend(one.excluded_categories.iter().map(|category| format!("without {category}")));
        lines.push(format!("owner {}, document {} {}", one.owner, one.document, one.consultation));
        lines.join("\n").trim_end().to_owned()
    });
}

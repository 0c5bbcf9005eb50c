//! `shiyu covert list` and `verify`, and one round.

use clap::Args;
use shiyu_proto::assessment::v1 as pb;

use super::order::{OneOptions, ROUNDS};
use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times};

/// How much of the list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu covert list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListCovertRoundsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
        };
        let page = desk.covert().list_covert_rounds(request).await?.into_inner();
        Ok((page.rounds, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("rounds", |one| document::assessment(one, "CovertRound")), rows);
    Ok(Ending::Clean)
}

fn rows(rounds: &[pb::CovertRound]) -> String {
    let mut table = table(&["id", "title", "document", "pool", "visits", "announced", "drawn"]);
    for one in rounds {
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.title.clone(),
            one.document.clone(),
            one.pool.len().to_string(),
            one.visits.to_string(),
            times::plain(one.announce_time.as_ref()),
            times::plain(one.draw_time.as_ref()),
        ]);
    }
    table.to_string()
}

/// Shows one with its visits.
pub fn show(out: Printer, one: &pb::CovertRound) {
    out.show(&document::assessment(one, "CovertRound"), || {
        let by = format!("pool {}\nseed {} {}", one.pool_fingerprint, one.seed, one.seed_source);
        [rows(std::slice::from_ref(one)), by.trim_end().to_owned(), visits(&one.drawn)].join("\n\n")
    });
}

fn visits(visits: &[pb::CovertVisit]) -> String {
    let mut table = table(&["number", "unit", "stage", "visited", "defects", "rectified", "how"]);
    for one in visits {
        let defects: i32 = one.findings.iter().map(|found| found.defects).sum();
        table.add_row([
            one.number.to_string(),
            one.unit.clone(),
            words::stage(one.stage()),
            times::plain(one.visit_time.as_ref()),
            defects.to_string(),
            times::plain(one.rectify_time.as_ref()),
            one.rectification.clone(),
        ]);
    }
    table.to_string()
}

/// `shiyu covert verify`.
pub async fn verify(desk: &Desk, out: Printer, options: &OneOptions) -> Result<Ending, Failure> {
    let request = pb::VerifyCovertDrawRequest {
        name: desk.name(ROUNDS, &options.round),
    };
    let made = desk.covert().verify_covert_draw(request).await?.into_inner();
    out.show(&document::assessment(&made, "VerifyCovertDrawResponse"), || {
        let same = if made.same { "the same" } else { "NOT the same" };
        format!("{same}: {}", made.drawn.join(", "))
    });
    Ok(if made.same { Ending::Clean } else { Ending::Found })
}

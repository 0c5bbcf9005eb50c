//! `shiyu draws`: random draws of objects and officers (双随机), and the computation that anybody can repeat.

use clap::{Args, Subcommand};
use serde_json::json;
use shiyu_proto::enforcement::v1::{Draw, ListDrawsRequest, VerifyDrawRequest};

use super::take_in;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::import::ImportOptions;
use crate::output::{Printer, table};
use crate::words::word;
use crate::{document, pages};

/// What to do with draws.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, the latest announced first.
    List(ListOptions),
    /// Let the service draw again from the pool and the seed; exit code 1 when something else comes out.
    Verify(DrawOptions),
    /// Announce a draw for every row of a CSV file; running it again announces none twice.
    Import(ImportOptions),
}

/// How many draws to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// Which draw.
#[derive(Debug, Args)]
pub struct DrawOptions {
    /// Its name or id.
    pub draw: String,
}

/// `shiyu draws`.
///
/// # Errors
/// [`Failure::Refused`]; as [`take_in`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => list(desk, out, options).await,
        Order::Verify(options) => verify(desk, out, options).await,
        Order::Import(options) => take_in(desk, out, (options, &["draw"])).await,
    }
}

async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = ListDrawsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
        };
        let page = desk.inspections().list_draws(request).await?.into_inner();
        Ok((page.draws, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("draws", |one| document::enforcement(one, "Draw")), rows);
    Ok(Ending::Clean)
}

fn rows(draws: &[Draw]) -> String {
    let mut table = table(&["title", "unit", "state", "objects", "officers each", "by", "id"]);
    for one in draws {
        table.add_row([
            one.title.clone(),
            one.unit.clone(),
            word(one.state().as_str_name(), "DRAW_STATE_"),
            one.object_count.to_string(),
            one.officer_count.to_string(),
            one.planned_on.clone(),
            pages::id(&one.name).to_owned(),
        ]);
    }
    table.to_string()
}

async fn verify(desk: &Desk, out: Printer, options: &DrawOptions) -> Result<Ending, Failure> {
    let request = VerifyDrawRequest {
        name: desk.name("draws", &options.draw),
    };
    let answer = desk.inspections().verify_draw(request).await?.into_inner();
    let value = json!({ "matches": answer.matches, "pool_hash": answer.pool_hash, "picks": answer.picks.len() });
    out.show(&value, || {
        let word = if answer.matches {
            "the same comes out"
        } else {
            "something else comes out"
        };
        format!("{word}: {} objects from the pool {}", answer.picks.len(), answer.pool_hash)
    });
    Ok(if answer.matches { Ending::Clean } else { Ending::Found })
}

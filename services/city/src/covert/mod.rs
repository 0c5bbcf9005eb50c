//! `shiyu covert`: rounds of visits to places drawn by lot (平安暗访).

mod list;
mod order;
pub mod words;

use clap::Subcommand;

pub use list::ListOptions;
pub use order::{AnnounceOptions, DrawOptions, FindOptions, OneOptions, RectifyOptions, VisitOptions, VisitedOptions};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with covert visits.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List rounds, the latest announced first.
    List(ListOptions),
    /// Show one with its visits.
    Show(OneOptions),
    /// Announce a round: from which units how many are drawn.
    Announce(AnnounceOptions),
    /// Draw them, by a seed that nobody could know before.
    Draw(DrawOptions),
    /// Somebody was there.
    Visit(VisitedOptions),
    /// What was found there.
    Find(FindOptions),
    /// Tell the unit.
    Share(VisitOptions),
    /// The unit says what it did: add --as-unit and --as-role `rated_unit`.
    Rectify(RectifyOptions),
    /// Make the draw of a round again, once every visit is shared; exit code 1 when it does not lead to what was drawn.
    Verify(OneOptions),
}

/// `shiyu covert`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let one = match order {
        Order::List(options) => return list::list(desk, out, options).await,
        Order::Verify(options) => return list::verify(desk, out, options).await,
        Order::Show(options) => order::get(desk, options).await?,
        Order::Announce(options) => order::announce(desk, options).await?,
        Order::Draw(options) => order::draw(desk, options).await?,
        Order::Visit(options) => order::visit(desk, options).await?,
        Order::Find(options) => order::find(desk, options).await?,
        Order::Share(options) => order::share(desk, options).await?,
        Order::Rectify(options) => order::rectify(desk, options).await?,
    };
    list::show(out, &one);
    Ok(Ending::Clean)
}

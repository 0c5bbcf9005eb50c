//! `shiyu surveys`: how satisfied people are, asked by a third party of a sample drawn by lot.

mod list;
mod order;
mod tokens;
pub mod words;

use clap::Subcommand;

pub use list::ListOptions;
pub use order::{OneOptions, OpenOptions};
pub use tokens::TokenOptions;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with surveys.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, the latest opened first.
    List(ListOptions),
    /// Show one with what its units came to.
    Show(OneOptions),
    /// Fix what a new one is drawn from.
    Open(OpenOptions),
    /// Draw its sample, by a seed that the service draws.
    Draw(OneOptions),
    /// Write the tokens to a new file, for whoever hands them out: they are told once. With --as-role `surveyor`.
    Tokens(TokenOptions),
    /// No more answers: its results count.
    Close(OneOptions),
    /// Make the draw of one that is closed again.
    Verify(OneOptions),
}

/// `shiyu surveys`.
///
/// # Errors
/// [`Failure::Refused`]; of `tokens` also [`Failure::File`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let one = match order {
        Order::List(options) => return list::list(desk, out, options).await,
        Order::Tokens(options) => return tokens::write(desk, out, options).await,
        Order::Verify(options) => return list::verify(desk, out, options).await,
        Order::Draw(options) => order::draw(desk, options).await?,
        Order::Show(options) => order::get(desk, options).await?,
        Order::Open(options) => order::open(desk, options).await?,
        Order::Close(options) => order::close(desk, options).await?,
    };
    list::show(out, &one);
    Ok(Ending::Clean)
}

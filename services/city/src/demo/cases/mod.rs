//! Enforcement in the demo: cases of a town's bureau that come to every ending, and what stands behind them: a list of power items, officers
//! with certificates, a benchmark, wordings, and a random draw.

mod deed;
mod paper;
mod play;
mod settle;
mod story;
mod table;

pub use play::{CasesPlayed, Troupe, bureau, clue_id, play};
pub use settle::{ORIGINS, bureaus, settle};
pub use story::{Story, all, length};
pub use table::{document, text};

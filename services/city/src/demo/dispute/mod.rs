//! Disputes in the demo: committees, mediators and a centre, and a few days of disputes with every ending (`stories.toml` beside this
//! file), screening, and law in the village, on the same clock as everything else, which moves by three days so that what was planned can be
//! held. What takes weeks, and what a petition offers, goes on in the days of the petitions; what the grids offered is taken up on the first.

mod beside;
mod deed;
mod play;
mod scene;
mod settle;
mod story;
mod table;

pub use play::{Acts, DisputePlayed, arrived, play};
pub use scene::opening_id;
pub use settle::{CENTRE, settle};
pub use story::{Story, all, length};
pub use table::{document, text};

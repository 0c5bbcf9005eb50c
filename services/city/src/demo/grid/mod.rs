//! The grids in the demo: a day of patrols, hazards, screening and events through every branch of the loop (`stories.toml` beside this file), in a made-up
//! map around real names of towns. They are played before the petitions, on the same clock, which moves by two weeks for the ladder.

mod beside;
mod campaign;
mod deed;
mod ground;
mod hazards;
mod notices;
mod play;
mod rounds;
mod scene;
mod screening;
mod settle;
mod stock;
mod story;
mod table;

pub use play::{GridPlayed, play};
pub use scene::report_id;
pub use settle::{settle, units_are_known};
pub use story::{Story, all, length};
pub use table::{document, text};

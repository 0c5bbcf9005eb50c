//! What lies on the map, what may become of a version of it, and what the law of the office says to that. Pure.

mod address;
mod finding;
mod grid;
mod map;
mod micro;
mod order;
mod refusal;
#[cfg(test)]
mod tests;
mod words;

pub use address::{Address, Outcome};
pub use finding::{Finding, Hanging};
pub use grid::{About, Feature, Grid, Host, Professional};
pub use map::{Counts, Earlier, Map, Verdict};
pub use micro::{DEEPEST, MicroUnit};
pub use order::{Mode, Order, Problem, Row};
pub use refusal::Refusal;
pub use words::{FeatureKind, FindingKind, HostDuty, MapState, MicroKind, Profession, VillageBody};

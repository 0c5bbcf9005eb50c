//! A city desk and two counties, each with a grid service: their maps are their own, as their units are.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

mod assess;
mod others;
mod petition;
pub(crate) mod prepare;

use std::path::Path;

use crate::counties::Counties;
use crate::house::Grid;
use crate::settings::{Settings, told};
use crate::{Backends, Storage, Wire};

pub use assess::Assessed;
pub use others::Door;
pub use petition::Petitioned;
pub use prepare::{in_county, spot, spot_in};

/// The city.
pub const CITY: &str = "330600";
/// The county that receives first.
pub const COUNTY: &str = "330602";
/// The county beside it.
pub const NEIGHBOUR: &str = "330681";

/// The three of them.
pub type Desks = Counties<Grid>;

impl Desks {
    /// Both counties with their maps and one team each, and the city's desk, which gathers from them and is heard by them.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn open(backends: &Backends, storage: Storage) -> Self {
        Self::over(backends, storage, None).await
    }

    /// The same, the first county's service hanging on a wire.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn over(backends: &Backends, storage: Storage, wire: Option<&Wire>) -> Self {
        let desks = Box::pin(Self::seated(backends, storage, wire, files)).await;
        for county in [COUNTY, NEIGHBOUR, CITY] {
            Box::pin(prepare::prepare(&desks, county)).await;
        }
        desks
    }
}

/// Where a service keeps its files.
fn files(folder: &Path) -> Settings {
    told([
        ("SHIYU_FILES__STORE", "folder".to_owned()),
        ("SHIYU_FILES__FOLDER", folder.display().to_string()),
    ])
}

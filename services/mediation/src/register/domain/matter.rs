//! The catalogue of matters that agencies mediate (行政调解事项目录).

use serde::{Deserialize, Serialize};
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::committee::fixed;
use super::{Days, Refusal, Sitting};
use crate::domain::terms::Category;

/// A matter of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Its id.
    pub id: Uuid,
    /// The agency.
    pub unit: Code,
    /// What it is called.
    pub title: String,
    /// What disputes it is about.
    pub category: Category,
    /// The articles it stands on.
    pub basis: String,
    /// From when to when it is in force.
    pub days: Days,
}

impl Matter {
    /// Publishes it, or puts another content in the place of what stands.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `MATTER_UNKNOWN`, `UNIT_FIXED`.
    pub fn put(self, standing: Standing, before: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        match (standing, before) {
            (Standing::New, _) => Ok(self),
            (Standing::Known, None) => Err(Refusal::MatterUnknown),
            (Standing::Known, Some(before)) => fixed(&before.unit, &self.unit).map(|()| self),
        }
    }
}

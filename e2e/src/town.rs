//! A county's petition service, with the units it keeps.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::ops::{Deref, DerefMut};
use std::time::Duration as Span;

use crate::house::{House, Petition};
use crate::people::OPERATOR;
use crate::sample::{import, units};
use crate::{Backends, Storage};

/// How long anything that was caused may take to happen.
pub const PATIENCE: Span = Span::from_secs(40);

/// A town with its petition service. Other services open beside it: `House::<Grid>::beside(&town, …)`.
#[derive(Debug)]
pub struct Town {
    petitions: House<Petition>,
}

impl Deref for Town {
    type Target = House<Petition>;

    fn deref(&self) -> &House<Petition> {
        &self.petitions
    }
}

impl DerefMut for Town {
    fn deref_mut(&mut self) -> &mut House<Petition> {
        &mut self.petitions
    }
}

impl Town {
    /// A town that keeps its own units, those of [`units`].
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open(backends: &Backends, storage: Storage) -> Self {
        Box::pin(Self::open_with(backends, storage, &[])).await
    }

    /// The same, told more than it needs to be.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open_with(backends: &Backends, storage: Storage, settings: &[(&str, &str)]) -> Self {
        let town = Self::with(backends, storage, settings).await;
        let imported = town.caller(&OPERATOR).units().import_units(import(units())).await;
        imported.expect("the town's units");
        town
    }

    /// A town without units, told more than it needs to be: `("SHIYU_UNITS__OWNED", "false")`.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn with(backends: &Backends, storage: Storage, settings: &[(&str, &str)]) -> Self {
        let petitions = Box::pin(House::open(backends, storage, settings)).await;
        Self { petitions }
    }
}

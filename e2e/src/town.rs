//! A county's petition service, with the units it keeps.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::time::Duration as Span;

use shiyu_kit::testkit::eventually;
use shiyu_proto::common::v1 as common;

use crate::house::{House, Petition};
use crate::people::{Caller, OPERATOR};
use crate::sample::{import, parent, units};
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

    /// Imports more units, and waits until the service at this desk has learnt of them and of all that the town had before.
    ///
    /// # Panics
    /// When they are not taken, or not learnt of in time.
    pub async fn extend(&self, service: &Caller, more: Vec<common::Unit>) {
        let wanted: BTreeSet<_> = units().into_iter().chain(more.clone()).map(|unit| unit.code).collect();
        let imported = self.caller(&OPERATOR).units().import_units(import(more)).await;
        imported.expect("more units");
        eventually(PATIENCE, async || {
            let request = common::ListUnitsRequest {
                parent: parent(),
                page_size: 200,
                ..common::ListUnitsRequest::default()
            };
            let found = service.units().list_units(request).await;
            let known: BTreeSet<_> = found
                .expect("the units")
                .into_inner()
                .units
                .into_iter()
                .map(|unit| unit.code)
                .collect();
            known.is_superset(&wanted)
        })
        .await;
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

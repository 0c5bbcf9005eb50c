//! A whole city as an IT office runs it: every service of every county and of the city's desk is a program of its own, or a container
//! of the image, over real PostgreSQL and NATS with an account for each. This is what a county builds its own integration upon:
//!
//! ```no_run
#![doc = include_str!("../../template/our_county.rs")]
//! ```
//!
//! The file above is `e2e/template/our_county.rs`; it is compiled and run with the walkthroughs, so it cannot go stale. `Cargo.toml` of a
//! crate that takes it over says `shiyu-e2e = { path = "…/e2e" }` or names the repository and a tag.
//!
//! | variable | what it says |
//! |---|---|
//! | `SHIYU_E2E_LANE` | `containers`, `local` or `auto`: where PostgreSQL and NATS come from |
//! | `SHIYU_E2E_IMAGE` | an image of the services, as `.ci/image build` makes it: they run in containers |
//! | `SHIYU_E2E_PROGRAM` | otherwise the `shiyu` program; without it the one that was built beside the test |
//! | `SHIYU_TEST_POSTGRES_IMAGE`, `SHIYU_TEST_NATS_IMAGE` | the images of the backends |
//! | `SHIYU_TEST_NO_SKIP` | `1`: what is missing fails the test, which is passed over loudly otherwise |
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

mod front;
pub mod load;
mod office;
mod place;
mod prepare;
mod programs;
mod replica;
mod rest;
mod told;
mod upgrade;

use std::collections::BTreeMap;
use std::sync::Arc;

use futures::future::join_all;
use shiyu_kit::nats::Nats;

use crate::people::{Caller, Post};
use crate::{Backends, PATIENCE, Servers, Storage};

pub use office::{Doors, Office};
pub use place::Place;
pub use programs::{IMAGE, PROGRAM, Programs};
pub use upgrade::Unchanged;

/// Every service there is.
pub const SERVICES: [&str; 5] = ["petition", "mediation", "enforcement", "grid", "assessment"];

/// What a city shall be.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Code of the city's desk; none: counties by themselves.
    pub desk: Option<&'static str>,
    /// Codes of the counties.
    pub counties: Vec<&'static str>,
    /// Which services each of them has.
    pub services: Vec<&'static str>,
    /// Where their rows lie.
    pub storage: Storage,
    /// How many servers the bus has.
    pub servers: Servers,
    /// What is run; none: what the environment names, or was built beside the test.
    pub programs: Option<Programs>,
}

impl Default for Plan {
    /// The desk of 绍兴 and two of its counties with all five services, on PostgreSQL and one server of the bus.
    fn default() -> Self {
        Self {
            desk: Some("330600"),
            counties: vec!["330602", "330681"],
            services: SERVICES.to_vec(),
            storage: Storage::Postgres,
            servers: Servers::One,
            programs: None,
        }
    }
}

/// A city that runs. Close it with [`City::close`], which insists that nothing was left behind.
#[derive(Debug)]
pub struct City {
    places: BTreeMap<&'static str, Place>,
    buses: BTreeMap<&'static str, Nats>,
    programs: Programs,
    desk: Option<&'static str>,
    /// What it stands on.
    pub backends: Backends,
}

impl City {
    /// Opens it: databases, accounts, keys, tokens, and every service, which is ready when this returns. Nothing is in it yet but what its
    /// programs bring along; [`City::prepare`] gives it units and maps. `None`, and a loud line, where there is nothing to run it on.
    ///
    /// # Panics
    /// When something does not start, or is missing and `SHIYU_TEST_NO_SKIP=1` forbids skipping.
    pub async fn open(plan: &Plan) -> Option<Self> {
        Box::pin(Self::opened(plan)).await
    }

    async fn opened(plan: &Plan) -> Option<Self> {
        let programs = plan.programs.clone().or_else(Programs::at_hand)?;
        let backends = Backends::on(plan.servers, plan.desk, &plan.counties).await?;
        eprintln!("e2e: the services: {programs}");
        let codes: Vec<&'static str> = plan.counties.iter().copied().chain(plan.desk).collect();
        let mut city = Self {
            places: BTreeMap::new(),
            buses: BTreeMap::new(),
            programs,
            desk: plan.desk,
            backends,
        };
        let ground = Arc::new(place::Ground::lay(plan, &city.backends));
        // The counties first: the city gathers from streams that must be there.
        for code in codes {
            let mut place = Place::lay(code, ground.clone(), plan, &city.backends).await;
            place.open(&city.programs).await;
            city.buses.insert(code, place.nats().await);
            city.places.insert(code, place);
        }
        Some(city)
    }

    /// A county, or the city's desk.
    ///
    /// # Panics
    /// When there is none of that code.
    #[must_use]
    pub fn place(&self, code: &str) -> &Place {
        self.places.get(code).expect("a county of the plan")
    }

    /// The same, to stop, start or upgrade something of it.
    ///
    /// # Panics
    /// When there is none of that code.
    pub fn place_mut(&mut self, code: &str) -> &mut Place {
        self.places.get_mut(code).expect("a county of the plan")
    }

    /// Whoever holds a post in a county, at the door of one of its services.
    ///
    /// # Panics
    /// When there is no such service, or none of its replicas is open.
    #[must_use]
    pub fn caller(&self, code: &str, service: &str, post: &Post) -> Caller {
        self.place(code).doors(service).caller(post)
    }

    /// What it runs.
    #[must_use]
    pub fn programs(&self) -> &Programs {
        &self.programs
    }

    /// JetStream as this account sees it.
    ///
    /// # Panics
    /// When there is none of that code.
    #[must_use]
    pub fn bus(&self, code: &str) -> &Nats {
        self.buses.get(code).expect("a county of the plan")
    }

    /// Gives every county its units and a map of two grids with a patrol and a lead, and the desk the units of all.
    ///
    /// # Panics
    /// When a service refuses.
    pub async fn prepare(&self) {
        Box::pin(prepare::prepare(self)).await;
    }

    /// Waits until every fact is told, heard and gathered.
    ///
    /// # Panics
    /// When that does not happen.
    pub async fn settled(&self) {
        shiyu_kit::testkit::eventually(PATIENCE, async || rest::is_at_rest(self).await).await;
    }

    /// Waits as [`City::settled`] does, insists that no dead letter is open and every chain is whole, and closes the doors. The number of
    /// every service's journal rows is told.
    ///
    /// # Panics
    /// When that is not so.
    pub async fn close(mut self) -> BTreeMap<(&'static str, &'static str), u64> {
        self.settled().await;
        let rows = rest::whole(&self).await;
        join_all(self.places.values_mut().map(Place::close)).await;
        rows
    }
}

//! The services of a development city, one entry each: whose a setting is, and how one is opened.

use std::net::SocketAddr;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use shiyu_kit::config::Common;
use shiyu_kit::service::Running;

use super::places::{Ground, Place, usage};
use super::trouble;
use crate::cli::Service;
use crate::failure::Failure;

/// A service of the development city.
pub struct Entry {
    /// Which.
    pub service: Service,
    /// Its own settings, by which it is known whose a variable is.
    pub own: &'static str,
    /// Opens it at a place; what was opened there before it may be asked.
    pub open: for<'a> fn(&'a Place, &'a Ground<'a>, &'a [Opened]) -> Opening<'a>,
}

/// A service on its way to open doors.
pub type Opening<'a> = BoxFuture<'a, Result<Running, Failure>>;

/// A service that was opened, and where.
pub type Opened = (Service, SocketAddr);

/// In the order they are opened: who asks others comes after them.
pub const SERVICES: [Entry; 2] = [
    Entry {
        service: Service::Petition,
        own: shiyu_petition::config::DEFAULTS,
        open: petition,
    },
    Entry {
        service: Service::Grid,
        own: shiyu_grid::config::DEFAULTS,
        open: grid,
    },
];

fn petition<'a>(place: &'a Place, ground: &'a Ground<'a>, _: &'a [Opened]) -> Opening<'a> {
    async move {
        let settings = place.settings(Service::Petition, ground)?;
        let mut config = shiyu_petition::Config::load(None, settings).map_err(|errors| usage(&errors))?;
        place.settle(&mut config.common, ground);
        if config.number_words.is_empty() {
            config.number_words.insert(format!("{}-XFJ", place.county), place.word.to_owned());
        }
        let opened = Box::pin(shiyu_petition::start(&config, ground.clock.clone())).await;
        opened.map_err(|error| trouble(&error))
    }
    .boxed()
}

fn grid<'a>(place: &'a Place, ground: &'a Ground<'a>, _: &'a [Opened]) -> Opening<'a> {
    async move {
        let settings = place.settings(Service::Grid, ground)?;
        let mut config = shiyu_grid::Config::load(None, settings).map_err(|errors| usage(&errors))?;
        place.settle(&mut config.common, ground);
        let opened = Box::pin(shiyu_grid::start(&config, ground.clock.clone())).await;
        opened.map_err(|error| trouble(&error))
    }
    .boxed()
}

/// What every service of a place is told, for what the process itself needs of it.
///
/// # Errors
/// [`Failure::Usage`] with everything that is wrong in the environment.
pub fn common(place: &Place, ground: &Ground<'_>) -> Result<Common, Failure> {
    let settings = place.settings(Service::Petition, ground)?;
    let mut config = shiyu_petition::Config::load(None, settings).map_err(|errors| usage(&errors))?;
    place.settle(&mut config.common, ground);
    Ok(config.common)
}

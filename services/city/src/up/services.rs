//! The services of a development city, one entry each: whose a setting is, and how one is opened.

use std::net::SocketAddr;
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use shiyu_kit::config::{Common, PeersConfig};
use shiyu_kit::service::Running;

use super::places::{Ground, Place, usage};
use super::trouble;
use crate::cli::Service;
use crate::failure::Failure;

/// How long a service waits for another.
const PATIENCE: Duration = Duration::from_secs(5);

/// A service of the development city.
pub struct Entry {
    /// Which.
    pub service: Service,
    /// Its own settings, by which it is known whose a variable is.
    pub own: &'static str,
    /// Opens it at a place; what was opened there before it may be asked.
    pub open: Opening,
}

/// Opens a service at a place.
pub type Opening = for<'a> fn(&'a Place, &'a Ground<'a>, &'a [Opened]) -> BoxFuture<'a, Result<Running, Failure>>;

/// A service that was opened, and where.
pub type Opened = (Service, SocketAddr);

/// In the order they are opened: who asks others comes after them.
pub const SERVICES: [Entry; 5] = [
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
    Entry {
        service: Service::Mediation,
        own: shiyu_mediation::config::DEFAULTS,
        open: mediation,
    },
    Entry {
        service: Service::Enforcement,
        own: shiyu_enforcement::config::DEFAULTS,
        open: enforcement,
    },
    Entry {
        service: Service::Assessment,
        own: shiyu_assessment::config::DEFAULTS,
        open: assessment,
    },
];

/// The office of a county's mediation centre, as the demo has it.
const CENTRE: &str = "TJZX";
/// The office of a county's enforcement bureau, as the demo has it.
const BUREAU: &str = "ZHZF";

fn petition<'a>(place: &'a Place, ground: &'a Ground<'a>, _: &'a [Opened]) -> BoxFuture<'a, Result<Running, Failure>> {
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

/// It asks the petition service who asks about their own data.
fn grid<'a>(place: &'a Place, ground: &'a Ground<'a>, opened: &'a [Opened]) -> BoxFuture<'a, Result<Running, Failure>> {
    async move {
        let settings = place.settings(Service::Grid, ground)?;
        let mut config = shiyu_grid::Config::load(None, settings).map_err(|errors| usage(&errors))?;
        place.settle(&mut config.common, ground);
        config.common.peers = Some(peers(Service::Grid, place, ground, opened)?);
        let opened = Box::pin(shiyu_grid::start(&config, ground.clock.clone())).await;
        opened.map_err(|error| trouble(&error))
    }
    .boxed()
}

/// It asks those that were opened before it for the identities it was granted.
fn mediation<'a>(place: &'a Place, ground: &'a Ground<'a>, opened: &'a [Opened]) -> BoxFuture<'a, Result<Running, Failure>> {
    async move {
        let settings = place.settings(Service::Mediation, ground)?;
        let mut config = shiyu_mediation::Config::load(None, settings).map_err(|errors| usage(&errors))?;
        place.settle(&mut config.common, ground);
        config.common.peers = Some(peers(Service::Mediation, place, ground, opened)?);
        let centre = format!("{}-{CENTRE}", place.county);
        if config.intake.is_none() && !place.is_city() {
            config.intake = centre.parse().ok();
        }
        if config.number_words.is_empty() {
            config.number_words.insert(centre, place.dispute_word.to_owned());
        }
        let opened = Box::pin(shiyu_mediation::start(&config, ground.clock.clone())).await;
        opened.map_err(|error| trouble(&error))
    }
    .boxed()
}

/// As mediation does.
fn enforcement<'a>(place: &'a Place, ground: &'a Ground<'a>, opened: &'a [Opened]) -> BoxFuture<'a, Result<Running, Failure>> {
    async move {
        let settings = place.settings(Service::Enforcement, ground)?;
        let mut config = shiyu_enforcement::Config::load(None, settings).map_err(|errors| usage(&errors))?;
        place.settle(&mut config.common, ground);
        config.common.peers = Some(peers(Service::Enforcement, place, ground, opened)?);
        let bureau = format!("{}-{BUREAU}", place.county);
        config.intake = config.intake.or_else(|| bureau.parse().ok());
        if config.number_words.is_empty() {
            config.number_words.insert(bureau, place.enforcement_word.to_owned());
        }
        let opened = Box::pin(shiyu_enforcement::start(&config, ground.clock.clone())).await;
        opened.map_err(|error| trouble(&error))
    }
    .boxed()
}

/// It has those that were opened before it count what is asked for.
fn assessment<'a>(place: &'a Place, ground: &'a Ground<'a>, opened: &'a [Opened]) -> BoxFuture<'a, Result<Running, Failure>> {
    async move {
        let settings = place.settings(Service::Assessment, ground)?;
        let mut config = shiyu_assessment::Config::load(None, settings).map_err(|errors| usage(&errors))?;
        place.settle(&mut config.common, ground);
        config.common.peers = Some(peers(Service::Assessment, place, ground, opened)?);
        let opened = Box::pin(shiyu_assessment::start(&config, ground.clock.clone())).await;
        opened.map_err(|error| trouble(&error))
    }
    .boxed()
}

fn peers(who: Service, place: &Place, ground: &Ground<'_>, opened: &[Opened]) -> Result<PeersConfig, Failure> {
    let address = |(service, at): &Opened| (service.as_str().to_owned(), format!("http://{at}"));
    Ok(PeersConfig {
        addresses: opened.iter().map(address).collect(),
        token_file: ground.folder.token(place.county, who, ground.issuer)?,
        ca_file: None,
        certificate: None,
        timeout: PATIENCE,
    })
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

//! `shiyu up`: a city desk and two counties of Shaoxing in one process, each with its own database and its own account on a
//! private nats-server. Stops cleanly, and comes back with its data.

mod bus;
mod folder;
mod places;
mod services;

use clap::{Args, value_parser};
use futures::FutureExt as _;
use serde_json::json;
use shiyu_kit::auth::{DevelopmentIssuer, Environment};
use shiyu_kit::clock::WallClock;
use shiyu_kit::process::chain;
use shiyu_kit::server::terminated;
use shiyu_kit::service::Running;
use shiyu_kit::telemetry::{Origin, Telemetry};

use crate::city_file::{CityFile, Deployment};
use crate::cli::{Global, Service};
use crate::demo;
use crate::desk::{Bearer, Desk, Whereabouts};
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::token::Signer;
use bus::Bus;
use folder::Folder;
pub use places::HIGHEST_BASE_PORT;
use places::{Ground, PLACES};
use services::SERVICES;

/// How to run the city.
#[derive(Debug, Args)]
pub struct UpOptions {
    /// First port; a county listens that many above it as the last two digits of its code say. 0 takes any free ports.
    #[arg(long, env = "SHIYU_BASE_PORT", default_value_t = 7600, value_parser = value_parser!(u16).range(..=i64::from(HIGHEST_BASE_PORT)))]
    pub base_port: u16,
    /// Play the demo once the city is ready, then stay up.
    #[arg(long)]
    pub demo: bool,
}

/// `shiyu up`.
///
/// # Errors
/// [`Failure::Usage`] with the reason when something the city needs is missing or refuses.
pub async fn run(global: &Global, out: Printer, options: &UpOptions) -> Result<Ending, Failure> {
    let folder = Folder::take(&global.data)?;
    let clock = WallClock::kept_in(&folder.clock()).map_err(|error| Failure::file(&folder.clock(), error))?;
    let issuer = DevelopmentIssuer::open(&folder.issuer(), Environment::Development).map_err(|error| trouble(&error))?;
    let bus = Bus::start(&folder, out).await?;
    let mut city = City {
        running: Vec::new(),
        telemetry: None,
        bus,
    };
    let ended = city
        .live(&folder, &issuer, &clock, &Orders { global, out, options })
        .boxed_local()
        .await;
    city.close(out).await;
    ended?;
    out.note("Closed. `shiyu up` brings it back with its data.");
    Ok(Ending::Clean)
}

/// What was asked for, and by whom.
struct Orders<'a> {
    global: &'a Global,
    out: Printer,
    options: &'a UpOptions,
}

struct City {
    running: Vec<Running>,
    telemetry: Option<Telemetry>,
    bus: Bus,
}

impl City {
    /// From the first door that opens until the process is asked to end.
    async fn live(&mut self, folder: &Folder, issuer: &DevelopmentIssuer, clock: &WallClock, orders: &Orders<'_>) -> Result<(), Failure> {
        let is_new = CityFile::find(&orders.global.data)?.is_none();
        let file = self.open(folder, issuer, clock, orders.options).boxed_local().await?;
        if is_new {
            settle(&file, folder).await?;
            orders.out.note(
                "The demo's units, grids, teams, mediators, power lists and officers were put in; `shiyu units` and `shiyu grids` take in others.",
            );
        }
        file.write(&orders.global.data)?;
        announce(&file, orders.out);
        self.stay(orders.global, orders.out, orders.options).await
    }

    async fn open(
        &mut self,
        folder: &Folder,
        issuer: &DevelopmentIssuer,
        clock: &WallClock,
        options: &UpOptions,
    ) -> Result<CityFile, Failure> {
        let ground = Ground {
            folder,
            issuer,
            bus: &self.bus,
            base_port: options.base_port,
            clock,
        };
        let mut deployments = Vec::new();
        // The counties first: the city desk gathers from streams that must be there.
        for place in PLACES.iter().rev() {
            if self.telemetry.is_none() {
                let common = services::common(place, &ground)?;
                let origin = Origin {
                    service: "city",
                    version: env!("CARGO_PKG_VERSION"),
                    county: common.county.clone(),
                };
                self.telemetry = Some(Telemetry::start(&common.telemetry, &origin).map_err(|error| trouble(&error))?);
            }
            let mut opened = Vec::new();
            for entry in &SERVICES {
                let running = (entry.open)(place, &ground, &opened).await?;
                opened.push((entry.service, running.address()));
                self.running.push(running);
            }
            deployments.push(place.deployment(opened));
        }
        deployments.reverse();
        Ok(CityFile {
            issuer_dir: Folder::ISSUER.into(),
            deployments,
            bus: Some(self.bus.url().to_owned()),
        })
    }

    /// Until the process is asked to end.
    async fn stay(&mut self, global: &Global, out: Printer, options: &UpOptions) -> Result<(), Failure> {
        let asked = terminated();
        tokio::pin!(asked);
        if options.demo {
            let play = demonstrate(global, out);
            tokio::select! {
                asked = &mut asked => return asked.map_err(|error| trouble(&error)),
                played = play => played?,
            }
            out.note("The city stays up. Ctrl-C ends it; its data stays.");
        }
        asked.await.map_err(|error| trouble(&error))
    }

    async fn close(self, out: Printer) {
        out.note("Closing the city …");
        for running in self.running.into_iter().rev() {
            if let Err(error) = running.stop().await {
                out.note(&chain(&error));
            }
        }
        self.bus.stop(out).await;
        if let Some(telemetry) = self.telemetry {
            telemetry.stop().await;
        }
    }
}

/// A petition is registered at a unit, and an event reported in a grid: a city without any could do neither.
async fn settle(file: &CityFile, folder: &Folder) -> Result<(), Failure> {
    for deployment in &file.deployments {
        demo::settle(&cast(deployment, folder).await?).await?;
    }
    // Only now, for until the units have come over the bus there is time for those of the other counties.
    for deployment in &file.deployments {
        let cast = cast(deployment, folder).await?;
        demo::settle_grids(&cast).await?;
        demo::settle_disputes(&cast).await?;
        demo::settle_cases(&cast).await?;
    }
    Ok(())
}

async fn cast(of: &Deployment, folder: &Folder) -> Result<demo::Cast, Failure> {
    let desk = async |service: Service| {
        let there = Whereabouts {
            county: of.county.clone(),
            address: of.services.get(service.as_str()).cloned().unwrap_or_default(),
            ca: None,
        };
        Desk::connect(&there, Bearer::default()).await
    };
    let (petitions, grids) = (desk(Service::Petition).await?, desk(Service::Grid).await?);
    let (disputes, cases) = (desk(Service::Mediation).await?, desk(Service::Enforcement).await?);
    let signer = Signer::open(&folder.issuer())?;
    let cast = demo::Cast::new(petitions, signer, WallClock::system().now());
    Ok(cast.with_grids(grids).with_disputes(disputes).with_cases(cases))
}

async fn demonstrate(global: &Global, out: Printer) -> Result<(), Failure> {
    let cast = global.cast(WallClock::system().now()).await?;
    demo::run(&cast, out, &demo::DemoOptions::default()).await.map(drop)
}

fn announce(file: &CityFile, out: Printer) {
    let deployments = file
        .deployments
        .iter()
        .map(|at| json!({ "county": at.county, "name": at.name, "services": at.services }));
    let document = json!({ "ready": true, "deployments": deployments.collect::<Vec<_>>() });
    out.show(&document, || {
        let lines: Vec<String> = file.deployments.iter().flat_map(lines).collect();
        let counties = file.deployments.len() - 1;
        format!(
            "ready: a city desk and {counties} counties, gRPC with reflection\n{}",
            lines.join("\n")
        )
    });
}

fn lines(at: &Deployment) -> Vec<String> {
    let line = |(service, address): (&String, &String)| format!("  {}  {address}  {service:11}  {}", at.county, at.name);
    at.services.iter().map(line).collect()
}

/// What an operator of the city has to mend, with everything that led to it.
fn trouble(error: &dyn std::error::Error) -> Failure {
    Failure::Usage(chain(error))
}

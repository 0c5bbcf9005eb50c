//! The `shiyu` command: the operator's tool, plain for people and `--json` for programs.
//!
//! `cli` is what can be written on the command line; `desk` is one county's services with a token. A room is named after its command, or
//! after what its commands are about (`petitions`, `registers`). Only `output` prints, and only `document` knows how a message reads as
//! JSON.

pub mod awards;
pub mod backlogs;
pub mod borders;
pub mod calendar;
pub mod cases;
pub mod city_file;
pub mod cli;
pub mod clock;
pub mod components;
pub mod county;
pub mod covert;
pub mod dead_letters;
pub mod demo;
pub mod desk;
pub mod disputes;
pub mod document;
pub mod durations;
pub mod events;
pub mod failure;
pub mod grids;
pub mod import;
pub mod indicators;
pub mod journal;
pub mod mediators;
pub mod output;
pub mod pages;
pub mod pause;
pub mod periods;
pub mod petitions;
pub mod pour;
pub mod powers;
pub mod programmes;
pub mod progress;
pub mod refusal;
pub mod registers;
pub mod risks;
mod rows;
pub mod serve;
pub mod suggestions;
pub mod supervision;
pub mod surveys;
pub mod times;
pub mod token;
pub mod trial;
pub mod units;
pub mod up;
pub mod watch;
pub mod words;

use std::collections::BTreeMap;

use futures::FutureExt as _;
use time::OffsetDateTime;

use city_file::CityFile;
use cli::{Cli, Command, Service};
use desk::Desk;
use failure::{Ending, Failure};

/// Carries out one command line; `now` is real time, which tokens are issued by.
///
/// # Errors
/// [`Failure`]: whatever kept the command from its end.
pub async fn run(cli: &Cli, now: OffsetDateTime) -> Result<Ending, Failure> {
    let out = cli.global.printer();
    let open = || cli.global.desk(now);
    let at = |service| cli.global.desk_of(service, now);
    // Each behind a pointer: in one piece they are one function, over which an optimiser sits for half an hour.
    match &cli.command {
        Command::List(options) => petitions::list(&open().await?, out, options).boxed_local().await,
        Command::Count(options) => petitions::count(&open().await?, out, options).boxed_local().await,
        Command::Report(options) => petitions::report(&open().await?, out, options).boxed_local().await,
        Command::Export(options) => petitions::export(&open().await?, out, options).boxed_local().await,
        Command::Show(options) => petitions::show(&open().await?, out, options).boxed_local().await,
        Command::Reveal(options) => petitions::reveal(&open().await?, out, options).boxed_local().await,
        Command::WhoCanSee(options) => petitions::who_can_see(&open().await?, out, options).boxed_local().await,
        Command::Candidates(options) => petitions::candidates(&open().await?, out, options).boxed_local().await,
        Command::Write(options) => petitions::write(&open().await?, out, options).boxed_local().await,
        Command::Borders(order) => borders::run(&open().await?, out, order).boxed_local().await,
        Command::Suggestions(order) => suggestions::run(&open().await?, out, order).boxed_local().await,
        Command::Status(options) => petitions::status(&cli.global.door().await?, out, options).boxed_local().await,
        Command::Verify(options) => {
            journal::verify(&open().await?, out, (cli.global.service, options))
                .boxed_local()
                .await
        }
        Command::Watch(options) => {
            let service = cli.global.service;
            watch::watch(&at(service).await?, out, (service, options)).boxed_local().await
        }
        Command::Events(order) => events::run(&at(Service::Grid).await?, out, order).boxed_local().await,
        Command::Disputes(order) => disputes::run(&at(Service::Mediation).await?, out, order).boxed_local().await,
        Command::Mediators(order) => mediators::run(&at(Service::Mediation).await?, out, order).boxed_local().await,
        Command::Grids(order) => grids::run(&at(Service::Grid).await?, out, order).boxed_local().await,
        Command::Components(order) => components::run(&at(Service::Grid).await?, out, order).boxed_local().await,
        Command::Cases(order) => cases::run(&at(Service::Enforcement).await?, out, order).boxed_local().await,
        Command::Officers(order) => {
            registers::officers::run(&at(Service::Enforcement).await?, out, order)
                .boxed_local()
                .await
        }
        Command::Objects(order) => {
            registers::objects::run(&at(Service::Enforcement).await?, out, order)
                .boxed_local()
                .await
        }
        Command::Standards(order) => {
            registers::standards::run(&at(Service::Enforcement).await?, out, order)
                .boxed_local()
                .await
        }
        Command::Inspections(order) => {
            registers::inspections::run(&at(Service::Enforcement).await?, out, order)
                .boxed_local()
                .await
        }
        Command::Draws(order) => {
            registers::draws::run(&at(Service::Enforcement).await?, out, order)
                .boxed_local()
                .await
        }
        Command::Powers(powers::Order::Sample(options)) => powers::sample::write(&cli.global.county, out, options),
        Command::Powers(order) => powers::run(&at(Service::Enforcement).await?, out, order).boxed_local().await,
        Command::Supervision(order) => supervision::run(&at(Service::Assessment).await?, out, order).boxed_local().await,
        Command::Programmes(order) => programmes::run(&at(Service::Assessment).await?, out, order).boxed_local().await,
        Command::Awards(order) => awards::run(&at(Service::Assessment).await?, out, order).boxed_local().await,
        Command::Risks(order) => risks::run(&at(Service::Assessment).await?, out, order).boxed_local().await,
        Command::Indicators(order) => indicators::run(&at(Service::Assessment).await?, out, order).boxed_local().await,
        Command::Periods(order) => periods::run(&at(Service::Assessment).await?, out, order).boxed_local().await,
        Command::Surveys(order) => surveys::run(&at(Service::Assessment).await?, out, order).boxed_local().await,
        Command::Covert(order) => covert::run(&at(Service::Assessment).await?, out, order).boxed_local().await,
        Command::Backlogs(order) => backlogs::run(&at(Service::Assessment).await?, out, order).boxed_local().await,
        Command::Locate(options) => grids::locate(&at(Service::Grid).await?, out, options).boxed_local().await,
        Command::DeadLetters(order) => dead_letters::run(&open().await?, out, order).boxed_local().await,
        Command::Token(options) => token::print(&cli.global, out, options, now),
        Command::Units(order) => units::run(&open().await?, out, order).boxed_local().await,
        Command::Calendar(order) => calendar::run(&open().await?, out, order).boxed_local().await,
        Command::County(order) => county::run(out, order),
        Command::Clock(order) => clock::run(&open().await?, out, order).boxed_local().await,
        Command::Import(options) => {
            let plan = import::read(&options.mapping)?;
            let desk = match plan.service() {
                service @ (Service::Mediation | Service::Enforcement) => at(service).await?,
                Service::Petition | Service::Grid | Service::Assessment => open().await?,
            };
            import::run(&desk, out, (options, plan.as_ref())).boxed_local().await
        }
        Command::Try(options) => {
            let bus = options.bus(&cli.global)?;
            let door = cli.global.grid_door().await?;
            trial::run(&door, out, (options, &bus), now).boxed_local().await
        }
        Command::Up(options) => up::run(&cli.global, out, options).boxed_local().await,
        Command::Demo(options) => {
            let cast = cli.global.cast(now).await?;
            demo::run(&cast, out, options).boxed_local().await
        }
    }
}

/// `open` as every command that talks to a county needs it.
impl cli::Global {
    async fn desk(&self, now: OffsetDateTime) -> Result<Desk, Failure> {
        let city = self.city()?;
        let bearer = self.bearer(Service::Petition, city.as_ref(), now)?;
        Desk::connect(&self.whereabouts(city.as_ref())?, bearer).await
    }

    /// A service of the county, whatever `--service` says.
    async fn desk_of(&self, service: Service, now: OffsetDateTime) -> Result<Desk, Failure> {
        let city = self.city()?;
        let bearer = self.bearer(service, city.as_ref(), now)?;
        Desk::connect(&self.whereabouts_of(service, city.as_ref())?, bearer).await
    }

    /// Without a token, as anybody comes in.
    async fn door(&self) -> Result<Desk, Failure> {
        Desk::connect(&self.whereabouts(self.city()?.as_ref())?, desk::Bearer::default()).await
    }

    /// The grid's public door.
    async fn grid_door(&self) -> Result<Desk, Failure> {
        Desk::connect(&self.whereabouts_of(Service::Grid, self.city()?.as_ref())?, desk::Bearer::default()).await
    }

    pub(crate) async fn cast(&self, now: OffsetDateTime) -> Result<demo::Cast, Failure> {
        let city = self.city()?;
        let signer = self.signer(city.as_ref())?;
        let there = self.whereabouts_of(Service::Petition, city.as_ref())?;
        let cast = demo::Cast::new(Desk::connect(&there, desk::Bearer::default()).await?, signer, now);
        // One address is one service: without the city file there are no grids, disputes and cases to play in.
        if self.address.is_some() {
            return Ok(cast);
        }
        let grids = self.whereabouts_of(Service::Grid, city.as_ref())?;
        let disputes = self.whereabouts_of(Service::Mediation, city.as_ref())?;
        let cases = self.whereabouts_of(Service::Enforcement, city.as_ref())?;
        let cast = cast
            .with_grids(Desk::connect(&grids, desk::Bearer::default()).await?)
            .with_disputes(Desk::connect(&disputes, desk::Bearer::default()).await?)
            .with_cases(Desk::connect(&cases, desk::Bearer::default()).await?);
        let mut others = self.everywhere(Service::Grid, city.as_ref()).await?;
        others.remove(&self.county);
        let assessments = self.everywhere(Service::Assessment, city.as_ref()).await?;
        Ok(cast.with_others(others).with_assessments(assessments))
    }

    /// A service of the city and of each of its counties, by their codes.
    async fn everywhere(&self, service: Service, city: Option<&CityFile>) -> Result<BTreeMap<String, Desk>, Failure> {
        let mut desks = BTreeMap::new();
        for one in city.iter().flat_map(|city| &city.deployments) {
            let Some(address) = one.services.get(service.as_str()) else {
                continue;
            };
            let there = desk::Whereabouts {
                county: one.county.clone(),
                address: address.clone(),
                ca: self.ca.clone(),
            };
            desks.insert(one.county.clone(), Desk::connect(&there, desk::Bearer::default()).await?);
        }
        Ok(desks)
    }
}

//! Petition matters (信访事项) from intake to the final answer, under the clocks of 信访工作条例.

pub mod config;
pub mod domain;
pub mod facts;
pub mod migration;
pub mod rpc;
pub mod store;
pub mod wire;

use std::sync::Arc;

use shiyu_kit::clock::WallClock;
use shiyu_kit::service::{Doors, Running, Site, StartError};
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1::petition_service_server::PetitionServiceServer;

pub use config::Config;

/// Who may do what with petitions.
pub const POLICY: &str = include_str!("policy.cedar");

/// Opens the petition service of one county.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: &Config, clock: WallClock) -> Result<Running, StartError> {
    let (version, limits) = (env!("CARGO_PKG_VERSION"), config.limits.clone());
    let site = Site::<domain::Petition>::open::<migration::Migrator>(&config.common, limits, version, clock).await?;
    let petitions = rpc::Petitions {
        county: Code::from(&config.common.county),
        ledger: site.ledger.clone(),
    };
    let service = PetitionServiceServer::new(petitions).max_decoding_message_size(site.max_message());
    let office = site.office.clone();
    let doors = Doors {
        policy: POLICY,
        handler: Arc::new(move |fact| Box::pin(facts::handle(office.clone(), fact))),
        hears: facts::hears(config),
        owns_units: config.owns_units,
    };
    site.serve(doors, |server| server.service(service)).await
}

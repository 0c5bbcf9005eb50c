//! Administrative enforcement (综合行政执法): power with its procedure. What the law forbids is impossible here.

pub mod config;
pub mod domain;
pub mod facts;
pub mod migration;
pub mod officer;
pub mod power;
pub mod registers;
pub mod rpc;
#[cfg(test)]
mod scene;
mod sitting;
pub mod standard;
pub mod store;
pub mod wire;

use std::sync::Arc;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::Policy;
use shiyu_kit::clock::WallClock;
use shiyu_kit::party::Vault;
use shiyu_kit::service::{Doors, Running, Site, StartError};
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1::case_service_server::CaseServiceServer;
use shiyu_proto::enforcement::v1::officer_service_server::OfficerServiceServer;
use shiyu_proto::enforcement::v1::power_service_server::PowerServiceServer;
use shiyu_proto::enforcement::v1::standard_service_server::StandardServiceServer;

pub use config::Config;

use officer::OfficerDesk;
use power::PowerDesk;
use registers::Registers;
use rpc::lookup::Tables;
use standard::StandardDesk;

/// Who may do what with cases and with every register.
pub const POLICY: &str = concat!(
    include_str!("policy.cedar"),
    "\n",
    include_str!("power/policy.cedar"),
    "\n",
    include_str!("standard/policy.cedar"),
    "\n",
    include_str!("officer/policy.cedar"),
);

/// Opens the enforcement service of one county.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: &Config, clock: WallClock) -> Result<Running, StartError> {
    start_with(config, clock, |registers| registers).await
}

/// The same, the cases' doors looking into tables of the caller's.
///
/// # Errors
/// [`StartError`].
pub async fn start_with(
    config: &Config,
    clock: WallClock,
    tables: impl FnOnce(Arc<Registers>) -> Arc<dyn Tables>,
) -> Result<Running, StartError> {
    let (version, limits) = (env!("CARGO_PKG_VERSION"), config.limits.clone());
    let vault = Vault::open(&config.common.party, "enforcement")?.ok_or(StartError::NoVault)?;
    let site = Site::<domain::CaseFile>::open::<migration::Migrator>(&config.common, limits, version, clock.clone()).await?;
    let (county, office) = (Code::from(&config.common.county), site.office.clone());
    let registers = Arc::new(Registers::open(&office).await?);
    let powers = PowerDesk::new(county.clone(), office.clone(), registers.powers.clone());
    let standards = StandardDesk::new(
        county.clone(),
        office.clone(),
        registers.standards.clone(),
        registers.powers.clone(),
    );
    let officers = OfficerDesk::new(county.clone(), office.clone(), registers.officers.clone());
    let policy = Arc::new(Policy::new(POLICY, &FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS)?)?);
    let desk = rpc::Desk::new(
        site.ledger.clone(),
        vault,
        tables(registers),
        (county.clone(), policy.clone()),
        clock,
    );
    let ears = facts::Ears { office };
    let doors = Doors {
        policy,
        handler: Arc::new(move |fact| Box::pin(facts::handle(ears.clone(), fact))),
        hears: facts::hears(config),
        owns_units: config.owns_units,
    };
    let largest = site.max_message();
    site.serve(doors, |server| {
        server
            .service(CaseServiceServer::new(desk).max_decoding_message_size(largest))
            .service(PowerServiceServer::new(powers).max_decoding_message_size(largest))
            .service(StandardServiceServer::new(standards).max_decoding_message_size(largest))
            .service(OfficerServiceServer::new(officers).max_decoding_message_size(largest))
    })
    .await
}

//! Administrative enforcement (综合行政执法): power with its procedure. What the law forbids is impossible here.

pub mod config;
pub mod domain;
pub mod facts;
pub mod migration;
pub mod rpc;
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

pub use config::Config;

use rpc::lookup::{Nothing, Tables};

/// Who may do what with cases and with every register.
pub const POLICY: &str = include_str!("policy.cedar");

/// Opens the enforcement service of one county.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: &Config, clock: WallClock) -> Result<Running, StartError> {
    start_with(config, clock, Arc::new(Nothing)).await
}

/// The same, the cases' doors looking into tables of the caller's.
///
/// # Errors
/// [`StartError`].
pub async fn start_with(config: &Config, clock: WallClock, tables: Arc<dyn Tables>) -> Result<Running, StartError> {
    let (version, limits) = (env!("CARGO_PKG_VERSION"), config.limits.clone());
    let vault = Vault::open(&config.common.party, "enforcement")?.ok_or(StartError::NoVault)?;
    let site = Site::<domain::CaseFile>::open::<migration::Migrator>(&config.common, limits, version, clock.clone()).await?;
    let county = Code::from(&config.common.county);
    let policy = Arc::new(Policy::new(POLICY, &FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS)?)?);
    let desk = rpc::Desk::new(site.ledger.clone(), vault, tables, (county.clone(), policy.clone()), clock);
    let ears = facts::Ears {
        office: site.office.clone(),
    };
    let doors = Doors {
        policy,
        handler: Arc::new(move |fact| Box::pin(facts::handle(ears.clone(), fact))),
        hears: facts::hears(config),
        owns_units: config.owns_units,
    };
    let largest = site.max_message();
    site.serve(doors, |server| {
        server.service(CaseServiceServer::new(desk).max_decoding_message_size(largest))
    })
    .await
}

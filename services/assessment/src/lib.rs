//! Assessment (考评): facts of every service into figures, figures into rankings of units. It counts cases, never persons.

pub mod config;
pub mod facts;
pub mod figures;
pub mod indicator;
pub mod migration;
pub mod period;
pub mod process;
#[cfg(test)]
mod scene;
pub mod statistics;

use std::sync::Arc;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::Policy;
use shiyu_kit::clock::WallClock;
use shiyu_kit::service::{Doors, Running, Site, StartError};
use shiyu_kit::unit::Code;
use shiyu_proto::assessment::v1::indicator_service_server::IndicatorServiceServer;
use shiyu_proto::assessment::v1::period_service_server::PeriodServiceServer;
use shiyu_proto::assessment::v1::statistics_service_server::StatisticsServiceServer;

pub use config::Config;

use figures::Intake;
use indicator::IndicatorDesk;
use period::PeriodDesk;
use statistics::StatisticsDesk;

/// Who may do what.
pub const POLICY: &str = include_str!("policy.cedar");

/// Opens the assessment service of one county, or of the city.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: &Config, clock: WallClock) -> Result<Running, StartError> {
    let (version, limits) = (env!("CARGO_PKG_VERSION"), config.limits.clone());
    let site = Site::<period::Period>::open::<migration::Migrator>(&config.common, limits, version, clock.clone()).await?;
    let (county, office) = (Code::from(&config.common.county), site.office.clone());
    if figures::generation(&office.db.writer).await? != config.generation {
        figures::drop_all(&office.db.writer, config.generation).await?;
    }
    let indicators = IndicatorDesk::new(county.clone(), office.clone(), config.most_active);
    let periods = PeriodDesk::new(county.clone(), site.ledger.clone(), office.clone());
    let statistics = StatisticsDesk {
        county,
        office: office.clone(),
    };
    let ears = facts::Ears {
        intake: Intake::open(office.db.writer.clone()),
        office,
    };
    let doors = Doors {
        contract: shiyu_proto::assessment::DESCRIPTORS,
        policy: Arc::new(Policy::new(
            POLICY,
            &FileDescriptorSet::decode(shiyu_proto::assessment::DESCRIPTORS)?,
        )?),
        handler: Arc::new(move |fact| Box::pin(facts::handle(ears.clone(), fact))),
        hears: facts::hears(config),
        owns_units: config.owns_units,
    };
    let largest = site.max_message();
    site.serve(doors, |server| {
        server
            .service(IndicatorServiceServer::new(indicators).max_decoding_message_size(largest))
            .service(PeriodServiceServer::new(periods).max_decoding_message_size(largest))
            .service(StatisticsServiceServer::new(statistics.clone()).max_decoding_message_size(largest))
            .pages(statistics::pages(statistics))
    })
    .await
}

//! Assessment (考评): facts of every service into figures, figures into rankings of units. It counts cases, never persons.

pub mod award;
pub mod backlog;
pub mod config;
pub mod covert;
pub mod demand;
pub mod facts;
pub mod figures;
pub mod hands;
pub mod indicator;
pub mod migration;
pub mod period;
pub mod process;
pub mod programme;
pub mod risk;
#[cfg(test)]
mod scene;
pub mod shelf;
pub mod signal;
pub mod statistics;
pub mod supervision;
pub mod survey;
pub mod weekly;

use std::sync::Arc;
use std::time::Duration;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::Policy;
use shiyu_kit::clock::WallClock;
use shiyu_kit::ledger::Ledger;
use shiyu_kit::peer::Peers;
use shiyu_kit::service::{Doors, Running, Site, StartError};
use shiyu_kit::unit::Code;
use shiyu_proto::assessment::v1::award_service_server::AwardServiceServer;
use shiyu_proto::assessment::v1::backlog_service_server::BacklogServiceServer;
use shiyu_proto::assessment::v1::covert_service_server::CovertServiceServer;
use shiyu_proto::assessment::v1::demand_service_server::DemandServiceServer;
use shiyu_proto::assessment::v1::indicator_service_server::IndicatorServiceServer;
use shiyu_proto::assessment::v1::period_service_server::PeriodServiceServer;
use shiyu_proto::assessment::v1::programme_service_server::ProgrammeServiceServer;
use shiyu_proto::assessment::v1::risk_service_server::RiskServiceServer;
use shiyu_proto::assessment::v1::signal_service_server::SignalServiceServer;
use shiyu_proto::assessment::v1::statistics_service_server::StatisticsServiceServer;
use shiyu_proto::assessment::v1::supervision_service_server::SupervisionServiceServer;
use shiyu_proto::assessment::v1::survey_service_server::SurveyServiceServer;
use tokio_util::task::AbortOnDropHandle;

pub use config::Config;

use award::AwardDesk;
use backlog::BacklogDesk;
use covert::CovertDesk;
use demand::DemandDesk;
use figures::Intake;
use indicator::IndicatorDesk;
use period::PeriodDesk;
use programme::ProgrammeDesk;
use risk::RiskDesk;
use signal::SignalDesk;
use statistics::StatisticsDesk;
use supervision::SupervisionDesk;
use survey::SurveyDesk;
use weekly::Weekly;

/// How often it is looked whether something of a week is due.
const SWEEP: Duration = Duration::from_mins(10);

/// Who may do what.
pub const POLICY: &str = concat!(
    include_str!("policy.cedar"),
    "\n",
    include_str!("demand/policy.cedar"),
    "\n",
    include_str!("signal/policy.cedar"),
    "\n",
    include_str!("survey/policy.cedar"),
    "\n",
    include_str!("covert/policy.cedar"),
    "\n",
    include_str!("backlog/policy.cedar"),
);

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
    let peers = Peers::open(config.common.peers.as_ref()).await?;
    let demand = DemandDesk::new(county.clone(), office.clone(), peers);
    let signals = SignalDesk::new(county.clone(), office.clone(), config.signals);
    let surveys = SurveyDesk::new(county.clone(), office.clone(), config.surveys, config.survey_answers);
    let covert = CovertDesk::new(county.clone(), office.clone());
    let backlog = BacklogDesk::new(county.clone(), office.clone());
    let statistics = StatisticsDesk {
        county: county.clone(),
        office: office.clone(),
        demand: demand.clone(),
    };
    let programmes = ProgrammeDesk::new(county.clone(), office.clone());
    let awards = AwardDesk::new(county.clone(), office.clone());
    let risks = RiskDesk::new(county.clone(), office.clone());
    let ledger = Ledger::open(office.db.clone(), office.reference.clone(), clock.clone(), office.wake.clone());
    let supervisions = SupervisionDesk::new(county, ledger, office.clone(), config.shares);
    let ears = facts::Ears {
        intake: Intake::open(office.db.writer.clone()),
        supervisions: supervisions.clone(),
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
        watched: None,
    };
    let weekly = Weekly::new(demand.clone(), signals.clone(), risks.clone());
    let sweeping = AbortOnDropHandle::new(tokio::spawn(weekly.run(SWEEP)));
    let largest = site.max_message();
    let rings = supervisions.ledger().clone();
    let running = site.serve(doors, |server| {
        server
            .service(IndicatorServiceServer::new(indicators).max_decoding_message_size(largest))
            .service(PeriodServiceServer::new(periods).max_decoding_message_size(largest))
            .service(StatisticsServiceServer::new(statistics.clone()).max_decoding_message_size(largest))
            .service(DemandServiceServer::new(demand).max_decoding_message_size(largest))
            .service(SignalServiceServer::new(signals).max_decoding_message_size(largest))
            .service(SurveyServiceServer::new(surveys).max_decoding_message_size(largest))
            .service(CovertServiceServer::new(covert).max_decoding_message_size(largest))
            .service(BacklogServiceServer::new(backlog).max_decoding_message_size(largest))
            .service(ProgrammeServiceServer::new(programmes).max_decoding_message_size(largest))
            .service(AwardServiceServer::new(awards).max_decoding_message_size(largest))
            .service(RiskServiceServer::new(risks).max_decoding_message_size(largest))
            .service(SupervisionServiceServer::new(supervisions).max_decoding_message_size(largest))
            .pages(statistics::pages(statistics))
    });
    let running = running.await?.and_clocks(rings, clock);
    Ok(running.and_then_close(move || async move { drop(sweeping) }))
}

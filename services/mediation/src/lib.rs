//! Disputes in mediation (人民、行政、司法调解): consent first, agreement kept (人民调解法).

pub mod config;
pub mod document;
pub mod domain;
pub mod facts;
pub mod migration;
pub mod process;
pub mod register;
pub mod rpc;
pub mod sight;
pub mod store;
pub mod vacancy;
pub mod wire;

use std::sync::Arc;
use std::time::Duration;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::Policy;
use shiyu_kit::clock::WallClock;
use shiyu_kit::demand::DemandDesk;
use shiyu_kit::desk::CaseDesk;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::party::Vault;
use shiyu_kit::peer::Peers;
use shiyu_kit::search::Cards;
use shiyu_kit::service::{Doors, Running, Site, StartError};
use shiyu_kit::subject::{Source, SubjectDesk};
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1::demand_service_server::DemandServiceServer;
use shiyu_proto::common::v1::subject_service_server::SubjectServiceServer;
use shiyu_proto::mediation::v1::centre_service_server::CentreServiceServer;
use shiyu_proto::mediation::v1::committee_service_server::CommitteeServiceServer;
use shiyu_proto::mediation::v1::counsel_service_server::CounselServiceServer;
use shiyu_proto::mediation::v1::document_service_server::DocumentServiceServer;
use shiyu_proto::mediation::v1::matter_service_server::MatterServiceServer;
use shiyu_proto::mediation::v1::mediation_service_server::MediationServiceServer;
use shiyu_proto::mediation::v1::mediator_service_server::MediatorServiceServer;
use shiyu_proto::mediation::v1::screening_service_server::ScreeningServiceServer;
use tokio_util::task::AbortOnDropHandle;

pub use config::Config;

use document::DocumentDesk;
use register::Registers;
use rpc::Tables;

/// Who may do what with disputes and with every register.
pub const POLICY: &str = concat!(
    include_str!("policy.cedar"),
    "\n",
    include_str!("register/policy.cedar"),
    "\n",
    include_str!("document/policy.cedar"),
);

/// How often it is looked whether a screening round begins or was missed.
const SWEEP: Duration = Duration::from_secs(30);
/// How often it is looked whether somebody's term ran out.
const VACANCIES: Duration = Duration::from_mins(10);

/// Opens the mediation service of one county.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: &Config, clock: WallClock) -> Result<Running, StartError> {
    Box::pin(start_with(config, clock, |registers| registers)).await
}

/// The same, the disputes' doors looking into tables of the caller's.
///
/// # Errors
/// [`StartError`].
pub async fn start_with(
    config: &Config,
    clock: WallClock,
    tables: impl FnOnce(Arc<Registers>) -> Arc<dyn Tables>,
) -> Result<Running, StartError> {
    let (version, limits) = (env!("CARGO_PKG_VERSION"), config.limits.clone());
    let vault = Vault::open(&config.common.party, "mediation")?.ok_or(StartError::NoVault)?;
    let site = Site::<domain::Dispute>::open::<migration::Migrator>(&config.common, limits, version, clock.clone()).await?;
    let county = Code::from(&config.common.county);
    let policy = Arc::new(Policy::new(
        POLICY,
        &FileDescriptorSet::decode(shiyu_proto::mediation::DESCRIPTORS)?,
    )?);
    let cases = CaseDesk {
        county: county.clone(),
        ledger: site.ledger.clone(),
        vault,
        policy: policy.clone(),
        clock,
        sight: sight::viewer,
    };
    let peers = Peers::open(config.common.peers.as_ref()).await?;
    let asked_there = Source::At(peers.clone());
    let subjects = SubjectDesk::new(cases.clone(), site.office.clone(), site.shelf(wire::DISPUTES), asked_there);
    let registers = Registers::new(county.clone(), site.office.clone(), config.packs.clone(), config.screening.clone());
    let ground = rpc::Ground {
        intake: config.intake.clone(),
        administrative_confirmation: config.administrative_confirmation,
        tables: tables(Arc::new(registers.clone())),
        peers,
        number_words: Arc::new(config.number_words.clone()),
    };
    let desk = rpc::Desk::new(cases, ground);
    let documents = DocumentDesk::new(desk.clone(), registers.clone()).map_err(unreadable)?;
    let ears = facts::Ears {
        office: site.office.clone(),
        desk: desk.clone(),
        cards: Cards::open::<domain::Dispute>(site.ledger.database().clone()),
        registers: registers.clone(),
        subjects: subjects.clone(),
        county,
    };
    let doors = Doors {
        contract: shiyu_proto::mediation::DESCRIPTORS,
        policy,
        handler: Arc::new(move |fact| Box::pin(facts::handle(ears.clone(), fact))),
        hears: facts::hears(config),
        owns_units: config.owns_units,
        watched: Some(sight::viewer),
    };
    let demand = DemandDesk::new(&desk);
    let largest = site.max_message();
    let numbers = desk.clone();
    let sweeping = AbortOnDropHandle::new(tokio::spawn(registers.clone().run(SWEEP)));
    let vacancies = AbortOnDropHandle::new(tokio::spawn(vacancy::run(desk.clone(), registers.clone(), VACANCIES)));
    let running = site
        .serve(doors, |server| {
            server
                .service(DemandServiceServer::new(demand))
                .service(SubjectServiceServer::new(subjects).max_decoding_message_size(largest))
                .service(MediationServiceServer::new(desk).max_decoding_message_size(largest))
                .service(CommitteeServiceServer::new(registers.clone()).max_decoding_message_size(largest))
                .service(MediatorServiceServer::new(registers.clone()).max_decoding_message_size(largest))
                .service(CentreServiceServer::new(registers.clone()).max_decoding_message_size(largest))
                .service(CounselServiceServer::new(registers.clone()).max_decoding_message_size(largest))
                .service(MatterServiceServer::new(registers.clone()).max_decoding_message_size(largest))
                .service(ScreeningServiceServer::new(registers).max_decoding_message_size(largest))
                .service(DocumentServiceServer::new(documents).max_decoding_message_size(largest))
        })
        .await?;
    Ok(running.and_then_close(|| async move {
        drop((sweeping, vacancies));
        if let Err(error) = numbers.close().await {
            tracing::warn!(error = %error, "unused numbers were not given back; the next process finds them");
        }
    }))
}

/// What this build brings along and cannot read itself.
fn unreadable(error: impl std::error::Error) -> StartError {
    StartError::Held(Unread::Corrupt(Corrupt {
        table: "document",
        id: String::new(),
        what: error.to_string(),
    }))
}

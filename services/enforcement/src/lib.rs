//! Administrative enforcement (综合行政执法): power with its procedure. What the law forbids is impossible here.

pub mod border;
pub mod config;
pub mod domain;
pub mod facts;
pub mod inspection;
pub mod migration;
pub mod officer;
pub mod paper;
pub mod power;
pub mod process;
pub mod registers;
pub mod rpc;
#[cfg(test)]
mod scene;
pub mod sight;
mod sitting;
pub mod standard;
pub mod store;
pub mod wire;

use std::sync::Arc;
use std::time::Duration;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::Policy;
use shiyu_kit::clock::WallClock;
use shiyu_kit::desk::CaseDesk;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::party::Vault;
use shiyu_kit::peer::Peers;
use shiyu_kit::service::{Doors, Running, Site, StartError};
use shiyu_kit::subject::{Source, SubjectDesk};
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1::subject_service_server::SubjectServiceServer;
use shiyu_proto::enforcement::v1::boundary_service_server::BoundaryServiceServer;
use shiyu_proto::enforcement::v1::case_service_server::CaseServiceServer;
use shiyu_proto::enforcement::v1::document_service_server::DocumentServiceServer;
use shiyu_proto::enforcement::v1::evidence_service_server::EvidenceServiceServer;
use shiyu_proto::enforcement::v1::inspection_service_server::InspectionServiceServer;
use shiyu_proto::enforcement::v1::officer_service_server::OfficerServiceServer;
use shiyu_proto::enforcement::v1::party_service_server::PartyServiceServer;
use shiyu_proto::enforcement::v1::power_service_server::PowerServiceServer;
use shiyu_proto::enforcement::v1::standard_service_server::StandardServiceServer;

use tokio_util::task::AbortOnDropHandle;

pub use config::Config;

use border::BoundaryDesk;
use inspection::InspectionDesk;
use officer::OfficerDesk;
use paper::{PaperDesk, Printery};
use power::{PowerDesk, Sweep};
use registers::Registers;
use rpc::lookup::Tables;
use standard::StandardDesk;

/// How often it is looked whether cases have to go with their power.
const SWEEP: Duration = Duration::from_secs(30);

/// Who may do what with cases and with every register.
pub const POLICY: &str = concat!(
    include_str!("policy.cedar"),
    "\n",
    include_str!("power/policy.cedar"),
    "\n",
    include_str!("standard/policy.cedar"),
    "\n",
    include_str!("officer/policy.cedar"),
    "\n",
    include_str!("inspection/policy.cedar"),
    "\n",
    include_str!("paper/policy.cedar"),
    "\n",
    include_str!("border/policy.cedar"),
);

/// Opens the enforcement service of one county.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: &Config, clock: WallClock) -> Result<Running, StartError> {
    Box::pin(start_with(config, clock, |registers| registers)).await
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
    let mut site = Site::<domain::CaseFile>::open::<migration::Migrator>(&config.common, limits, version, clock.clone()).await?;
    let (county, office) = (Code::from(&config.common.county), site.office.clone());
    let files = site.files().await?;
    let registers = Arc::new(Registers::open(&office).await?);
    let powers = PowerDesk::new(county.clone(), office.clone(), registers.powers.clone());
    let standards = StandardDesk::new(
        county.clone(),
        office.clone(),
        registers.standards.clone(),
        registers.powers.clone(),
    );
    let officers = OfficerDesk::new(county.clone(), office.clone(), registers.officers.clone());
    let (powers_held, officers_held) = (registers.powers.clone(), registers.officers.clone());
    let inspections = InspectionDesk::new(county.clone(), office.clone(), powers_held, officers_held);
    let boundaries = BoundaryDesk::new(county.clone(), office.clone());
    let policy = Arc::new(Policy::new(
        POLICY,
        &FileDescriptorSet::decode(shiyu_proto::enforcement::DESCRIPTORS)?,
    )?);
    let cases = CaseDesk {
        county,
        ledger: site.ledger.clone(),
        vault,
        policy: policy.clone(),
        clock,
        sight: sight::viewer,
    };
    let peers = Peers::open(config.common.peers.as_ref()).await?;
    let asked_there = Source::At(peers.clone());
    let subjects = SubjectDesk::new(cases.clone(), office.clone(), site.shelf(wire::CASES), asked_there);
    let settings = rpc::Settings {
        number_words: config.number_words.clone(),
        hearings: config.hearings,
        intake: config.intake_unit(),
        peers,
        seals: config.seals.clone(),
    };
    let (standards_held, officers_held) = (registers.standards.clone(), registers.officers.clone());
    let printery = Printery::new(office.clone(), (standards_held, officers_held), config.hearings).map_err(unreadable)?;
    let desk = rpc::Desk::new(cases, tables(registers), printery, settings);
    let papers = PaperDesk::new(desk.clone());
    let sweeping = AbortOnDropHandle::new(tokio::spawn(Sweep::new(powers.clone(), desk.clone()).run(SWEEP)));
    let evidence = rpc::EvidenceDesk::new(desk.clone(), files);
    let ears = facts::Ears {
        office,
        desk: desk.clone(),
        subjects: subjects.clone(),
        boundaries: boundaries.clone(),
    };
    let doors = Doors {
        contract: shiyu_proto::enforcement::DESCRIPTORS,
        policy,
        handler: Arc::new(move |fact| Box::pin(facts::handle(ears.clone(), fact))),
        hears: facts::hears(config),
        owns_units: config.owns_units,
        watched: Some(sight::viewer),
    };
    let largest = site.max_message();
    let numbers = desk.clone();
    let running = site
        .serve(doors, |server| {
            server
                .service(SubjectServiceServer::new(subjects).max_decoding_message_size(largest))
                .service(CaseServiceServer::new(desk.clone()).max_decoding_message_size(largest))
                .service(PartyServiceServer::new(desk).max_decoding_message_size(largest))
                .service(DocumentServiceServer::new(papers).max_decoding_message_size(largest))
                .service(EvidenceServiceServer::new(evidence).max_decoding_message_size(largest))
                .service(PowerServiceServer::new(powers).max_decoding_message_size(largest))
                .service(StandardServiceServer::new(standards).max_decoding_message_size(largest))
                .service(OfficerServiceServer::new(officers).max_decoding_message_size(largest))
                .service(InspectionServiceServer::new(inspections).max_decoding_message_size(largest))
                .service(BoundaryServiceServer::new(boundaries).max_decoding_message_size(largest))
        })
        .await?;
    Ok(running.and_then_close(|| async move {
        drop(sweeping);
        if let Err(error) = numbers.close().await {
            tracing::warn!(error = %error, "unused numbers were not given back; the next process finds them");
        }
    }))
}

/// What this build brings along and cannot read itself.
fn unreadable(error: impl std::error::Error) -> StartError {
    StartError::Held(Unread::Corrupt(Corrupt {
        table: "templates",
        id: String::new(),
        what: error.to_string(),
    }))
}

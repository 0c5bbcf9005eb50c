//! Petition matters (信访事项) from intake to the final answer, under the clocks of 信访工作条例.

pub mod advice;
pub mod alarm;
pub mod border;
pub mod breach;
pub mod config;
pub mod domain;
pub mod facts;
pub mod migration;
pub mod process;
pub mod reception;
pub mod report;
pub mod rights;
pub mod rpc;
pub mod sight;
pub mod store;
pub mod wire;

use std::sync::Arc;
use std::time::Duration;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::Policy;
use shiyu_kit::clock::WallClock;
use shiyu_kit::demand::DemandDesk;
use shiyu_kit::desk::CaseDesk;
use shiyu_kit::party::Vault;
use shiyu_kit::search::Cards;
use shiyu_kit::service::{Doors, Running, Site, StartError};
use shiyu_kit::subject::{Source, SubjectDesk};
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1::demand_service_server::DemandServiceServer;
use shiyu_proto::common::v1::identity_service_server::IdentityServiceServer;
use shiyu_proto::common::v1::subject_identity_service_server::SubjectIdentityServiceServer;
use shiyu_proto::common::v1::subject_service_server::SubjectServiceServer;
use shiyu_proto::petition::v1::annual_report_service_server::AnnualReportServiceServer;
use shiyu_proto::petition::v1::boundary_service_server::BoundaryServiceServer;
use shiyu_proto::petition::v1::breach_service_server::BreachServiceServer;
use shiyu_proto::petition::v1::party_service_server::PartyServiceServer;
use shiyu_proto::petition::v1::petition_service_server::PetitionServiceServer;
use shiyu_proto::petition::v1::policy_suggestion_service_server::PolicySuggestionServiceServer;
use shiyu_proto::petition::v1::reception_service_server::ReceptionServiceServer;
use shiyu_proto::petition::v1::status_service_server::StatusServiceServer;
use shiyu_proto::petition::v1::subject_request_service_server::SubjectRequestServiceServer;
use tokio_util::task::AbortOnDropHandle;

pub use config::Config;

/// How often it is looked for limits of registers that ring.
const ALARMS: Duration = Duration::from_secs(30);

/// Who may do what with petitions.
pub const POLICY: &str = concat!(
    include_str!("policy.cedar"),
    "\n",
    include_str!("reception/policy.cedar"),
    "\n",
    include_str!("advice/policy.cedar"),
    "\n",
    include_str!("border/policy.cedar"),
    "\n",
    include_str!("rights/policy.cedar"),
    "\n",
    include_str!("breach/policy.cedar"),
    "\n",
    include_str!("report/policy.cedar")
);

/// Opens the petition service of one county.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: &Config, clock: WallClock) -> Result<Running, StartError> {
    let (version, limits) = (env!("CARGO_PKG_VERSION"), config.limits.clone());
    let vault = Vault::open(&config.common.party, "petition")?.ok_or(StartError::NoVault)?;
    let site = Site::<domain::Petition>::open::<migration::Migrator>(&config.common, limits, version, clock.clone()).await?;
    let county = Code::from(&config.common.county);
    let policy = Arc::new(Policy::new(
        POLICY,
        &FileDescriptorSet::decode(shiyu_proto::petition::DESCRIPTORS)?,
    )?);
    let rights = rights::Rights::new(county.clone(), site.office.clone(), vault.clone(), &config.asked_services);
    let desk = rpc::Desk::new(county.clone(), site.ledger.clone(), vault, policy.clone(), clock)
        .numbering(config.number_words.clone())
        .sealing(config.seals.clone());
    let public = rpc::Public::new(desk.clone(), config.status);
    let hall = reception::Reception::new(county.clone(), site.office.clone());
    let reports = report::Reports::new(county.clone(), site.office.clone());
    let suggestions = advice::Advice::new(county.clone(), site.office.clone());
    let boundaries = border::BoundaryDesk::new(county.clone(), site.office.clone());
    let subjects = SubjectDesk::new(
        CaseDesk::<domain::Petition>::clone(&desk),
        site.office.clone(),
        site.shelf(wire::PETITIONS),
        Source::Here,
    );
    let breaches = breach::Breaches::new(county.clone(), site.office.clone());
    let ringing = AbortOnDropHandle::new(tokio::spawn(alarm::run(rights.clone(), breaches.clone(), ALARMS)));
    let ears = facts::Ears {
        office: site.office.clone(),
        ledger: site.ledger.clone(),
        desk: desk.clone(),
        boundaries: boundaries.clone(),
        rights: rights.clone(),
        subjects: subjects.clone(),
        cards: Cards::open::<domain::Petition>(site.ledger.database().clone()),
        county,
    };
    let doors = Doors {
        contract: shiyu_proto::petition::DESCRIPTORS,
        policy: policy.clone(),
        handler: Arc::new(move |fact| Box::pin(facts::handle(ears.clone(), fact))),
        hears: facts::hears(config),
        owns_units: config.owns_units,
        watched: Some(sight::viewer),
    };
    let demand = DemandDesk::new(&desk);
    let largest = site.max_message();
    let numbers = desk.clone();
    let running = site
        .serve(doors, |server| {
            server
                .service(DemandServiceServer::new(demand))
                .service(PetitionServiceServer::new(desk.clone()).max_decoding_message_size(largest))
                .service(IdentityServiceServer::new(desk.clone()).max_decoding_message_size(largest))
                .service(PartyServiceServer::new(desk).max_decoding_message_size(largest))
                .service(BoundaryServiceServer::new(boundaries).max_decoding_message_size(largest))
                .service(PolicySuggestionServiceServer::new(suggestions).max_decoding_message_size(largest))
                .service(AnnualReportServiceServer::new(reports).max_decoding_message_size(largest))
                .service(BreachServiceServer::new(breaches).max_decoding_message_size(largest))
                .service(SubjectRequestServiceServer::new(rights.clone()).max_decoding_message_size(largest))
                .service(SubjectIdentityServiceServer::new(rights).max_decoding_message_size(largest))
                .service(SubjectServiceServer::new(subjects).max_decoding_message_size(largest))
                .service(ReceptionServiceServer::new(hall).max_decoding_message_size(largest))
                .service(StatusServiceServer::new(public).max_decoding_message_size(largest))
        })
        .await?;
    Ok(running.and_then_close(|| async move {
        drop(ringing);
        if let Err(error) = numbers.close().await {
            tracing::warn!(error = %error, "unused numbers were not given back; the next process finds them");
        }
    }))
}

//! Grids, patrols and the events of places (网格化管理): the closed loop from report to verified closure.

pub mod authority;
pub mod boundary;
pub mod catalogue;
pub mod component;
pub mod config;
pub mod dispatch;
pub mod domain;
pub mod facts;
pub mod meeting;
pub mod migration;
pub mod patrol;
pub mod place;
pub mod process;
pub mod registers;
pub mod rpc;
pub mod sight;
pub mod store;
pub mod team;
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
use shiyu_kit::service::{Doors, Running, Site, StartError};
use shiyu_kit::subject::{Source, SubjectDesk};
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1::demand_service_server::DemandServiceServer;
use shiyu_proto::common::v1::identity_service_server::IdentityServiceServer;
use shiyu_proto::common::v1::subject_service_server::SubjectServiceServer;
use shiyu_proto::grid::v1::address_service_server::AddressServiceServer;
use shiyu_proto::grid::v1::admission_service_server::AdmissionServiceServer;
use shiyu_proto::grid::v1::boundary_service_server::BoundaryServiceServer;
use shiyu_proto::grid::v1::broadcast_service_server::BroadcastServiceServer;
use shiyu_proto::grid::v1::campaign_service_server::CampaignServiceServer;
use shiyu_proto::grid::v1::catalogue_service_server::CatalogueServiceServer;
use shiyu_proto::grid::v1::command_service_server::CommandServiceServer;
use shiyu_proto::grid::v1::component_service_server::ComponentServiceServer;
use shiyu_proto::grid::v1::event_service_server::EventServiceServer;
use shiyu_proto::grid::v1::evidence_service_server::EvidenceServiceServer;
use shiyu_proto::grid::v1::grid_map_service_server::GridMapServiceServer;
use shiyu_proto::grid::v1::hazard_service_server::HazardServiceServer;
use shiyu_proto::grid::v1::meeting_service_server::MeetingServiceServer;
use shiyu_proto::grid::v1::party_service_server::PartyServiceServer;
use shiyu_proto::grid::v1::patrol_service_server::PatrolServiceServer;
use shiyu_proto::grid::v1::report_service_server::ReportServiceServer;
use shiyu_proto::grid::v1::routing_service_server::RoutingServiceServer;
use shiyu_proto::grid::v1::screening_service_server::ScreeningServiceServer;
use shiyu_proto::grid::v1::team_service_server::TeamServiceServer;

use tokio_util::task::AbortOnDropHandle;

pub use config::Config;

use boundary::BoundaryDesk;
use catalogue::CatalogueDesk;
use component::ComponentDesk;
use dispatch::DispatchDesk;
use meeting::MeetingDesk;
use patrol::Patrols;
use place::Places;
use registers::Registers;
use rpc::lookup::Tables;
use team::TeamDesk;

/// How often it is looked whether a patrol or a screening was missed, and whether another map is in force.
const SWEEP: Duration = Duration::from_secs(10);

/// Who may do what with events and with every register.
pub const POLICY: &str = concat!(
    include_str!("policy.cedar"),
    "\n",
    include_str!("place/policy.cedar"),
    "\n",
    include_str!("catalogue/policy.cedar"),
    "\n",
    include_str!("component/policy.cedar"),
    "\n",
    include_str!("dispatch/policy.cedar"),
    "\n",
    include_str!("team/policy.cedar"),
    "\n",
    include_str!("meeting/policy.cedar"),
    "\n",
    include_str!("patrol/policy.cedar"),
    "\n",
    include_str!("boundary/policy.cedar"),
);

/// Opens the grid service of one county.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: &Config, clock: WallClock) -> Result<Running, StartError> {
    Box::pin(start_with(config, clock, |registers| registers)).await
}

/// The same, the events' doors looking into tables of the caller's.
///
/// # Errors
/// [`StartError`].
pub async fn start_with(
    config: &Config,
    clock: WallClock,
    tables: impl FnOnce(Arc<Registers>) -> Arc<dyn Tables>,
) -> Result<Running, StartError> {
    let (version, limits) = (env!("CARGO_PKG_VERSION"), config.limits.clone());
    let vault = Vault::open(&config.common.party, "grid")?.ok_or(StartError::NoVault)?;
    let mut site = Site::<domain::Incident>::open::<migration::Migrator>(&config.common, limits, version, clock.clone()).await?;
    let files = site.files().await?;
    let (county, office) = (Code::from(&config.common.county), site.office.clone());
    let registers = Arc::new(Registers::open(office.clone(), config.places.distances(), config.most_reward_fen).await?);
    let policy = Arc::new(Policy::new(POLICY, &FileDescriptorSet::decode(shiyu_proto::grid::DESCRIPTORS)?)?);
    let looked_up = tables(registers.clone());
    let desk = rpc::Desk::new(site.ledger.clone(), vault, looked_up, (county.clone(), policy.clone()), clock).sealing(config.seals.clone());
    let peers = Source::At(Peers::open(config.common.peers.as_ref()).await?);
    let subjects = SubjectDesk::new(
        CaseDesk::<domain::Incident>::clone(&desk),
        office.clone(),
        site.shelf(wire::EVENTS),
        peers,
    );
    let evidence = rpc::EvidenceDesk::new(desk.clone(), files);
    let public = rpc::Public::new(desk.clone(), evidence.clone(), config.reports, config.default_class);
    let places = Places::new(county.clone(), office.clone(), registers.atlas.clone(), config.places);
    let catalogue = CatalogueDesk::new(county.clone(), office.clone(), registers.catalogue.clone()).keeping(config.default_class);
    let components = ComponentDesk::new(county.clone(), office.clone(), registers.components(), config.near_metres);
    let past = dispatch::Incidents::new(office.db.clone());
    let dispatch = DispatchDesk::new(county.clone(), office.clone(), registers.dispatch(), past);
    let grids = Arc::new(registers.atlas.clone());
    let team = TeamDesk::new(county.clone(), office.clone(), grids.clone(), registers.roster.clone());
    let meetings = MeetingDesk::new(county.clone(), office.clone(), grids, registers.roster.clone());
    let settings = patrol::Settings {
        reach: config.checkpoint_metres,
        templates: patrol::domain::builtin().map_err(unreadable)?,
    };
    let patrols = Patrols::new(county.clone(), office.clone(), registers, settings);
    let boundaries = BoundaryDesk::new(county.clone(), office.clone());
    let ears = facts::Ears {
        office,
        ledger: site.ledger.clone(),
        desk: desk.clone(),
        patrols: patrols.clone(),
        boundaries: boundaries.clone(),
        subjects: subjects.clone(),
        default_class: config.default_class,
        county,
    };
    let doors = Doors {
        contract: shiyu_proto::grid::DESCRIPTORS,
        policy: policy.clone(),
        handler: Arc::new(move |fact| Box::pin(facts::handle(ears.clone(), fact))),
        hears: facts::hears(config),
        owns_units: config.owns_units,
        watched: Some(sight::viewer),
    };
    let demand = DemandDesk::new(&desk);
    let largest = site.max_message();
    let sweeping = AbortOnDropHandle::new(tokio::spawn(patrols.clone().run(SWEEP)));
    let following = AbortOnDropHandle::new(tokio::spawn(desk.clone().keep_to_the_map(SWEEP)));
    let running = site.serve(doors, |server| {
        server
            .service(DemandServiceServer::new(demand))
            .service(SubjectServiceServer::new(subjects).max_decoding_message_size(largest))
            .service(EventServiceServer::new(desk.clone()).max_decoding_message_size(largest))
            .service(IdentityServiceServer::new(desk.clone()).max_decoding_message_size(largest))
            .service(PartyServiceServer::new(desk).max_decoding_message_size(largest))
            .service(EvidenceServiceServer::new(evidence).max_decoding_message_size(largest))
            .service(ReportServiceServer::new(public).max_decoding_message_size(largest))
            .service(GridMapServiceServer::new(places.clone()).max_decoding_message_size(largest))
            .service(AddressServiceServer::new(places).max_decoding_message_size(largest))
            .service(CatalogueServiceServer::new(catalogue).max_decoding_message_size(largest))
            .service(ComponentServiceServer::new(components).max_decoding_message_size(largest))
            .service(RoutingServiceServer::new(dispatch.clone()).max_decoding_message_size(largest))
            .service(CommandServiceServer::new(dispatch).max_decoding_message_size(largest))
            .service(TeamServiceServer::new(team.clone()).max_decoding_message_size(largest))
            .service(AdmissionServiceServer::new(team).max_decoding_message_size(largest))
            .service(MeetingServiceServer::new(meetings.clone()).max_decoding_message_size(largest))
            .service(BroadcastServiceServer::new(meetings).max_decoding_message_size(largest))
            .service(PatrolServiceServer::new(patrols.clone()).max_decoding_message_size(largest))
            .service(HazardServiceServer::new(patrols.clone()).max_decoding_message_size(largest))
            .service(CampaignServiceServer::new(patrols.clone()).max_decoding_message_size(largest))
            .service(ScreeningServiceServer::new(patrols).max_decoding_message_size(largest))
            .service(BoundaryServiceServer::new(boundaries).max_decoding_message_size(largest))
    });
    Ok(running.await?.and_then_close(move || async move { drop((sweeping, following)) }))
}

/// What this build brings along and cannot read itself.
fn unreadable(error: impl std::error::Error) -> StartError {
    StartError::Held(Unread::Corrupt(Corrupt {
        table: "screening.toml",
        id: String::new(),
        what: error.to_string(),
    }))
}

//! The scene: a county with its registers, its doors open on the loopback, and callers whom a test names.

use std::num::NonZeroU32;
use std::sync::Arc;

use shiyu_grid::POLICY;
use shiyu_grid::boundary::BoundaryDesk;
use shiyu_grid::domain::Incident;
use shiyu_grid::facts::Ears;
use shiyu_grid::migration::Migrator;
use shiyu_grid::patrol::{self, Patrols};
use shiyu_grid::place::atlas::Distances;
use shiyu_grid::registers::Registers;
use shiyu_grid::rpc::{Desk, EvidenceDesk, Public, ReportLimits};
use shiyu_kit::case::Record as _;
use shiyu_kit::clock::WallClock;
use shiyu_kit::desk::CaseDesk;
use shiyu_kit::file::{Files, Keep};
use shiyu_kit::ledger::Ledger;
use shiyu_kit::peer::Peers;
use shiyu_kit::relay::Wake;
use shiyu_kit::subject::{Shelf, Source, SubjectDesk};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::door::{let_in, served};
use shiyu_kit::testkit::party;
use shiyu_kit::testkit::scene::{office, policy, unit};
use shiyu_kit::unit::{Unit, Units};
use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::identity_service_client::IdentityServiceClient;
use shiyu_proto::common::v1::identity_service_server::IdentityServiceServer;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::event_service_client::EventServiceClient;
use shiyu_proto::grid::v1::event_service_server::EventServiceServer;
use shiyu_proto::grid::v1::evidence_service_client::EvidenceServiceClient;
use shiyu_proto::grid::v1::evidence_service_server::EvidenceServiceServer;
use shiyu_proto::grid::v1::party_service_client::PartyServiceClient;
use shiyu_proto::grid::v1::party_service_server::PartyServiceServer;
use shiyu_proto::grid::v1::report_service_client::ReportServiceClient;
use shiyu_proto::grid::v1::report_service_server::ReportServiceServer;
use tonic::transport::{Channel, Server};

pub(crate) use shiyu_kit::testkit::door::{Who, by, reason, uuid};
pub(crate) use shiyu_kit::testkit::scene::{COUNTY, OTHER_COUNTY as NEIGHBOUR, OTHER_TOWN, TOWN, VILLAGE, code, id};

use crate::registers::Fixed;

pub(crate) const ROOM: &str = "330602001-ZHS";
pub(crate) const STATION: &str = "330602001-ZFZ";
pub(crate) const BUREAU: &str = "330602-ZJJ";
pub(crate) const CENTRE: &str = "330602-ZHZ";

pub(crate) const PATROL: Who = ("patrol", VILLAGE, "grid_patrol");
pub(crate) const OTHER_PATROL: Who = ("other-patrol", VILLAGE, "grid_patrol");
pub(crate) const LEAD: Who = ("lead", VILLAGE, "grid_lead");
pub(crate) const DISPATCHER: Who = ("dispatcher-7", ROOM, "dispatcher");
pub(crate) const SECOND: Who = ("dispatcher-8", ROOM, "dispatcher");
pub(crate) const HANDLER: Who = ("handler-7", STATION, "unit_handler");
pub(crate) const STRANGER: Who = ("stranger-7", OTHER_TOWN, "unit_handler");

pub(crate) fn units() -> Vec<Unit> {
    vec![
        unit(COUNTY, None),
        unit(NEIGHBOUR, None),
        unit(BUREAU, Some(COUNTY)),
        unit(CENTRE, Some(COUNTY)),
        unit(TOWN, Some(COUNTY)),
        unit(OTHER_TOWN, Some(COUNTY)),
        unit(ROOM, Some(TOWN)),
        unit(STATION, Some(TOWN)),
        unit(VILLAGE, Some(TOWN)),
    ]
}

pub(crate) struct Scene {
    pub(crate) ledger: Ledger<Incident>,
    pub(crate) clock: WallClock,
    pub(crate) ears: Ears,
    pub(crate) wake: Wake,
    pub(crate) tables: Fixed,
    pub(crate) files: Files<Incident>,
    channel: Channel,
    folder: tempfile::TempDir,
    _home: TestDatabase,
}

impl Scene {
    pub(crate) async fn on(home: TestDatabase) -> Self {
        let clock = WallClock::movable();
        let office = office::<Migrator>(&home, "grid", Units::new(units()), clock.clone()).await;
        let (db, reference, wake) = (office.db.clone(), office.reference.clone(), office.wake.clone());
        let ledger = Ledger::open(db, reference, clock.clone(), wake.clone());
        let (vault, tables) = (party::vault("grid"), Fixed::default());
        let desk = Desk::new(
            ledger.clone(),
            vault,
            Arc::new(tables.clone()),
            (code(COUNTY), Arc::new(policy(POLICY))),
            clock.clone(),
        );
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::in_folder(folder.path(), 1 << 20).unwrap();
        let files = Files::new(keep, ledger.database().clone());
        let channel = open(desk.clone(), files.clone()).await;
        let registers = Registers::open(office.clone(), Distances::default(), 50_000).await.unwrap();
        let settings = patrol::Settings {
            reach: patrol::REACH,
            templates: patrol::domain::builtin().unwrap(),
        };
        let shelf = Shelf {
            collection: "events",
            kept: Incident::KEPT,
        };
        let cases = CaseDesk::<Incident>::clone(&desk);
        let ears = Ears {
            subjects: SubjectDesk::new(cases, office.clone(), shelf, Source::At(Peers::default())),
            desk,
            patrols: Patrols::new(code(COUNTY), office.clone(), Arc::new(registers), settings),
            boundaries: BoundaryDesk::new(code(COUNTY), office.clone()),
            office,
            default_class: "E1701".parse().unwrap(),
            ledger: ledger.clone(),
            county: code(COUNTY),
        };
        Self {
            ledger,
            clock,
            ears,
            wake,
            tables,
            files,
            channel,
            folder,
            _home: home,
        }
    }

    pub(crate) fn events(&self) -> EventServiceClient<Channel> {
        EventServiceClient::new(self.channel.clone())
    }

    pub(crate) fn identities(&self) -> IdentityServiceClient<Channel> {
        IdentityServiceClient::new(self.channel.clone())
    }

    pub(crate) fn parties(&self) -> PartyServiceClient<Channel> {
        PartyServiceClient::new(self.channel.clone())
    }

    pub(crate) fn evidence(&self) -> EvidenceServiceClient<Channel> {
        EvidenceServiceClient::new(self.channel.clone())
    }

    /// Whether anything is kept under a hash, whichever events have it.
    pub(crate) fn keeps(&self, hash: &str) -> bool {
        let path = self.folder.path().join(&hash[0..2]).join(&hash[2..4]);
        path.join(hash).exists()
    }

    pub(crate) fn public(&self) -> ReportServiceClient<Channel> {
        ReportServiceClient::new(self.channel.clone())
    }

    /// Reported by somebody in the grid, a minute ago.
    pub(crate) async fn reported(&self, who: Who, source: pb::EventSource) -> pb::ReportEventResponse {
        let reported = self.events().report_event(by(who, self.report(source))).await;
        reported.unwrap().into_inner()
    }

    pub(crate) fn report(&self, source: pb::EventSource) -> pb::ReportEventRequest {
        let seen = self.clock.now() - time::Duration::minutes(1);
        pb::ReportEventRequest {
            parent: format!("counties/{COUNTY}"),
            request_id: id(),
            report: Some(pb::EventReport {
                source: source.into(),
                title: "A blocked exit".to_owned(),
                description: "Planks before the door".to_owned(),
                whereabouts: "Behind the hall".to_owned(),
                seen_time: Some(shiyu_kit::operations::timestamp(seen)),
                ..pb::EventReport::default()
            }),
            class_code: "E1201".to_owned(),
            point: Some(here()),
            ..pb::ReportEventRequest::default()
        }
    }
}

/// In the grid.
pub(crate) fn here() -> common::Point {
    common::Point {
        longitude: 120.58,
        latitude: 30.01,
    }
}

async fn open(desk: Desk, files: Files<Incident>) -> Channel {
    let often = NonZeroU32::new(1_000).unwrap();
    let limits = ReportLimits {
        per_address: often,
        reports_per_address: often,
        per_code: NonZeroU32::new(8).unwrap(),
        photo_bytes: 1 << 12,
    };
    let evidence = EvidenceDesk::new(desk.clone(), files);
    let public = Public::new(desk.clone(), evidence.clone(), limits, "E1701".parse().unwrap());
    let services = Server::builder()
        .add_service(EventServiceServer::with_interceptor(desk.clone(), let_in))
        .add_service(PartyServiceServer::with_interceptor(desk.clone(), let_in))
        .add_service(IdentityServiceServer::with_interceptor(desk, let_in))
        .add_service(EvidenceServiceServer::with_interceptor(evidence, let_in))
        .add_service(ReportServiceServer::new(public));
    served(services).await
}

/// An order upon an event, of which only the head and these fields are said.
macro_rules! order {
    ($name:expr, $request:ident { $($field:ident: $value:expr),* $(,)? }) => {
        shiyu_proto::grid::v1::$request {
            name: $name.clone(),
            request_id: $crate::scene::id(),
            $($field: $value,)*
            ..shiyu_proto::grid::v1::$request::default()
        }
    };
}
pub(crate) use order;

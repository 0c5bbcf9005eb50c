//! A week as it is taken and shown, on both databases.

use std::net::{Ipv4Addr, SocketAddr};

use axum::body::Body;
use futures::StreamExt as _;
use prost::Message as _;
use sea_orm::EntityTrait as _;
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::config::PeersConfig;
use shiyu_kit::journal;
use shiyu_kit::nats::Fact;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, TOWN, VILLAGE, asked, id, parent, principal, reason};
use shiyu_proto::assessment::v1::demand_service_server::DemandService;
use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::demand_service_server::{self as counting, DemandServiceServer};
use time::Duration;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};
use tower::ServiceExt as _;

use super::*;
use crate::scene::{Scene, assessor, fact, rated, verbs};

shiyu_kit::both_databases! {
    a_week_is_taken_once_and_shown_to_everybody;
    a_week_that_is_due_is_taken_by_itself_and_once;
    a_service_that_does_not_answer_leaves_the_week_untaken;
    the_city_shows_what_its_counties_told;
}

/// A service that counts the same of every week.
struct Counting(&'static str);

#[tonic::async_trait]
impl counting::DemandService for Counting {
    async fn count_demand(&self, request: Request<CountDemandRequest>) -> Result<Response<common::CountDemandResponse>, Status> {
        assert_eq!(request.get_ref().parent, parent());
        let cell = |place: &str, cases| common::DemandCell {
            category: self.0.to_owned(),
            place: place.to_owned(),
            cases,
        };
        Ok(Response::new(common::CountDemandResponse {
            cells: vec![cell(TOWN, 40), cell(VILLAGE, 12)],
        }))
    }
}

fn counted_at(category: &'static str) -> SocketAddr {
    let incoming = TcpIncoming::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).unwrap();
    let address = incoming.local_addr().unwrap();
    let server = Server::builder().add_service(DemandServiceServer::new(Counting(category)));
    tokio::spawn(server.serve_with_incoming(incoming));
    address
}

/// Peers at these addresses, and the file with their token.
async fn peers(addresses: &[(&str, SocketAddr)]) -> (Peers, tempfile::NamedTempFile) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "token").unwrap();
    let config = PeersConfig {
        addresses: addresses
            .iter()
            .map(|(service, at)| ((*service).to_owned(), format!("http://{at}")))
            .collect(),
        token_file: file.path().to_owned(),
        ca_file: None,
        certificate: None,
        timeout: std::time::Duration::from_secs(5),
    };
    (Peers::open(Some(&config)).await.unwrap(), file)
}

impl Scene {
    async fn taken(&self, week: &str) -> Result<pb::HeatMap, Status> {
        let request = pb::TakeDemandRequest {
            parent: parent(),
            week: week.to_owned(),
            request_id: id(),
        };
        Ok(self.demand.take_demand(asked(&assessor(), request)).await?.into_inner())
    }

    async fn shown(&self, week: &str, service: &str) -> Result<Vec<pb::HeatMap>, Status> {
        let request = pb::GetHeatMapRequest {
            name: format!("{}/heatMaps/{week}", parent()),
            service: service.to_owned(),
        };
        Ok(self.demand.get_heat_map(Request::new(request)).await?.into_inner().maps)
    }

    fn last_week(&self) -> Week {
        Week::of(local_date(self.now())).before(3)
    }
}

async fn a_week_is_taken_once_and_shown_to_everybody(home: TestDatabase) {
    let asked_of = [("petition", "housing"), ("mediation", "dispute-1"), ("grid", "E0101")];
    let addresses = asked_of.map(|(service, category)| (service, counted_at(category)));
    let (peers, _file) = peers(&addresses).await;
    let scene = Scene::among(&home, peers).await;
    let week = scene.last_week().to_string();
    assert_eq!(reason(&scene.shown(&week, "").await.unwrap_err()), "WEEK_UNKNOWN");
    let this = Week::of(local_date(scene.now()));
    assert_eq!(reason(&scene.taken(&this.to_string()).await.unwrap_err()), "WEEK_NOT_OVER");
    let taken = scene.taken(&week).await.unwrap();
    assert_eq!((taken.cells.len(), taken.county.as_str()), (6, COUNTY));
    assert_eq!(reason(&scene.taken(&week).await.unwrap_err()), "WEEK_TAKEN");
    let maps = scene.shown(&week, "grid").await.unwrap();
    let counts: Vec<_> = maps[0]
        .cells
        .iter()
        .map(|cell| (cell.category.as_str(), cell.place.as_str(), cell.cases))
        .collect();
    assert_eq!(counts, [("E0101", TOWN, 40), ("E0101", VILLAGE, 12)]);
    let day = (this.monday() - Duration::days(20)).to_string();
    let refused = scene.taken(&day).await.unwrap_err();
    assert_eq!(fault::violations(&refused), [("week".to_owned(), "WEEK_INVALID".to_owned())]);
    let list = pb::ListHeatMapsRequest {
        parent: parent(),
        ..pb::ListHeatMapsRequest::default()
    };
    assert_eq!(
        scene.demand.list_heat_maps(Request::new(list)).await.unwrap().into_inner().maps,
        [taken]
    );
    it_is_a_file_and_a_picture(&scene, &week).await;
}

async fn it_is_a_file_and_a_picture(scene: &Scene, week: &str) {
    let request = pb::ExportHeatMapRequest {
        name: format!("{}/heatMaps/{week}", parent()),
    };
    let mut file = scene.demand.export_heat_map(Request::new(request)).await.unwrap().into_inner();
    let mut bytes = Vec::new();
    while let Some(piece) = file.next().await {
        bytes.extend(piece.unwrap().data);
    }
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.contains("service,category,place,cases,as_of\r\n") && text.contains(&format!("grid,E0101,{TOWN},40,20")),
        "{text}"
    );
    let router = crate::statistics::pages(scene.statistics.clone());
    let page = async |path: String| {
        let request = axum::http::Request::get(path).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    };
    let (status, picture) = page(format!("/charts/demand/grid/{week}.svg")).await;
    assert_eq!(status, 200);
    assert!(
        picture.starts_with("<svg")
            && picture.contains(&format!("{COUNTY}: counted 20"))
            && picture.contains(VILLAGE)
            && picture.contains("E0101")
            && !picture.contains("housing"),
        "{picture}"
    );
    for path in ["grid/2020-01-06", "person/2020-01-06", "grid/x"] {
        assert_eq!(page(format!("/charts/demand/{path}.svg")).await.0, 404, "{path}");
    }
}

async fn a_week_that_is_due_is_taken_by_itself_and_once(home: TestDatabase) {
    let asked_of = [("petition", "housing"), ("mediation", "dispute-1"), ("grid", "E0101")];
    let addresses = asked_of.map(|(service, category)| (service, counted_at(category)));
    let (peers, _file) = peers(&addresses).await;
    let scene = Scene::among(&home, peers).await;
    let week = |before: i64| Week::of(local_date(scene.now())).before(before).to_string();
    // Where no service is known nothing is due; of a county that is new, the newest week that may be counted.
    assert_eq!(scene.replica(&home).await.demand.take_due().await.unwrap(), 0);
    assert_eq!(scene.demand.take_due().await.unwrap(), 1);
    assert_eq!(scene.shown(&week(2), "").await.unwrap()[0].cells.len(), 6);
    assert_eq!(reason(&scene.shown(&week(1), "").await.unwrap_err()), "WEEK_UNKNOWN");
    assert_eq!(reason(&scene.shown(&week(3), "").await.unwrap_err()), "WEEK_UNKNOWN");
    assert_eq!(scene.demand.take_due().await.unwrap(), 0);
    assert_eq!(reason(&scene.taken(&week(2)).await.unwrap_err()), "WEEK_TAKEN");
    // What was missed is caught up.
    scene.wait(14);
    assert_eq!(scene.demand.take_due().await.unwrap(), 2);
    assert_eq!(scene.shown(&week(3), "").await.unwrap().len(), 1);
    // What a person took is not taken again, and nobody is told twice.
    scene.wait(7);
    scene.taken(&week(2)).await.unwrap();
    assert_eq!(scene.demand.take_due().await.unwrap(), 0);
    let rows = journal::Entity::find().all(&scene.office.db.reader).await.unwrap();
    let told = rows.iter().filter(|row| row.kind == "demand.taken" && row.fact.is_some());
    assert_eq!(told.count(), 4);
    // After a long outage all that was missed, some at a time.
    scene.wait(6 * 7);
    for many in [4, 2, 0] {
        assert_eq!(scene.demand.take_due().await.unwrap(), many);
    }
    assert_eq!(scene.shown(&week(7), "").await.unwrap().len(), 1);
}

async fn a_service_that_does_not_answer_leaves_the_week_untaken(home: TestDatabase) {
    let closed = TcpIncoming::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
        .unwrap()
        .local_addr()
        .unwrap();
    let addresses = [
        ("petition", counted_at("housing")),
        ("mediation", closed),
        ("grid", counted_at("E0101")),
    ];
    let (peers, _file) = peers(&addresses).await;
    let scene = Scene::among(&home, peers).await;
    let week = scene.last_week().to_string();
    assert_eq!(reason(&scene.taken(&week).await.unwrap_err()), "PEER_UNAVAILABLE");
    assert_eq!(reason(&scene.demand.take_due().await.unwrap_err()), "PEER_UNAVAILABLE");
    assert_eq!(reason(&scene.shown(&week, "").await.unwrap_err()), "WEEK_UNKNOWN");
}

async fn the_city_shows_what_its_counties_told(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let week = scene.last_week().to_string();
    let cell = |place: &str| pb::HeatCell {
        service: "grid".to_owned(),
        category: "E0101".to_owned(),
        place: place.to_owned(),
        cases: 30,
    };
    let told = |place: &str| pb::DemandTaken {
        week: week.clone(),
        take_time: None,
        cells: vec![cell(place), cell("330699001")],
    };
    let from = |county: &str, place: &str| Fact {
        county: Some(county.to_owned()),
        ..fact("assessment.demand.taken", new_id(), 1, scene.now(), &told(place))
    };
    for (county, place) in [("330602", "330602001"), ("330681", "330681001"), ("330681", "330681002")] {
        assert_eq!(hear(&scene.office, &from(county, place)).await, Outcome::Done);
    }
    // Each speaks for its own places, and once.
    let maps = scene.shown(&week, "").await.unwrap();
    let places: Vec<_> = maps
        .iter()
        .map(|map| (map.county.as_str(), map.cells[0].place.as_str(), map.cells.len()))
        .collect();
    assert_eq!(places, [("330602", "330602001", 1), ("330681", "330681001", 1)]);
    let unreadable = Fact {
        data: vec![0xff].into(),
        ..from("330602", "330602001")
    };
    assert_eq!(hear(&scene.office, &unreadable).await, Outcome::Unreadable("DATA_UNREADABLE"));
    assert!(pb::DemandTaken::decode(unreadable.data).is_err());
}

#[test]
fn each_role_has_its_verbs() {
    let open = ["ExportHeatMap", "GetHeatMap", "ListHeatMaps"].map(str::to_owned);
    for by in [None, Some(rated(TOWN)), Some(principal("auditor", None, "auditor"))] {
        assert_eq!(verbs("DemandService", by.as_ref()), open.clone().into());
    }
    assert_eq!(verbs("DemandService", Some(&assessor())).len(), 4);
}

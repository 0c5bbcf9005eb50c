//! The service put together as a deployment does it: configured, started, and with its doors where they should be.

use shiyu_grid::migration::Migrator;
use shiyu_grid::{Config, start_with};
use shiyu_kit::both_databases;
use shiyu_kit::clock::WallClock;
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::deployment::told;
use shiyu_kit::unit::store;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::event_service_client::EventServiceClient;
use shiyu_proto::grid::v1::report_service_client::ReportServiceClient;
use tonic::transport::Endpoint;

use crate::registers::Fixed;
use crate::scene::{COUNTY, ROOM, here, id, reason, units};

both_databases! {
    anybody_reports_and_nobody_reads_without_a_token;
}

#[test]
fn what_is_wrong_with_its_own_settings_is_named() {
    let wrong = [
        ("SHIYU_REPORTS__DEFAULT_CLASS", "rubbish"),
        ("SHIYU_REPORTS__CALLS_PER_MINUTE_WITH_A_CODE", "0"),
        ("SHIYU_REWARDS__MOST_FEN", "0"),
        ("SHIYU_LIMITS__HANDLE", "3wd"),
    ];
    let errors = Config::load(None, wrong.map(|(name, value)| (name.to_owned(), value.to_owned()))).unwrap_err();
    let keys: Vec<&str> = errors.0.iter().map(|error| error.key.as_str()).collect();
    for key in [
        "reports.default_class",
        "reports.calls_per_minute_with_a_code",
        "rewards.most_fen",
        "limits.handle",
    ] {
        assert!(keys.contains(&key), "{key} is not among {keys:?}");
    }
}

async fn anybody_reports_and_nobody_reads_without_a_token(home: TestDatabase) {
    let Some(broker) = TestBroker::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let (bus, files) = (broker.broker().url(), folder.path().join("files").display().to_string());
    let told = told(
        folder.path(),
        (home.url(), &bus),
        &[
            ("SHIYU_FILES__FOLDER", files.as_str()),
            ("SHIYU_REPORTS__REPORTS_PER_HOUR_OF_AN_ADDRESS", "2"),
        ],
    );
    let config = Config::load(None, told).unwrap();
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    store::put(&db.writer, &units()).await.unwrap();
    let clock = WallClock::movable();
    let running = Box::pin(start_with(&config, clock.clone(), |_| std::sync::Arc::new(Fixed::default())))
        .await
        .unwrap();
    let address = format!("http://{}", running.address());
    let channel = Endpoint::from_shared(address).unwrap().connect().await.unwrap();
    let (mut events, mut public) = (EventServiceClient::new(channel.clone()), ReportServiceClient::new(channel));
    let report = || pb::SubmitReportRequest {
        request_id: id(),
        title: "灯坏了".to_owned(),
        description: "天黑看不见".to_owned(),
        point: Some(here()),
        seen_time: Some(shiyu_kit::operations::timestamp(clock.now())),
        ..pb::SubmitReportRequest::default()
    };
    let submitted = public.submit_report(report()).await.unwrap().into_inner();
    let query = pb::QueryReportRequest {
        query_code: submitted.query_code,
    };
    let shown = public.query_report(query).await.unwrap().into_inner();
    assert_eq!((shown.stage(), shown.unit.as_str()), (pb::EventStage::Reported, ROOM));
    public.submit_report(report()).await.unwrap();
    assert_eq!(reason(public.submit_report(report()).await), "RATE_LIMITED");
    let name = format!("counties/{COUNTY}/events/{}", id());
    let closed = events.get_event(pb::GetEventRequest { name }).await.unwrap_err();
    assert_eq!(closed.code(), tonic::Code::Unauthenticated);
    running.stop().await.unwrap();
}

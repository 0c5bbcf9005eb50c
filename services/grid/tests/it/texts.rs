//! What somebody wrote of persons into an event's texts: read by those who work on it, and by nobody else.

use futures::StreamExt;
use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;

use crate::scene::{CENTRE, COUNTY, DISPATCHER, PATROL, Scene, Who, by};

both_databases! {
    a_number_in_a_text_is_seen_only_by_those_who_work_on_the_event;
}

const AUDITOR: Who = ("auditor-7", CENTRE, "auditor");
const NUMBERS: [&str; 2] = ["13812345678", "11010519491231002X"];

async fn a_number_in_a_text_is_seen_only_by_those_who_work_on_the_event(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut events = scene.events();
    let mut request = scene.report(pb::EventSource::Patrol);
    let report = request.report.as_mut().unwrap();
    report.title = format!("堆物，电话{}", NUMBERS[0]);
    report.description = format!("{}的身份证{}", NUMBERS[0], NUMBERS[1]);
    let reported = events.report_event(by(PATROL, request)).await.unwrap().into_inner();
    assert!(!reported.warnings.is_empty(), "who writes it is told");
    let name = reported.event.unwrap().name;

    let get = async |who: Who| {
        let get = pb::GetEventRequest { name: name.clone() };
        format!("{:?}", scene.events().get_event(by(who, get)).await.unwrap().into_inner())
    };
    let seen = get(DISPATCHER).await;
    assert!(
        NUMBERS.iter().all(|number| seen.contains(number)),
        "who works on it reads what was written"
    );
    let (parent, filter) = (format!("counties/{COUNTY}"), pb::EventFilter::default());
    let list = pb::ListEventsRequest {
        parent: parent.clone(),
        ..pb::ListEventsRequest::default()
    };
    let listed = events.list_events(by(DISPATCHER, list)).await.unwrap().into_inner();
    let export = pb::ExportEventsRequest {
        parent,
        filter: Some(filter),
    };
    let pieces = events.export_events(by(DISPATCHER, export)).await.unwrap().into_inner();
    let exported: Vec<u8> = pieces.map(|piece| piece.unwrap().data).collect::<Vec<_>>().await.concat();
    let exported = String::from_utf8(exported).unwrap();
    assert!(exported.contains("138****5678"), "{exported}");
    for told in [format!("{listed:?}"), exported, get(AUDITOR).await] {
        assert!(NUMBERS.iter().all(|number| !told.contains(number)), "{told}");
    }
}

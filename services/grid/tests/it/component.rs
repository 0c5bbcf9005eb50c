//! A report that names a component: it is where that stands, of its subclass, and keeps who answered for it that day.

use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;

use crate::registers::COMPONENT;
use crate::scene::{BUREAU, PATROL, Scene, by, id, reason};

both_databases! {
    an_event_of_a_component_is_where_that_stands;
}

async fn an_event_of_a_component_is_where_that_stands(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut events = scene.events();
    let of = |component: &str| pb::ReportEventRequest {
        request_id: id(),
        class_code: String::new(),
        point: None,
        component: component.to_owned(),
        ..scene.report(pb::EventSource::Patrol)
    };
    let reported = events.report_event(by(PATROL, of(COMPONENT))).await.unwrap().into_inner();
    let event = reported.event.unwrap();
    assert_eq!(event.class.unwrap().code, "C0101");
    let read = events.get_event(by(PATROL, pb::GetEventRequest { name: event.name })).await;
    let place = read.unwrap().into_inner().place.unwrap();
    assert_eq!(event.place.unwrap(), place, "the row has what was answered");
    let thing = pb::EventComponent {
        code: COMPONENT.to_owned(),
        owner_unit: BUREAU.to_owned(),
        maintainer_unit: String::new(),
    };
    assert_eq!(
        (place.point.map(|point| point.latitude), place.component),
        (Some(30.02), Some(thing))
    );
    let unknown = events.report_event(by(PATROL, of("3306020101000009"))).await;
    assert_eq!(reason(unknown), "COMPONENT_UNKNOWN");
}

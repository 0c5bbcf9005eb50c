//! What is asked again, and what is refused.

use sea_orm::{EntityTrait, PaginatorTrait};
use shiyu_kit::inbox;
use shiyu_kit::register::answer;
use shiyu_kit::rpc::REPLAYED;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::reception_service_server::ReceptionService;
use tonic::Request;

use super::scene::{Hall, OTHER_COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, clerk, id, parent, principal, reason};
use super::{report, told};
use crate::reception::store::{counter, outreach};

shiyu_kit::both_databases! {
    a_repeated_request_is_answered_as_the_first_time;
    one_id_at_once_is_done_once;
    a_refusal_changes_nothing;
}

async fn a_repeated_request_is_answered_as_the_first_time(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let by = clerk(TOWN);
    let request = hall.counter(TOWN, pb::CounterKind::Court);
    let first = hall.desk.put_counter(asked(&by, request.clone())).await.unwrap();
    assert!(first.metadata().get(REPLAYED).is_none());
    let first = first.into_inner();
    assert!(first.name.ends_with(&request.request_id));

    let mut moved = first.clone();
    "二楼".clone_into(&mut moved.hall_place);
    let change = pb::PutCounterRequest {
        parent: parent(),
        counter: Some(moved.clone()),
        request_id: id(),
    };
    assert_eq!(hall.desk.put_counter(asked(&by, change)).await.unwrap().into_inner(), moved);

    let again = hall.desk.put_counter(asked(&by, request.clone())).await.unwrap();
    assert!(again.metadata().get(REPLAYED).is_some());
    assert_eq!(again.into_inner(), first);
    let before = told(&hall).await;
    assert_eq!(before.len(), 2);

    let mut other = request.clone();
    other.counter.as_mut().unwrap().phone.clear();
    let refused = hall.desk.put_counter(asked(&by, other)).await.unwrap_err();
    assert_eq!(reason(&refused), "REQUEST_ID_REUSED");
    let refused = hall.desk.put_counter(asked(&clerk(VILLAGE), request)).await.unwrap_err();
    assert_eq!(reason(&refused), "REQUEST_ID_REUSED");
    let menu = hall.desk.list_counters(Request::new(pb::ListCountersRequest {
        parent: parent(),
        ..pb::ListCountersRequest::default()
    }));
    assert_eq!(menu.await.unwrap().into_inner().counters, [moved]);
    assert_eq!(told(&hall).await, before);
}

async fn one_id_at_once_is_done_once(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let (by, request) = (clerk(TOWN), hall.visit(TOWN, VILLAGE, 1));
    let ask = || hall.desk.order_outreach(asked(&by, request.clone()));
    let (one, two, three, four) = tokio::join!(ask(), ask(), ask(), ask());
    let answers: Vec<_> = [one, two, three, four].into_iter().map(Result::unwrap).collect();
    let fresh = answers.iter().filter(|answer| answer.metadata().get(REPLAYED).is_none());
    assert_eq!(fresh.count(), 1);
    let mut answers = answers.into_iter().map(tonic::Response::into_inner);
    let first = answers.next().unwrap();
    assert!(answers.all(|answer| answer == first));
    assert_eq!(told(&hall).await.len(), 1);
}

async fn a_refusal_changes_nothing(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let cases = [
        (clerk(OTHER_TOWN), TOWN, VILLAGE, "UNIT_NOT_YOURS"),
        (clerk(VILLAGE), TOWN, VILLAGE, "UNIT_NOT_YOURS"),
        (clerk(TOWN), "330602009", VILLAGE, "UNIT_UNKNOWN"),
        (clerk(TOWN), TOWN, "330602001009", "UNIT_UNKNOWN"),
        (clerk(OTHER_COUNTY), OTHER_COUNTY, VILLAGE, "UNIT_OUTSIDE_JURISDICTION"),
        (clerk(TOWN), TOWN, OTHER_COUNTY, "UNIT_OUTSIDE_JURISDICTION"),
        (principal("somebody", None, "intake_clerk"), TOWN, VILLAGE, "UNIT_UNKNOWN"),
    ];
    for (by, unit, place, expected) in cases {
        let refused = hall.desk.order_outreach(asked(&by, hall.visit(unit, place, 1))).await.unwrap_err();
        assert_eq!(reason(&refused), expected, "{by:?} {unit} {place}");
    }
    let past = asked(&clerk(TOWN), hall.visit(TOWN, VILLAGE, -1));
    assert_eq!(reason(&hall.desk.order_outreach(past).await.unwrap_err()), "DATE_IN_PAST");
    let mut nowhere = hall.counter(TOWN, pb::CounterKind::Court);
    nowhere.counter.as_mut().unwrap().name = format!("{}/serviceCounters/{}", parent(), id());
    let nowhere = asked(&clerk(TOWN), nowhere);
    assert_eq!(reason(&hall.desk.put_counter(nowhere).await.unwrap_err()), "COUNTER_UNKNOWN");
    let nowhere = asked(&clerk(TOWN), report(&format!("{}/outreachVisits/{}", parent(), id())));
    assert_eq!(reason(&hall.desk.report_outreach(nowhere).await.unwrap_err()), "OUTREACH_UNKNOWN");

    let db = &hall.db.reader;
    assert_eq!(outreach::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(counter::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(inbox::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(answer::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(told(&hall).await, []);
}

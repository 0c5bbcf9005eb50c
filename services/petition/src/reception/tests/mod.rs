//! The hall as a caller finds it, on both databases.

mod lists;
mod policy;
pub(crate) mod scene;
mod sealed;

use prost::Message;
use sea_orm::{EntityTrait, PaginatorTrait};
use shiyu_kit::rpc::REPLAYED;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{inbox, journal};
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::reception_service_server::ReceptionService;
use tonic::Request;

use self::scene::{Hall, OFFICE, OTHER_COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, clerk, id, parent, principal, reason, received};
use super::store::{answer, counter, outreach, roster, visit};

shiyu_kit::both_databases! {
    a_repeated_request_is_answered_as_the_first_time;
    one_id_at_once_is_done_once;
    a_refusal_changes_nothing;
    the_roster_shows_an_office_and_not_its_holder;
    a_cancelled_entry_stays_and_receives_nobody;
    a_visit_received_is_told_without_a_word;
    a_team_goes_out_once;
}

async fn told(hall: &Hall) -> Vec<(String, Option<Vec<u8>>)> {
    let rows = journal::Entity::find().all(&hall.db.reader).await.unwrap();
    rows.into_iter().map(|row| (row.kind, row.fact)).collect()
}

async fn put_counter(hall: &Hall, unit: &str, kind: pb::CounterKind) -> pb::ServiceCounter {
    let request = asked(&clerk(unit), hall.counter(unit, kind));
    hall.desk.put_counter(request).await.unwrap().into_inner()
}

async fn put_entry(hall: &Hall, unit: &str, after: i64) -> pb::RosterEntry {
    let request = asked(&clerk(unit), hall.entry(unit, after));
    hall.desk.put_roster_entry(request).await.unwrap().into_inner()
}

async fn order(hall: &Hall, unit: &str, place: &str) -> pb::OutreachVisit {
    let request = asked(&clerk(unit), hall.visit(unit, place, 1));
    hall.desk.order_outreach(request).await.unwrap().into_inner()
}

fn report(name: &str) -> pb::ReportOutreachRequest {
    pb::ReportOutreachRequest {
        name: name.to_owned(),
        outcome: "双方同意调解".to_owned(),
        done_time: None,
        request_id: id(),
    }
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

async fn the_roster_shows_an_office_and_not_its_holder(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let entry = put_entry(&hall, TOWN, 1).await;
    assert_eq!(entry.subject, "leader-7");
    let ask = pb::ListRosterRequest {
        parent: parent(),
        ..pb::ListRosterRequest::default()
    };
    let hidden = pb::RosterEntry {
        subject: String::new(),
        ..entry.clone()
    };
    let mut service = principal("assessment", None, "assessment_service");
    service.kind = shiyu_kit::auth::Kind::Service;
    let seen = [
        (Request::new(ask.clone()), &hidden),
        (asked(&principal("citizen", None, "citizen"), ask.clone()), &hidden),
        (asked(&service, ask.clone()), &hidden),
        (asked(&clerk(OTHER_TOWN), ask.clone()), &hidden),
        (asked(&clerk(VILLAGE), ask.clone()), &hidden),
        (asked(&clerk(TOWN), ask.clone()), &entry),
        (asked(&principal("officer", Some(OFFICE), "petition_officer"), ask), &entry),
    ];
    for (request, expected) in seen {
        let by = format!("{:?}", request.extensions());
        let listed = hall.desk.list_roster(request).await.unwrap().into_inner();
        assert_eq!(listed.entries, std::slice::from_ref(expected), "{by}");
    }
}

async fn a_cancelled_entry_stays_and_receives_nobody(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let entry = put_entry(&hall, TOWN, -1).await;
    let cancel = || pb::CancelRosterEntryRequest {
        name: entry.name.clone(),
        reason: "因公外出".to_owned(),
        request_id: id(),
    };
    let refused = hall
        .desk
        .cancel_roster_entry(asked(&clerk(OTHER_TOWN), cancel()))
        .await
        .unwrap_err();
    assert_eq!(reason(&refused), "UNIT_NOT_YOURS");
    let cancelled = hall
        .desk
        .cancel_roster_entry(asked(&clerk(TOWN), cancel()))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (cancelled.cancel_reason.as_str(), cancelled.cancel_time.is_some()),
        ("因公外出", true)
    );
    let again = hall.desk.cancel_roster_entry(asked(&clerk(TOWN), cancel())).await.unwrap_err();
    assert_eq!(reason(&again), "ROSTER_ENTRY_CANCELLED");
    let mut put = hall.entry(TOWN, 2);
    put.entry.as_mut().unwrap().name.clone_from(&entry.name);
    let put = hall.desk.put_roster_entry(asked(&clerk(TOWN), put)).await.unwrap_err();
    assert_eq!(reason(&put), "ROSTER_ENTRY_CANCELLED");
    let mut visit = received(&entry.name, &[], "");
    visit.reception.as_mut().unwrap().outcome = pb::ReceptionOutcome::AdviceGiven.into();
    let visit = hall.desk.record_reception(asked(&clerk(TOWN), visit)).await.unwrap_err();
    assert_eq!(reason(&visit), "ROSTER_ENTRY_CANCELLED");

    let listed = hall.desk.list_roster(Request::new(pb::ListRosterRequest {
        parent: parent(),
        from_date: hall.day(-2),
        ..pb::ListRosterRequest::default()
    }));
    let listed = listed.await.unwrap().into_inner().entries;
    let shown = pb::RosterEntry {
        subject: String::new(),
        cancel_reason: String::new(),
        ..cancelled
    };
    assert_eq!(listed, [shown]);
    assert_eq!(roster::Entity::find().count(&hall.db.reader).await.unwrap(), 1);
}

async fn a_visit_received_is_told_without_a_word(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let entry = put_entry(&hall, TOWN, -1).await;
    let ahead = put_entry(&hall, TOWN, 2).await;
    let court = put_counter(&hall, TOWN, pb::CounterKind::Court).await;
    let aid = put_counter(&hall, OFFICE, pb::CounterKind::LegalAid).await;
    let mut late = hall.counter(TOWN, pb::CounterKind::Other);
    late.counter.as_mut().unwrap().valid_from = hall.day(1);
    let late = hall.desk.put_counter(asked(&clerk(TOWN), late)).await.unwrap().into_inner();
    let unknown = format!("{}/serviceCounters/{}", parent(), id());
    for (entry, counter, expected) in [
        (&ahead.name, &court.name, "ROSTER_ENTRY_AHEAD"),
        (&entry.name, &late.name, "COUNTER_CLOSED"),
        (&entry.name, &unknown, "COUNTER_UNKNOWN"),
    ] {
        let refused = hall
            .desk
            .record_reception(asked(&clerk(TOWN), received(entry, &[counter], "")))
            .await;
        assert_eq!(reason(&refused.unwrap_err()), expected);
    }
    assert_eq!(visit::Entity::find().count(&hall.db.reader).await.unwrap(), 0);

    let request = received(&entry.name, &[&aid.name, &court.name], "");
    let reception = hall
        .desk
        .record_reception(asked(&clerk(TOWN), request.clone()))
        .await
        .unwrap()
        .into_inner();
    assert_eq!((reception.unit.as_str(), reception.people), (TOWN, 2));
    assert_eq!(reception.counters, [aid.name, court.name]);

    let facts: Vec<_> = told(&hall)
        .await
        .into_iter()
        .filter_map(|(kind, fact)| Some((kind, fact?)))
        .collect();
    let [(kind, fact)] = facts.as_slice() else { panic!("{facts:?}") };
    let fact = pb::ReceptionRecorded::decode(fact.as_slice()).unwrap();
    assert_eq!(
        (kind.as_str(), fact.reception.as_str()),
        ("reception.recorded", request.request_id.as_str())
    );
    assert_eq!(fact.kind(), pb::RosterKind::Leader);
    let kinds = [pb::CounterKind::LegalAid, pb::CounterKind::Court];
    assert_eq!(fact.counter_kinds().collect::<Vec<_>>(), kinds);
    assert_eq!(fact.record_time, reception.record_time);
}

async fn a_team_goes_out_once(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let (done, off) = (order(&hall, TOWN, VILLAGE).await, order(&hall, TOWN, VILLAGE).await);
    assert_eq!(done.state(), pb::OutreachState::Planned);
    let mut early = report(&done.name);
    early.done_time = Some(prost_types::Timestamp {
        seconds: 253_000_000_000,
        nanos: 0,
    });
    let early = hall.desk.report_outreach(asked(&clerk(TOWN), early)).await.unwrap_err();
    assert_eq!(reason(&early), "DONE_IN_FUTURE");
    let reported = hall
        .desk
        .report_outreach(asked(&clerk(TOWN), report(&done.name)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (reported.state(), reported.outcome.as_str()),
        (pb::OutreachState::Done, "双方同意调解")
    );
    assert!(reported.done_time.is_some());
    let call_off = |name: &str| pb::CancelOutreachRequest {
        name: name.to_owned(),
        reason: "台风".to_owned(),
        request_id: id(),
    };
    let cancelled = hall
        .desk
        .cancel_outreach(asked(&clerk(TOWN), call_off(&off.name)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (cancelled.state(), cancelled.cancel_reason.as_str()),
        (pb::OutreachState::Cancelled, "台风")
    );
    for name in [&done.name, &off.name] {
        let again = hall.desk.report_outreach(asked(&clerk(TOWN), report(name))).await.unwrap_err();
        assert_eq!(reason(&again), "OUTREACH_ENDED");
        let again = hall.desk.cancel_outreach(asked(&clerk(TOWN), call_off(name))).await.unwrap_err();
        assert_eq!(reason(&again), "OUTREACH_ENDED");
    }
    let rows = journal::Entity::find().all(&hall.db.reader).await.unwrap();
    let kinds: Vec<_> = rows
        .iter()
        .map(|row| (row.kind.as_str(), row.version, row.fact.is_some()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("outreach.ordered", 1, true),
            ("outreach.ordered", 1, true),
            ("outreach.reported", 2, true),
            ("outreach.cancelled", 2, true)
        ]
    );
    assert_eq!(rows[0].case_id, rows[2].case_id);
    let fact = pb::OutreachReported::decode(rows[2].fact.as_deref().unwrap()).unwrap();
    assert_eq!((fact.place.as_str(), fact.done_time), (VILLAGE, reported.done_time));
}

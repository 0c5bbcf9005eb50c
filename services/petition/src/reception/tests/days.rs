//! Days on which a hall receives, and who came.

use prost::Message;
use sea_orm::{EntityTrait, PaginatorTrait};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::reception_service_server::ReceptionService;
use tonic::Request;

use super::scene::{Hall, OFFICE, OTHER_TOWN, TOWN, VILLAGE, asked, clerk, id, parent, principal, reason, received};
use super::{put_counter, put_entry, told};
use crate::reception::store::{roster, visit};

shiyu_kit::both_databases! {
    the_roster_shows_an_office_and_not_its_holder;
    a_cancelled_entry_stays_and_receives_nobody;
    a_visit_received_is_told_without_a_word;
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

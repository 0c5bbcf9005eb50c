//! Whoever is accused in a petition learns nothing of it in the hall, and gets nothing of it into their hands (G-06, P-13).

use sea_orm::{EntityTrait, IntoActiveModel, PaginatorTrait};
use shiyu_kit::audience::{self, Audience};
use shiyu_kit::auth::Principal;
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::reception_service_server::ReceptionService;
use tonic::{Code, Status};
use uuid::Uuid;

use super::scene::{
    COUNTY, Hall, OFFICE, OTHER_TOWN, TOWN, VILLAGE, asked, clerk, code, id, parent, petition, principal, reason, received,
};
use super::{lists, put_entry, report};
use crate::reception::store::{outreach, visit};

shiyu_kit::both_databases! {
    a_petition_that_is_kept_from_the_caller_is_unknown;
    the_accused_find_no_trace_in_the_lists;
    the_accused_find_no_order_to_end;
    a_petition_out_of_reach_loses_only_its_name;
    no_team_of_the_accused_is_sent;
    no_reception_by_the_accused_names_the_petition;
}

/// What a petition says of who may see it.
async fn say(hall: &Hall, case: Uuid, audience: Audience) {
    let rows = audience.rows(case).into_iter().map(IntoActiveModel::into_active_model);
    let insert = audience::row::Entity::insert_many(rows);
    insert.exec_without_returning(&hall.db.writer).await.unwrap();
}

/// A petition that the office and these units have to do with.
async fn a_petition(hall: &Hall, units: &[&str]) -> Uuid {
    let case = new_id();
    let units = units.iter().chain(&[OFFICE]).map(|unit| code(unit)).collect();
    let audience = Audience {
        units,
        ..Audience::default()
    };
    say(hall, case, audience).await;
    case
}

/// It turns out to accuse the town and a person.
async fn accuse(hall: &Hall, case: Uuid) {
    let audience = Audience {
        barred_units: [code(TOWN)].into(),
        barred_subjects: ["accused".to_owned()].into(),
        ..Audience::default()
    };
    say(hall, case, audience).await;
}

/// Those from whom it is kept then: the town, whatever the role, what answers to it, and the person, in whatever office.
fn accused() -> Vec<Principal> {
    let mut all: Vec<_> = ["petition_officer", "operator", "auditor", "unit_head"]
        .iter()
        .flat_map(|role| [TOWN, VILLAGE].map(|unit| principal("somebody", Some(unit), role)))
        .collect();
    all.extend(["intake_clerk", "operator"].map(|role| principal("accused", Some(COUNTY), role)));
    all.extend(["petition_officer", "auditor"].map(|role| principal("accused", Some(OFFICE), role)));
    all
}

async fn send(hall: &Hall, by: &Principal, unit: &str, about: Option<Uuid>) -> Result<pb::OutreachVisit, Status> {
    let mut request = hall.visit(unit, VILLAGE, 1);
    request.visit.as_mut().unwrap().petition = about.map(petition).unwrap_or_default();
    hall.desk.order_outreach(asked(by, request)).await.map(tonic::Response::into_inner)
}

async fn receive(hall: &Hall, by: &Principal, entry: &pb::RosterEntry, about: Option<Uuid>) -> Result<pb::Reception, Status> {
    let mut request = received(&entry.name, &[], &about.map(petition).unwrap_or_default());
    request.reception.as_mut().unwrap().outcome = pb::ReceptionOutcome::AdviceGiven.into();
    hall.desk
        .record_reception(asked(by, request))
        .await
        .map(tonic::Response::into_inner)
}

fn call_off(name: &str) -> pb::CancelOutreachRequest {
    pb::CancelOutreachRequest {
        name: name.to_owned(),
        reason: "台风".to_owned(),
        request_id: id(),
    }
}

fn is_forwarded<T: std::fmt::Debug>(answer: Result<T, Status>) {
    let refused = answer.unwrap_err();
    assert_eq!(reason(&refused), "FORWARDED_TO_ACCUSED");
    assert_eq!(refused.code(), Code::PermissionDenied);
}

async fn a_petition_that_is_kept_from_the_caller_is_unknown(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let (case, unknown) = (a_petition(&hall, &[TOWN]).await, new_id());
    accuse(&hall, case).await;
    let entry = put_entry(&hall, TOWN, -1).await;
    let by_name = principal("accused", Some(TOWN), "intake_clerk");
    for (by, named) in [(&by_name, case), (&clerk(TOWN), case), (&clerk(COUNTY), unknown)] {
        let refused = receive(&hall, by, &entry, Some(named)).await.unwrap_err();
        assert_eq!(reason(&refused), "PETITION_UNKNOWN");
        let refused = send(&hall, by, TOWN, Some(named)).await.unwrap_err();
        assert_eq!(reason(&refused), "PETITION_UNKNOWN");
    }
}

async fn the_accused_find_no_trace_in_the_lists(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let case = a_petition(&hall, &[TOWN, VILLAGE]).await;
    let county = clerk(COUNTY);
    let entry = put_entry(&hall, VILLAGE, -1).await;
    for about in [None, Some(case), Some(case), Some(case), None] {
        receive(&hall, &county, &entry, about).await.unwrap();
        send(&hall, &county, VILLAGE, about).await.unwrap();
    }
    accuse(&hall, case).await;
    let officer = principal("officer", Some(OFFICE), "petition_officer");
    let mut of_village = pb::ListOutreachRequest {
        unit: VILLAGE.to_owned(),
        ..pb::ListOutreachRequest::default()
    };
    assert_eq!(lists::receptions(&hall, &officer, "").await.len(), 5);
    let visits = lists::outreach(&hall, &officer, of_village.clone()).await;
    assert_eq!(visits.iter().filter(|row| row.petition == petition(case)).count(), 3);
    of_village.page_size = 2;
    for by in &accused() {
        for unit in ["", VILLAGE] {
            let receptions = lists::receptions(&hall, by, unit).await;
            assert_eq!(receptions.len(), 2, "{by:?} {unit}");
            assert!(receptions.iter().all(|row| row.petition.is_empty()));
            unit.clone_into(&mut of_village.unit);
            assert_eq!(lists::outreach(&hall, by, of_village.clone()).await.len(), 2, "{by:?} {unit}");
        }
        // A page is full without them, and nothing follows it: no gap tells that there is more.
        let request = pb::ListOutreachRequest {
            parent: parent(),
            ..of_village.clone()
        };
        let page = hall.desk.list_outreach(asked(by, request)).await.unwrap().into_inner();
        assert_eq!((page.visits.len(), page.next_page_token.as_str()), (2, ""));
        let request = pb::ListReceptionsRequest {
            parent: parent(),
            page_size: 2,
            roster_entry: entry.name.clone(),
            ..pb::ListReceptionsRequest::default()
        };
        let page = hall.desk.list_receptions(asked(by, request)).await.unwrap().into_inner();
        assert_eq!((page.receptions.len(), page.next_page_token.as_str()), (2, ""));
    }
}

async fn the_accused_find_no_order_to_end(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let case = a_petition(&hall, &[TOWN]).await;
    let visit = send(&hall, &clerk(TOWN), TOWN, Some(case)).await.unwrap();
    accuse(&hall, case).await;
    for by in accused() {
        let reported = hall.desk.report_outreach(asked(&by, report(&visit.name))).await.unwrap_err();
        let cancelled = hall.desk.cancel_outreach(asked(&by, call_off(&visit.name))).await.unwrap_err();
        for refused in [reported, cancelled] {
            assert_eq!(reason(&refused), "OUTREACH_UNKNOWN", "{by:?}");
            assert_eq!(refused.code(), Code::NotFound);
        }
    }
    let kept = outreach::Entity::find().one(&hall.db.reader).await.unwrap().unwrap();
    assert_eq!(kept.state, "planned");
    let by = clerk(COUNTY);
    let done = hall
        .desk
        .cancel_outreach(asked(&by, call_off(&visit.name)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(done.petition, petition(case));
}

async fn a_petition_out_of_reach_loses_only_its_name(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let case = a_petition(&hall, &[OTHER_TOWN]).await;
    let entry = put_entry(&hall, TOWN, -1).await;
    receive(&hall, &clerk(COUNTY), &entry, Some(case)).await.unwrap();
    let visit = send(&hall, &clerk(COUNTY), TOWN, Some(case)).await.unwrap();
    for (by, shown) in [(clerk(TOWN), String::new()), (clerk(COUNTY), petition(case))] {
        let receptions = lists::receptions(&hall, &by, "").await;
        assert_eq!(receptions.iter().map(|row| &row.petition).collect::<Vec<_>>(), [&shown]);
        let visits = lists::outreach(&hall, &by, pb::ListOutreachRequest::default()).await;
        assert_eq!(visits.iter().map(|row| &row.petition).collect::<Vec<_>>(), [&shown]);
    }
    let by = clerk(TOWN);
    let reported = hall
        .desk
        .report_outreach(asked(&by, report(&visit.name)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(reported.petition, "");
    let kept = outreach::Entity::find().one(&hall.db.reader).await.unwrap().unwrap();
    assert_eq!(kept.petition, Some(case));
}

async fn no_team_of_the_accused_is_sent(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let case = a_petition(&hall, &[]).await;
    accuse(&hall, case).await;
    let by = clerk(COUNTY);
    for unit in [TOWN, VILLAGE] {
        is_forwarded(send(&hall, &by, unit, Some(case)).await);
    }
    let mut with_accused = hall.visit(OTHER_TOWN, VILLAGE, 1);
    let visit = with_accused.visit.as_mut().unwrap();
    visit.petition = petition(case);
    visit.team.push("accused".to_owned());
    is_forwarded(hall.desk.order_outreach(asked(&by, with_accused)).await);
    assert_eq!(outreach::Entity::find().count(&hall.db.reader).await.unwrap(), 0);
    assert_eq!(super::told(&hall).await, []);
    assert_eq!(send(&hall, &by, OTHER_TOWN, Some(case)).await.unwrap().petition, petition(case));
    assert_eq!(send(&hall, &by, TOWN, None).await.unwrap().petition, "");
}

async fn no_reception_by_the_accused_names_the_petition(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let case = a_petition(&hall, &[]).await;
    accuse(&hall, case).await;
    let by = clerk(COUNTY);
    let (town, village) = (put_entry(&hall, TOWN, -1).await, put_entry(&hall, VILLAGE, -1).await);
    let mut duty = hall.entry(OTHER_TOWN, -1);
    "accused".clone_into(&mut duty.entry.as_mut().unwrap().subject);
    let duty = hall.desk.put_roster_entry(asked(&by, duty)).await.unwrap().into_inner();
    for entry in [&town, &village, &duty] {
        is_forwarded(receive(&hall, &by, entry, Some(case)).await);
    }
    assert_eq!(visit::Entity::find().count(&hall.db.reader).await.unwrap(), 0);
    let other = put_entry(&hall, OTHER_TOWN, -1).await;
    assert_eq!(receive(&hall, &by, &other, Some(case)).await.unwrap().petition, petition(case));
    assert_eq!(receive(&hall, &by, &town, None).await.unwrap().petition, "");
}

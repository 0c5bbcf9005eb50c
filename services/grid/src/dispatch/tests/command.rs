//! Rooms, centres and the duty roster.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::command_service_server::CommandService;
use tonic::Request;

use super::scene::Room;
use crate::catalogue::tests::scene::{CENTRE, OTHER_TOWN, TOWN, TOWN_OFFICE, VILLAGE, asked, chief, id, parent, principal, reason};

shiyu_kit::both_databases! {
    a_town_is_commanded_by_its_room_and_the_centres;
    of_two_rooms_at_once_one_stands;
    nobody_is_on_duty_twice_at_once;
    the_roster_shows_an_office_and_not_its_holder;
}

fn centre(room: &Room, kind: pb::CentreKind, unit: &str, towns: &[&str]) -> pb::PutCommandCentreRequest {
    let sub = kind == pb::CentreKind::SubCentre;
    let centre = pb::CommandCentre {
        unit: unit.to_owned(),
        kind: kind.into(),
        parent_unit: if sub { CENTRE.to_owned() } else { String::new() },
        towns: towns.iter().map(ToString::to_string).collect(),
        title: "综合信息指挥室".to_owned(),
        phone: "0575-8512000".to_owned(),
        valid_from: room.last_month(),
        ..pb::CommandCentre::default()
    };
    pb::PutCommandCentreRequest {
        parent: parent(),
        centre: Some(centre),
        request_id: id(),
    }
}

async fn put(room: &Room, request: pb::PutCommandCentreRequest) -> pb::CommandCentre {
    let done = room.desk.put_command_centre(asked(&chief(CENTRE), request)).await;
    done.unwrap().into_inner()
}

fn shift(room: &Room, centre: &str, start: i64, subject: &str) -> pb::PutDutyShiftRequest {
    let shift = pb::DutyShift {
        centre: centre.to_owned(),
        start_time: Some(room.in_hours(start)),
        end_time: Some(room.in_hours(start + 8)),
        kind: pb::DutyKind::Dispatcher.into(),
        subject: subject.to_owned(),
        title: "指挥室值班员".to_owned(),
        ..pb::DutyShift::default()
    };
    pb::PutDutyShiftRequest {
        parent: parent(),
        shift: Some(shift),
        request_id: id(),
    }
}

async fn a_town_is_commanded_by_its_room_and_the_centres(home: TestDatabase) {
    let room = Room::open(&home).await;
    let ask = async |town: &str| {
        let request = pb::GetTownCommandRequest {
            parent: parent(),
            town: town.to_owned(),
            date: String::new(),
        };
        room.desk
            .get_town_command(Request::new(request))
            .await
            .map(tonic::Response::into_inner)
    };
    assert_eq!(ask(TOWN).await.unwrap().room, TOWN);
    put(&room, centre(&room, pb::CentreKind::Centre, CENTRE, &[])).await;
    let standing = put(&room, centre(&room, pb::CentreKind::Room, TOWN_OFFICE, &[TOWN])).await;
    put(&room, centre(&room, pb::CentreKind::SubCentre, OTHER_TOWN, &[TOWN, OTHER_TOWN])).await;
    let commanded = ask(TOWN).await.unwrap();
    let units = (commanded.room.as_str(), commanded.sub_centre.as_str(), commanded.centre.as_str());
    assert_eq!(units, (TOWN_OFFICE, OTHER_TOWN, CENTRE));
    assert_eq!(reason(&ask("330602009").await.unwrap_err()), "TOWN_UNKNOWN");
    assert_eq!(reason(&ask("330603001").await.unwrap_err()), "TOWN_UNKNOWN");

    let before = room.told().await;
    let second = centre(&room, pb::CentreKind::Room, VILLAGE, &[TOWN]);
    let refused = room.desk.put_command_centre(asked(&chief(CENTRE), second)).await.unwrap_err();
    assert_eq!(reason(&refused), "TOWN_COVERED");
    assert_eq!(room.told().await, before);
    let mut moved = centre(&room, pb::CentreKind::Room, TOWN, &[TOWN]);
    moved.centre.as_mut().unwrap().name = standing.name;
    put(&room, moved).await;
    assert_eq!(ask(TOWN).await.unwrap().room, TOWN);

    let request = pb::ListCommandCentresRequest {
        parent: parent(),
        page_size: 2,
        ..pb::ListCommandCentresRequest::default()
    };
    let page = room
        .desk
        .list_command_centres(Request::new(request.clone()))
        .await
        .unwrap()
        .into_inner();
    let rest = pb::ListCommandCentresRequest {
        page_token: page.next_page_token.clone(),
        ..request
    };
    let rest = room.desk.list_command_centres(Request::new(rest)).await.unwrap().into_inner();
    let kinds: Vec<_> = page.centres.iter().chain(&rest.centres).map(pb::CommandCentre::kind).collect();
    assert_eq!(kinds, [pb::CentreKind::Centre, pb::CentreKind::Room, pb::CentreKind::SubCentre]);
}

async fn of_two_rooms_at_once_one_stands(home: TestDatabase) {
    let room = Room::open(&home).await;
    let ask = |unit: &str| {
        let request = asked(&chief(CENTRE), centre(&room, pb::CentreKind::Room, unit, &[TOWN]));
        room.desk.put_command_centre(request)
    };
    let (one, two) = tokio::join!(ask(TOWN), ask(TOWN_OFFICE));
    let refused: Vec<_> = [one, two]
        .into_iter()
        .filter_map(Result::err)
        .map(|status| reason(&status))
        .collect();
    assert_eq!(refused, ["TOWN_COVERED"]);
}

async fn nobody_is_on_duty_twice_at_once(home: TestDatabase) {
    let room = Room::open(&home).await;
    let here = put(&room, centre(&room, pb::CentreKind::Room, TOWN_OFFICE, &[TOWN])).await.name;
    let there = put(&room, centre(&room, pb::CentreKind::Room, OTHER_TOWN, &[OTHER_TOWN]))
        .await
        .name;
    let ask = |centre: &str, start| {
        let request = asked(&chief(CENTRE), shift(&room, centre, start, "dispatcher-7"));
        room.desk.put_duty_shift(request)
    };
    let (one, two) = tokio::join!(ask(&here, 0), ask(&there, 4));
    let (done, refused): (Vec<_>, Vec<_>) = [one, two].into_iter().partition(Result::is_ok);
    assert_eq!(
        (done.len(), reason(refused[0].as_ref().unwrap_err()).as_str()),
        (1, "DUTY_OVERLAPS")
    );
    ask(&here, 12).await.unwrap();
    let name = done.into_iter().next().unwrap().unwrap().into_inner().name;
    let cancel = pb::CancelDutyShiftRequest {
        name,
        reason: "调班".to_owned(),
        request_id: id(),
    };
    let cancelled = room
        .desk
        .cancel_duty_shift(asked(&chief(CENTRE), cancel.clone()))
        .await
        .unwrap()
        .into_inner();
    assert!(cancelled.cancel_time.is_some());
    ask(&there, 1).await.unwrap();
    let again = pb::CancelDutyShiftRequest {
        request_id: id(),
        ..cancel
    };
    let refused = room.desk.cancel_duty_shift(asked(&chief(CENTRE), again)).await.unwrap_err();
    assert_eq!(reason(&refused), "SHIFT_CANCELLED");
    let nowhere = format!("{}/commandCentres/{}", parent(), id());
    assert_eq!(reason(&ask(&nowhere, 40).await.unwrap_err()), "CENTRE_UNKNOWN");
    assert!(
        room.told().await.iter().all(|(_, fact)| fact.is_none()),
        "nobody is told who is on duty"
    );
}

async fn the_roster_shows_an_office_and_not_its_holder(home: TestDatabase) {
    let room = Room::open(&home).await;
    let here = put(&room, centre(&room, pb::CentreKind::Room, TOWN_OFFICE, &[TOWN])).await.name;
    for (start, subject) in [
        (-20, "dispatcher-1"),
        (-4, "dispatcher-2"),
        (4, "dispatcher-3"),
        (12, "dispatcher-4"),
    ] {
        let request = asked(&chief(CENTRE), shift(&room, &here, start, subject));
        room.desk.put_duty_shift(request).await.unwrap();
    }
    let list = async |by: &str, page_size, page_token: String| {
        let request = pb::ListDutyShiftsRequest {
            parent: parent(),
            page_size,
            page_token,
            from_time: Some(room.in_hours(0)),
            to_time: None,
            unit: TOWN_OFFICE.to_owned(),
        };
        let by = principal("somebody", Some(by), "dispatcher");
        room.desk.list_duty_shifts(asked(&by, request)).await.unwrap().into_inner()
    };
    let whole = list(TOWN, 0, String::new()).await;
    let subjects: Vec<_> = whole.shifts.iter().map(|row| row.subject.as_str()).collect();
    assert_eq!(subjects, ["dispatcher-2", "dispatcher-3", "dispatcher-4"], "what ended is past");
    let page = list(OTHER_TOWN, 2, String::new()).await;
    let rest = list(OTHER_TOWN, 2, page.next_page_token.clone()).await;
    let seen: Vec<_> = page.shifts.iter().chain(&rest.shifts).collect();
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|row| row.subject.is_empty() && !row.title.is_empty()));
}

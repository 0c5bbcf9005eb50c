//! A meeting from its record to what came of it.

use prost::Message;
use sea_orm::{EntityTrait, PaginatorTrait};
use shiyu_kit::auth::Principal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::meeting_service_server::MeetingService;

use super::desk;
use crate::meeting::MeetingDesk;
use crate::meeting::store::gathering;
use crate::team::tests::scene::{
    CENTRE, ELSEWHERE, GRID, OTHER_TOWN, SECOND, Scene, TOWN, VILLAGE, asked, chief, head, id, parent, reason,
};

shiyu_kit::both_databases! {
    a_meeting_is_told_without_a_word;
    a_refusal_changes_nothing;
    meetings_are_found_by_grid_kind_day_and_follow_up;
}

fn meeting(scene: &Scene, grid: &str, after: i64) -> pb::PutMeetingRequest {
    let meeting = pb::Meeting {
        kind: pb::MeetingKind::Talk.into(),
        grid: grid.to_owned(),
        held_on: scene.day(after),
        venue: "文化礼堂".to_owned(),
        agenda: "楼道堆物".to_owned(),
        attendee_count: 31,
        resolution: "七日内清理".to_owned(),
        events: vec![format!("{}/events/{}", parent(), id())],
        follow_up_due: scene.day(after + 7),
        steps: vec![pb::DeliberationEntry {
            step: pb::DeliberationStep::Proposal.into(),
            date: scene.day(after - 3),
        }],
        ..pb::Meeting::default()
    };
    pb::PutMeetingRequest {
        parent: parent(),
        meeting: Some(meeting),
        request_id: id(),
    }
}

async fn put(desk: &MeetingDesk, request: pb::PutMeetingRequest) -> pb::Meeting {
    desk.put_meeting(asked(&chief(CENTRE), request)).await.unwrap().into_inner()
}

async fn a_meeting_is_told_without_a_word(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let held = put(&desk, meeting(&scene, GRID, -8)).await;
    assert_eq!(
        (held.steps.len(), held.follow_up(), held.overdue),
        (5, pb::FollowUpState::Open, true)
    );
    let mut corrected = held.clone();
    corrected.attendee_count = 32;
    let request = pb::PutMeetingRequest {
        parent: parent(),
        meeting: Some(corrected.clone()),
        request_id: id(),
    };
    assert_eq!(put(&desk, request).await, corrected);
    let follow = || pb::FollowUpMeetingRequest {
        name: held.name.clone(),
        outcome: "已清理".to_owned(),
        request_id: id(),
    };
    let done = desk.follow_up_meeting(asked(&head(VILLAGE), follow())).await.unwrap().into_inner();
    assert_eq!(
        (done.follow_up(), done.overdue, done.outcome.as_str()),
        (pb::FollowUpState::Done, false, "已清理")
    );
    let again = desk.follow_up_meeting(asked(&head(VILLAGE), follow())).await.unwrap_err();
    assert_eq!(reason(&again), "MEETING_FOLLOWED_UP");

    let told = scene.told().await;
    assert_eq!(told.keys().collect::<Vec<_>>(), ["meeting.held"]);
    let [fact] = told["meeting.held"].as_slice() else {
        panic!("{told:?}")
    };
    assert!(!String::from_utf8_lossy(fact).contains("楼道"));
    let fact = pb::MeetingHeld::decode(fact.as_slice()).unwrap();
    assert_eq!(
        (fact.grid.as_str(), fact.attendee_count, fact.kind()),
        (GRID, 31, pb::MeetingKind::Talk)
    );
    assert!(held.events[0].ends_with(&fact.events[0]));
}

async fn a_refusal_changes_nothing(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let mut early = meeting(&scene, GRID, -1);
    early.meeting.as_mut().unwrap().held_on = "2019-12-31".to_owned();
    early.meeting.as_mut().unwrap().steps.clear();
    let mut unknown = meeting(&scene, GRID, -1);
    unknown.meeting.as_mut().unwrap().name = format!("{}/meetings/{}", parent(), id());
    let cases = [
        (head(OTHER_TOWN), meeting(&scene, GRID, -1), "UNIT_NOT_YOURS"),
        (head(TOWN), meeting(&scene, GRID, 1), "MEETING_AHEAD"),
        (head(TOWN), meeting(&scene, "330602001003009", -1), "GRID_UNKNOWN"),
        (head(TOWN), early, "MAP_MISSING"),
        (head(TOWN), unknown, "MEETING_UNKNOWN"),
    ];
    for (by, request, expected) in cases {
        let refused = desk.put_meeting(asked(&by, request)).await.unwrap_err();
        assert_eq!(reason(&refused), expected);
    }
    assert_eq!(gathering::Entity::find().count(&scene.db.reader).await.unwrap(), 0);
    assert!(scene.told().await.is_empty());
}

async fn meetings_are_found_by_grid_kind_day_and_follow_up(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let mut all = Vec::new();
    for (place, after) in [(GRID, -1), (SECOND, -2), (ELSEWHERE, -3), (GRID, -9)] {
        all.push(put(&desk, meeting(&scene, place, after)).await);
    }
    let list = async |by: Principal, mut request: pb::ListMeetingsRequest| {
        let mut rows = Vec::new();
        (request.parent, request.page_size) = (parent(), 2);
        loop {
            let page = desk.list_meetings(asked(&by, request.clone())).await.unwrap().into_inner();
            rows.extend(page.meetings);
            request.page_token = page.next_page_token;
            if request.page_token.is_empty() {
                return rows;
            }
        }
    };
    let any = pb::ListMeetingsRequest::default();
    let of = |places: &[usize]| -> Vec<_> { places.iter().map(|place| all[*place].clone()).collect() };
    assert_eq!(list(chief(CENTRE), any.clone()).await, all);
    assert_eq!(list(head(TOWN), any.clone()).await, of(&[0, 1, 3]));
    assert_eq!(list(head(OTHER_TOWN), any.clone()).await, of(&[2]));
    let of_grid = pb::ListMeetingsRequest {
        grid: GRID.to_owned(),
        ..any.clone()
    };
    assert_eq!(list(head(TOWN), of_grid.clone()).await, of(&[0, 3]));
    assert_eq!(list(head(OTHER_TOWN), of_grid).await, []);
    let days = pb::ListMeetingsRequest {
        village: VILLAGE.to_owned(),
        from_date: scene.day(-2),
        to_date: scene.day(-1),
        follow_up: pb::FollowUpState::Open.into(),
        kind: pb::MeetingKind::Talk.into(),
        ..any.clone()
    };
    assert_eq!(list(chief(CENTRE), days).await, of(&[0, 1]));
    let hearings = pb::ListMeetingsRequest {
        kind: pb::MeetingKind::Hearing.into(),
        ..any
    };
    assert_eq!(list(chief(CENTRE), hearings).await, []);
}

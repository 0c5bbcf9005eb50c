//! A request is read whole, or all that is wrong with it is told at once.

use shiyu_kit::testkit::violations::{expected, told};
use shiyu_proto::grid::v1 as pb;

use crate::meeting::wire;
use crate::team::tests::scene::{COUNTY, GRID, TOWN, code, id, parent};

fn step(step: pb::DeliberationStep, date: &str) -> pb::DeliberationEntry {
    pb::DeliberationEntry {
        step: step.into(),
        date: date.to_owned(),
    }
}

#[test]
fn everything_wrong_with_a_meeting_is_told() {
    let event = format!("{}/events/{}", parent(), id());
    let meeting = pb::Meeting {
        grid: TOWN.to_owned(),
        held_on: "2026-05-02".to_owned(),
        venue: "长".repeat(101),
        agenda: "请致电13812345678".to_owned(),
        events: vec![event.clone(), event, "x".to_owned()],
        follow_up_due: "2026-05-01".to_owned(),
        steps: vec![
            step(pb::DeliberationStep::Proposal, "2026-05-02"),
            step(pb::DeliberationStep::Review, "2026-05-01"),
            step(pb::DeliberationStep::Unspecified, ""),
        ],
        ..pb::Meeting::default()
    };
    let request = pb::PutMeetingRequest {
        parent: parent(),
        meeting: Some(meeting),
        request_id: id(),
    };
    let pairs = [
        ("meeting.kind", "REQUIRED"),
        ("meeting.grid", "GRID_CODE_INVALID"),
        ("meeting.venue", "TOO_LONG"),
        ("meeting.agenda", "PERSONAL_DATA_IN_TEXT"),
        ("meeting.attendee_count", "OUT_OF_RANGE"),
        ("meeting.events[1]", "DUPLICATE"),
        ("meeting.events[2]", "NAME_INVALID"),
        ("meeting.follow_up_due", "DATES_REVERSED"),
        ("meeting.steps[2].step", "REQUIRED"),
        ("meeting.steps", "STEPS_REVERSED"),
    ];
    assert_eq!(told(wire::put_meeting(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn everything_wrong_with_a_notice_is_told() {
    let broadcast = pb::Broadcast {
        text: "请致电13812345678".to_owned(),
        ..pb::Broadcast::default()
    };
    let request = pb::SendBroadcastRequest {
        parent: parent(),
        broadcast: Some(broadcast),
        units: vec![TOWN.to_owned(), TOWN.to_owned()],
        grids: vec![GRID.to_owned(), "7".to_owned()],
        request_id: String::new(),
    };
    let pairs = [
        ("request_id", "REQUEST_ID_MISSING"),
        ("units[1]", "DUPLICATE"),
        ("grids[1]", "GRID_CODE_INVALID"),
        ("broadcast.unit", "REQUIRED"),
        ("broadcast.kind", "REQUIRED"),
        ("broadcast.text", "PERSONAL_DATA_IN_TEXT"),
        ("broadcast.due_time", "REQUIRED"),
    ];
    assert_eq!(told(wire::send(request, &code(COUNTY))), expected(&pairs));
    let nobody = pb::SendBroadcastRequest {
        parent: parent(),
        request_id: id(),
        ..pb::SendBroadcastRequest::default()
    };
    let pairs = [("broadcast", "REQUIRED"), ("units", "REQUIRED")];
    assert_eq!(told(wire::send(nobody, &code(COUNTY))), expected(&pairs));
}

#[test]
fn only_a_grid_has_contacts_to_reach() {
    use pb::acknowledge_broadcast_request::Target;
    let read = |target, contacts_reached| {
        let request = pb::AcknowledgeBroadcastRequest {
            name: format!("{}/broadcasts/{}", parent(), id()),
            target,
            contacts_reached,
            request_id: id(),
        };
        wire::acknowledge(&request, &code(COUNTY))
    };
    assert!(read(Some(Target::Grid(GRID.to_owned())), 30).is_ok());
    assert!(read(Some(Target::Unit(TOWN.to_owned())), 0).is_ok());
    let pairs = [("contacts_reached", "OUT_OF_RANGE")];
    assert_eq!(told(read(Some(Target::Unit(TOWN.to_owned())), 1)), expected(&pairs));
    assert_eq!(told(read(None, 1)), expected(&[("target", "REQUIRED")]));
}

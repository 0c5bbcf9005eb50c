//! Beside the events: a deliberation meeting of a grid (四会), and a notice that goes down to the grids and is heard there (五级联动).

use shiyu_proto::grid::v1::acknowledge_broadcast_request::Target;
use shiyu_proto::grid::v1::{
    AcknowledgeBroadcastRequest, Broadcast, BroadcastKind, ListBroadcastsRequest, Meeting, MeetingKind, PutMeetingRequest,
    SendBroadcastRequest,
};
use time::Duration;
use uuid::Uuid;

use super::super::cast::Cast;
use super::scene::Run;
use super::settle;
use crate::failure::Failure;
use crate::grids::date;
use crate::times;

/// What came of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notices {
    /// How many came to the meeting.
    pub attendees: i32,
    /// To how many grids the notice went.
    pub grids: i32,
    /// How many of them have heard it.
    pub heard: i32,
}

/// A meeting in the first town's grid, and a notice from the county to every grid of the stories. All but the last have heard it.
pub async fn play(cast: &Cast, run: &Run) -> Result<Notices, Failure> {
    let attendees = meeting(cast, run).await?;
    let chief = cast.grid_seat("chief", &run.county.centre())?;
    let (now, id) = (
        settle::now(cast, run.county).await?,
        Uuid::new_v5(&run.id, b"grid/broadcast").to_string(),
    );
    let grids: Vec<String> = run.county.places.iter().map(|(town, _)| format!("{town}001001")).collect();
    let name = format!("{}/broadcasts/{id}", chief.parent());
    let request = SendBroadcastRequest {
        parent: chief.parent(),
        broadcast: Some(Broadcast {
            unit: run.county.code.to_owned(),
            kind: BroadcastKind::HazardWarning.into(),
            text: "今晚有大到暴雨，请查看低洼处和地下空间入口，发现险情先撤离再上报。".to_owned(),
            urgent: true,
            due_time: Some(times::to_stamp(now + Duration::hours(4))),
            ..Broadcast::default()
        }),
        units: Vec::new(),
        grids: grids.clone(),
        request_id: id,
    };
    chief.broadcasts().send_broadcast(request).await?;
    for grid in grids.iter().take(grids.len().saturating_sub(1)) {
        hear(cast, run, (&name, grid)).await?;
    }
    let request = ListBroadcastsRequest {
        parent: chief.parent(),
        page_size: 1,
        ..ListBroadcastsRequest::default()
    };
    let sent = chief.broadcasts().list_broadcasts(request).await?.into_inner().broadcasts;
    let sent = sent.into_iter().next().unwrap_or_default();
    Ok(Notices {
        attendees,
        grids: sent.target_count,
        heard: sent.acknowledged_count,
    })
}

/// The grid's lead says that it was heard.
async fn hear(cast: &Cast, run: &Run, (name, grid): (&str, &str)) -> Result<(), Failure> {
    let lead = cast.grid_seat("lead", grid.get(..12).unwrap_or_default())?;
    let request = AcknowledgeBroadcastRequest {
        name: name.to_owned(),
        target: Some(Target::Grid(grid.to_owned())),
        contacts_reached: 3,
        request_id: Uuid::new_v5(&run.id, format!("grid/heard/{grid}").as_bytes()).to_string(),
    };
    lead.broadcasts().acknowledge_broadcast(request).await?;
    Ok(())
}

async fn meeting(cast: &Cast, run: &Run) -> Result<i32, Failure> {
    let village = run.county.unit("V1")?;
    let lead = cast.grid_seat("lead", &village)?;
    let now = settle::now(cast, run.county).await?;
    let request = PutMeetingRequest {
        parent: lead.parent(),
        meeting: Some(Meeting {
            kind: MeetingKind::Talk.into(),
            grid: format!("{village}001"),
            held_on: date(now),
            venue: "社区议事厅".to_owned(),
            agenda: "楼道充电桩的位置和收费".to_owned(),
            attendee_count: 23,
            resolution: "桩位设在北侧自行车棚，三个月后再议。".to_owned(),
            follow_up_due: date(now + Duration::days(90)),
            ..Meeting::default()
        }),
        request_id: Uuid::new_v5(&run.id, b"grid/meeting").to_string(),
    };
    Ok(lead.meetings().put_meeting(request).await?.into_inner().attendee_count)
}

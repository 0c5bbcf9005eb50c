//! Teams and the admission list as a caller finds them, on both databases.

mod admission;
mod capabilities;
mod guardrails;
mod lists;
mod policy;
pub(crate) mod scene;
mod teams;

use shiyu_kit::auth::Principal;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::team_service_server::TeamService;

use self::scene::{COUNTY, Scene, asked, code, drawn, id, parent};
use super::TeamDesk;

fn desk(scene: &Scene) -> TeamDesk {
    TeamDesk::new(code(COUNTY), scene.office.clone(), drawn(), scene.roster.clone())
}

fn assignment(scene: &Scene, grid: &str, subject: &str, role: pb::GridRole) -> pb::PutAssignmentRequest {
    let assignment = pb::Assignment {
        grid: grid.to_owned(),
        subject: subject.to_owned(),
        role: role.into(),
        from_date: scene.day(-10),
        ..pb::Assignment::default()
    };
    pb::PutAssignmentRequest {
        parent: parent(),
        assignment: Some(assignment),
        request_id: id(),
    }
}

async fn put(desk: &TeamDesk, by: &Principal, request: pb::PutAssignmentRequest) -> pb::Assignment {
    desk.put_assignment(asked(by, request)).await.unwrap().into_inner()
}

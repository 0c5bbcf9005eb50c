//! Meetings and notices as a caller finds them, on both databases.

mod broadcasts;
mod lists;
mod meetings;
mod policy;

use super::MeetingDesk;
use crate::team::tests::scene::{COUNTY, Scene, code, drawn};

fn desk(scene: &Scene) -> MeetingDesk {
    MeetingDesk::new(code(COUNTY), scene.office.clone(), drawn(), scene.roster.clone())
}

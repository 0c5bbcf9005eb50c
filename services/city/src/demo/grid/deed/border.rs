//! At the borders: what another county says of an event over its own door, and what the city designates (S7). What one of them says
//! comes back over the bus, so each waits until it has.

use std::time::Duration as Wait;

use shiyu_proto::grid::v1::event_course::Boundary;
use shiyu_proto::grid::v1::{
    AnswerBoundaryRequest, BoundaryCase, BoundaryState, BoundaryWord, DesignateOwnerRequest, Event, GetBoundaryRequest, GetEventRequest,
};
use tokio::time::{Instant, timeout_at};
use tonic::Code;

use super::super::scene::Moment;
use crate::demo::spoken::Word;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::pause::rhythm;

/// How often it is looked whether a word has come.
const RHYTHM: Wait = Wait::from_millis(200);
/// How long a word may be on its way between a county and the city.
const PATIENCE: Wait = Wait::from_mins(1);

/// The neighbour's dispatcher answers, once the neighbour's desk has heard of it.
pub(super) async fn answer(at: &Moment<'_>, word: Word<BoundaryWord>, reference: &str) -> Result<(), Failure> {
    let name = known(at, |_| true).await?;
    let request = AnswerBoundaryRequest {
        name,
        word: word.into(),
        reference: reference.to_owned(),
        request_id: at.id(),
    };
    at.desk.boundaries().answer_boundary(request).await?;
    came_back(at, |boundary| !boundary.answers.is_empty()).await
}

/// The city's chief designates, once the city was asked.
pub(super) async fn designate(at: &Moment<'_>, owner: &str, reference: &str) -> Result<(), Failure> {
    let name = known(at, |case| case.state() == BoundaryState::Referred).await?;
    let request = DesignateOwnerRequest {
        name,
        owner: at.unit(owner)?,
        reference: reference.to_owned(),
        request_id: at.id(),
    };
    at.desk.boundaries().designate_owner(request).await?;
    came_back(at, |boundary| !boundary.owner.is_empty()).await
}

/// The name of the boundary at the desk of the moment, once it stands there as wanted.
async fn known(at: &Moment<'_>, wanted: impl Fn(&BoundaryCase) -> bool) -> Result<String, Failure> {
    let id = boundary(at.scene.event.as_ref())
        .map(|boundary| boundary.id.as_str())
        .unwrap_or_default();
    let name = at.desk.name("boundaries", id);
    let there = async {
        let mut ticks = rhythm(RHYTHM);
        loop {
            ticks.tick().await;
            match at.desk.boundaries().get_boundary(GetBoundaryRequest { name: name.clone() }).await {
                Ok(case) if wanted(case.get_ref()) => return Ok(()),
                Err(status) if status.code() != Code::NotFound => return Err(Failure::from(status)),
                Ok(_) | Err(_) => {}
            }
        }
    };
    in_time(there, &name).await?;
    Ok(name)
}

/// Waits until the county whose event it is has heard.
async fn came_back(at: &Moment<'_>, wanted: impl Fn(&Boundary) -> bool) -> Result<(), Failure> {
    let name = at.name();
    let heard = async {
        let mut ticks = rhythm(RHYTHM);
        loop {
            ticks.tick().await;
            let event = event(at.home, &name).await?;
            if boundary(Some(&event)).is_some_and(&wanted) {
                return Ok(());
            }
        }
    };
    in_time(heard, &name).await
}

async fn event(desk: &Desk, name: &str) -> Result<Event, Failure> {
    let request = GetEventRequest { name: name.to_owned() };
    Ok(desk.events().get_event(request).await?.into_inner())
}

fn boundary(event: Option<&Event>) -> Option<&Boundary> {
    event?.course.as_ref()?.boundary.as_ref()
}

async fn in_time(waiting: impl Future<Output = Result<(), Failure>>, name: &str) -> Result<(), Failure> {
    let late = |_| Failure::Late(format!("no word of {name} came within {} s", PATIENCE.as_secs()));
    timeout_at(Instant::now() + PATIENCE, waiting).await.map_err(late)?
}

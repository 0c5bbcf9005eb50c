//! Waiting for the city to ring its clocks after they were moved, as a caller can see it: in petitions and timelines.

use std::time::Duration as Wait;

use futures::{StreamExt, TryStreamExt, stream};
use shiyu_proto::petition::v1::{GetPetitionRequest, ListTimelineRequest, Petition, Stage};
use time::OffsetDateTime;
use tokio::time::{Instant, timeout_at};
use tonic::Status;

use super::rings::{overdue, settled};
use super::steps::Matter;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::pause::rhythm;

/// How often the city is asked.
const RHYTHM: Wait = Wait::from_millis(200);
/// How many petitions are asked for at a time.
const AT_ONCE: usize = 8;

/// Waits until every petition is settled by `now` (the city's), or fails after `wait`.
pub async fn settle(desk: &Desk, matters: Vec<Matter>, now: OffsetDateTime, wait: Wait) -> Result<Vec<Matter>, Failure> {
    let deadline = Instant::now() + wait;
    let late = |matter: &Matter| {
        let name = matter.petition.as_ref().map(|petition| petition.name.clone()).unwrap_or_default();
        Failure::Late(format!("the clocks of {name} did not ring within {} s", wait.as_secs()))
    };
    stream::iter(matters)
        .map(|mut matter| async move {
            let Some(before) = &matter.petition else { return Ok(matter) };
            match timeout_at(deadline, until_settled(desk, &before.name, now)).await {
                Err(_) => Err(late(&matter)),
                Ok(petition) => {
                    matter.petition = Some(petition?);
                    Ok(matter)
                }
            }
        })
        .buffered(AT_ONCE)
        .try_collect()
        .await
}

async fn until_settled(desk: &Desk, name: &str, now: OffsetDateTime) -> Result<Petition, Failure> {
    let mut ticks = rhythm(RHYTHM);
    loop {
        ticks.tick().await;
        let petition = fetch(desk, name).await?;
        if settled(&petition, now) && is_told(desk, &petition).await? {
            return Ok(petition);
        }
    }
}

/// The petition as it stands.
pub async fn fetch(desk: &Desk, name: &str) -> Result<Petition, Failure> {
    let request = GetPetitionRequest { name: name.to_owned() };
    let answer = desk.petitions().get_petition(request).await?.into_inner();
    Ok(answer.petition.ok_or_else(|| Status::internal("the answer holds no petition"))?)
}

/// Whether the timeline tells what the petition shows: every clock that passed, and its closure.
async fn is_told(desk: &Desk, petition: &Petition) -> Result<bool, Failure> {
    let closed = usize::from(petition.stage() == Stage::Closed);
    if overdue(petition) + closed == 0 {
        return Ok(true);
    }
    let request = ListTimelineRequest {
        name: petition.name.clone(),
    };
    let entries = desk.petitions().list_timeline(request).await?.into_inner().entries;
    let told = |kind: &str| entries.iter().filter(|entry| entry.kind == kind).count();
    Ok(told("clock.overdue") >= overdue(petition) && told("matter.closed") >= closed)
}

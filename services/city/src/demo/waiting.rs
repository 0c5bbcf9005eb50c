//! Waiting for the city to ring its clocks after they were moved, as a caller can see it.

use std::time::Duration as Wait;

use futures::{StreamExt, TryStreamExt, stream};
use shiyu_proto::petition::v1::{GetPetitionRequest, Petition};
use time::OffsetDateTime;
use tokio::time::{Instant, timeout_at};

use super::moment::Scene;
use super::rings::settled;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::pause::rhythm;

/// How often the city is asked.
const RHYTHM: Wait = Wait::from_millis(200);
/// How many petitions are asked for at a time.
const AT_ONCE: usize = 8;

/// Waits until every petition is settled by `now` (the city's), or fails after `wait`.
pub async fn settle(desk: &Desk, scenes: Vec<Scene>, now: OffsetDateTime, wait: Wait) -> Result<Vec<Scene>, Failure> {
    let deadline = Instant::now() + wait;
    let late = |name: &str| Failure::Late(format!("the clocks of {name} did not ring within {} s", wait.as_secs()));
    stream::iter(scenes)
        .map(|mut scene| async move {
            let Some(before) = &scene.petition else { return Ok(scene) };
            match timeout_at(deadline, until_settled(desk, &before.name, now)).await {
                Err(_) => Err(late(&before.name)),
                Ok(petition) => {
                    scene.petition = Some(petition?);
                    Ok(scene)
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
        if settled(&petition, now) {
            return Ok(petition);
        }
    }
}

/// The petition as it stands.
pub async fn fetch(desk: &Desk, name: &str) -> Result<Petition, Failure> {
    let request = GetPetitionRequest { name: name.to_owned() };
    Ok(desk.petitions().get_petition(request).await?.into_inner())
}

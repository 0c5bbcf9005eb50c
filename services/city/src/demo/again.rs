//! A run that was played before: its petitions as they stand now. Its times are those of its own first playing, so nothing of it is asked for
//! twice.

use super::moment::{Run, Scene};
use super::story::Story;
use super::waiting::fetch;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::refusal::Refusal;

/// What the city says of a petition that is not there.
const UNKNOWN: &str = "PETITION_UNKNOWN";

/// The petitions of a run that was played before; none where one of them is not there yet.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn played(officer: &Desk, run: &Run, stories: &[Story]) -> Result<Option<Vec<Scene>>, Failure> {
    let mut scenes = Vec::new();
    for (story, number) in stories.iter().zip(0..) {
        let name = format!("{}/petitions/{}", officer.parent(), run.register_id(&story.key));
        let petition = match fetch(officer, &name).await {
            Ok(petition) => petition,
            Err(Failure::Refused(status)) if Refusal::from(&status).names(UNKNOWN) => return Ok(None),
            Err(failure) => return Err(failure),
        };
        scenes.push(Scene {
            number,
            story: story.clone(),
            petition: Some(petition),
            query_code: String::new(),
        });
    }
    Ok(Some(scenes))
}

//! A run that was played before: its petitions as they stand now. Its times are those of its own first playing, so nothing of it is asked for
//! twice; and one that was cut short cannot go on, for by the city's clock its days have passed.

use shiyu_proto::enforcement::v1::GetCaseRequest;
use shiyu_proto::grid::v1::GetEventRequest;
use shiyu_proto::mediation::v1::GetDisputeRequest;
use tonic::{Code, Response, Status};
use uuid::Uuid;

use super::cases;
use super::cast::Cast;
use super::dispute::{self, opening_id};
use super::grid::{self, report_id};
use super::moment::{Run, Scene};
use super::places::CENTRE;
use super::story::Story;
use super::waiting::fetch;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::refusal::Refusal;

/// What the city says of a petition that is not there.
const UNKNOWN: &str = "PETITION_UNKNOWN";

/// What there is of a run.
#[derive(Debug)]
pub enum Before {
    /// Nothing: it is new.
    Nothing,
    /// So many of its petitions, and not all.
    Part(usize),
    /// Every petition.
    Whole(Vec<Scene>),
}

/// What a run is about.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The petitions, which are played last.
    pub petitions: &'a [Story],
    /// The events of the grids.
    pub events: &'a [grid::Story],
    /// The disputes.
    pub matters: &'a [dispute::Story],
    /// The cases of enforcement.
    pub lives: &'a [cases::Story],
}

/// What there is of a run.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn before((cast, officer): (&Cast, &Desk), run: &Run, told: Told<'_>) -> Result<Before, Failure> {
    let mut scenes = Vec::new();
    for (story, number) in told.petitions.iter().zip(0..) {
        scenes.extend(played(officer, run, (story, number)).await?);
    }
    if scenes.len() == told.petitions.len() {
        return Ok(Before::Whole(scenes));
    }
    let begun = !scenes.is_empty() || has_case(cast, run, told.lives).await? || has_event(cast, run, told.events).await?;
    if begun || has_dispute(cast, run, told.matters).await? {
        return Ok(Before::Part(scenes.len()));
    }
    Ok(Before::Nothing)
}

/// Why a run that was cut short is not played, and what to do.
pub fn cut_short(run: Uuid, (there, all): (usize, usize)) -> Failure {
    Failure::Usage(format!(
        "run {run} was cut short with {there} of its {all} petitions: by the city's clock its days have passed, so it cannot go on. \
         What it did stays. Play a new run: `shiyu demo` without `--run`"
    ))
}

async fn played(officer: &Desk, run: &Run, (story, number): (&Story, u32)) -> Result<Option<Scene>, Failure> {
    let name = format!("{}/petitions/{}", officer.parent(), run.register_id(&story.key));
    let petition = match fetch(officer, &name).await {
        Ok(petition) => petition,
        Err(Failure::Refused(status)) if Refusal::from(&status).names(UNKNOWN) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    Ok(Some(Scene {
        number,
        story: story.clone(),
        petition: Some(petition),
        query_code: String::new(),
    }))
}

async fn has_case(cast: &Cast, run: &Run, stories: &[cases::Story]) -> Result<bool, Failure> {
    let bureau = run.county.places.first().map(|(town, _)| cases::bureau(town));
    let Some(bureau) = bureau.filter(|_| cast.has_cases()) else {
        return Ok(false);
    };
    let inspector = cast.case_seat("inspector", &bureau)?;
    for story in stories {
        let name = inspector.name("cases", &cases::clue_id(run.id, &story.key));
        if is_there(inspector.cases().get_case(GetCaseRequest { name }).await)? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn has_event(cast: &Cast, run: &Run, stories: &[grid::Story]) -> Result<bool, Failure> {
    if !cast.has_grids() {
        return Ok(false);
    }
    let chief = cast.grid_seat("chief", &run.county.unit(CENTRE)?)?;
    for story in stories {
        let name = chief.name("events", &report_id(run.id, &story.key));
        if is_there(chief.events().get_event(GetEventRequest { name }).await)? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn has_dispute(cast: &Cast, run: &Run, stories: &[dispute::Story]) -> Result<bool, Failure> {
    if !cast.has_disputes() {
        return Ok(false);
    }
    let clerk = cast.mediation_seat("clerk", &run.county.unit(dispute::CENTRE)?)?;
    for story in stories {
        let name = clerk.name("disputes", &opening_id(run.id, &story.key));
        if is_there(clerk.disputes().get_dispute(GetDisputeRequest { name }).await)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether something is there, as whoever asks sees it. Any answer but that there is no such thing says nothing about it.
fn is_there<T>(answer: Result<Response<T>, Status>) -> Result<bool, Failure> {
    match answer {
        Ok(_) => Ok(true),
        Err(status) if status.code() == Code::NotFound => Ok(false),
        Err(status) => Err(status.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_found_is_not_there() {
        assert!(matches!(is_there(Ok(Response::new(()))), Ok(true)));
        assert!(matches!(is_there::<()>(Err(Status::not_found("no such case"))), Ok(false)));
        for status in [
            Status::permission_denied("not yours"),
            Status::unauthenticated("who are you"),
            Status::invalid_argument("no id"),
            Status::internal("ours"),
            Status::unavailable("away"),
        ] {
            let code = status.code();
            assert!(
                matches!(is_there::<()>(Err(status)), Err(Failure::Refused(told)) if told.code() == code),
                "{code:?}"
            );
        }
    }
}

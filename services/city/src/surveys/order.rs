//! The steps of a survey, each an order with an id of its own.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::periods::words;

/// The collection they are named in.
pub(super) const SURVEYS: &str = "surveys";

/// Which one.
#[derive(Debug, Args)]
pub struct OneOptions {
    /// Its name or its id.
    pub survey: String,
}

/// What is drawn from.
#[derive(Debug, Args)]
pub struct OpenOptions {
    /// What it is called.
    pub title: String,
    /// Which units are compared, as in `town`.
    #[arg(long, value_parser = words::parse_level)]
    pub level: pb::UnitLevel,
    /// Cases that came to their end from this day on, as in 2026-05-01.
    #[arg(long)]
    pub from: String,
    /// The last such day.
    #[arg(long)]
    pub to: String,
    /// How many of each unit at most.
    #[arg(long)]
    pub sample: i32,
}

type Answered = Result<pb::Survey, Failure>;

pub async fn get(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::GetSurveyRequest {
        name: desk.name(SURVEYS, &options.survey),
    };
    Ok(desk.surveys().get_survey(request).await?.into_inner())
}

pub async fn open(desk: &Desk, options: &OpenOptions) -> Answered {
    let request = pb::OpenSurveyRequest {
        parent: desk.parent(),
        title: options.title.clone(),
        level: options.level.into(),
        from_date: options.from.clone(),
        to_date: options.to.clone(),
        sample: options.sample,
        request_id: new_id().to_string(),
        ..pb::OpenSurveyRequest::default()
    };
    Ok(desk.surveys().open_survey(request).await?.into_inner())
}

pub async fn draw(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::DrawSurveyRequest {
        name: desk.name(SURVEYS, &options.survey),
        request_id: new_id().to_string(),
    };
    Ok(desk.surveys().draw_survey(request).await?.into_inner())
}

pub async fn close(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::CloseSurveyRequest {
        name: desk.name(SURVEYS, &options.survey),
        request_id: new_id().to_string(),
    };
    Ok(desk.surveys().close_survey(request).await?.into_inner())
}

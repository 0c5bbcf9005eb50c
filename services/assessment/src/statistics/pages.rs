//! The pictures over plain HTTP, beside the health pages: of published periods only, because nobody is asked who they are there.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use shiyu_kit::demand::Week;
use shiyu_kit::ledger::Unread;
use time::Date;
use time::macros::format_description;
use uuid::Uuid;

use super::{StatisticsDesk, chart};
use crate::demand;
use crate::figures::as_of;
use crate::period::{self, Stage};

/// Periods that a trend goes back at most.
const PERIODS: u64 = 24;

/// `/charts/league/{period}.svg`, `/charts/heat/{period}.svg`, `/charts/trend/{unit}.svg`, `/charts/demand/{service}/{week}.svg`.
pub fn pages(desk: StatisticsDesk) -> Router {
    Router::new()
        .route("/charts/league/{file}", get(league))
        .route("/charts/heat/{file}", get(heat))
        .route("/charts/trend/{file}", get(trend))
        .route("/charts/demand/{service}/{file}", get(asked_for))
        .with_state(desk)
}

enum No {
    Unknown,
    Trouble(String),
}

impl From<Unread> for No {
    fn from(unread: Unread) -> Self {
        Self::Trouble(unread.to_string())
    }
}

type Drawn = Result<String, No>;

async fn league(State(desk): State<StatisticsDesk>, Path(file): Path<String>) -> Response {
    answer(of_period(&desk, &file, chart::league).await)
}

async fn heat(State(desk): State<StatisticsDesk>, Path(file): Path<String>) -> Response {
    answer(of_period(&desk, &file, chart::heat).await)
}

async fn trend(State(desk): State<StatisticsDesk>, Path(file): Path<String>) -> Response {
    answer(of_unit(&desk, &file).await)
}

async fn asked_for(State(desk): State<StatisticsDesk>, Path((service, file)): Path<(String, String)>) -> Response {
    answer(of_week(&desk, &service, &file).await)
}

/// What was asked for in a week; of one that was not taken, or of no service that counts, there is nothing.
async fn of_week(desk: &StatisticsDesk, service: &str, file: &str) -> Drawn {
    let day = Date::parse(stem(file)?, format_description!("[year]-[month]-[day]")).map_err(|_| No::Unknown)?;
    let week = Week::beginning(day).ok_or(No::Unknown)?;
    let maps = desk.demand.week(week).await?;
    if maps.is_empty() || !demand::SERVICES.contains(&service) {
        return Err(No::Unknown);
    }
    demand::picture(&format!("{service} {week}"), &maps, service).map_err(No::Trouble)
}

async fn of_period(
    desk: &StatisticsDesk,
    file: &str,
    draw: impl FnOnce(&str, &[String], &period::Computed) -> Result<String, chart::Undrawn>,
) -> Drawn {
    let id = stem(file)?.parse::<Uuid>().map_err(|_| No::Unknown)?;
    let (filed, _, computed) = desk.last_of(id).await?.ok_or(No::Unknown)?;
    draw(&filed.case.title, &as_of(filed.case.watermarks()), &computed).map_err(No::Trouble)
}

async fn of_unit(desk: &StatisticsDesk, file: &str) -> Drawn {
    let unit = stem(file)?;
    let mut points = Vec::new();
    let mut latest: Option<(Date, Vec<String>)> = None;
    for filed in period::list(&desk.office.db.reader, Some(Stage::Published), None, PERIODS).await? {
        let Some((_, _, computed)) = desk.last_of(filed.id).await? else {
            continue;
        };
        let standing = computed.standings.into_iter().find(|standing| standing.unit == unit);
        let Some(scored) = standing.and_then(|standing| standing.points) else {
            continue;
        };
        points.push((filed.case.span.from.to_string(), scored));
        latest = latest.max(Some((filed.case.span.from, as_of(filed.case.watermarks()))));
    }
    if points.is_empty() {
        return Err(No::Unknown);
    }
    points.sort();
    let as_of = latest.map(|(_, as_of)| as_of).unwrap_or_default();
    chart::trend(unit, &as_of, &points).map_err(No::Trouble)
}

fn stem(file: &str) -> Result<&str, No> {
    file.strip_suffix(".svg").ok_or(No::Unknown)
}

fn answer(drawn: Drawn) -> Response {
    match drawn {
        Ok(picture) => ([(header::CONTENT_TYPE, "image/svg+xml")], picture).into_response(),
        Err(No::Unknown) => StatusCode::NOT_FOUND.into_response(),
        Err(No::Trouble(text)) => {
            tracing::error!(trouble = text, "a picture could not be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

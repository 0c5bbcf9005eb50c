//! Protobuf ↔ surveys, and nothing else.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::vocabulary;
use shiyu_kit::wire::{Word as _, many};
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::Order;
use super::domain::{Draw, Drawn, Plan, Pool, Rating, Stage, Survey, Weights, satisfaction};
use crate::indicator::percent;
use crate::period;
use crate::shelf::{Key, name_of};

const SURVEYS: &str = "surveys";

vocabulary! { Rating is pb::SurveyRating: Very Satisfied Basically Average Dissatisfied }
vocabulary! { Stage is pb::SurveyStage: Fixed Drawn Asking Closed }

/// Reads `OpenSurvey`.
///
/// # Errors
/// All that is wrong with the request.
pub fn open(request: pb::OpenSurveyRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let title = reading.impersonal_line("title", request.title, 100);
    let level = reading.word("level", request.level);
    let span = period::span(&mut reading, &request.from_date, &request.to_date);
    let sample: Option<usize> = reading.number("sample", request.sample, &(1..=1_000));
    let drawn_here = "the service draws it once the pool is fixed";
    reading
        .violations
        .require(request.seed.is_empty(), "seed", "SEED_NOT_CHOSEN", drawn_here);
    let plan = (|| {
        Some(Plan {
            id: id?,
            title: title?,
            level: level?,
            span: span?,
            sample: sample?,
            seed: None,
        })
    })();
    reading.wanted(id, plan.map(Order::Open))
}

/// Reads `DrawSurvey`, which is by a seed of ours.
///
/// # Errors
/// All that is wrong with the request.
pub fn draw(request: &pb::DrawSurveyRequest, county: &Code, seed: String) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let survey = reading.name("name", &request.name, SURVEYS);
    let id = reading.request_id(&request.request_id);
    reading.wanted(id, survey.map(|survey| Order::Draw(survey, seed)))
}

/// Reads `CloseSurvey`.
///
/// # Errors
/// All that is wrong with the request.
pub fn close(request: &pb::CloseSurveyRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let survey = reading.name("name", &request.name, SURVEYS);
    let id = reading.request_id(&request.request_id);
    reading.wanted(id, survey.map(Order::Close))
}

/// Reads which survey is meant.
///
/// # Errors
/// All that is wrong with the name.
pub fn name(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, SURVEYS);
    reading.finish(id)
}

/// Reads `AnswerSurvey`.
///
/// # Errors
/// All that is wrong with the request; nothing of the token.
pub fn answer(request: &pb::AnswerSurveyRequest, county: &Code) -> Result<Rating, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let rating = reading.word("rating", request.rating);
    reading.finish(rating)
}

/// Reads `ListSurveys`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: &pb::ListSurveysRequest, county: &Code) -> Result<Listing<(), Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &[SURVEYS], ())
}

/// A survey as it travels, with the results of those units that have one.
#[must_use]
pub fn survey(survey: &Survey, results: &BTreeMap<(String, String), i64>, weights: Weights) -> pb::Survey {
    let plan = &survey.plan;
    let result = |(unit, asked): (&str, i64)| {
        let count = |source: &str| results.get(&(unit.to_owned(), source.to_owned())).copied().unwrap_or_default();
        let answers = count("survey.rated");
        let share = (answers > 0 && asked > 0).then(|| Decimal::from(answers) / Decimal::from(asked));
        pb::SurveyResult {
            unit: unit.to_owned(),
            asked,
            answers,
            response_percent: share.map(percent).unwrap_or_default(),
            satisfaction_percent: satisfaction(|rating| count(rating.source()), weights)
                .map(percent)
                .unwrap_or_default(),
        }
    };
    pb::Survey {
        name: named(survey),
        title: plan.title.clone(),
        level: plan.level.number(),
        from_date: plan.span.from.to_string(),
        to_date: plan.span.to.to_string(),
        sample: many(plan.sample),
        seed: survey
            .told()
            .map_or_else(|_| plan.seed.clone().unwrap_or_default(), |draw| draw.seed.clone()),
        pool_fingerprint: survey.fingerprint.clone(),
        stage: survey.stage.number(),
        open_time: Some(timestamp(survey.opened_at)),
        close_time: survey.closed_at.map(timestamp),
        results: survey.asked().into_iter().map(result).collect(),
        seed_fingerprint: seed_fingerprint(survey),
        draw_time: survey.draw.as_ref().map(|draw| timestamp(draw.at)),
    }
}

fn seed_fingerprint(survey: &Survey) -> String {
    survey.draw.as_ref().map(Draw::fingerprint).unwrap_or_default()
}

/// Whether a draw came out again.
#[must_use]
pub fn verified(same: bool, survey: &Survey, pool: &Pool) -> pb::VerifySurveyDrawResponse {
    pb::VerifySurveyDrawResponse {
        same,
        pool_size: many(pool.cases().len()),
        sample_size: many(survey.drawn.len()),
    }
}

/// A case that a survey was drawn from.
#[must_use]
pub fn case(case: Drawn) -> pb::SurveyCase {
    pb::SurveyCase {
        case: case.case.to_string(),
        service: case.service,
        unit: case.unit,
    }
}

/// What is told of a survey.
#[must_use]
pub fn moved(survey: &Survey) -> pb::SurveyMoved {
    pb::SurveyMoved {
        name: named(survey),
        stage: survey.stage.number(),
        pool_fingerprint: survey.fingerprint.clone(),
        seed_fingerprint: seed_fingerprint(survey),
    }
}

fn named(survey: &Survey) -> String {
    name_of(&survey.county, SURVEYS, survey.plan.id)
}

//! A survey from its draw, which anybody can make again, to its results, which lead back to nobody.

use shiyu_e2e::people::{Post, post};
use shiyu_e2e::sample::{BUREAU, OFFICE, parent};
use shiyu_e2e::{Backends, Storage};
use shiyu_kit::lottery::{Lottery, fingerprint};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::statistics_service_client::StatisticsServiceClient;
use shiyu_proto::assessment::v1::survey_service_client::SurveyServiceClient;
use time::Duration;
use tonic::Code::{FailedPrecondition, PermissionDenied};
use tonic::{Response, Status};
use uuid::Uuid;

use super::{ASSESSOR, Office, id};
use crate::leaks::dump;
use crate::saying::refused;

on_both_storages! {
    a_token_answers_once_and_leads_back_to_nobody;
}

/// Hands out the tokens, and assesses nothing.
const SURVEYOR: Post = post("surveyor", "surveyor", Some(OFFICE));

impl Office {
    async fn issued(&self, by: &Post, survey: &str) -> Result<Vec<pb::SurveyToken>, Status> {
        let issue = pb::IssueSurveyTokensRequest { name: survey.to_owned() };
        let mut surveys = SurveyServiceClient::new(self.assessment.caller(by).door());
        let mut stream = surveys.issue_survey_tokens(issue).await?.into_inner();
        let mut tokens = Vec::new();
        while let Some(token) = stream.message().await? {
            tokens.push(token);
        }
        Ok(tokens)
    }

    /// Whoever has the token, without a name.
    async fn answered(&self, token: &str, rating: pb::SurveyRating) -> Result<(), Status> {
        let answer = pb::AnswerSurveyRequest {
            parent: parent(),
            token: token.to_owned(),
            rating: rating.into(),
        };
        let mut door = SurveyServiceClient::new(self.assessment.anonymous().door());
        door.answer_survey(answer).await.map(drop)
    }
}

async fn a_token_answers_once_and_leads_back_to_nobody(backends: Backends, storage: Storage) {
    let office = Office::open(&backends, storage).await;
    let mut surveys = SurveyServiceClient::new(office.assessment.caller(&ASSESSOR).door());
    let open = || pb::OpenSurveyRequest {
        parent: parent(),
        title: "二季度测评".to_owned(),
        level: pb::UnitLevel::Department.into(),
        from_date: office.today().to_string(),
        to_date: (office.today() + Duration::DAY).to_string(),
        sample: 5,
        request_id: id(),
        ..pb::OpenSurveyRequest::default()
    };
    refused(surveys.open_survey(open()).await, FailedPrecondition, "NOTHING_TO_DRAW");
    let mut cases = Vec::new();
    for _ in 0..6 {
        cases.push(office.ended().await.id);
    }
    office.told().await;
    let fixed = surveys.open_survey(open()).await.unwrap().into_inner();
    // Nobody knows a seed when the pool is fixed, nor while people are asked.
    let draw = pb::DrawSurveyRequest {
        name: fixed.name.clone(),
        request_id: id(),
    };
    let survey = surveys.draw_survey(draw.clone()).await.unwrap().into_inner();
    assert_eq!((survey.seed.as_str(), &survey.pool_fingerprint), ("", &fixed.pool_fingerprint));
    let again = surveys.draw_survey(draw).await.unwrap().into_inner();
    assert_eq!(again.seed_fingerprint, survey.seed_fingerprint, "the same request draws once");
    let close = || pb::CloseSurveyRequest {
        name: survey.name.clone(),
        request_id: id(),
    };
    refused(surveys.close_survey(close()).await, FailedPrecondition, "SURVEY_MOVE_NOT_ALLOWED");
    let assessors = office.issued(&ASSESSOR, &survey.name).await;
    refused(assessors, PermissionDenied, "NOT_PERMITTED");
    let tokens = office.issued(&SURVEYOR, &survey.name).await.unwrap();
    refused(
        office.issued(&SURVEYOR, &survey.name).await,
        FailedPrecondition,
        "SURVEY_MOVE_NOT_ALLOWED",
    );
    nothing_kept_answers(&office, storage, &tokens).await;

    let ratings = [
        pb::SurveyRating::Very,
        pb::SurveyRating::Satisfied,
        pb::SurveyRating::Basically,
        pb::SurveyRating::Average,
        pb::SurveyRating::Dissatisfied,
    ];
    for (token, rating) in tokens.iter().zip(ratings) {
        office.answered(&token.token, rating).await.unwrap();
        let again = office.answered(&token.token, pb::SurveyRating::Very).await;
        refused(again, PermissionDenied, "TOKEN_INVALID");
    }
    let invented = office.answered(&"0".repeat(32), pb::SurveyRating::Very).await;
    refused(invented, PermissionDenied, "TOKEN_INVALID");
    let closed = surveys.close_survey(close()).await.map(Response::into_inner).unwrap();
    assert_eq!(closed.stage(), pb::SurveyStage::Closed);
    assert_eq!(fingerprint([&closed.seed]), survey.seed_fingerprint);
    drawn_by_the_seed(&closed, cases, &tokens);
    let mut anybody = SurveyServiceClient::new(office.assessment.anonymous().door());
    let verify = pb::VerifySurveyDrawRequest { name: survey.name.clone() };
    assert!(anybody.verify_survey_draw(verify).await.unwrap().into_inner().same);
    let [result] = closed.results.as_slice() else {
        panic!("{closed:?}")
    };
    assert_eq!((result.unit.as_str(), result.asked, result.answers), (BUREAU, 5, 5));
    assert_eq!(
        (result.response_percent.as_str(), result.satisfaction_percent.as_str()),
        ("100.00", "68.00")
    );
    assert_eq!(rated(&office).await, 5);
}

/// What was published leads to the sample, in its order.
fn drawn_by_the_seed(survey: &pb::Survey, mut cases: Vec<Uuid>, tokens: &[pb::SurveyToken]) {
    cases.sort_unstable();
    let lines = cases.iter().map(|case| format!("{case} petition {BUREAU}"));
    assert_eq!(survey.pool_fingerprint, fingerprint(lines));
    let survey_id = survey.name.rsplit('/').next().unwrap();
    let (pool, seed) = (&survey.pool_fingerprint, &survey.seed);
    let text = format!("shiyu-survey-2\n{survey_id}\n{pool}\n{seed}\n{BUREAU}");
    let expected = Lottery::of(&text).draw(cases, 5).unwrap();
    let drawn: Vec<Uuid> = tokens.iter().map(|token| token.case.parse().unwrap()).collect();
    assert_eq!(drawn, expected);
    assert!(tokens.iter().all(|token| token.unit == BUREAU && token.service == "petition"));
}

/// No token is in the database, so that nobody who reads it can answer.
async fn nothing_kept_answers(office: &Office, storage: Storage, tokens: &[pb::SurveyToken]) {
    let kept = dump::of(office.assessment.connect().await, office.assessment.database_url(), storage).await;
    let holds = |text: &str| kept.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(
        holds(&fingerprint([&tokens[0].token])),
        "a search that finds nothing means something"
    );
    for token in tokens {
        assert!(!holds(&token.token));
    }
}

/// How many answers of the bureau are in the figures.
async fn rated(office: &Office) -> i64 {
    let get = pb::GetFiguresRequest {
        parent: parent(),
        level: pb::UnitLevel::Department.into(),
        from_date: office.today().to_string(),
        to_date: office.today().to_string(),
    };
    let mut statistics = StatisticsServiceClient::new(office.assessment.caller(&ASSESSOR).door());
    let figures = statistics.get_figures(get).await.unwrap().into_inner().figures;
    let of_bureau = figures
        .iter()
        .filter(|figure| figure.unit == BUREAU && figure.source == "survey.rated");
    of_bureau.map(|figure| figure.count).sum()
}

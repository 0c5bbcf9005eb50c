//! A survey from its draw to its results, and that nothing leads from an answer to anybody, on both databases.

mod draw;

use std::collections::BTreeSet;

use futures::StreamExt as _;
use sea_orm::EntityTrait as _;
use shiyu_kit::auth::Principal;
use shiyu_kit::fault::allowed;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{OTHER_TOWN, TOWN, asked, id, parent, principal, reason};
use shiyu_kit::{inbox, journal, register};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::survey_service_server::SurveyService;
use time::Duration;
use tonic::{Request, Status};
use uuid::Uuid;

use super::table::{pool, tally, token};
use crate::figures::{Span, figures};
use crate::scene::{BUREAU, Scene, assessor, called, event, rated, verbs};
use crate::shelf;

shiyu_kit::both_databases! {
    a_survey_from_its_draw_to_its_results;
    of_a_unit_of_which_few_answered_nothing_is_told;
    nothing_kept_leads_from_an_answer_to_a_case;
}

fn surveyor() -> Principal {
    principal("surveyor", Some(BUREAU), "surveyor")
}

/// The rates of a survey by unit: asked, answers, satisfied.
fn told(survey: &pb::Survey) -> Vec<(&str, i64, i64, &str)> {
    let of = |result: &pb::SurveyResult| (result.asked, result.answers);
    let told = survey.results.iter().map(|result| {
        let (asked, answers) = of(result);
        (result.unit.as_str(), asked, answers, result.satisfaction_percent.as_str())
    });
    told.collect()
}

impl Scene {
    /// Closed events of the towns, which citizens told.
    async fn ended(&self, towns: &[(&str, u128)]) {
        for (town, many) in towns {
            let from = u128::from(town.parse::<u64>().unwrap()) * 1_000;
            for number in 0..*many {
                let facts = called(Uuid::from_u128(from + number), town, self.now() - Duration::days(20), 9);
                self.hear(&facts).await;
            }
        }
    }

    async fn fixed(&self, seed: &str) -> Result<pb::Survey, Status> {
        let request = pb::OpenSurveyRequest {
            parent: parent(),
            title: "二季度测评".to_owned(),
            level: pb::UnitLevel::Town.into(),
            from_date: self.day(-30).to_string(),
            to_date: self.day(-1).to_string(),
            sample: 8,
            seed: seed.to_owned(),
            request_id: id(),
        };
        Ok(self.surveys.open_survey(asked(&assessor(), request)).await?.into_inner())
    }

    async fn draw_sample(&self, name: &str) -> Result<pb::Survey, Status> {
        let request = pb::DrawSurveyRequest {
            name: name.to_owned(),
            request_id: id(),
        };
        Ok(self.surveys.draw_survey(asked(&assessor(), request)).await?.into_inner())
    }

    async fn drawn(&self) -> Result<pb::Survey, Status> {
        self.draw_sample(&self.fixed("").await?.name).await
    }

    async fn issued(&self, name: &str) -> Result<Vec<pb::SurveyToken>, Status> {
        let request = pb::IssueSurveyTokensRequest { name: name.to_owned() };
        let stream = self.surveys.issue_survey_tokens(asked(&surveyor(), request)).await?.into_inner();
        Ok(stream.map(Result::unwrap).collect().await)
    }

    async fn rate(&self, token: &str, rating: pb::SurveyRating) -> Result<(), Status> {
        let request = pb::AnswerSurveyRequest {
            parent: parent(),
            token: token.to_owned(),
            rating: rating.into(),
        };
        self.surveys.answer_survey(Request::new(request)).await.map(drop)
    }

    async fn close(&self, name: &str) -> Result<pb::Survey, Status> {
        let request = pb::CloseSurveyRequest {
            name: name.to_owned(),
            request_id: id(),
        };
        Ok(self.surveys.close_survey(asked(&assessor(), request)).await?.into_inner())
    }

    async fn survey(&self, name: &str) -> pb::Survey {
        let request = pb::GetSurveyRequest { name: name.to_owned() };
        self.surveys.get_survey(asked(&assessor(), request)).await.unwrap().into_inner()
    }
}

async fn a_survey_from_its_draw_to_its_results(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    assert_eq!(reason(&scene.drawn().await.unwrap_err()), "NOTHING_TO_DRAW");
    // Of what a patrol saw there is nobody who could be asked.
    scene
        .hear(&event(Uuid::from_u128(7), TOWN, scene.now() - Duration::days(20), 9))
        .await;
    assert_eq!(reason(&scene.drawn().await.unwrap_err()), "NOTHING_TO_DRAW");
    scene.ended(&[(TOWN, 12), (OTHER_TOWN, 6)]).await;
    let survey = scene.drawn().await.unwrap();
    assert_eq!(told(&survey), [(TOWN, 8, 0, ""), (OTHER_TOWN, 6, 0, "")]);
    let early = scene.close(&survey.name).await.unwrap_err();
    assert_eq!(
        (reason(&early).as_str(), allowed(&early)),
        ("SURVEY_MOVE_NOT_ALLOWED", vec!["IssueSurveyTokens".to_owned()])
    );
    let tokens = scene.issued(&survey.name).await.unwrap();
    assert_eq!(tokens.len(), 14);
    assert_eq!(reason(&scene.issued(&survey.name).await.unwrap_err()), "SURVEY_MOVE_NOT_ALLOWED");
    let (of_town, others): (Vec<_>, Vec<_>) = tokens.iter().partition(|token| token.unit == TOWN);
    let ratings = [
        pb::SurveyRating::Very,
        pb::SurveyRating::Satisfied,
        pb::SurveyRating::Basically,
        pb::SurveyRating::Average,
        pb::SurveyRating::Dissatisfied,
    ];
    for (token, rating) in of_town.iter().zip(ratings) {
        scene.rate(&token.token, rating).await.unwrap();
        assert_eq!(reason(&scene.rate(&token.token, rating).await.unwrap_err()), "TOKEN_INVALID");
    }
    for token in &others {
        scene.rate(&token.token, pb::SurveyRating::Satisfied).await.unwrap();
    }
    assert_eq!(
        reason(&scene.rate("0123", pb::SurveyRating::Very).await.unwrap_err()),
        "TOKEN_INVALID"
    );
    let nothing = scene.rate(&of_town[6].token, pb::SurveyRating::Unspecified).await.unwrap_err();
    assert_eq!(
        shiyu_kit::fault::violations(&nothing),
        [("rating".to_owned(), "REQUIRED".to_owned())]
    );
    // Nothing is told before it is closed.
    assert_eq!(told(&scene.survey(&survey.name).await), [(TOWN, 8, 0, ""), (OTHER_TOWN, 6, 0, "")]);
    let closed = scene.close(&survey.name).await.unwrap();
    assert_eq!(told(&closed), [(TOWN, 8, 5, "68.00"), (OTHER_TOWN, 6, 6, "100.00")]);
    assert_eq!(closed.results[0].response_percent, "62.50");
    assert_eq!(
        reason(&scene.rate(&of_town[7].token, pb::SurveyRating::Very).await.unwrap_err()),
        "TOKEN_INVALID"
    );
    // And it counts, for formulas, on the day it was closed.
    let today = Span {
        from: scene.day(0),
        to: scene.day(0),
    };
    let cube = figures(&scene.office.db.reader, today).await.unwrap();
    let counts = ["survey.asked", "survey.rated", "survey.rated_average"].map(|source| cube.count(TOWN, source, &[]));
    assert_eq!(counts, [8, 5, 1]);
}

async fn of_a_unit_of_which_few_answered_nothing_is_told(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.ended(&[(TOWN, 8), (OTHER_TOWN, 8)]).await;
    let survey = scene.drawn().await.unwrap();
    let tokens = scene.issued(&survey.name).await.unwrap();
    let of = |town: &str, many: usize| {
        tokens
            .iter()
            .filter(|token| token.unit == town)
            .take(many)
            .cloned()
            .collect::<Vec<_>>()
    };
    for token in of(TOWN, 4).iter().chain(&of(OTHER_TOWN, 5)) {
        scene.rate(&token.token, pb::SurveyRating::Dissatisfied).await.unwrap();
    }
    let closed = scene.close(&survey.name).await.unwrap();
    assert_eq!(told(&closed), [(TOWN, 8, 0, ""), (OTHER_TOWN, 8, 5, "0.00")]);
    let today = Span {
        from: scene.day(0),
        to: scene.day(0),
    };
    let cube = figures(&scene.office.db.reader, today).await.unwrap();
    assert_eq!(cube.units(), [OTHER_TOWN]);
}

/// What is kept of a token is its fingerprint and its unit, and of an answer one more of its kind: every row of every table is looked at.
async fn nothing_kept_leads_from_an_answer_to_a_case(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.ended(&[(TOWN, 8)]).await;
    let survey = scene.drawn().await.unwrap();
    let tokens = scene.issued(&survey.name).await.unwrap();
    let db = &scene.office.db.reader;
    let kept = token::Entity::find().all(db).await.unwrap();
    assert_eq!(kept.len(), 8);
    scene.rate(&tokens[0].token, pb::SurveyRating::Very).await.unwrap();
    let rows = [
        format!("{:?}", token::Entity::find().all(db).await.unwrap()),
        format!("{:?}", tally::Entity::find().all(db).await.unwrap()),
        format!("{:?}", pool::Entity::find().all(db).await.unwrap()),
        format!("{:?}", shelf::Entity::find().all(db).await.unwrap()),
        format!("{:?}", journal::Entity::find().all(db).await.unwrap()),
        format!("{:?}", inbox::Entity::find().all(db).await.unwrap()),
        format!("{:?}", register::answer::Entity::find().all(db).await.unwrap()),
    ];
    for token in &tokens {
        assert!(rows.iter().all(|table| !table.contains(&token.token)));
        // Where the case stands, no fingerprint does, and the other way about.
        assert!(!rows[0].contains(&token.case) && !rows[1].contains(&token.case));
    }
    let left = token::Entity::find().all(db).await.unwrap();
    assert_eq!(left.len(), 7);
    for row in kept {
        assert!(rows[1..].iter().all(|table| !table.contains(&row.hash)));
    }
}

#[test]
fn each_role_has_its_verbs() {
    let of = |by: &Principal| verbs("SurveyService", Some(by));
    let and = |verbs: &[&str]| -> BTreeSet<String> {
        let everybodys = ["AnswerSurvey", "VerifySurveyDraw"];
        everybodys.iter().chain(verbs).map(|verb| (*verb).to_owned()).collect()
    };
    assert_eq!(verbs("SurveyService", None), and(&[]));
    assert_eq!(of(&rated(TOWN)), and(&[]));
    assert_eq!(
        of(&assessor()),
        and(&["CloseSurvey", "DrawSurvey", "GetSurvey", "ListSurveys", "OpenSurvey"])
    );
    assert_eq!(of(&surveyor()), and(&["GetSurvey", "IssueSurveyTokens", "ListSurveys"]));
    let auditor = principal("auditor", None, "auditor");
    assert_eq!(of(&auditor), and(&["ExportSurveyPool", "GetSurvey", "ListSurveys"]));
    // Who assesses never sees a token, whatever else they are.
    let mut both = surveyor();
    both.roles.insert("assessor".to_owned());
    assert!(!of(&both).contains("IssueSurveyTokens"));
}

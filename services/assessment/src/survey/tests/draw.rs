//! What a sample is drawn from is fixed first, and the draw can be made again, on both databases.

use futures::StreamExt as _;
use sea_orm::ConnectionTrait as _;
use shiyu_kit::fault::{allowed, violations};
use shiyu_kit::lottery::fingerprint;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{OTHER_TOWN, TOWN, asked, principal, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::survey_service_server::SurveyService;
use time::Duration;
use tonic::{Request, Status};
use uuid::Uuid;

use crate::scene::{Scene, called};

shiyu_kit::both_databases! {
    the_pool_is_fixed_first_and_the_draw_can_be_made_again;
}

impl Scene {
    async fn made_again(&self, name: &str) -> Result<pb::VerifySurveyDrawResponse, Status> {
        let request = pb::VerifySurveyDrawRequest { name: name.to_owned() };
        Ok(self.surveys.verify_survey_draw(Request::new(request)).await?.into_inner())
    }

    /// The cases that a survey was drawn from, for whoever audits it.
    async fn pool(&self, name: &str) -> Result<Vec<pb::SurveyCase>, Status> {
        let request = pb::ExportSurveyPoolRequest { name: name.to_owned() };
        let auditor = principal("auditor", None, "auditor");
        let stream = self.surveys.export_survey_pool(asked(&auditor, request)).await?.into_inner();
        Ok(stream.map(Result::unwrap).collect().await)
    }
}

/// Whoever chooses what is drawn from does not choose the seed, and does not know it while people are asked.
async fn the_pool_is_fixed_first_and_the_draw_can_be_made_again(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.ended(&[(TOWN, 12), (OTHER_TOWN, 6)]).await;
    let chosen = scene.fixed("双色球2026052期").await.unwrap_err();
    assert_eq!(violations(&chosen), [("seed".to_owned(), "SEED_NOT_CHOSEN".to_owned())]);
    let fixed = scene.fixed("").await.unwrap();
    assert_eq!((fixed.stage(), fixed.pool_fingerprint.len()), (pb::SurveyStage::Fixed, 64));
    assert_eq!((fixed.seed_fingerprint.as_str(), fixed.results.len()), ("", 0));
    let early = scene.issued(&fixed.name).await.unwrap_err();
    assert_eq!(
        (reason(&early).as_str(), allowed(&early)),
        ("SURVEY_MOVE_NOT_ALLOWED", vec!["DrawSurvey".to_owned()])
    );
    // What ends meanwhile is not in it.
    let late = called(Uuid::from_u128(99), TOWN, scene.now() - Duration::days(20), 9);
    scene.hear(&late).await;
    let drawn = scene.draw_sample(&fixed.name).await.unwrap();
    assert_eq!(drawn.pool_fingerprint, fixed.pool_fingerprint);
    assert_eq!((drawn.seed.as_str(), drawn.seed_fingerprint.len()), ("", 64));
    assert_eq!(
        reason(&scene.draw_sample(&fixed.name).await.unwrap_err()),
        "SURVEY_MOVE_NOT_ALLOWED"
    );
    scene.issued(&fixed.name).await.unwrap();
    for early in [
        scene.made_again(&fixed.name).await.map(drop),
        scene.pool(&fixed.name).await.map(drop),
    ] {
        assert_eq!(reason(&early.unwrap_err()), "SURVEY_NOT_CLOSED");
    }
    let closed = scene.close(&fixed.name).await.unwrap();
    assert_eq!(fingerprint([&closed.seed]), drawn.seed_fingerprint);
    let made = scene.made_again(&fixed.name).await.unwrap();
    assert_eq!((made.same, made.pool_size, made.sample_size), (true, 18, 14));
    let lines = scene.pool(&fixed.name).await.unwrap();
    let lines = lines.iter().map(|it| format!("{} {} {}", it.case, it.service, it.unit));
    assert_eq!(fingerprint(lines), fixed.pool_fingerprint);
    let alter = format!("DELETE FROM survey_pool WHERE unit = '{OTHER_TOWN}'");
    scene.office.db.writer.execute_unprepared(&alter).await.unwrap();
    assert!(!scene.made_again(&fixed.name).await.unwrap().same);
}

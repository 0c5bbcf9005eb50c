//! What was frozen and computed lies under its hash, on both databases: what was altered there is not told on.

use sea_orm::{ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{OTHER_TOWN, TOWN, asked};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::period_service_server::PeriodService;
use time::Duration;
use tonic::Code;
use uuid::Uuid;

use super::super::store;
use super::hands::{id_of, why};
use crate::scene::{BUREAU, Scene, assessor, event};

shiyu_kit::both_databases! {
    a_paper_that_was_altered_is_not_told_on;
    the_figures_behind_a_result_are_those_it_was_reckoned_from;
    what_a_period_cannot_do_leaves_no_paper;
}

impl Scene {
    /// A period with a result of all three cases, and one without the last of them.
    async fn twice_computed(&self) -> pb::Period {
        let begin = self.now() - Duration::days(20);
        for (case, town, due) in [(1, TOWN, 9), (2, OTHER_TOWN, 9), (3, OTHER_TOWN, 1)] {
            self.hear(&event(Uuid::from_u128(case), town, begin, due)).await;
        }
        self.adopt().await;
        let period = self.opened().await;
        for step in ["collect", "freeze", "compute"] {
            self.step(step, &period.name).await.unwrap();
        }
        self.exclude(&period.name, Uuid::from_u128(3), BUREAU).await.unwrap();
        self.step("compute", &period.name).await.unwrap()
    }

    /// How many limits of the other town a result was reckoned from.
    async fn due(&self, name: &str) -> Vec<i64> {
        let report = self.report(&assessor(), name, OTHER_TOWN).await.unwrap();
        let due = report.figures.iter().filter(|figure| figure.source == "grid.handle.due");
        due.map(|figure| figure.count).collect()
    }

    async fn reckoned_again(&self, name: &str) -> pb::VerifyPeriodResponse {
        let request = pb::VerifyPeriodRequest { name: name.to_owned() };
        self.periods.verify_period(asked(&assessor(), request)).await.unwrap().into_inner()
    }

    async fn altered(&self, table: &str, from: &str, to: &str) {
        let alter = format!("UPDATE {table} SET body = REPLACE(body, '{from}', '{to}')");
        self.office.db.writer.execute_unprepared(&alter).await.unwrap();
    }
}

async fn a_paper_that_was_altered_is_not_told_on(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let name = scene.twice_computed().await.name;
    scene.ranking(&name, 1).await.unwrap();
    scene.altered("paper", TOWN, "330602009").await;
    assert_eq!(scene.ranking(&name, 1).await.unwrap_err().code(), Code::Internal);
    assert_eq!(
        scene.report(&assessor(), &name, OTHER_TOWN).await.unwrap_err().code(),
        Code::Internal
    );
    assert_eq!(scene.step("compute", &name).await.unwrap_err().code(), Code::Internal);
    scene.altered("paper", "330602009", TOWN).await;
    scene.ranking(&name, 1).await.unwrap();
}

async fn the_figures_behind_a_result_are_those_it_was_reckoned_from(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let period = scene.twice_computed().await;
    let name = period.name.as_str();
    let same = async || {
        scene
            .reckoned_again(name)
            .await
            .calculations
            .iter()
            .map(|it| it.same)
            .collect::<Vec<_>>()
    };
    assert_eq!((scene.due(name).await, same().await), (vec![1], vec![true, true]));
    let filed = scene.ledger.get(id_of(&period)).await.unwrap().unwrap();
    let kept = filed.case.calculations[1].figures.clone().unwrap();
    // Of other figures beside a result the period does not come out again, though its ranking does.
    scene.altered("period", &kept, &"0".repeat(64)).await;
    assert_eq!(same().await, [true, false]);
    assert!(!scene.reckoned_again(name).await.same);
    // A build before kept none: they are reckoned again, without what was excluded.
    scene.altered("period", &format!("\"{}\"", "0".repeat(64)), "null").await;
    assert_eq!((scene.due(name).await, same().await), (vec![1], vec![true, true]));
}

async fn what_a_period_cannot_do_leaves_no_paper(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let name = scene.twice_computed().await.name;
    scene.step("appeals", &name).await.unwrap();
    scene.exclude(&name, Uuid::from_u128(2), BUREAU).await.unwrap();
    let papers = async || store::Entity::find().count(&scene.office.db.reader).await.unwrap();
    let before = papers().await;
    assert_eq!(why(scene.step("compute", &name).await), "PERIOD_MOVE_NOT_ALLOWED");
    assert_eq!(papers().await, before);
}

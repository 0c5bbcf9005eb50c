//! A round of covert visits as the office and the units find it, on both databases.

use shiyu_kit::auth::Principal;
use shiyu_kit::fault::allowed;
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{OTHER_COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, id, parent, principal, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::covert_service_server::CovertService;
use time::Duration;
use tonic::{Request, Status};

use crate::scene::{Scene, assessor, rated, verbs};

shiyu_kit::both_databases! {
    a_round_is_drawn_visited_shared_and_put_right;
    nobody_learns_where_somebody_goes;
}

type Answer = Result<pb::CovertRound, Status>;

impl Scene {
    async fn announced(&self, pool: &[&str], visits: i32) -> Answer {
        let request = pb::AnnounceCovertRoundRequest {
            parent: parent(),
            title: "平安暗访".to_owned(),
            document: "越平安办〔2026〕3号".to_owned(),
            pool: pool.iter().map(|unit| (*unit).to_owned()).collect(),
            visits,
            request_id: id(),
        };
        Ok(self.covert.announce_covert_round(asked(&assessor(), request)).await?.into_inner())
    }

    async fn draw(&self, name: &str, seed: &str) -> Answer {
        let request = pb::DrawCovertVisitsRequest {
            name: name.to_owned(),
            seed: seed.to_owned(),
            seed_source: "双色球".to_owned(),
            request_id: id(),
        };
        Ok(self.covert.draw_covert_visits(asked(&assessor(), request)).await?.into_inner())
    }

    async fn visited(&self, name: &str, number: i32, after: Duration) -> Answer {
        let request = pb::RecordCovertVisitRequest {
            name: name.to_owned(),
            number,
            visit_time: Some(timestamp(self.now() + after)),
            request_id: id(),
        };
        Ok(self.covert.record_covert_visit(asked(&assessor(), request)).await?.into_inner())
    }

    async fn found(&self, name: &str, number: i32) -> Answer {
        let request = pb::RecordCovertFindingsRequest {
            name: name.to_owned(),
            number,
            findings: vec![pb::CovertFinding {
                item: "消防通道".to_owned(),
                checked: 6,
                defects: 2,
            }],
            request_id: id(),
        };
        Ok(self.covert.record_covert_findings(asked(&assessor(), request)).await?.into_inner())
    }

    async fn share(&self, name: &str, number: i32) -> Answer {
        let request = pb::ShareCovertVisitRequest {
            name: name.to_owned(),
            number,
            request_id: id(),
        };
        Ok(self.covert.share_covert_visit(asked(&assessor(), request)).await?.into_inner())
    }

    async fn rectify(&self, by: &Principal, name: &str, number: i32) -> Answer {
        let request = pb::RectifyCovertVisitRequest {
            name: name.to_owned(),
            number,
            rectification: "已清理".to_owned(),
            request_id: id(),
        };
        Ok(self.covert.rectify_covert_visit(asked(by, request)).await?.into_inner())
    }

    async fn round(&self, by: &Principal, name: &str) -> pb::CovertRound {
        let request = pb::GetCovertRoundRequest { name: name.to_owned() };
        self.covert.get_covert_round(asked(by, request)).await.unwrap().into_inner()
    }

    async fn verified(&self, name: &str) -> Result<pb::VerifyCovertDrawResponse, Status> {
        let request = pb::VerifyCovertDrawRequest { name: name.to_owned() };
        Ok(self.covert.verify_covert_draw(Request::new(request)).await?.into_inner())
    }
}

fn why(answer: Answer) -> String {
    reason(&answer.unwrap_err())
}

async fn a_round_is_drawn_visited_shared_and_put_right(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    assert_eq!(why(scene.announced(&[TOWN], 2).await), "POOL_TOO_SMALL");
    assert_eq!(why(scene.announced(&[OTHER_COUNTY], 1).await), "UNIT_OUTSIDE_JURISDICTION");
    let twice = scene.announced(&[TOWN, TOWN], 1).await.unwrap_err();
    assert_eq!(
        shiyu_kit::fault::violations(&twice),
        [("pool[1]".to_owned(), "DUPLICATE".to_owned())]
    );
    let pool = [VILLAGE, TOWN, OTHER_TOWN];
    let round = scene.announced(&pool, 2).await.unwrap();
    assert_eq!((round.pool.len(), round.pool_fingerprint.len(), round.drawn.len()), (3, 64, 0));
    assert_eq!(why(scene.visited(&round.name, 1, Duration::ZERO).await), "NOT_DRAWN");
    let drawn = scene.draw(&round.name, "2026052").await.unwrap();
    assert_eq!((drawn.drawn.len(), drawn.pool_fingerprint), (2, round.pool_fingerprint.clone()));
    assert_eq!(why(scene.draw(&round.name, "2026053").await), "DRAWN_ALREADY");
    let name = round.name.as_str();
    assert_eq!(why(scene.visited(name, 1, Duration::DAY).await), "VISIT_IN_FUTURE");
    assert_eq!(why(scene.visited(name, 3, Duration::ZERO).await), "VISIT_UNKNOWN");
    let early = scene.found(name, 1).await.unwrap_err();
    assert_eq!(
        (reason(&early).as_str(), allowed(&early)),
        ("VISIT_MOVE_NOT_ALLOWED", vec!["RecordCovertVisit".to_owned()])
    );
    for number in [1, 2] {
        scene.visited(name, number, Duration::ZERO).await.unwrap();
        scene.found(name, number).await.unwrap();
        assert_eq!(reason(&scene.verified(name).await.unwrap_err()), "NOT_DRAWN");
        scene.share(name, number).await.unwrap();
    }
    let unit = drawn.drawn[0].unit.clone();
    let done = scene.rectify(&rated(&unit), name, 1).await.unwrap();
    assert_eq!(done.drawn[0].stage(), pb::CovertStage::Rectified);
    assert_eq!(why(scene.rectify(&rated(&unit), name, 1).await), "VISIT_MOVE_NOT_ALLOWED");
    // Anybody draws again, and comes to the same.
    let verified = scene.verified(name).await.unwrap();
    assert!(verified.same);
    assert_eq!(
        verified.drawn,
        drawn.drawn.iter().map(|visit| visit.unit.clone()).collect::<Vec<_>>()
    );
}

async fn nobody_learns_where_somebody_goes(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let round = scene.announced(&[TOWN, OTHER_TOWN], 2).await.unwrap();
    let drawn = scene.draw(&round.name, "2026052").await.unwrap().drawn;
    let name = round.name.as_str();
    let (first, second) = (drawn[0].unit.as_str(), drawn[1].unit.as_str());
    // Neither what is shown nor how an order is refused tells a unit whether it was drawn.
    let shown = scene.round(&rated(first), name).await;
    assert_eq!((shown.drawn.len(), shown.seed.as_str(), shown.seed_source.as_str()), (0, "", ""));
    for number in [1, 2] {
        assert_eq!(why(scene.rectify(&rated(first), name, number).await), "VISIT_UNKNOWN");
    }
    scene.visited(name, 1, Duration::ZERO).await.unwrap();
    scene.found(name, 1).await.unwrap();
    assert_eq!(scene.round(&rated(first), name).await.drawn.len(), 0);
    scene.share(name, 1).await.unwrap();
    assert_eq!(scene.round(&rated(first), name).await.drawn[0].findings[0].defects, 2);
    assert_eq!(scene.round(&rated(second), name).await.drawn.len(), 0);
    assert_eq!(why(scene.rectify(&rated(second), name, 1).await), "UNIT_NOT_YOURS");
    assert_eq!(scene.round(&principal("auditor", None, "auditor"), name).await.drawn.len(), 2);
    let list = pb::ListCovertRoundsRequest {
        parent: parent(),
        ..pb::ListCovertRoundsRequest::default()
    };
    let listed = scene
        .covert
        .list_covert_rounds(asked(&rated(second), list))
        .await
        .unwrap()
        .into_inner();
    assert_eq!((listed.rounds.len(), listed.rounds[0].drawn.len()), (1, 0));
}

#[test]
fn each_role_has_its_verbs() {
    let of = |by: &Principal| verbs("CovertService", Some(by));
    let open = "VerifyCovertDraw".to_owned();
    assert_eq!(verbs("CovertService", None), [open].into());
    assert_eq!(of(&assessor()).len(), 8);
    assert!(!of(&assessor()).contains("RectifyCovertVisit"));
    let unit = ["GetCovertRound", "ListCovertRounds", "RectifyCovertVisit", "VerifyCovertDraw"].map(str::to_owned);
    assert_eq!(of(&rated(TOWN)), unit.into());
}

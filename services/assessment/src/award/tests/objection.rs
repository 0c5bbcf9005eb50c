//! Objections to an award that is publicised, on both databases.

use shiyu_kit::auth::Principal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, asked, id, principal, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::award_service_server::AwardService;
use tonic::Status;

use super::super::domain::AwardYear;
use super::{Play, document};
use crate::scene::{BUREAU, assessor, rated};

shiyu_kit::both_databases! {
    every_objection_is_answered_before_anything_is_granted;
    an_objection_that_is_right_ends_the_year_once_the_unit_was_heard;
    nobody_answers_what_their_own_unit_objects;
}

type Year = Result<pb::AwardYear, Status>;

fn why(answer: Year) -> String {
    reason(&answer.unwrap_err())
}

fn county() -> Principal {
    principal("county-assessor", Some(COUNTY), "assessor")
}

impl Play {
    /// A year of the town, just publicised.
    async fn publicised(&self) -> String {
        let name = self.nominate(TOWN, self.year(1)).await.unwrap().name;
        for step in ["qualify", "publicise"] {
            self.step(step, &name).await.unwrap();
        }
        name
    }

    async fn object(&self, by: &Principal, name: &str, file: &str) -> Year {
        let object = pb::ObjectToAwardRequest {
            name: name.to_owned(),
            request_id: id(),
            grounds: "年内发生的事故未列入评定".to_owned(),
            document: file.to_owned(),
        };
        Ok(self.desk.object_to_award(asked(by, object)).await?.into_inner())
    }

    async fn answer(&self, by: &Principal, name: &str, number: i32, (upheld, hearing): (bool, &str)) -> Year {
        let answer = pb::AnswerObjectionRequest {
            name: name.to_owned(),
            request_id: id(),
            number,
            upheld,
            hearing_document: hearing.to_owned(),
            document: document(),
        };
        Ok(self.desk.answer_objection(asked(by, answer)).await?.into_inner())
    }
}

async fn every_objection_is_answered_before_anything_is_granted(home: TestDatabase) {
    let play = Play::open(&home).await;
    let name = play.nominate(TOWN, play.year(1)).await.unwrap().name;
    play.step("qualify", &name).await.unwrap();
    let neighbour = rated(OTHER_TOWN);
    assert_eq!(why(play.object(&neighbour, &name, "档-1").await), "AWARD_MOVE_NOT_ALLOWED");
    let shown = play.step("publicise", &name).await.unwrap();
    assert_eq!(shown.allowed, ["GrantAward", "ObjectToAward"]);
    let objected = play.object(&neighbour, &name, "档-1").await.unwrap();
    assert_eq!(objected.allowed, ["ObjectToAward", "AnswerObjection"]);
    let [first] = objected.objections.as_slice() else {
        panic!("{objected:?}")
    };
    assert_eq!(
        (first.number, first.object_time.is_some(), first.answer_time.is_none()),
        (1, true, true)
    );
    // A unit objects once, and the office files a file once.
    assert_eq!(why(play.object(&neighbour, &name, "档-2").await), "OBJECTION_EXISTS");
    play.object(&assessor(), &name, "档-1").await.unwrap();
    assert_eq!(why(play.object(&assessor(), &name, "档-1").await), "OBJECTION_EXISTS");
    play.object(&assessor(), &name, "档-3").await.unwrap();
    play.scene.wait(20);
    assert_eq!(why(play.object(&assessor(), &name, "档-4").await), "PUBLICITY_OVER");
    assert_eq!(why(play.answer(&assessor(), &name, 4, (false, "")).await), "OBJECTION_UNKNOWN");
    for number in 1..=3 {
        assert_eq!(why(play.step("grant", &name).await), "OBJECTION_UNANSWERED", "{number}");
        let answered = play.answer(&assessor(), &name, number, (false, "")).await.unwrap();
        assert_eq!(answered.stage(), pb::AwardStage::Publicised);
        assert_eq!(
            why(play.answer(&assessor(), &name, number, (false, "")).await),
            "OBJECTION_ANSWERED"
        );
    }
    let granted = play.step("grant", &name).await.unwrap();
    assert_eq!(granted.stage(), pb::AwardStage::Granted);
    assert!(granted.objections.iter().all(|it| it.answer_time.is_some() && !it.upheld));
    let get = pb::GetAwardObjectionsRequest { name };
    let filed = play.desk.get_award_objections(asked(&assessor(), get)).await.unwrap().into_inner();
    let filed: Vec<_> = filed.objections.iter().map(|it| (it.unit.as_str(), it.document.as_str())).collect();
    assert_eq!(filed, [(OTHER_TOWN, "档-1"), ("", "档-1"), ("", "档-3")]);
}

async fn an_objection_that_is_right_ends_the_year_once_the_unit_was_heard(home: TestDatabase) {
    let play = Play::open(&home).await;
    let name = play.publicised().await;
    for file in ["档-1", "档-2"] {
        play.object(&assessor(), &name, file).await.unwrap();
    }
    assert_eq!(why(play.answer(&assessor(), &name, 1, (true, "")).await), "HEARING_NOT_HELD");
    let ended = play.answer(&assessor(), &name, 1, (true, "笔录-1")).await.unwrap();
    assert_eq!(
        (ended.stage(), ended.document.as_str()),
        (pb::AwardStage::NotQualified, document().as_str())
    );
    assert_eq!(ended.allowed, ["AnswerObjection"], "whoever else objected is answered too");
    play.scene.wait(20);
    assert_eq!(why(play.step("grant", &name).await), "AWARD_MOVE_NOT_ALLOWED");
    let answered = play.answer(&assessor(), &name, 2, (false, "")).await.unwrap();
    assert_eq!((answered.stage(), answered.allowed.len()), (pb::AwardStage::NotQualified, 0));
    assert_eq!(play.streak(TOWN).await.years, 0);
}

async fn nobody_answers_what_their_own_unit_objects(home: TestDatabase) {
    let play = Play::open(&home).await;
    let name = play.publicised().await;
    play.object(&rated(BUREAU), &name, "档-1").await.unwrap();
    assert_eq!(
        why(play.answer(&assessor(), &name, 1, (false, "")).await),
        "OBJECTOR_ANSWERS_NOT_ITSELF"
    );
    play.answer(&county(), &name, 1, (false, "")).await.unwrap();
    // Nor does the office answer what is said against an award of its own.
    let own = play.nominate(BUREAU, play.year(1)).await.unwrap().name;
    let decide = pb::DecideAwardRequest {
        name: own.clone(),
        request_id: id(),
        qualified: true,
        document: document(),
    };
    play.desk.decide_award(asked(&county(), decide)).await.unwrap();
    let publicise = pb::PubliciseAwardRequest {
        name: own.clone(),
        request_id: id(),
        document: document(),
    };
    play.desk.publicise_award(asked(&county(), publicise)).await.unwrap();
    play.object(&rated(TOWN), &own, "档-2").await.unwrap();
    assert_eq!(why(play.answer(&assessor(), &own, 1, (false, "")).await), "UNIT_DECIDES_NOT_ITSELF");
}

/// A row of a build that knew of no objections.
#[test]
fn a_year_of_before_has_none() {
    let old = r#"{
        "id": "00000000-0000-0000-0000-000000000001", "unit": "330602001", "year": 2025, "stage": "publicised", "document": "d",
        "publicised_at": "2026-01-05T02:00:00Z", "at": "2026-01-04T02:00:00Z"
    }"#;
    let year: AwardYear = serde_json::from_str(old).unwrap();
    assert!(year.objections.is_empty() && !year.is_objected());
}

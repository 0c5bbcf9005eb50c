//! The gate on both databases.

mod follow;

use shiyu_kit::auth::Principal;
use shiyu_kit::fault::allowed;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, asked, code, id, parent, principal, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::risk_service_server::RiskService;
use tonic::Status;

use super::RiskDesk;
use super::domain::Cases;
use crate::scene::{Scene, assessor, rated, verbs};

shiyu_kit::both_databases! {
    nothing_passes_the_gate_before_it_was_assessed;
}

struct Play {
    scene: Scene,
    desk: RiskDesk,
}

type Answer = Result<pb::RiskDecision, Status>;

fn document() -> String {
    "越稳评〔2026〕4号".to_owned()
}

impl Play {
    async fn open(home: &TestDatabase) -> Self {
        let scene = Scene::open(home).await;
        let desk = RiskDesk::new(code(COUNTY), scene.office.clone());
        Self { scene, desk }
    }

    async fn record(&self, subject: pb::RiskSubject) -> String {
        let record = pb::RecordDecisionRequest {
            parent: parent(),
            request_id: id(),
            unit: TOWN.to_owned(),
            subject: subject.into(),
            title: "污水处理厂扩建".to_owned(),
            category: "E0101".to_owned(),
        };
        self.desk
            .record_decision(asked(&rated(TOWN), record))
            .await
            .unwrap()
            .into_inner()
            .name
    }

    async fn begin(&self, name: &str) {
        let begin = pb::BeginAssessmentRequest {
            name: name.to_owned(),
            request_id: id(),
        };
        self.desk.begin_assessment(asked(&rated(TOWN), begin)).await.unwrap();
        let consult = pb::ConsultPublicRequest {
            name: name.to_owned(),
            request_id: id(),
            heard: 120,
            document: document(),
        };
        self.desk.consult_public(asked(&rated(TOWN), consult)).await.unwrap();
    }

    async fn report(&self, name: &str, checklist: &[&str]) -> Answer {
        let report = pb::ReportRiskRequest {
            name: name.to_owned(),
            request_id: id(),
            level: pb::RiskLevel::Medium.into(),
            findings: "异味影响邻近小区".to_owned(),
            mitigation: "加盖除臭".to_owned(),
            checklist: checklist.iter().map(|word| (*word).to_owned()).collect(),
        };
        Ok(self.desk.report_risk(asked(&rated(TOWN), report)).await?.into_inner())
    }

    async fn decide(&self, by: &Principal, name: &str, conclusion: pb::RiskConclusion) -> Answer {
        let decide = pb::DecideRiskRequest {
            name: name.to_owned(),
            request_id: id(),
            conclusion: conclusion.into(),
            document: document(),
        };
        Ok(self.desk.decide_risk(asked(by, decide)).await?.into_inner())
    }

    async fn approve(&self, name: &str) -> Answer {
        let approve = pb::ApproveDecisionRequest {
            name: name.to_owned(),
            request_id: id(),
            document: document(),
        };
        Ok(self.desk.approve_decision(asked(&rated(TOWN), approve)).await?.into_inner())
    }

    async fn mitigate(&self, name: &str) -> Answer {
        let record = pb::RecordMitigationRequest {
            name: name.to_owned(),
            request_id: id(),
            document: document(),
        };
        Ok(self.desk.record_mitigation(asked(&rated(TOWN), record)).await?.into_inner())
    }

    async fn exempt(&self, by: &Principal, name: &str) -> Answer {
        let exempt = pb::ExemptDecisionRequest {
            name: name.to_owned(),
            request_id: id(),
            exemption: pb::RiskExemption::Emergency.into(),
            document: document(),
        };
        Ok(self.desk.exempt_decision(asked(by, exempt)).await?.into_inner())
    }

    async fn follow_up(&self, name: &str) -> Answer {
        let follow = pb::FollowUpDecisionRequest {
            name: name.to_owned(),
            request_id: id(),
        };
        Ok(self.desk.follow_up_decision(asked(&assessor(), follow)).await?.into_inner())
    }
}

const TOGETHER: [&str; 4] = ["designed_together", "built_together", "used_together", "settled_on_site"];

async fn nothing_passes_the_gate_before_it_was_assessed(home: TestDatabase) {
    let play = Play::open(&home).await;
    let name = play.record(pb::RiskSubject::Environment).await;
    assert_eq!(reason(&play.approve(&name).await.unwrap_err()), "ASSESSMENT_MISSING");
    let early = play.report(&name, &TOGETHER).await.unwrap_err();
    assert_eq!(
        (reason(&early).as_str(), allowed(&early)),
        (
            "DECISION_MOVE_NOT_ALLOWED",
            vec!["BeginAssessment".to_owned(), "ExemptDecision".to_owned()]
        )
    );
    play.begin(&name).await;
    assert_eq!(
        reason(&play.report(&name, &TOGETHER[..3]).await.unwrap_err()),
        "CHECKLIST_INCOMPLETE"
    );
    play.report(&name, &TOGETHER).await.unwrap();
    let mitigate = pb::RiskConclusion::MitigateThen;
    assert_eq!(
        reason(&play.decide(&rated(TOWN), &name, mitigate).await.unwrap_err()),
        "DECIDER_EXEMPTS_NOT_ITSELF"
    );
    assert_eq!(
        reason(&play.decide(&rated(OTHER_TOWN), &name, mitigate).await.unwrap_err()),
        "UNIT_NOT_YOURS"
    );
    play.decide(&assessor(), &name, mitigate).await.unwrap();
    assert_eq!(reason(&play.approve(&name).await.unwrap_err()), "MITIGATION_MISSING");
    assert_eq!(reason(&play.follow_up(&name).await.unwrap_err()), "NOT_APPROVED");
    let ready = play.mitigate(&name).await.unwrap();
    assert_eq!(ready.allowed, ["ApproveDecision"]);
    play.approve(&name).await.unwrap();
    assert_eq!(reason(&play.approve(&name).await.unwrap_err()), "ALREADY_APPROVED");
    // What is not controllable is not done, and what need not be assessed says why.
    let dangerous = play.record(pb::RiskSubject::Activity).await;
    play.begin(&dangerous).await;
    play.report(&dangerous, &["crowd_safety", "emergency_plan"]).await.unwrap();
    play.decide(&assessor(), &dangerous, pb::RiskConclusion::NotControllable)
        .await
        .unwrap();
    assert_eq!(reason(&play.approve(&dangerous).await.unwrap_err()), "RISK_NOT_CONTROLLABLE");
    let urgent = play.record(pb::RiskSubject::Policy).await;
    assert_eq!(
        reason(&play.exempt(&rated(TOWN), &urgent).await.unwrap_err()),
        "DECIDER_EXEMPTS_NOT_ITSELF"
    );
    play.exempt(&assessor(), &urgent).await.unwrap();
    play.approve(&urgent).await.unwrap();
    play.record(pb::RiskSubject::Project).await;
    let before = play.scene.now().unix_timestamp();
    let coverage = pb::GetRiskCoverageRequest {
        parent: parent(),
        from_date: play.scene.day(-1).to_string(),
        to_date: play.scene.day(0).to_string(),
    };
    let coverage = play
        .desk
        .get_risk_coverage(asked(&assessor(), coverage))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (coverage.should, coverage.assessed, coverage.exempted, coverage.percent.as_str()),
        (3, 2, 1, "66.67")
    );
    let counted = coverage.count_time.unwrap().seconds;
    assert!((before..=play.scene.now().unix_timestamp()).contains(&counted));
    let list = pb::ListRiskDecisionsRequest {
        parent: parent(),
        ..pb::ListRiskDecisionsRequest::default()
    };
    let seen = async |by: Principal| {
        play.desk
            .list_risk_decisions(asked(&by, list.clone()))
            .await
            .unwrap()
            .into_inner()
            .decisions
            .len()
    };
    assert_eq!(
        [seen(assessor()).await, seen(rated(TOWN)).await, seen(rated(OTHER_TOWN)).await],
        [4, 4, 0]
    );
}

#[test]
fn a_few_more_cases_are_chance() {
    let of = |before, after| {
        Cases {
            before,
            after,
            whole: false,
        }
        .is_more_than_chance()
    };
    assert!(!of(0, 4) && of(0, 5) && !of(4, 10) && of(4, 11));
    assert!(!of(100, 130) && of(100, 131) && !of(10, 3));
}

#[test]
fn each_role_has_its_verbs() {
    let of = |by: &Principal| verbs("RiskService", Some(by)).len();
    assert_eq!(
        (of(&assessor()), of(&rated(TOWN)), of(&principal("auditor", None, "auditor"))),
        (6, 9, 3)
    );
    assert!(verbs("RiskService", None).is_empty());
}

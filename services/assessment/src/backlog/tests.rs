//! A campaign from its choice to its close, by what petition and mediation tell, on both databases.

use shiyu_kit::auth::Principal;
use shiyu_kit::nats::Fact;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_COUNTY, OTHER_TOWN, TOWN, asked, id, parent, principal, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::backlog_service_server::BacklogService;
use shiyu_proto::mediation::v1 as mediation;
use shiyu_proto::petition::v1 as petition;
use time::Duration;
use tonic::Status;
use uuid::Uuid;

use crate::scene::{Scene, assessor, fact, verbs};

shiyu_kit::both_databases! {
    old_cases_are_chosen_and_only_their_own_procedure_ends_them;
    what_is_taken_back_is_open_again;
}

type Answer = Result<pb::BacklogCampaign, Status>;

const MATTER: Uuid = Uuid::from_u128(1);
const OTHER_MATTER: Uuid = Uuid::from_u128(2);
const DISPUTE: Uuid = Uuid::from_u128(3);

impl Scene {
    fn matter(&self, case: Uuid, version: i64, days: i64, (kind, stage): (&str, petition::Stage)) -> Fact {
        let matter = petition::Matter {
            unit: format!("{COUNTY}-XFJ"),
            place: TOWN.to_owned(),
            category: "housing.repair".to_owned(),
            stage: stage.into(),
            ..petition::Matter::default()
        };
        let moved = petition::MatterMoved { matter: Some(matter) };
        fact(
            &format!("petition.{kind}"),
            case,
            version,
            self.now() - Duration::days(days),
            &moved,
        )
    }

    fn dispute(&self, case: Uuid, version: i64, days: i64, (kind, stage): (&str, mediation::DisputeStage)) -> Fact {
        let happening = mediation::DisputeHappening {
            unit: format!("{TOWN}-TWH"),
            place: TOWN.to_owned(),
            category: 3,
            stage: stage.into(),
            ..mediation::DisputeHappening::default()
        };
        let moved = mediation::DisputeMoved {
            happening: Some(happening),
        };
        fact(
            &format!("mediation.{kind}"),
            case,
            version,
            self.now() - Duration::days(days),
            &moved,
        )
    }

    async fn old_cases(&self) {
        let registered = ("matter.registered", petition::Stage::Registered);
        let opened = ("case.opened", mediation::DisputeStage::Applied);
        self.hear(&[
            self.matter(MATTER, 1, 400, registered),
            self.matter(OTHER_MATTER, 1, 30, registered),
            self.dispute(DISPUTE, 1, 300, opened),
        ])
        .await;
    }

    async fn campaign(&self, service: &str, category: &str, sponsor: &str) -> Answer {
        let request = pb::OpenBacklogCampaignRequest {
            parent: parent(),
            title: "化解积案".to_owned(),
            document: "越信联办〔2026〕2号".to_owned(),
            sponsor: sponsor.to_owned(),
            opened_before: self.day(-180).to_string(),
            service: service.to_owned(),
            category: category.to_owned(),
            milestones: vec![pb::BacklogMilestone {
                title: "逐案会商".to_owned(),
                due_date: self.day(60).to_string(),
                reach_time: None,
            }],
            request_id: id(),
        };
        Ok(self.backlog.open_backlog_campaign(asked(&assessor(), request)).await?.into_inner())
    }

    async fn reach(&self, by: &Principal, name: &str, number: i32) -> Answer {
        let request = pb::ReachBacklogMilestoneRequest {
            name: name.to_owned(),
            number,
            request_id: id(),
        };
        Ok(self.backlog.reach_backlog_milestone(asked(by, request)).await?.into_inner())
    }

    async fn release(&self, name: &str, case: Uuid) -> Answer {
        let request = pb::ReleaseBacklogCaseRequest {
            name: name.to_owned(),
            case: case.to_string(),
            reason: "已进入诉讼".to_owned(),
            request_id: id(),
        };
        Ok(self.backlog.release_backlog_case(asked(&assessor(), request)).await?.into_inner())
    }

    async fn finished(&self, name: &str) -> Answer {
        let request = pb::CloseBacklogCampaignRequest {
            name: name.to_owned(),
            request_id: id(),
        };
        Ok(self.backlog.close_backlog_campaign(asked(&assessor(), request)).await?.into_inner())
    }
}

fn why(answer: Answer) -> String {
    reason(&answer.unwrap_err())
}

fn head(unit: &str) -> Principal {
    principal(&format!("head-{unit}"), Some(unit), "unit_head")
}

async fn old_cases_are_chosen_and_only_their_own_procedure_ends_them(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    assert_eq!(why(scene.campaign("", "", TOWN).await), "NOTHING_TO_CHOOSE");
    scene.old_cases().await;
    assert_eq!(why(scene.campaign("", "", OTHER_COUNTY).await), "UNIT_OUTSIDE_JURISDICTION");
    let wrong = scene.campaign("grid", "", TOWN).await.unwrap_err();
    assert_eq!(
        shiyu_kit::fault::violations(&wrong),
        [("service".to_owned(), "SERVICE_INVALID".to_owned())]
    );
    assert_eq!(why(scene.campaign("petition", "water.supply", TOWN).await), "NOTHING_TO_CHOOSE");
    let only = scene.campaign("petition", "housing.repair", TOWN).await.unwrap();
    assert_eq!(
        only.cases.iter().map(|case| case.case.clone()).collect::<Vec<_>>(),
        [MATTER.to_string()]
    );
    let campaign = scene.campaign("", "", TOWN).await.unwrap();
    let name = campaign.name.as_str();
    assert_eq!(
        campaign.cases.iter().map(|case| case.service.as_str()).collect::<Vec<_>>(),
        ["petition", "mediation"]
    );

    assert_eq!(why(scene.reach(&head(OTHER_TOWN), name, 1).await), "UNIT_NOT_YOURS");
    assert_eq!(why(scene.reach(&head(TOWN), name, 2).await), "MILESTONE_UNKNOWN");
    scene.reach(&head(TOWN), name, 1).await.unwrap();
    assert_eq!(why(scene.reach(&head(TOWN), name, 1).await), "MILESTONE_REACHED");
    // Handled is not ended, and a campaign ends no case.
    scene
        .hear(&[scene.matter(MATTER, 2, 3, ("opinion.issued", petition::Stage::OpinionIssued))])
        .await;
    assert_eq!(why(scene.finished(name).await), "CASES_OPEN");
    scene
        .hear(&[scene.matter(MATTER, 3, 2, ("matter.closed", petition::Stage::Closed))])
        .await;
    assert_eq!(why(scene.finished(name).await), "CASES_OPEN");
    assert_eq!(why(scene.release(name, OTHER_MATTER).await), "CASE_NOT_CHOSEN");
    let released = scene.release(name, DISPUTE).await.unwrap();
    assert_eq!((released.cases.len(), released.ended), (2, 1));
    assert_eq!(released.cases[0].end_date, scene.day(-2).to_string());
    assert_eq!(why(scene.release(name, DISPUTE).await), "CASE_RELEASED");
    let closed = scene.finished(name).await.unwrap();
    assert!(closed.close_time.is_some());
    assert_eq!(why(scene.release(name, MATTER).await), "CAMPAIGN_CLOSED");
    whoever_has_nothing_to_do_with_it_has_none(&scene, name).await;
}

async fn whoever_has_nothing_to_do_with_it_has_none(scene: &Scene, name: &str) {
    let get = |by: &Principal| asked(by, pb::GetBacklogCampaignRequest { name: name.to_owned() });
    let unseen = scene.backlog.get_backlog_campaign(get(&head(OTHER_TOWN))).await.unwrap_err();
    assert_eq!(reason(&unseen), "CAMPAIGN_UNKNOWN");
    scene.backlog.get_backlog_campaign(get(&head(TOWN))).await.unwrap();
    for (by, many) in [(head(TOWN), 2), (head(OTHER_TOWN), 0), (assessor(), 2)] {
        let list = pb::ListBacklogCampaignsRequest {
            parent: parent(),
            ..pb::ListBacklogCampaignsRequest::default()
        };
        let listed = scene.backlog.list_backlog_campaigns(asked(&by, list)).await.unwrap().into_inner();
        assert_eq!(listed.campaigns.len(), many, "{}", by.subject);
        assert!(listed.campaigns.iter().all(|campaign| campaign.cases.is_empty()));
    }
}

/// A merger is an end until it is undone; a dispute's end stays one when it is archived.
async fn what_is_taken_back_is_open_again(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.old_cases().await;
    let campaign = scene.campaign("", "", TOWN).await.unwrap();
    let ended = async || {
        let get = pb::GetBacklogCampaignRequest {
            name: campaign.name.clone(),
        };
        scene
            .backlog
            .get_backlog_campaign(asked(&assessor(), get))
            .await
            .unwrap()
            .into_inner()
            .ended
    };
    let facts = [
        (scene.matter(MATTER, 2, 9, ("matter.merged", petition::Stage::Merged)), 1),
        (scene.matter(MATTER, 3, 8, ("matter.unmerged", petition::Stage::Registered)), 0),
        (scene.dispute(DISPUTE, 2, 7, ("case.closed", mediation::DisputeStage::Performed)), 1),
        (
            scene.dispute(DISPUTE, 3, 6, ("case.archived", mediation::DisputeStage::Archived)),
            1,
        ),
    ];
    for (fact, expected) in facts {
        scene.hear(&[fact]).await;
        assert_eq!(ended().await, expected);
    }
}

#[test]
fn each_role_has_its_verbs() {
    let of = |role: &str| verbs("BacklogService", Some(&principal("somebody", Some(COUNTY), role)));
    assert_eq!(of("assessor").len(), 6);
    let unit = ["GetBacklogCampaign", "ListBacklogCampaigns", "ReachBacklogMilestone"].map(str::to_owned);
    assert_eq!(of("unit_head"), unit.into());
    assert_eq!(of("auditor").len(), 2);
    assert!(of("citizen").is_empty() && verbs("BacklogService", None).is_empty());
}

//! A campaign about old cases (S16): it chooses what is open, moves none of it, and is over when all of it came to its own end.

use shiyu_e2e::people::{HANDLER, HEAD, OFFICER};
use shiyu_e2e::sample::{BUREAU, TRANSPORT, parent};
use shiyu_e2e::{Backends, Matter, Storage};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::backlog_service_client::BacklogServiceClient;
use shiyu_proto::petition::v1::{self as petition, Stage};
use time::Duration;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};
use tonic::{Response, Status};

use super::{ASSESSOR, Office, PAPER, id};
use crate::saying::{at, refused};

on_both_storages! {
    a_campaign_is_over_when_its_cases_came_to_their_own_end;
}

impl Office {
    async fn campaign(&self, name: &str) -> pb::BacklogCampaign {
        let get = pb::GetBacklogCampaignRequest { name: name.to_owned() };
        let mut backlogs = BacklogServiceClient::new(self.assessment.caller(&ASSESSOR).door());
        backlogs.get_backlog_campaign(get).await.unwrap().into_inner()
    }

    async fn released(&self, name: &str, case: &str) -> Result<pb::BacklogCampaign, Status> {
        let release = pb::ReleaseBacklogCaseRequest {
            name: name.to_owned(),
            case: case.to_owned(),
            reason: "已转入诉讼程序".to_owned(),
            request_id: id(),
        };
        let mut backlogs = BacklogServiceClient::new(self.assessment.caller(&ASSESSOR).door());
        backlogs.release_backlog_case(release).await.map(Response::into_inner)
    }

    async fn campaign_closed(&self, name: &str) -> Result<pb::BacklogCampaign, Status> {
        let close = pb::CloseBacklogCampaignRequest {
            name: name.to_owned(),
            request_id: id(),
        };
        let mut backlogs = BacklogServiceClient::new(self.assessment.caller(&ASSESSOR).door());
        backlogs.close_backlog_campaign(close).await.map(Response::into_inner)
    }
}

async fn a_campaign_is_over_when_its_cases_came_to_their_own_end(backends: Backends, storage: Storage) {
    let office = Office::open(&backends, storage).await;
    let (first, second) = (at(&office.town, Stage::Handling).await, at(&office.town, Stage::Handling).await);
    // What is at its end is no backlog, and of a sealed matter nothing is known here.
    office.ended().await;
    Matter::register_as(&office.town.caller(&OFFICER), |petition| {
        petition.accused = Some(petition::Accused {
            units: vec![TRANSPORT.to_owned()],
            ..petition::Accused::default()
        });
    })
    .await;
    office.told().await;
    let open = |before: Duration| pb::OpenBacklogCampaignRequest {
        parent: parent(),
        title: "化解积案".to_owned(),
        document: PAPER.to_owned(),
        sponsor: BUREAU.to_owned(),
        opened_before: (office.today() + before).to_string(),
        milestones: vec![pb::BacklogMilestone {
            title: "全部约谈".to_owned(),
            due_date: (office.today() + Duration::days(30)).to_string(),
            reach_time: None,
        }],
        request_id: id(),
        ..pb::OpenBacklogCampaignRequest::default()
    };
    let mut backlogs = BacklogServiceClient::new(office.assessment.caller(&ASSESSOR).door());
    let young = backlogs.open_backlog_campaign(open(Duration::days(-1))).await;
    refused(young, FailedPrecondition, "NOTHING_TO_CHOOSE");
    let mut sponsor = BacklogServiceClient::new(office.assessment.caller(&HEAD).door());
    let theirs = sponsor.open_backlog_campaign(open(Duration::DAY)).await;
    refused(theirs, PermissionDenied, "NOT_PERMITTED");
    let campaign = backlogs.open_backlog_campaign(open(Duration::DAY)).await.unwrap().into_inner();
    let mut chosen: Vec<&str> = campaign.cases.iter().map(|case| case.case.as_str()).collect();
    chosen.sort_unstable();
    let mut expected = [first.id.to_string(), second.id.to_string()];
    expected.sort_unstable();
    assert_eq!(chosen, expected);
    refused(office.campaign_closed(&campaign.name).await, FailedPrecondition, "CASES_OPEN");

    // One comes to its end by its own procedure, the other is let go and goes on as before.
    first.by(&office.town, &HANDLER).settle("Repaired by May").await.unwrap();
    office.told().await;
    assert_eq!(office.campaign(&campaign.name).await.ended, 1);
    let second_id = second.id.to_string();
    refused(office.released(&campaign.name, &id()).await, NotFound, "CASE_NOT_CHOSEN");
    office.released(&campaign.name, &second_id).await.unwrap();
    refused(
        office.released(&campaign.name, &second_id).await,
        FailedPrecondition,
        "CASE_RELEASED",
    );
    assert_eq!(second.get(&office.town).await.stage(), Stage::Handling);
    refused(office.campaign_closed(&campaign.name).await, FailedPrecondition, "MILESTONES_OPEN");
    let reach = pb::ReachBacklogMilestoneRequest {
        name: campaign.name.clone(),
        number: 1,
        request_id: id(),
    };
    sponsor.reach_backlog_milestone(reach).await.unwrap();
    let closed = office.campaign_closed(&campaign.name).await.unwrap();
    assert!(closed.close_time.is_some());
    refused(office.campaign_closed(&campaign.name).await, FailedPrecondition, "CAMPAIGN_CLOSED");
}

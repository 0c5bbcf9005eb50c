//! A programme from its catalogue to the archive, and a unit's years to a tripod, but for the one that is vetoed after it was heard.

use shiyu_e2e::people::Post;
use shiyu_e2e::sample::{BUREAU, COUNTY, OFFICE, TRANSPORT, parent};
use shiyu_e2e::{Backends, Storage};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::award_service_client::AwardServiceClient;
use shiyu_proto::assessment::v1::programme_service_client::ProgrammeServiceClient;
use time::Duration;
use tonic::Code::{FailedPrecondition, PermissionDenied};
use tonic::{Response, Status};

use super::{ASSESSOR, HOUSING, Office, PAPER, STREET, TRAFFIC, id};
use crate::saying::refused;

on_both_storages! {
    a_task_of_a_programme_is_done_by_its_unit_and_accepted_by_the_office;
    three_years_in_a_row_are_a_tripod_and_a_veto_is_heard_first;
}

/// A step of a task by whoever holds a post: which method, with which message, and what it says beside the name.
macro_rules! steps {
    ($($step:ident $call:ident $request:ident { $($field:ident: $said:expr),* };)+) => {
        impl Office {
            $(async fn $step(&self, by: &Post, task: &str) -> Result<pb::Task, Status> {
                let request = pb::$request {
                    name: task.to_owned(),
                    request_id: id(),
                    $($field: $said,)*
                };
                let mut programmes = ProgrammeServiceClient::new(self.assessment.caller(by).door());
                programmes.$call(request).await.map(Response::into_inner)
            })+
        }
    };
}

steps! {
    issue_task issue_task IssueTaskRequest {};
    begin_task begin_task BeginTaskRequest {};
    submit_task submit_task SubmitTaskRequest { evidence: vec![evidence()] };
    return_task return_task ReturnTaskRequest { remarks: "缺少签字".to_owned() };
    accept_task accept_task AcceptTaskRequest {};
    archive_task archive_task ArchiveTaskRequest {};
}

fn evidence() -> pb::Evidence {
    pb::Evidence {
        title: "网格图".to_owned(),
        reference: "档-2026-7".to_owned(),
        sha256: "ab".repeat(32),
    }
}

impl Office {
    /// A programme of a year, and its one objective.
    async fn objective(&self) -> String {
        let mut programmes = ProgrammeServiceClient::new(self.assessment.caller(&ASSESSOR).door());
        let day = |days: i64| (self.today() + Duration::days(days)).to_string();
        let put = pb::PutProgrammeRequest {
            parent: parent(),
            request_id: id(),
            programme: Some(pb::Programme {
                title: "市域社会治理".to_owned(),
                unit: COUNTY.to_owned(),
                from_date: day(0),
                to_date: day(300),
                archive_date: day(330),
                document: PAPER.to_owned(),
                ..pb::Programme::default()
            }),
        };
        let programme = programmes.put_programme(put).await.unwrap().into_inner().name;
        let put = pb::PutObjectiveRequest {
            parent: parent(),
            request_id: id(),
            objective: Some(pb::Objective {
                programme,
                number: 1,
                title: "基础工作".to_owned(),
                unit: COUNTY.to_owned(),
                ..pb::Objective::default()
            }),
        };
        programmes.put_objective(put).await.unwrap().into_inner().name
    }

    /// The tasks that are planned for a bureau of the built-in catalogue's third class.
    async fn planned(&self, objective: &str) -> Vec<pb::Task> {
        let mut programmes = ProgrammeServiceClient::new(self.assessment.caller(&ASSESSOR).door());
        let plan = || pb::PlanTasksRequest {
            parent: parent(),
            request_id: id(),
            objective: objective.to_owned(),
            edition: String::new(),
            units: vec![BUREAU.to_owned()],
            due_date: (self.today() + Duration::days(60)).to_string(),
            class: "03".to_owned(),
        };
        let planned = programmes.plan_tasks(plan()).await.unwrap().into_inner().planned;
        assert_eq!((planned, programmes.plan_tasks(plan()).await.unwrap().into_inner().planned), (6, 0));
        let list = pb::ListTasksRequest {
            parent: parent(),
            objective: objective.to_owned(),
            ..pb::ListTasksRequest::default()
        };
        let mut own = ProgrammeServiceClient::new(self.assessment.caller(&HOUSING).door());
        own.list_tasks(list).await.unwrap().into_inner().tasks
    }
}

async fn a_task_of_a_programme_is_done_by_its_unit_and_accepted_by_the_office(backends: Backends, storage: Storage) {
    let office = Office::open(&backends, storage).await;
    let objective = office.objective().await;
    let tasks = office.planned(&objective).await;
    assert_eq!(tasks.len(), 6);
    let task = tasks[0].name.as_str();
    refused(office.begin_task(&HOUSING, task).await, FailedPrecondition, "TASK_MOVE_NOT_ALLOWED");
    office.issue_task(&ASSESSOR, task).await.unwrap();
    refused(office.begin_task(&TRAFFIC, task).await, PermissionDenied, "UNIT_NOT_YOURS");
    office.begin_task(&HOUSING, task).await.unwrap();
    office.submit_task(&HOUSING, task).await.unwrap();
    refused(office.accept_task(&HOUSING, task).await, PermissionDenied, "NOT_PERMITTED");
    let back = office.return_task(&ASSESSOR, task).await.unwrap();
    assert_eq!((back.stage(), back.remarks.as_str()), (pb::TaskStage::Returned, "缺少签字"));
    office.submit_task(&HOUSING, task).await.unwrap();
    office.accept_task(&ASSESSOR, task).await.unwrap();
    let archived = office.archive_task(&ASSESSOR, task).await.unwrap();
    assert_eq!((archived.stage(), archived.evidence.len()), (pb::TaskStage::Archived, 1));
}

impl Office {
    fn awards(&self) -> AwardServiceClient<shiyu_e2e::people::Door> {
        AwardServiceClient::new(self.assessment.caller(&ASSESSOR).door())
    }

    async fn nominated(&self, unit: &str, year: i32) -> Result<pb::AwardYear, Status> {
        let nominate = pb::NominateUnitRequest {
            parent: parent(),
            request_id: id(),
            unit: unit.to_owned(),
            year,
            document: PAPER.to_owned(),
        };
        self.awards().nominate_unit(nominate).await.map(Response::into_inner)
    }

    /// A year that qualifies and is publicised.
    async fn publicised(&self, year: i32) -> String {
        let name = self.nominated(BUREAU, year).await.unwrap().name;
        let decide = pb::DecideAwardRequest {
            name: name.clone(),
            request_id: id(),
            qualified: true,
            document: PAPER.to_owned(),
        };
        self.awards().decide_award(decide).await.unwrap();
        let publicise = pb::PubliciseAwardRequest {
            name: name.clone(),
            request_id: id(),
            document: PAPER.to_owned(),
        };
        self.awards().publicise_award(publicise).await.unwrap();
        name
    }

    /// An objection of a unit.
    async fn objected(&self, by: &Post, name: &str) -> Result<pb::AwardYear, Status> {
        let object = pb::ObjectToAwardRequest {
            name: name.to_owned(),
            request_id: id(),
            grounds: "年内事故未列入评定".to_owned(),
            document: "档-2026-5".to_owned(),
        };
        let mut awards = AwardServiceClient::new(self.assessment.caller(by).door());
        awards.object_to_award(object).await.map(Response::into_inner)
    }

    /// The first one is answered: it is not right.
    async fn answered_objection(&self, name: &str) -> Result<pb::AwardYear, Status> {
        let answer = pb::AnswerObjectionRequest {
            name: name.to_owned(),
            request_id: id(),
            number: 1,
            upheld: false,
            hearing_document: String::new(),
            document: PAPER.to_owned(),
        };
        self.awards().answer_objection(answer).await.map(Response::into_inner)
    }

    async fn granted(&self, name: &str) -> Result<pb::AwardYear, Status> {
        let grant = pb::GrantAwardRequest {
            name: name.to_owned(),
            request_id: id(),
            document: PAPER.to_owned(),
        };
        self.awards().grant_award(grant).await.map(Response::into_inner)
    }

    async fn vetoed(&self, veto: &str, panel: &str) -> Result<pb::Veto, Status> {
        let decide = pb::DecideVetoRequest {
            name: veto.to_owned(),
            request_id: id(),
            vetoed: true,
            document: PAPER.to_owned(),
            panel: vec![panel.to_owned()],
        };
        self.awards().decide_veto(decide).await.map(Response::into_inner)
    }
}

async fn three_years_in_a_row_are_a_tripod_and_a_veto_is_heard_first(backends: Backends, storage: Storage) {
    let office = Office::open(&backends, storage).await;
    let this = office.today().year();
    refused(office.nominated(BUREAU, this).await, FailedPrecondition, "YEAR_NOT_OVER");
    let mut years = Vec::new();
    for year in this - 3..this {
        years.push(office.publicised(year).await);
    }
    refused(office.granted(&years[0]).await, FailedPrecondition, "PUBLICITY_NOT_OVER");
    let objected = office.objected(&TRAFFIC, &years[0]).await.unwrap();
    assert_eq!(objected.objections.len(), 1);
    // Five working days, whatever holidays lie between.
    office.assessment.advance(Duration::days(20)).await;
    office.told().await;
    let late = office.objected(&STREET, &years[0]).await;
    refused(late, FailedPrecondition, "PUBLICITY_OVER");
    refused(office.granted(&years[0]).await, FailedPrecondition, "OBJECTION_UNANSWERED");
    office.answered_objection(&years[0]).await.unwrap();
    for year in &years {
        office.granted(year).await.unwrap();
    }
    // What a unit comes to everybody may know.
    let streak = pb::GetAwardStreakRequest {
        parent: parent(),
        unit: BUREAU.to_owned(),
    };
    let mut anybody = AwardServiceClient::new(office.assessment.anonymous().door());
    let streak = anybody.get_award_streak(streak).await.unwrap().into_inner();
    assert_eq!((streak.years, streak.tier()), (3, pb::AwardTier::Tripod));

    let propose = pb::ProposeVetoRequest {
        parent: parent(),
        request_id: id(),
        unit: TRANSPORT.to_owned(),
        year: this - 1,
        event: pb::VetoEvent::FalsifiedFigures.into(),
        evidence: "档-2026-3".to_owned(),
    };
    let veto = office.awards().propose_veto(propose).await.unwrap().into_inner().name;
    refused(office.vetoed(&veto, OFFICE).await, FailedPrecondition, "HEARING_NOT_HELD");
    let hear = pb::HearUnitRequest {
        name: veto.clone(),
        request_id: id(),
        hearing_date: office.today().to_string(),
        document: PAPER.to_owned(),
    };
    office.awards().hear_unit(hear).await.unwrap();
    refused(office.vetoed(&veto, TRANSPORT).await, FailedPrecondition, "PANEL_NOT_INDEPENDENT");
    assert_eq!(office.vetoed(&veto, OFFICE).await.unwrap().stage(), pb::VetoStage::Vetoed);
    let year = office.nominated(TRANSPORT, this - 1).await.unwrap();
    assert_eq!(year.stage(), pb::AwardStage::Vetoed);
}

//! Programmes on both databases, from the plan to the archive.

use shiyu_kit::auth::Principal;
use shiyu_kit::fault::allowed;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, asked, code, id, parent, principal, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::programme_service_server::ProgrammeService;
use tonic::Status;

use super::ProgrammeDesk;
use crate::scene::{Scene, assessor, rated, verbs};

shiyu_kit::both_databases! {
    a_programme_is_planned_from_a_catalogue_and_archived;
    a_catalogue_is_imported_once;
}

struct Play {
    scene: Scene,
    desk: ProgrammeDesk,
}

impl Play {
    async fn open(home: &TestDatabase) -> Self {
        let scene = Scene::open(home).await;
        let desk = ProgrammeDesk::new(code(COUNTY), scene.office.clone());
        Self { scene, desk }
    }

    fn programme(&self) -> pb::Programme {
        pb::Programme {
            title: "市域社会治理三年行动".to_owned(),
            unit: COUNTY.to_owned(),
            from_date: self.scene.day(0).to_string(),
            to_date: self.scene.day(300).to_string(),
            archive_date: self.scene.day(330).to_string(),
            document: "越委〔2026〕5号".to_owned(),
            ..pb::Programme::default()
        }
    }

    async fn put(&self, programme: pb::Programme) -> Result<pb::Programme, Status> {
        let put = pb::PutProgrammeRequest {
            parent: parent(),
            request_id: id(),
            programme: Some(programme),
        };
        Ok(self.desk.put_programme(asked(&assessor(), put)).await?.into_inner())
    }

    async fn objective(&self, programme: &str) -> String {
        let objective = pb::Objective {
            programme: programme.to_owned(),
            number: 1,
            title: "基础工作".to_owned(),
            unit: COUNTY.to_owned(),
            ..pb::Objective::default()
        };
        let put = pb::PutObjectiveRequest {
            parent: parent(),
            request_id: id(),
            objective: Some(objective),
        };
        self.desk.put_objective(asked(&assessor(), put)).await.unwrap().into_inner().name
    }

    async fn plan(&self, objective: &str, edition: &str, due: i64) -> Result<i32, Status> {
        let plan = pb::PlanTasksRequest {
            parent: parent(),
            request_id: id(),
            objective: objective.to_owned(),
            edition: edition.to_owned(),
            units: vec![TOWN.to_owned(), OTHER_TOWN.to_owned()],
            due_date: self.scene.day(due).to_string(),
            class: "03".to_owned(),
        };
        Ok(self.desk.plan_tasks(asked(&assessor(), plan)).await?.into_inner().planned)
    }

    async fn tasks(&self, by: &Principal, objective: &str) -> Vec<pb::Task> {
        let list = pb::ListTasksRequest {
            parent: parent(),
            objective: objective.to_owned(),
            ..pb::ListTasksRequest::default()
        };
        self.desk.list_tasks(asked(by, list)).await.unwrap().into_inner().tasks
    }

    async fn step(&self, by: &Principal, step: &str, name: &str) -> Result<pb::Task, Status> {
        let (name, request_id) = (name.to_owned(), id());
        let answer = match step {
            "issue" => self.desk.issue_task(asked(by, pb::IssueTaskRequest { name, request_id })).await,
            "begin" => self.desk.begin_task(asked(by, pb::BeginTaskRequest { name, request_id })).await,
            "accept" => self.desk.accept_task(asked(by, pb::AcceptTaskRequest { name, request_id })).await,
            "archive" => self.desk.archive_task(asked(by, pb::ArchiveTaskRequest { name, request_id })).await,
            "return" => {
                let remarks = "缺少签字".to_owned();
                let back = pb::ReturnTaskRequest { name, request_id, remarks };
                self.desk.return_task(asked(by, back)).await
            }
            _ => {
                let evidence = pb::Evidence {
                    title: "网格图".to_owned(),
                    reference: "档-2026-3-1".to_owned(),
                    sha256: String::new(),
                };
                let submit = pb::SubmitTaskRequest {
                    name,
                    request_id,
                    evidence: vec![evidence],
                };
                self.desk.submit_task(asked(by, submit)).await
            }
        };
        Ok(answer?.into_inner())
    }
}

async fn a_programme_is_planned_from_a_catalogue_and_archived(home: TestDatabase) {
    let play = Play::open(&home).await;
    let programme = play.put(play.programme()).await.unwrap();
    let objective = play.objective(&programme.name).await;
    assert_eq!(reason(&play.plan(&objective, "", 301).await.unwrap_err()), "TASK_AFTER_PROGRAMME");
    assert_eq!(reason(&play.plan(&objective, "2031", 60).await.unwrap_err()), "CATALOGUE_UNKNOWN");
    // Six items of the third class, for two towns, once.
    assert_eq!(
        (
            play.plan(&objective, "", 60).await.unwrap(),
            play.plan(&objective, "", 60).await.unwrap()
        ),
        (12, 0)
    );
    let own = play.tasks(&rated(TOWN), &objective).await;
    assert_eq!((own.len(), play.tasks(&assessor(), &objective).await.len()), (6, 12));
    assert!(own.iter().all(|task| task.unit == TOWN));
    let task = &own[0].name;
    let refused = play.step(&rated(TOWN), "submit", task).await.unwrap_err();
    assert_eq!(
        (reason(&refused).as_str(), allowed(&refused)),
        ("TASK_MOVE_NOT_ALLOWED", vec!["IssueTask".to_owned(), "PutTask".to_owned()])
    );
    assert_eq!(
        reason(&play.step(&rated(TOWN), "issue", task).await.unwrap_err()),
        "UNIT_ACCEPTS_NOT_ITSELF"
    );
    play.step(&assessor(), "issue", task).await.unwrap();
    assert_eq!(
        reason(&play.step(&rated(OTHER_TOWN), "begin", task).await.unwrap_err()),
        "UNIT_NOT_YOURS"
    );
    play.step(&rated(TOWN), "begin", task).await.unwrap();
    play.scene.wait(61);
    let late = play.tasks(&rated(TOWN), &objective).await;
    assert_eq!(
        late.iter().filter(|task| task.overdue).map(|task| &task.name).collect::<Vec<_>>(),
        [task]
    );
    assert!(!play.step(&rated(TOWN), "submit", task).await.unwrap().overdue);
    let back = play.step(&assessor(), "return", task).await.unwrap();
    assert_eq!((back.overdue, back.remarks.as_str()), (true, "缺少签字"));
    let again = play.step(&rated(TOWN), "submit", task).await.unwrap();
    assert_eq!((again.remarks.as_str(), again.evidence.len()), ("", 1));
    assert!(!play.step(&assessor(), "accept", task).await.unwrap().overdue);
    // The archive has a last day of its own.
    play.scene.wait(280);
    assert!(
        play.tasks(&rated(TOWN), &objective)
            .await
            .iter()
            .any(|it| it.name == *task && it.overdue)
    );
    let filed = play.step(&assessor(), "archive", task).await.unwrap();
    assert_eq!(
        (filed.stage(), filed.overdue, filed.allowed.len()),
        (pb::TaskStage::Archived, false, 0)
    );
    let get = pb::GetProgrammeRequest {
        name: programme.name.clone(),
    };
    let standing = play.desk.get_programme(asked(&rated(TOWN), get)).await.unwrap().into_inner();
    let counts: Vec<_> = standing
        .counts
        .iter()
        .map(|count| (count.stage(), count.tasks, count.overdue))
        .collect();
    assert_eq!(counts, [(pb::TaskStage::Planned, 11, 0), (pb::TaskStage::Archived, 1, 0)]);
    let unknown = pb::Programme {
        name: format!("counties/{COUNTY}/programmes/{}", id()),
        ..play.programme()
    };
    assert_eq!(reason(&play.put(unknown).await.unwrap_err()), "PROGRAMME_UNKNOWN");
}

async fn a_catalogue_is_imported_once(home: TestDatabase) {
    let play = Play::open(&home).await;
    let import = async |sheet: &str| {
        let import = pb::ImportCatalogueRequest {
            parent: parent(),
            request_id: id(),
            edition: "2026".to_owned(),
            document: "越平安〔2026〕2号".to_owned(),
            sheet: sheet.as_bytes().to_vec(),
        };
        play.desk.import_catalogue(asked(&assessor(), import)).await
    };
    assert_eq!(import("no sheet").await.unwrap_err().code(), tonic::Code::InvalidArgument);
    let own = "code,class,title,evidence\n03-01,网格,图,版本\n03-02,网格,岗位,名册\n";
    assert_eq!(import(own).await.unwrap().into_inner().items.len(), 2);
    assert_eq!(reason(&import("").await.unwrap_err()), "CATALOGUE_EXISTS");
    let get = async |edition: &str| {
        let get = pb::GetCatalogueRequest {
            parent: parent(),
            edition: edition.to_owned(),
        };
        play.desk
            .get_catalogue(asked(&rated(TOWN), get))
            .await
            .unwrap()
            .into_inner()
            .items
            .len()
    };
    assert_eq!((get("2026").await, get("").await), (2, 82));
    let programme = play.put(play.programme()).await.unwrap();
    let objective = play.objective(&programme.name).await;
    assert_eq!(play.plan(&objective, "2026", 30).await.unwrap(), 4);
}

#[test]
fn each_role_has_its_verbs() {
    let of = |by: &Principal| verbs("ProgrammeService", Some(by)).len();
    assert_eq!(
        (of(&assessor()), of(&rated(TOWN)), of(&principal("auditor", None, "auditor"))),
        (13, 6, 4)
    );
    assert!(verbs("ProgrammeService", None).is_empty());
}

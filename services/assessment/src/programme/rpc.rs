//! The front door: parse, look up or perform, answer.

use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::programme_service_server::ProgrammeService;
use tonic::{Request, Response, Status};

use super::desk::ProgrammeDesk;
use super::domain::{Objective, Programme, Refusal, Step, Task};
use super::wire;
use crate::shelf;

/// What every order that only names its task says.
macro_rules! step {
    ($desk:ident, $request:ident, $step:expr) => {{
        let (by, request) = caller($request)?;
        let wanted = wire::step((&request.name, &request.request_id), $step, &$desk.county)?;
        $desk.perform(&by, wanted).await
    }};
}

#[tonic::async_trait]
impl ProgrammeService for ProgrammeDesk {
    async fn put_programme(&self, request: Request<pb::PutProgrammeRequest>) -> Result<Response<pb::Programme>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_programme(request, &self.county)?).await
    }

    async fn put_objective(&self, request: Request<pb::PutObjectiveRequest>) -> Result<Response<pb::Objective>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_objective(request, &self.county)?).await
    }

    async fn put_task(&self, request: Request<pb::PutTaskRequest>) -> Result<Response<pb::Task>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_task(request, &self.county)?).await
    }

    async fn plan_tasks(&self, request: Request<pb::PlanTasksRequest>) -> Result<Response<pb::PlanTasksResponse>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::plan(request, &self.county)?).await
    }

    async fn issue_task(&self, request: Request<pb::IssueTaskRequest>) -> Result<Response<pb::Task>, Status> {
        step!(self, request, Step::Issue)
    }

    async fn begin_task(&self, request: Request<pb::BeginTaskRequest>) -> Result<Response<pb::Task>, Status> {
        step!(self, request, Step::Begin)
    }

    async fn submit_task(&self, request: Request<pb::SubmitTaskRequest>) -> Result<Response<pb::Task>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::submit(request, &self.county)?).await
    }

    async fn accept_task(&self, request: Request<pb::AcceptTaskRequest>) -> Result<Response<pb::Task>, Status> {
        step!(self, request, Step::Accept)
    }

    async fn return_task(&self, request: Request<pb::ReturnTaskRequest>) -> Result<Response<pb::Task>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::give_back(request, &self.county)?).await
    }

    async fn archive_task(&self, request: Request<pb::ArchiveTaskRequest>) -> Result<Response<pb::Task>, Status> {
        step!(self, request, Step::Archive)
    }

    async fn get_programme(&self, request: Request<pb::GetProgrammeRequest>) -> Result<Response<pb::ProgrammeStanding>, Status> {
        let id = wire::named(&request.into_inner().name, &self.county)?;
        let standing = self.standing(id).await?;
        Ok(Response::new(standing))
    }

    async fn list_programmes(&self, request: Request<pb::ListProgrammesRequest>) -> Result<Response<pb::ListProgrammesResponse>, Status> {
        let listing = wire::programmes(&request.into_inner(), &self.county)?;
        let page = shelf::page::<Programme>(&self.office().db.reader, &Reach::Everything, &listing.paging).await?;
        Ok(Response::new(pb::ListProgrammesResponse {
            programmes: page.items.iter().map(|it| wire::programme(it, &self.county)).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_tasks(&self, request: Request<pb::ListTasksRequest>) -> Result<Response<pb::ListTasksResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::tasks(&request, &self.county)?;
        let reach = shelf::reach(&by, &self.county, self.office());
        let label = listing.filter.map(|objective| objective.to_string());
        let page = shelf::page_under::<Task>(&self.office().db.reader, (&reach, label.as_deref()), &listing.paging).await?;
        let today = self.today();
        Ok(Response::new(pb::ListTasksResponse {
            tasks: page.items.iter().map(|it| wire::told(it, &self.county, today)).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn import_catalogue(&self, request: Request<pb::ImportCatalogueRequest>) -> Result<Response<pb::Catalogue>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::import(request, &self.county)?).await
    }

    async fn get_catalogue(&self, request: Request<pb::GetCatalogueRequest>) -> Result<Response<pb::Catalogue>, Status> {
        let edition = wire::edition(request.into_inner(), &self.county)?;
        let (document, items) = self.edition(&self.office().db.reader, &edition).await?;
        Ok(Response::new(wire::catalogue(&edition, &document, &items)))
    }
}

impl ProgrammeDesk {
    async fn standing(&self, id: uuid::Uuid) -> Result<pb::ProgrammeStanding, Fault<Refusal>> {
        let db = &self.office().db.reader;
        let programme = shelf::get::<Programme>(db, id)
            .await?
            .ok_or(Fault::Refused(Refusal::ProgrammeUnknown))?;
        let mut objectives = shelf::labelled::<Objective>(db, &id.to_string()).await?;
        objectives.sort_by_key(|objective| (objective.number, objective.id));
        let mut tasks = Vec::new();
        for objective in &objectives {
            tasks.extend(shelf::labelled::<Task>(db, &objective.id.to_string()).await?);
        }
        let told = wire::programme(&programme, &self.county);
        Ok(wire::standing(told, &objectives, &tasks, (&self.county, self.today())))
    }
}

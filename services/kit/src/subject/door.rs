//! The front door: parse, look up, perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::subject_service_server::SubjectService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::domain::{Refusal, Wish};
use super::held::Found;
use super::{Corrected, Order, SubjectDesk, store, wire};
use crate::case::Actor;
use crate::desk::Shown;
use crate::fault::{Corrupt, Fault};
use crate::look;
use crate::operations::timestamp;
use crate::party::Identity;
use crate::rpc::caller;
use crate::wire::{clear, hidden};

#[tonic::async_trait]
impl<C: Shown> SubjectService for SubjectDesk<C> {
    async fn list_subject_tasks(
        &self,
        request: Request<common::ListSubjectTasksRequest>,
    ) -> Result<Response<common::ListSubjectTasksResponse>, Status> {
        let (_, request) = caller(request)?;
        let listing = wire::list(&request, &self.cases.county)?;
        let paging = listing.paging;
        let rows = store::list(self.cases.reader(), listing.filter, paging.after(), paging.limit()).await;
        let page = paging.page(rows.map_err(Fault::<Refusal>::from)?, store::key)?;
        let page = page.map(|task| wire::task(&task, &self.cases.county));
        Ok(Response::new(common::ListSubjectTasksResponse {
            tasks: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn find_held_cases(
        &self,
        request: Request<common::FindHeldCasesRequest>,
    ) -> Result<Response<common::FindHeldCasesResponse>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::find(&request, &self.cases.county)?;
        let wish = self.open(id).await?.asked.wish;
        let mut cases = Vec::new();
        for found in self.held(&by, id).await? {
            self.noted(&by, found.row.case_id).await?;
            cases.push(self.held_case(wish, &found)?);
        }
        Ok(Response::new(common::FindHeldCasesResponse { cases }))
    }

    async fn answer_subject_task(
        &self,
        request: Request<common::AnswerSubjectTaskRequest>,
    ) -> Result<Response<common::SubjectTask>, Status> {
        let (by, request) = caller(request)?;
        let wire::Answering { mut wanted, right } = wire::answer(request, &self.cases.county)?;
        self.answers(&by)?;
        if let Order::Answer {
            id,
            outcome,
            held,
            correction,
            corrected,
            ..
        } = &mut wanted.order
        {
            let seal = |right: &Identity| self.cases.vault.seal(*id, *id, right, self.cases.clock.now());
            *correction = right.as_ref().map(seal).map(Box::new);
            if outcome.is_of_what_is_held() && self.is_open(*id).await? {
                let found = self.held(&by, *id).await?;
                *held = found.iter().map(Found::held).collect();
                if let Some(right) = &right {
                    *corrected = self.corrected(&found, right)?;
                }
            }
        }
        self.register.perform(self, &by, wanted).await
    }
}

impl<C: Shown> SubjectDesk<C> {
    /// Whether it is still to be answered. What was answered is answered as the first time, though it may not be read any more who asked.
    async fn is_open(&self, id: Uuid) -> Result<bool, Fault<Refusal>> {
        match self.open(id).await {
            Ok(_) => Ok(true),
            Err(Fault::Refused(Refusal::AnsweredAlready)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Whoever looks at a case is on record before it is shown (G-14).
    async fn noted(&self, by: &Actor, case: Uuid) -> Result<(), Fault<Refusal>> {
        if let Some(door) = look::through() {
            look::note(&self.cases.ledger.database().writer, by, case, &door, self.cases.clock.now()).await?;
        }
        Ok(())
    }

    /// Whoever asks as every case has them, put right and sealed.
    fn corrected(&self, found: &[Found], right: &Identity) -> Result<Vec<Corrected>, Corrupt> {
        let now = self.cases.clock.now();
        let put_right = found.iter().map(|found| {
            let identity = self.cases.unseal(&found.row)?.put_right(right);
            Ok(Corrected {
                sealed: self.cases.vault.seal(found.row.id, found.row.case_id, &identity, now),
                referrals: found.granted.clone(),
            })
        });
        put_right.collect()
    }

    /// What is held, in the clear where a copy of it is to be made.
    fn held_case(&self, wish: Wish, found: &Found) -> Result<common::HeldCase, Status> {
        let identity = self.cases.unseal(&found.row)?;
        let shown = match wish {
            Wish::Copy => clear(&identity),
            Wish::Correction | Wish::Deletion | Wish::Explanation => hidden(&identity.masked()),
        };
        Ok(common::HeldCase {
            name: self.name(found.row.case_id),
            party: found.row.id.to_string(),
            identity: Some(shown),
            end_time: found.ended.map(timestamp),
        })
    }
}

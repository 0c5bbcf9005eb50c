//! Photos and files: in and out in pieces, never whole in a message.

use std::pin::Pin;

use futures::{Stream, StreamExt, stream};
use shiyu_kit::case::Actor;
use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::file::{FileFault, Files, Hash};
use shiyu_kit::ledger::Done;
use shiyu_kit::rpc::caller;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::evidence_service_server::EvidenceService;
use shiyu_proto::enforcement::v1::read_evidence_response::Part as Out;
use shiyu_proto::enforcement::v1::upload_evidence_request::Part as In;
use tonic::{Request, Response, Status, Streaming};

use super::desk::Desk;
use crate::domain::{CaseFile, Refusal};
use crate::wire::{self, Asked, Upload};

/// The pieces of a file.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<pb::ReadEvidenceResponse, Status>> + Send>>;

/// The desk at which photos and files are taken in and given out.
#[derive(Debug, Clone)]
pub struct EvidenceDesk {
    desk: Desk,
    files: Files<CaseFile>,
}

impl EvidenceDesk {
    /// The desk of the cases, with their files.
    #[must_use]
    pub fn new(desk: Desk, files: Files<CaseFile>) -> Self {
        Self { desk, files }
    }

    /// The first message says what comes.
    async fn head(&self, parts: &mut Streaming<pb::UploadEvidenceRequest>) -> Result<Upload, Status> {
        let first = parts.message().await?.and_then(|message| message.part);
        let Some(In::Head(head)) = first else {
            return Err(violation("HEAD_MISSING", "the first message holds the head"));
        };
        Ok(wire::upload_head(head, self.desk.county())?)
    }

    /// Puts a file that is kept on a case's record. What is refused is not kept, unless a case has it.
    async fn put_on_record(&self, by: Actor, asked: Asked, hash: Hash) -> Result<Done<CaseFile>, Status> {
        self.files.hold(hash, asked.case).await?;
        let turn = self.files.turn(hash).await?;
        let done = self.desk.give(by, asked).await;
        turn.over().await;
        if matches!(done, Err(Fault::Refused(_) | Fault::Stale { .. } | Fault::Reused)) {
            self.files.let_go(hash).await?;
        }
        Ok(done?)
    }
}

#[tonic::async_trait]
impl EvidenceService for EvidenceDesk {
    type ReadEvidenceStream = Pieces;

    async fn upload_evidence(&self, request: Request<Streaming<pb::UploadEvidenceRequest>>) -> Result<Response<pb::Case>, Status> {
        let (by, mut parts) = caller(request)?;
        let upload = self.head(&mut parts).await?;
        self.desk.seen(&by, upload.case).await?;
        let keep = self.files.keep();
        let stored = keep.put(&upload.gathered.media_type, parts.map(content)).await.map_err(told)?;
        let asked = upload.asked(stored.hash.to_string(), stored.media_type.to_string(), stored.bytes);
        Ok(self.desk.shown(&self.put_on_record(by, asked, stored.hash).await?))
    }

    async fn read_evidence(&self, request: Request<pb::ReadEvidenceRequest>) -> Result<Response<Pieces>, Status> {
        let (by, request) = caller(request)?;
        let (case, hash) = wire::read_evidence(request, self.desk.county())?;
        let unknown = || Status::from(Fault::Refused(Refusal::EvidenceUnknown(case)));
        let filed = self.desk.seen(&by, case).await?;
        let evidence = filed
            .case
            .course
            .evidence
            .iter()
            .find(|kept| kept.hash == hash)
            .ok_or_else(unknown)?;
        let name: Hash = hash.parse().map_err(|_| unknown())?;
        let content = self.files.read(&filed, name).await?.ok_or_else(unknown)?;
        let head = stream::once(std::future::ready(Ok(part(Out::Evidence(wire::evidence(evidence))))));
        let content = content.map(|piece| Ok(part(Out::Content(piece.map_err(Status::from)?.to_vec()))));
        Ok(Response::new(Box::pin(head.chain(content))))
    }
}

fn part(part: Out) -> pb::ReadEvidenceResponse {
    pb::ReadEvidenceResponse { part: Some(part) }
}

fn content(message: Result<pb::UploadEvidenceRequest, Status>) -> Result<Vec<u8>, Status> {
    match message?.part {
        Some(In::Content(content)) => Ok(content),
        Some(In::Head(_)) => Err(violation("HEAD_REPEATED", "only the first message holds a head")),
        None => Ok(Vec::new()),
    }
}

fn violation(reason: &'static str, what: &str) -> Status {
    let mut violations = Violations::new();
    violations.add("head", reason, what);
    violations.into()
}

/// An upload that broke off because of what was sent is told so.
fn told(fault: FileFault) -> Status {
    match fault {
        FileFault::BrokenOff(cause) => match cause.downcast::<Status>() {
            Ok(status) if status.code() == tonic::Code::InvalidArgument => *status,
            Ok(status) => FileFault::BrokenOff(status).into(),
            Err(cause) => FileFault::BrokenOff(cause).into(),
        },
        FileFault::Refused(_) | FileFault::Unavailable(_) | FileFault::Corrupt(_) => fault.into(),
    }
}

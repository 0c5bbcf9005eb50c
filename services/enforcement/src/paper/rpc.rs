//! The front door: read, set, put on record, send in pieces.

use std::ops::RangeInclusive;
use std::pin::Pin;

use futures::{Stream, stream};
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::document::{Format, Printed};
use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::reading::Reading;
use shiyu_kit::rpc::caller;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::document_service_server::DocumentService;
use shiyu_proto::enforcement::v1::render_document_response::Part;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::facts::{Paper, Who};
use super::{Exchange, PaperDesk, Refusal};
use crate::domain::{self, CaseFile, Command};
use crate::standard::domain::DocumentKind;
use crate::standard::{read_document_kind, told_document_kind};

/// The pieces of a document.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<pb::RenderDocumentResponse, Status>> + Send>>;

/// Bytes in a piece.
const PIECE: usize = 64 * 1024;
const CASES: &str = "cases";
const EXCHANGES: RangeInclusive<usize> = 0..=200;
const QUESTION: usize = 1_000;
const ANSWER: usize = 2_000;

/// What is asked for.
struct Asked {
    id: Uuid,
    case: Uuid,
    kind: DocumentKind,
    format: Format,
    exchanges: Vec<Exchange>,
}

#[tonic::async_trait]
impl DocumentService for PaperDesk {
    type RenderDocumentStream = Pieces;
    type RenderPublicationStream = Pieces;

    async fn render_document(&self, request: Request<pb::RenderDocumentRequest>) -> Result<Response<Pieces>, Status> {
        let (by, request) = caller(request)?;
        let asked = read(request, self.cases.county())?;
        let filed = self.cases.seen(&by, asked.case).await?;
        let who = self.who(&filed, asked.kind).await?;
        self.names_nobody_kept(&filed, &asked.exchanges).await?;
        let press = self.cases.printery();
        let paper = press
            .paper(&filed, asked.kind, (who.as_ref(), &asked.exchanges))
            .map_err(Fault::Refused)?;
        let printed = press.print(&paper, asked.format).await?;
        self.record(by, &asked, (&filed, &paper, &printed)).await?;
        Ok(Response::new(pieces(&paper, &printed)))
    }

    async fn render_publication(&self, request: Request<pb::RenderPublicationRequest>) -> Result<Response<Pieces>, Status> {
        let (by, request) = caller(request)?;
        let mut reading = Reading::new(self.cases.county());
        let case = reading.name("name", &request.name, CASES);
        let format = reading.optional_value("format", request.format, read_format);
        let case = reading.finish(case)?;
        let filed = self.cases.seen(&by, case).await?;
        let identities = self.cases.identities(filed.id).await?;
        let press = self.cases.printery();
        let paper = press.published(filed, &identities).map_err(Fault::Refused)?;
        let printed = press.print(&paper, format.unwrap_or(Format::Html)).await?;
        Ok(Response::new(pieces(&paper, &printed)))
    }
}

impl PaperDesk {
    /// The suspect in full, where a document names them; nobody else is taken out of the vault for it. An approval of the filing or of the
    /// close may name nobody yet.
    async fn who(&self, filed: &Filed<CaseFile>, kind: DocumentKind) -> Result<Option<Who>, Status> {
        if !kind.names_the_suspect() {
            return Ok(None);
        }
        match (self.cases.suspect_of(filed).await?, kind) {
            (Some(identity), _) => Ok(Some(Who::in_full(&identity))),
            (None, DocumentKind::FilingApproval | DocumentKind::ClosingApproval) => Ok(Some(Who::unknown())),
            (None, _) => Err(Fault::Refused(Refusal::SuspectUnknown).into()),
        }
    }

    /// What the suspect signs names nobody who is kept from them.
    async fn names_nobody_kept(&self, filed: &Filed<CaseFile>, exchanges: &[Exchange]) -> Result<(), Status> {
        let told = exchanges.iter().flat_map(|one| [one.question.as_str(), one.answer.as_str()]);
        let told: Vec<&str> = told.collect();
        if self.cases.answers_name_the_kept(filed, &told).await? {
            return Err(Fault::Refused(Refusal::ComplainantInText).into());
        }
        Ok(())
    }

    /// Once on the case's record, however often it is set.
    async fn record(&self, by: Actor, asked: &Asked, (filed, paper, printed): (&Filed<CaseFile>, &Paper, &Printed)) -> Result<(), Status> {
        let hash = printed.hash.to_string();
        if filed.case.course.documents.iter().any(|known| known.hash == hash) {
            return Ok(());
        }
        let command = Command::RecordDocument {
            kind: paper.kind.as_str().to_owned(),
            number: paper.number.clone(),
            hash,
            template: paper.wording,
        };
        match self.cases.record_document(by, (asked.id, asked.case), command).await {
            Ok(_) | Err(Fault::Refused(domain::Refusal::DoneAlready)) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }
}

fn read(request: pb::RenderDocumentRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = Reading::new(county);
    let case = reading.name("name", &request.name, CASES);
    let id = reading.request_id(&request.request_id);
    let kind = reading.value("kind", request.kind, read_document_kind);
    let format = reading.optional_value("format", request.format, read_format);
    let exchanges = reading.each("exchanges", &EXCHANGES, request.exchanges, |reading, field, row| {
        let question = reading.text(&format!("{field}.question"), row.question, QUESTION);
        let answer = reading.text(&format!("{field}.answer"), row.answer, ANSWER);
        question.zip(answer).map(|(question, answer)| Exchange { question, answer })
    });
    let fits = kind.is_none_or(|kind| kind == DocumentKind::InquiryRecord) || exchanges.as_ref().is_none_or(Vec::is_empty);
    let text = "only the record of an inquiry has questions";
    reading.violations.require(fits, "exchanges", "RECORD_UNFIT", text);
    let asked = (|| {
        Some(Asked {
            id: id?,
            case: case?,
            kind: kind?,
            format: format.unwrap_or(Format::Pdf),
            exchanges: exchanges?,
        })
    })();
    reading.finish(asked)
}

fn read_format(format: pb::DocumentFormat) -> Option<Format> {
    match format {
        pb::DocumentFormat::Unspecified => None,
        pb::DocumentFormat::Html => Some(Format::Html),
        pb::DocumentFormat::Pdf => Some(Format::Pdf),
    }
}

fn pieces(paper: &Paper, printed: &Printed) -> Pieces {
    let head = pb::DocumentHead {
        kind: told_document_kind(paper.kind).into(),
        number: paper.number.clone(),
        media_type: printed.format.media_type().to_owned(),
        sha256: printed.hash.to_string(),
        size_bytes: i64::try_from(printed.bytes.len()).unwrap_or(i64::MAX),
        wording_version: paper.wording,
    };
    let parts = std::iter::once(Part::Head(head)).chain(printed.bytes.chunks(PIECE).map(|piece| Part::Data(piece.to_vec())));
    let parts: Vec<_> = parts.map(|part| Ok(pb::RenderDocumentResponse { part: Some(part) })).collect();
    Box::pin(stream::iter(parts))
}

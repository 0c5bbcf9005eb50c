//! `shiyu cases document`: a document of a case, set by the service, to a file or to stdout.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use shiyu_kit::clock::new_id;
use shiyu_proto::enforcement::v1::render_document_response::Part;
use shiyu_proto::enforcement::v1::{
    DocumentFormat, DocumentHead, DocumentKind, RenderDocumentRequest, RenderDocumentResponse, RenderPublicationRequest,
};
use tonic::Streaming;

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// Which document.
#[derive(Debug, Args)]
pub struct DocumentOptions {
    /// Name or id of the case.
    pub case: String,
    /// Which, as in `decision`, `prior-notice`, `service-receipt`.
    #[arg(value_parser = words::parse_document)]
    pub kind: DocumentKind,
    /// The file; without one, or with `-`, stdout.
    pub file: Option<PathBuf>,
    /// As a page instead of as PDF.
    #[arg(long)]
    pub html: bool,
    /// The decision as it is published: masked, and not put on record.
    #[arg(long)]
    pub publication: bool,
}

/// `shiyu cases document`.
pub async fn document(desk: &Desk, out: Printer, options: &DocumentOptions) -> Result<Ending, Failure> {
    let (head, bytes) = fetch(desk, options).await?;
    let Some(path) = options.file.as_deref().filter(|path| *path != Path::new("-")) else {
        let written = io::stdout().write_all(&bytes);
        return written
            .map(|()| Ending::Clean)
            .map_err(|error| Failure::file(Path::new("-"), error));
    };
    std::fs::write(path, &bytes).map_err(|error| Failure::file(path, error))?;
    let value = json!({
        "file": path.display().to_string(),
        "number": head.number,
        "sha256": head.sha256,
        "bytes": head.size_bytes,
    });
    out.show(&value, || {
        format!(
            "{}, {} bytes in {}\nSHA-256 {}",
            head.number,
            head.size_bytes,
            path.display(),
            head.sha256
        )
    });
    Ok(Ending::Clean)
}

async fn fetch(desk: &Desk, options: &DocumentOptions) -> Result<(DocumentHead, Vec<u8>), Failure> {
    let name = desk.name("cases", &options.case);
    let format = if options.html { DocumentFormat::Html } else { DocumentFormat::Pdf };
    if options.publication {
        let request = RenderPublicationRequest {
            name,
            format: format.into(),
        };
        return gather(desk.case_documents().render_publication(request).await?.into_inner()).await;
    }
    let request = RenderDocumentRequest {
        name,
        request_id: new_id().to_string(),
        kind: options.kind.into(),
        format: format.into(),
        exchanges: Vec::new(),
    };
    gather(desk.case_documents().render_document(request).await?.into_inner()).await
}

async fn gather(mut pieces: Streaming<RenderDocumentResponse>) -> Result<(DocumentHead, Vec<u8>), Failure> {
    let (mut head, mut bytes) = (DocumentHead::default(), Vec::new());
    while let Some(piece) = pieces.message().await? {
        match piece.part {
            Some(Part::Head(told)) => head = told,
            Some(Part::Data(data)) => bytes.extend(data),
            None => {}
        }
    }
    Ok((head, bytes))
}

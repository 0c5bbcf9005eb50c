//! `shiyu cases document`: a document of a case, set by the service, to a file or to stdout.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::enforcement::v1::render_document_response::Part;
use shiyu_proto::enforcement::v1::{DocumentFormat, DocumentKind, RenderDocumentRequest, RenderDocumentResponse, RenderPublicationRequest};

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::pour::{self, Pieces};

/// Which document, and where to.
#[derive(Debug, Args)]
pub struct DocumentOptions {
    /// Name or id of the case.
    pub case: String,
    /// Which, as in `decision`, `prior-notice`, `service-receipt`.
    #[arg(value_parser = words::parse_document)]
    pub kind: DocumentKind,
    /// Where to.
    #[command(flatten)]
    pub to: pour::To,
    /// As a page instead of as PDF.
    #[arg(long)]
    pub html: bool,
    /// The decision as it is published: masked, and not put on record.
    #[arg(long)]
    pub publication: bool,
}

/// `shiyu cases document`.
pub async fn document(desk: &Desk, out: Printer, options: &DocumentOptions) -> Result<Ending, Failure> {
    let name = desk.name("cases", &options.case);
    let format = if options.html { DocumentFormat::Html } else { DocumentFormat::Pdf };
    let pieces = if options.publication {
        let request = RenderPublicationRequest {
            name,
            format: format.into(),
        };
        desk.case_documents().render_publication(request).await?.into_inner()
    } else {
        let request = RenderDocumentRequest {
            name,
            request_id: new_id().to_string(),
            kind: options.kind.into(),
            format: format.into(),
            exchanges: Vec::new(),
        };
        desk.case_documents().render_document(request).await?.into_inner()
    };
    options.to.pour(out, Pieces::of(pieces, bytes)).await
}

/// What is said above the document, its number and its hash, stands on the case's record too.
fn bytes(piece: RenderDocumentResponse) -> Vec<u8> {
    match piece.part {
        Some(Part::Data(data)) => data,
        Some(Part::Head(_)) | None => Vec::new(),
    }
}

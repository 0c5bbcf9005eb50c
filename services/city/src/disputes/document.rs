//! `shiyu disputes document`.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::mediation::v1::{RenderDocumentRequest, RenderedDocumentKind, RenderedFormat};

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::pour::{self, Pieces};

/// Which document of which dispute, and where to.
#[derive(Debug, Args)]
pub struct DocumentOptions {
    /// Name or id of the dispute.
    pub dispute: String,
    /// Which document, as in `agreement`.
    #[arg(value_parser = words::parse_document)]
    pub kind: RenderedDocumentKind,
    /// As `html` or `pdf`.
    #[arg(long, default_value = "pdf", value_parser = words::parse_format)]
    pub format: RenderedFormat,
    /// Of an agreement or the application for its confirmation: which, by its number; without it the last one.
    #[arg(long, default_value_t = 0)]
    pub agreement: i32,
    /// Where to.
    #[command(flatten)]
    pub to: pour::To,
}

/// `shiyu disputes document`.
pub async fn document(desk: &Desk, out: Printer, options: &DocumentOptions) -> Result<Ending, Failure> {
    let request = RenderDocumentRequest {
        name: desk.name("disputes", &options.dispute),
        kind: options.kind.into(),
        format: options.format.into(),
        request_id: new_id().to_string(),
        agreement: options.agreement,
    };
    let pieces = desk.dispute_documents().render_document(request).await?.into_inner();
    options.to.pour(out, Pieces::of(pieces, |piece| piece.chunk)).await
}

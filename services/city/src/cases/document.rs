//! `shiyu cases document`: a document of a case, set by the service, to a file or to stdout.

use std::ffi::OsStr;
use std::path::Path;

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
    /// As a page instead of as PDF, as into a file that ends in `.html`.
    #[arg(long)]
    pub html: bool,
    /// The decision as it is published: masked, and not put on record.
    #[arg(long)]
    pub publication: bool,
}

impl DocumentOptions {
    /// Whether a page is asked for, by word or by the ending of the file's name.
    fn is_a_page(&self) -> bool {
        let ending = self.to.file.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
        self.html || ending.is_some_and(|ending| ["html", "htm"].iter().any(|page| ending.eq_ignore_ascii_case(page)))
    }
}

/// `shiyu cases document`.
pub async fn document(desk: &Desk, out: Printer, options: &DocumentOptions) -> Result<Ending, Failure> {
    let name = desk.name("cases", &options.case);
    let format = if options.is_a_page() {
        DocumentFormat::Html
    } else {
        DocumentFormat::Pdf
    };
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

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn the_ending_of_the_file_says_what_it_is() {
        let asked = |file: Option<&str>, html| DocumentOptions {
            case: "1".to_owned(),
            kind: DocumentKind::Decision,
            to: pour::To {
                file: file.map(PathBuf::from),
            },
            html,
            publication: false,
        };
        assert!(asked(Some("x.html"), false).is_a_page() && asked(Some("X.HTM"), false).is_a_page());
        assert!(asked(None, true).is_a_page() && asked(Some("x.pdf"), true).is_a_page());
        assert!(!asked(Some("x.pdf"), false).is_a_page() && !asked(None, false).is_a_page());
    }
}

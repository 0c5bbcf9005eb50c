//! Papers of the demo: a record as evidence, and documents that the service sets.

use sha2::{Digest, Sha256};
use shiyu_proto::enforcement::v1::render_document_response::Part;
use shiyu_proto::enforcement::v1::{DocumentFormat, DocumentKind, RenderDocumentRequest, RenderPublicationRequest};

use super::play::Stand;
use crate::cases::words::parse_document;
use crate::failure::Failure;

/// The SHA-256 of a paper that lies in the office.
pub(super) fn hash(text: &str) -> String {
    let digits: Vec<String> = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

/// A record as a file: one page, which says of which title it is.
pub(super) fn record(title: &str) -> Vec<u8> {
    let page = format!("BT /F1 9 Tf 20 50 Td ({}) Tj ET", hash(title));
    let contents = format!("4 0 obj <</Length {}>> stream\n{page}\nendstream endobj", page.len());
    let objects = [
        "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
        "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj",
        "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 420 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj",
        &contents,
        "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Courier>> endobj",
        "trailer <</Root 1 0 R>>",
    ];
    format!("%PDF-1.4\n{}\n%%EOF\n", objects.join("\n")).into_bytes()
}

/// A document, set and put on record.
pub(super) async fn set(stand: &mut Stand<'_>, kind: &str) -> Result<(), Failure> {
    let kind: DocumentKind = parse_document(kind).map_err(Failure::Usage)?;
    let request = RenderDocumentRequest {
        name: stand.name(),
        request_id: stand.id(kind.as_str_name()),
        kind: kind.into(),
        format: DocumentFormat::Html.into(),
        exchanges: Vec::new(),
    };
    let mut pieces = stand
        .seat("inspector")?
        .case_documents()
        .render_document(request)
        .await?
        .into_inner();
    while pieces.message().await?.is_some() {}
    stand.refresh().await
}

/// The hash of a decision as it is published.
pub(super) async fn published(stand: &Stand<'_>) -> Result<String, Failure> {
    let request = RenderPublicationRequest {
        name: stand.name(),
        format: DocumentFormat::Html.into(),
    };
    let mut pieces = stand
        .seat("inspector")?
        .case_documents()
        .render_publication(request)
        .await?
        .into_inner();
    let mut hash = String::new();
    while let Some(piece) = pieces.message().await? {
        if let Some(Part::Head(head)) = piece.part {
            hash = head.sha256;
        }
    }
    Ok(hash)
}

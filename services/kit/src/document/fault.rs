//! What is wrong when a document cannot be set: always ours, never the caller's.

use krilla::error::KrillaError;
use thiserror::Error;
use tonic::Status;

use crate::fault::Corrupt;

/// Why a document was not set.
#[derive(Debug, Error)]
pub enum DocumentFault {
    /// The template cannot be read, or asks for a fact that was not given.
    #[error("the template cannot be followed")]
    Template(#[from] minijinja::Error),
    /// What came of the template is no well-formed leaf.
    #[error("the leaf is not well formed")]
    Malformed(#[from] roxmltree::Error),
    /// The leaf has something that cannot be set.
    #[error("{what} cannot be set (line {line} of the leaf)")]
    Unset {
        /// The element or text.
        what: String,
        /// Its line, from 1.
        line: u32,
    },
    /// The embedded face cannot be read.
    #[error("the face cannot be read")]
    Face,
    /// The page was refused by the writer of PDF.
    #[error("the PDF cannot be written: {0:?}")]
    Pdf(KrillaError),
    /// The process is shutting down.
    #[error("the press stands still")]
    Stopped,
}

impl From<DocumentFault> for Status {
    fn from(fault: DocumentFault) -> Self {
        Corrupt::from(fault).into()
    }
}

impl From<DocumentFault> for Corrupt {
    fn from(fault: DocumentFault) -> Self {
        let cause = std::error::Error::source(&fault).map(|cause| format!(": {cause}"));
        let what = format!("{fault}{}", cause.unwrap_or_default());
        Self {
            table: "document",
            id: String::new(),
            what,
        }
    }
}

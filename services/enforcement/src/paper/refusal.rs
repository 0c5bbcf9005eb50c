//! Why a document is not set, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};

use crate::standard::domain::DocumentKind;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The case has not come so far.
    #[error("the case has not come so far as its {}", .0.title())]
    DocumentNotYet(DocumentKind),
    /// Nobody is named for whom it is.
    #[error("the case names no suspect")]
    SuspectUnknown,
    /// Nothing of somebody under age is published (G-20).
    #[error("what is decided about somebody under age is not published")]
    NotForPublication,
    /// What is asked and answered names somebody who is kept from the suspect (S2).
    #[error("a text to the suspect names somebody who is kept from them")]
    ComplainantInText,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::DocumentNotYet(_) => "DOCUMENT_NOT_YET",
            Self::SuspectUnknown => "SUSPECT_UNKNOWN",
            Self::NotForPublication => "NOT_FOR_PUBLICATION",
            Self::ComplainantInText => "COMPLAINANT_IN_TEXT",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::DocumentNotYet(_) | Self::SuspectUnknown | Self::NotForPublication | Self::ComplainantInText => {
                RefusalClass::Precondition
            }
        }
    }
}

//! The documents of a dispute (文书): set from its own record, for whoever may see it, and kept on record by their hash. What they say is
//! as of the step they tell of, never of the moment they are set, so that the same state is the same bytes.

mod facts;
mod rpc;
#[cfg(test)]
mod tests;
mod words;

use shiyu_kit::document::{DocumentFault, Press};
use shiyu_kit::fault::{self, RefusalClass};

use crate::domain::course::DocumentKind;
use crate::register::Registers;
use crate::rpc::Desk;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

const TEMPLATES: [(&str, &str); 6] = [
    ("application", include_str!("templates/application.html")),
    ("consent_form", include_str!("templates/consent_form.html")),
    ("record", include_str!("templates/record.html")),
    ("agreement", include_str!("templates/agreement.html")),
    ("termination_notice", include_str!("templates/termination_notice.html")),
    ("confirmation_application", include_str!("templates/confirmation_application.html")),
];

/// The desk that sets the documents of one county's disputes.
#[derive(Debug, Clone)]
pub struct DocumentDesk {
    desk: Desk,
    registers: Registers,
    press: Press,
}

impl DocumentDesk {
    /// A desk over that of the disputes and the registers.
    ///
    /// # Errors
    /// A template of ours cannot be read.
    pub fn new(desk: Desk, registers: Registers) -> Result<Self, DocumentFault> {
        Ok(Self {
            desk,
            registers,
            press: Press::new(&TEMPLATES)?,
        })
    }
}

/// The name of a document's template.
const fn template(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Application => "application",
        DocumentKind::ConsentForm => "consent_form",
        DocumentKind::Record => "record",
        DocumentKind::Agreement => "agreement",
        DocumentKind::TerminationNotice => "termination_notice",
        DocumentKind::ConfirmationApplication => "confirmation_application",
    }
}

/// Why a document is not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the dispute has nothing yet to put into this document")]
pub struct NotDue;

impl fault::Refusal for NotDue {
    fn reason(&self) -> &'static str {
        "DOCUMENT_NOT_DUE"
    }

    fn class(&self) -> RefusalClass {
        RefusalClass::Precondition
    }
}

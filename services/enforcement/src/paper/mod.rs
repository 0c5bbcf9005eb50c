//! Documents of a case (行政执法文书): set from what the case says, with the county's wording of the day, and their fingerprint on the
//! case's record.

mod facts;
mod hidden;
mod numbers;
mod persons;
mod printery;
mod refusal;
mod rpc;

use crate::rpc::Desk;

pub use printery::Printery;
pub use refusal::Refusal;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// The templates, each under the word of its document; `party` and `end` stand in several.
const TEMPLATES: [(&str, &str); 15] = [
    ("party", include_str!("../../templates/party.html")),
    ("end", include_str!("../../templates/end.html")),
    ("filing_approval", include_str!("../../templates/filing_approval.html")),
    ("inquiry_record", include_str!("../../templates/inquiry_record.html")),
    ("preservation_notice", include_str!("../../templates/preservation_notice.html")),
    ("prior_notice", include_str!("../../templates/prior_notice.html")),
    ("hearing_notice", include_str!("../../templates/hearing_notice.html")),
    ("legal_review", include_str!("../../templates/legal_review.html")),
    ("decision", include_str!("../../templates/decision.html")),
    ("spot_decision", include_str!("../../templates/spot_decision.html")),
    ("service_receipt", include_str!("../../templates/service_receipt.html")),
    ("demand_letter", include_str!("../../templates/demand_letter.html")),
    ("court_application", include_str!("../../templates/court_application.html")),
    ("closing_approval", include_str!("../../templates/closing_approval.html")),
    ("outside_letter", include_str!("../../templates/outside_letter.html")),
];

/// What is asked and answered in an inquiry.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Exchange {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}

/// The desk of one county's documents.
#[derive(Debug, Clone)]
pub struct PaperDesk {
    cases: Desk,
}

impl PaperDesk {
    /// The desk over the cases and their press.
    #[must_use]
    pub const fn new(cases: Desk) -> Self {
        Self { cases }
    }
}

#[cfg(test)]
mod tests {
    use super::TEMPLATES;
    use crate::standard::domain::DocumentKind;

    #[test]
    fn a_document_names_the_suspect_where_its_template_does() {
        for kind in DocumentKind::ALL {
            let (_, template) = TEMPLATES.iter().find(|(word, _)| *word == kind.as_str()).unwrap();
            let names = template.contains("\"party\"") || template.contains("addressee");
            assert_eq!(names, kind.names_the_suspect(), "{kind:?}");
        }
    }
}

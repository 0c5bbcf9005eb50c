//! Protobuf ↔ the words of the standards, and nothing else.

mod listing;
mod request;
mod resource;
mod terms;

pub use listing::{Asked, Page, get_benchmark, get_checklist, get_wording, list};
pub use request::{put_benchmark, put_checklist, put_wording};
pub use resource::{benchmark, changed, checklist, wording};
pub(crate) use terms::{read_document_kind, told_document_kind};

const BENCHMARKS: &str = "benchmarks";
const CHECKLISTS: &str = "evidenceChecklists";
const WORDINGS: &str = "documentWordings";

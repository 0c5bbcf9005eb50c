//! The party vault (PIPL arts. 6, 51): who a case is about lies sealed in a table of its own, and cases hold only the ids.

mod code;
mod document;
mod fold;
mod identity;
mod index;
pub mod keys;
mod mask;
mod phone;
pub mod reindex;
pub mod restriction;
pub mod rewrap;
pub mod rotate;
pub mod row;
mod seal;
mod sealed;
pub mod store;
mod suite;
mod unopened;
mod vault;
mod words;

#[cfg(test)]
mod tests;

pub use code::read_code;
#[cfg(any(test, feature = "testkit"))]
pub(crate) use document::check_of_identity;
pub use document::{Document, DocumentKind, is_credit_code, is_identity_number};
pub use identity::{DocumentDraft, Draft, Identity, PartyKind};
pub use index::{Probe, same_factor};
pub use mask::{Masked, MaskedDocument, masked_text};
pub use sealed::Sealed;
pub use suite::{Suite, UnknownSuite};
pub use unopened::{Unopened, Why};
pub use vault::Vault;
pub use words::{Finding, FindingKind, mentions, personal_in};

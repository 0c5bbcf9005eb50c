//! The party vault (PIPL arts. 6, 51): who a case is about lies sealed in a table of its own, and cases hold only the ids.

mod document;
mod fold;
mod identity;
mod mask;
mod phone;
pub mod row;
mod words;

#[cfg(test)]
mod tests;

pub use document::{Document, DocumentKind, is_credit_code, is_identity_number};
pub use identity::{DocumentDraft, Draft, Identity, PartyKind};
pub use mask::{Masked, MaskedDocument};
pub use words::{Finding, FindingKind, mentions, personal_in};

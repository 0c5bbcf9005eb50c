//! Who a party is, as far as the case needs it (PIPL art. 6), and how a request's words about it are read.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Document, DocumentKind, fold, phone};
use crate::fault::Violations;

/// Whether a party is a natural person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// 自然人.
    Person,
    /// 法人, 非法人组织.
    Organisation,
}

/// Who a party is. Its `Debug` shows the kind and nothing else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Whether it is a natural person.
    pub kind: PartyKind,
    /// Its name.
    pub name: String,
    /// The document that proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
    /// Its telephone, in one spelling: `13812345678`, `057588881234`, `+4915112345678`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// An identity as a request words it; an empty text is the same as none.
#[derive(Clone, Default)]
pub struct Draft {
    /// Whether it is a natural person.
    pub kind: Option<PartyKind>,
    /// Its name.
    pub name: String,
    /// The document that proves it.
    pub document: Option<DocumentDraft>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

/// A document as a request words it.
#[derive(Clone, Default)]
pub struct DocumentDraft {
    /// Its kind.
    pub kind: Option<DocumentKind>,
    /// Its number.
    pub number: String,
}

/// The longest name, in characters.
const NAME_LONGEST: usize = 100;
/// The longest address, in characters.
const ADDRESS_LONGEST: usize = 300;

impl Identity {
    /// Whether both are proved by the same document, and so are the same.
    #[must_use]
    pub fn has_the_document_of(&self, other: &Self) -> bool {
        self.document.is_some() && self.document == other.document
    }

    /// Reads what a request says of a party. Violations, under `field`: `REQUIRED`, `TOO_LONG` (a name has 100
    /// characters at most, an address 300), `CHARACTER_INVALID`, `IDENTITY_NUMBER_INVALID`, `CREDIT_CODE_INVALID`,
    /// `PHONE_INVALID`.
    pub fn read(draft: &Draft, field: &str, violations: &mut Violations) -> Option<Self> {
        let mut found = Violations::new();
        let kind = found.present(draft.kind, "kind", "REQUIRED", "person or organisation");
        let name = draft.name.trim();
        found.require(!name.is_empty(), "name", "REQUIRED", "the party's name");
        is_line(name, NAME_LONGEST, "name", &mut found);
        let address = given(draft.address.as_deref());
        if let Some(address) = address {
            is_line(address, ADDRESS_LONGEST, "address", &mut found);
        }
        let document = draft.document.as_ref().and_then(|document| document.read(&mut found));
        let phone = read_phone(given(draft.phone.as_deref()), &mut found);
        let right = found.is_empty();
        violations.within(field, found);
        let identity = Self {
            kind: kind?,
            name: name.to_owned(),
            document,
            phone,
            address: address.map(str::to_owned),
        };
        right.then_some(identity)
    }

    /// The same party as it is now right (PIPL art. 46): the other's name, and telephone and address if it has them. By their document they
    /// were found, and it stays.
    #[must_use]
    pub fn put_right(&self, right: &Self) -> Self {
        Self {
            name: right.name.clone(),
            phone: right.phone.clone().or_else(|| self.phone.clone()),
            address: right.address.clone().or_else(|| self.address.clone()),
            ..self.clone()
        }
    }
}

impl DocumentDraft {
    /// A document of which nothing is said is none.
    fn read(&self, found: &mut Violations) -> Option<Document> {
        if self.kind.is_none() && self.number.trim().is_empty() {
            return None;
        }
        let kind = found.present(self.kind, "document.kind", "REQUIRED", "what kind of document it is")?;
        Document::read(kind, &self.number, "document.number", found)
    }
}

fn read_phone(text: Option<&str>, found: &mut Violations) -> Option<String> {
    let form = "a mainland mobile, a landline with its area code, or + and an international number";
    found.present(phone::normalised(text?), "phone", "PHONE_INVALID", form)
}

fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn is_line(text: &str, longest: usize, field: &str, found: &mut Violations) {
    let length = text.chars().count();
    found.require(length <= longest, field, "TOO_LONG", format!("{longest} characters at most"));
    let plain = !text.chars().any(|sign| sign.is_control() || fold::turns(sign));
    found.require(plain, field, "CHARACTER_INVALID", "a control character");
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl fmt::Debug for DocumentDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentDraft").field("kind", &self.kind).finish_non_exhaustive()
    }
}

//! Whom a document is about: in full for the party itself, or as much of them as is published (G-20).

use serde::Serialize;
use shiyu_kit::party::{DocumentKind, Identity, PartyKind};

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::paper) struct Row {
    label: &'static str,
    value: String,
}

/// Whom a document is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::paper) struct Who {
    name: String,
    rows: Vec<Row>,
}

impl Who {
    /// In full.
    pub(in crate::paper) fn in_full(identity: &Identity) -> Self {
        let mut rows = vec![row(title(identity.kind), identity.name.clone())];
        if let Some(document) = &identity.document {
            rows.push(row(paper(document.kind), document.number.clone()));
        }
        rows.extend(identity.address.iter().map(|address| row("住所地址", address.clone())));
        rows.extend(identity.phone.iter().map(|phone| row("联系电话", phone.clone())));
        Self {
            name: identity.name.clone(),
            rows,
        }
    }

    /// Nobody is named yet.
    pub(in crate::paper) fn unknown() -> Self {
        Self {
            name: "待查".to_owned(),
            rows: vec![row("当事人", "待查".to_owned())],
        }
    }

    /// As it is published: of a natural person the surname, of an organisation its name and its credit code.
    pub(in crate::paper) fn published(identity: &Identity) -> Self {
        let name = match identity.kind {
            PartyKind::Person => format!("{}某", identity.name.chars().next().unwrap_or('某')),
            PartyKind::Organisation => identity.name.clone(),
        };
        let mut rows = vec![row(title(identity.kind), name.clone())];
        let code = identity
            .document
            .as_ref()
            .filter(|document| document.kind == DocumentKind::CreditCode);
        if let (PartyKind::Organisation, Some(code)) = (identity.kind, code) {
            rows.push(row(paper(code.kind), code.number.clone()));
        }
        Self { name, rows }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }
}

fn row(label: &'static str, value: String) -> Row {
    Row { label, value }
}

const fn title(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Person => "当事人",
        PartyKind::Organisation => "当事人（单位）",
    }
}

const fn paper(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::IdentityCard => "公民身份号码",
        DocumentKind::CreditCode => "统一社会信用代码",
        DocumentKind::Passport => "护照号码",
        DocumentKind::Other => "证件号码",
    }
}

//! The vault as its users know it.

mod documents;
mod masks;
mod sealing;
mod texts;

use crate::fault::Violations;
use crate::party::{DocumentDraft, DocumentKind, Draft, Identity, PartyKind};

fn draft() -> Draft {
    Draft {
        kind: Some(PartyKind::Person),
        name: "张三丰".to_owned(),
        document: Some(DocumentDraft {
            kind: Some(DocumentKind::IdentityCard),
            number: "11010519491231002X".to_owned(),
        }),
        phone: Some("138 1234 5678".to_owned()),
        address: Some("浙江省绍兴市越城区府山街道水沟营社区3幢502室".to_owned()),
    }
}

fn read(draft: &Draft) -> Result<Identity, Vec<(String, &'static str)>> {
    let mut violations = Violations::new();
    let identity = Identity::read(draft, "parties[0]", &mut violations);
    assert_eq!(identity.is_some(), violations.is_empty());
    identity.ok_or_else(|| violations.iter().map(|found| (found.field.clone(), found.reason)).collect())
}

fn with_number(kind: DocumentKind, number: &str) -> Result<String, &'static str> {
    let document = DocumentDraft {
        kind: Some(kind),
        number: number.to_owned(),
    };
    let read = read(&Draft {
        document: Some(document),
        ..draft()
    });
    read.map(|identity| identity.document.unwrap().number).map_err(|found| {
        assert_eq!((found.len(), found[0].0.as_str()), (1, "parties[0].document.number"));
        found[0].1
    })
}

fn with_phone(phone: &str) -> Result<String, &'static str> {
    let read = read(&Draft {
        phone: Some(phone.to_owned()),
        ..draft()
    });
    read.map(|identity| identity.phone.unwrap()).map_err(|found| {
        assert_eq!((found.len(), found[0].0.as_str()), (1, "parties[0].phone"));
        found[0].1
    })
}

//! Who stands in a dispute is named in a document where its template names them, and nowhere else.

use std::collections::BTreeMap;

use shiyu_kit::document::Format;
use shiyu_kit::party::{Identity, PartyKind};
use uuid::Uuid;

use super::given::{ANSWERS, ASKS, agreed, refused};
use super::{ALL, set_with};
use crate::document::facts::named;
use crate::domain::Dispute;
use crate::domain::terms::{Party, PartyRole};

const THIRD: Uuid = Uuid::from_u128(11);
const AGENT: Uuid = Uuid::from_u128(12);
const INVITED: Uuid = Uuid::from_u128(13);

/// Everybody who may stand in a dispute, each by a name of their own.
fn everybody() -> BTreeMap<Uuid, Identity> {
    let names = [
        (ASKS, "申一"),
        (ANSWERS, "丁二"),
        (THIRD, "丙三"),
        (AGENT, "代四"),
        (INVITED, "邀五"),
    ];
    let person = |(id, name): (Uuid, &str)| {
        let identity = Identity {
            kind: PartyKind::Person,
            name: name.to_owned(),
            document: None,
            phone: None,
            address: None,
        };
        (id, identity)
    };
    names.map(person).into()
}

/// With a third party, an agent and somebody invited.
fn many(mut dispute: Dispute) -> Dispute {
    let roles = [
        (THIRD, PartyRole::ThirdParty, None),
        (AGENT, PartyRole::Agent, Some(ASKS)),
        (INVITED, PartyRole::Invited, None),
    ];
    dispute.parties.extend(roles.map(|(id, role, speaks_for)| Party {
        id,
        role,
        speaks_for,
        granted: false,
    }));
    dispute
}

#[tokio::test]
async fn a_document_names_whom_its_template_names_and_nobody_else() {
    let mut with_guests = many(agreed());
    for session in &mut with_guests.course.sessions {
        session.record.as_mut().unwrap().invited = vec![AGENT, INVITED];
    }
    let mut set = Vec::new();
    for dispute in [many(agreed()), with_guests, many(refused())] {
        for kind in ALL {
            let Some(page) = set_with(&everybody(), &dispute, kind, Format::Html).await else {
                continue;
            };
            set.push(kind);
            let page = String::from_utf8(page.bytes).unwrap();
            let named = named(&dispute, kind);
            for (id, identity) in everybody() {
                assert_eq!(page.contains(&identity.name), named.contains(&id), "{kind:?} {}", identity.name);
            }
        }
    }
    assert!(ALL.iter().all(|kind| set.contains(kind)), "each was looked at");
}

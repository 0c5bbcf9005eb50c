//! Who somebody is, as a request words it, and who joins.

use shiyu_kit::fault::Violations;
use shiyu_kit::party::{DocumentDraft, DocumentKind, Draft, Identity, PartyKind, Sealed};
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use crate::domain::{Command, Party};
use crate::wire::Order;
use crate::wire::reading::{Fields, LINE, NOTE, upon};

/// An `AddParty` that was read; the identity is still to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// The request's own id.
    pub id: Uuid,
    /// The petition.
    pub case: Uuid,
    /// The version the caller insists on.
    pub expected: Option<i64>,
    /// Who joins.
    pub party: Party,
    /// Their identity.
    pub identity: Identity,
}

impl Joining {
    /// The order, once the identity is sealed.
    #[must_use]
    pub fn order(self, sealed: Sealed) -> Order {
        let command = Command::AddParty { party: self.party, sealed };
        Order {
            id: self.id,
            case: self.case,
            expected: self.expected,
            command,
        }
    }
}

/// Reads `AddParty`.
///
/// # Errors
/// All that is wrong with the request.
pub fn add_party(request: pb::AddPartyRequest, county: &Code) -> Result<Joining, Violations> {
    let pb::AddPartyRequest {
        name,
        etag,
        request_id,
        party,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let party = reading
        .part("party", party)
        .and_then(|party| read_party(&mut reading, "party", party));
    let head = reading.head();
    let joining = head.id.zip(head.case).zip(party).map(|((id, case), (party, identity))| Joining {
        id,
        case,
        expected: head.expected,
        party,
        identity,
    });
    reading.finish(joining)
}

/// Reads `RevealParty`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reveal_party(request: pb::RevealPartyRequest, county: &Code) -> Result<Order, Violations> {
    let pb::RevealPartyRequest {
        name,
        etag,
        request_id,
        party,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let party = reading.uuid("party", &party);
    let reason = reading.text("reason", reason, NOTE);
    let command = party.zip(reason);
    reading.order(command.map(|(party, reason)| Command::Reveal { party, reason }))
}

pub(super) fn read_party(reading: &mut Reading<'_>, path: &str, party: pb::Party) -> Option<(Party, Identity)> {
    let field = format!("{path}.id");
    let id = reading.uuid(&field, &party.id);
    let id = somebody(reading, &field, id);
    let role = reading.word(&format!("{path}.role"), party.role);
    let field = format!("{path}.identity");
    let identity = reading
        .part(&field, party.identity)
        .and_then(|identity| read_identity(reading, &field, identity));
    let identity = identity.filter(|identity| is_of_its_kind(reading, &field, identity));
    Some((Party { id: id?, role: role? }, identity?))
}

/// The nil UUID is nobody's. Violation: `ID_INVALID`.
pub(super) fn somebody(reading: &mut Reading<'_>, field: &str, id: Option<Uuid>) -> Option<Uuid> {
    let nobody = id.is_some_and(|id| id.is_nil());
    reading.violations.require(!nobody, field, "ID_INVALID", "the nil UUID is nobody's");
    id.filter(|_| !nobody)
}

/// An organisation has no identity card. Violation: `DOCUMENT_OF_A_PERSON`.
fn is_of_its_kind(reading: &mut Reading<'_>, path: &str, identity: &Identity) -> bool {
    let card = identity
        .document
        .as_ref()
        .is_some_and(|document| document.kind == DocumentKind::IdentityCard);
    let person = identity.kind == PartyKind::Person || !card;
    reading.violations.require(
        person,
        format!("{path}.document_kind"),
        "DOCUMENT_OF_A_PERSON",
        "an organisation has no identity card",
    )
}

pub(crate) fn read_identity(reading: &mut Reading<'_>, path: &str, identity: common::Identity) -> Option<Identity> {
    let kind: Option<Option<PartyKind>> = reading.word_or_none(&format!("{path}.kind"), identity.kind);
    let document_kind: Option<Option<DocumentKind>> = reading.word_or_none(&format!("{path}.document_kind"), identity.document_kind);
    let address = read_address(reading, path, identity.address);
    let draft = Draft {
        // What is not known was noted; the rest is read as a person's.
        kind: kind.unwrap_or(Some(PartyKind::Person)),
        name: identity.name,
        document: document_kind.map(|kind| DocumentDraft {
            kind,
            number: identity.document_number,
        }),
        phone: Some(identity.phone),
        address,
    };
    let mut found = Violations::new();
    let read = Identity::read(&draft, path, &mut found);
    for violation in &found {
        let field = violation.field.replace("identity.document.", "identity.document_");
        reading.violations.add(field, violation.reason, violation.description.clone());
    }
    kind.and(document_kind).and(read)
}

/// The contract's limit is shorter than the vault's.
fn read_address(reading: &mut Reading<'_>, path: &str, address: String) -> Option<String> {
    let fits = address.trim().chars().count() <= LINE;
    reading
        .violations
        .require(fits, format!("{path}.address"), "TOO_LONG", format!("at most {LINE} characters"))
        .then_some(address)
}

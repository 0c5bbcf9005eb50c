//! Who somebody is, as a request words it, who joins, and who is shown to whom.

use shiyu_kit::fault::Violations;
use shiyu_kit::party::{DocumentDraft, Draft, Identity, PartyKind, Sealed};
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1 as common;
use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use crate::domain::Command;
use crate::domain::terms::{Party, PartyRole, is_nobody};
use crate::wire::Asked;
use crate::wire::reading::{NOTE, upon};

/// An `AddParty` that was read; the identity is still to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// The request's own id.
    pub id: Uuid,
    /// The case.
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
    pub fn asked(self, sealed: Sealed) -> Asked {
        Asked {
            id: self.id,
            case: self.case,
            expected: self.expected,
            command: Command::AddParty { party: self.party, sealed },
        }
    }
}

/// Reads `AddParty`.
///
/// # Errors
/// All that is wrong with the request.
pub fn add_party(request: pb::AddPartyRequest, county: &Code) -> Result<Joining, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let party = reading.part("party", request.party);
    let party = party.and_then(|party| read_party(&mut reading, "party", party));
    let head = reading.head();
    let read = head.id.zip(head.case).zip(party);
    reading.finish(read.map(|((id, case), (party, identity))| Joining {
        id,
        case,
        expected: head.expected,
        party,
        identity,
    }))
}

/// Reads `RevealParty`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reveal_party(request: pb::RevealPartyRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let party = reading.uuid("party", &request.party);
    let reason = reading.text("reason", request.reason, NOTE);
    let read = party.zip(reason);
    reading.order(read.map(|(party, reason)| Command::Reveal { party, reason }))
}

/// Reads `ReadComplainant`.
///
/// # Errors
/// All that is wrong with the request.
pub fn read_complainant(request: pb::ReadComplainantRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let reason = reading.text("reason", request.reason, NOTE);
    reading.order(reason.map(|reason| Command::ReadComplainant { reason }))
}

pub(super) fn read_party(reading: &mut Reading<'_>, path: &str, party: pb::Party) -> Option<(Party, Identity)> {
    let id = reading.uuid(&format!("{path}.id"), &party.id);
    let role = reading.word(&format!("{path}.role"), party.role);
    let field = format!("{path}.identity");
    let identity = reading.part(&field, party.identity);
    let identity = identity.and_then(|identity| read_identity(reading, &field, identity));
    // There is one suspect a case, and nothing is filed against 不详: a place that is taken by nobody could not be given to who it is.
    let is_unknown = |who: &Identity| who.document.is_none() && is_nobody(&who.name);
    reading.violations.require(
        role != Some(PartyRole::Suspect) || !identity.as_ref().is_some_and(is_unknown),
        format!("{field}.name"),
        "SUSPECT_UNIDENTIFIED",
        "who is suspected and not known joins once they are",
    );
    Some((Party { id: id?, role: role? }, identity?))
}

/// Who somebody is; a person, if nothing is said.
pub fn read_identity(reading: &mut Reading<'_>, path: &str, identity: common::Identity) -> Option<Identity> {
    let kind = reading.optional_word(&format!("{path}.kind"), identity.kind);
    let document_kind = reading.optional_word(&format!("{path}.document_kind"), identity.document_kind);
    let draft = Draft {
        kind: Some(kind.unwrap_or(PartyKind::Person)),
        name: identity.name,
        document: Some(DocumentDraft {
            kind: document_kind,
            number: identity.document_number,
        }),
        phone: Some(identity.phone),
        address: Some(identity.address),
    };
    let mut found = Violations::new();
    let read = Identity::read(&draft, path, &mut found);
    for violation in &found {
        let field = violation.field.replace("identity.document.", "identity.document_");
        reading.violations.add(field, violation.reason, violation.description.clone());
    }
    read
}

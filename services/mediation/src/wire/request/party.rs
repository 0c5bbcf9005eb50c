//! Who somebody is, as a request words it, and who joins.

use shiyu_kit::fault::Violations;
use shiyu_kit::party::{DocumentDraft, Draft, Identity, PartyKind, Sealed};
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1 as common;
use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use crate::domain::Command;
use crate::domain::command::Invite;
use crate::domain::terms::{InvitedAs, Party, PartyRole};
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, agreed, upon};

/// Somebody who joins; the identity is still to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// The request's own id.
    pub id: Uuid,
    /// The dispute.
    pub case: Uuid,
    /// The version the caller insists on.
    pub expected: Option<i64>,
    /// Who joins.
    pub party: Party,
    /// Their identity.
    pub identity: Identity,
    /// Of the invited: as what, and who consents.
    pub invitation: Option<(InvitedAs, Vec<Uuid>)>,
}

impl Joining {
    /// The order, once the identity is sealed.
    #[must_use]
    pub fn asked(self, sealed: Sealed) -> Asked {
        let party = self.party;
        let command = match self.invitation {
            Some((invited_as, agreed)) => Command::Invite(Invite {
                party,
                invited_as,
                agreed,
                sealed,
            }),
            None => Command::AddParty { party, sealed },
        };
        Asked {
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
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let party = joining_party(&mut reading, request.party);
    finish(reading, party, None)
}

/// Reads `InvitePerson`.
///
/// # Errors
/// All that is wrong with the request.
pub fn invite_person(request: pb::InvitePersonRequest, county: &Code) -> Result<Joining, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let party = joining_party(&mut reading, request.party);
    let invited_as = reading.word("invited_as", request.invited_as);
    let agreed = agreed(&mut reading, request.agreed);
    let invitation = invited_as.zip(agreed);
    let whole = party.filter(|_| invitation.is_some());
    finish(reading, whole, invitation)
}

fn joining_party(reading: &mut Reading<'_>, party: Option<pb::DisputeParty>) -> Option<(Party, Identity)> {
    let party = reading.part("party", party)?;
    read_party(reading, "party", party)
}

fn finish(
    reading: Reading<'_>,
    party: Option<(Party, Identity)>,
    invitation: Option<(InvitedAs, Vec<Uuid>)>,
) -> Result<Joining, Violations> {
    let head = reading.head();
    let joining = head.id.zip(head.case).zip(party).map(|((id, case), (party, identity))| Joining {
        id,
        case,
        expected: head.expected,
        party,
        identity,
        invitation,
    });
    reading.finish(joining)
}

/// Reads `ImportParties`: the request's id and the dispute.
///
/// # Errors
/// All that is wrong with the request.
pub fn import_parties(request: &pb::ImportPartiesRequest, county: &Code) -> Result<(Uuid, Uuid), Violations> {
    let reading = upon(county, &request.name, &request.etag, &request.request_id);
    let head = reading.head();
    reading.finish(head.id.zip(head.case))
}

/// Reads `RevealParty`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reveal_party(request: pb::RevealPartyRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let party = reading.uuid("party", &request.party);
    let reason = reading.text("reason", request.reason, NOTE);
    reading.order(party.zip(reason).map(|(party, reason)| Command::Reveal { party, reason }))
}

pub(super) fn read_party(reading: &mut Reading<'_>, path: &str, party: pb::DisputeParty) -> Option<(Party, Identity)> {
    let id = reading.uuid(&format!("{path}.id"), &party.id);
    let role: Option<PartyRole> = reading.word(&format!("{path}.role"), party.role);
    let speaks_for = reading.optional_uuid(&format!("{path}.speaks_for"), &party.speaks_for);
    let field = format!("{path}.identity");
    let identity = reading
        .part(&field, party.identity)
        .and_then(|identity| read_identity(reading, &field, identity));
    let party = Party {
        id: id?,
        role: role?,
        speaks_for,
        granted: false,
    };
    Some((party, identity?))
}

fn read_identity(reading: &mut Reading<'_>, path: &str, identity: common::Identity) -> Option<Identity> {
    let kind: Option<PartyKind> = reading.word(&format!("{path}.kind"), identity.kind);
    let document_kind = reading.optional_word(&format!("{path}.document_kind"), identity.document_kind);
    let address = read_address(reading, path, identity.address);
    let draft = Draft {
        // What is not known was noted; the rest is read as a person's.
        kind: Some(kind.unwrap_or(PartyKind::Person)),
        name: identity.name,
        document: Some(DocumentDraft {
            kind: document_kind,
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
    kind.and(read)
}

/// The contract's limit is shorter than the vault's.
fn read_address(reading: &mut Reading<'_>, path: &str, address: String) -> Option<String> {
    let fits = address.trim().chars().count() <= LINE;
    reading
        .violations
        .require(fits, format!("{path}.address"), "TOO_LONG", format!("at most {LINE} characters"))
        .then_some(address)
}

//! Who somebody is, as a request words it, and who is shown to whom.

use shiyu_kit::fault::Violations;
use shiyu_kit::party::{Draft, Identity, PartyKind};
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use crate::domain::Command;
use crate::domain::terms::Party;
use crate::wire::Asked;
use crate::wire::reading::{NOTE, upon};

/// Reads `RevealReporter`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reveal_reporter(request: pb::RevealReporterRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::RevealReporterRequest {
        name,
        etag,
        request_id,
        party,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let party = reading.uuid("party", &party);
    let reason = reading.text("reason", reason, NOTE);
    let command = party.zip(reason).map(|(party, reason)| Command::Reveal { party, reason });
    reading.order(command)
}

pub(super) fn read_party(reading: &mut Reading<'_>, path: &str, party: pb::Party) -> Option<(Party, Identity)> {
    let id = reading.uuid(&format!("{path}.id"), &party.id);
    let role = reading.word(&format!("{path}.role"), party.role);
    let field = format!("{path}.identity");
    let identity = reading.part(&field, party.identity);
    let identity = identity.and_then(|identity| read_identity(reading, &field, identity));
    Some((Party { id: id?, role: role? }, identity?))
}

/// How somebody is reached; a person, if nothing is said.
pub(in crate::wire) fn read_identity(reading: &mut Reading<'_>, path: &str, identity: pb::Identity) -> Option<Identity> {
    let kind = reading.optional_word(&format!("{path}.kind"), identity.kind);
    let draft = Draft {
        kind: Some(kind.unwrap_or(PartyKind::Person)),
        name: identity.name,
        document: None,
        phone: Some(identity.phone),
        address: Some(identity.address),
    };
    Identity::read(&draft, path, &mut reading.violations)
}

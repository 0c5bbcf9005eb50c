//! Who does not answer for what they do, and what may vanish.

use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use super::super::play::Stand;
use super::super::story::Somebody;
use super::order;
use crate::failure::Failure;

/// How far a party answers for what it does; fully where nothing is said.
pub(super) fn answerable(capacity: Option<&str>) -> pb::Capacity {
    capacity.and_then(pb::Capacity::from_str_name).unwrap_or(pb::Capacity::Full)
}

pub(super) async fn guardian(stand: &mut Stand<'_>, somebody: &Somebody) -> Result<(), Failure> {
    let id = stand.id("guardian");
    let request = pb::AddPartyRequest {
        name: stand.name(),
        etag: String::new(),
        party: Some(pb::Party {
            id: Uuid::parse_str(&id)
                .map(|request| Uuid::new_v5(&request, b"party").to_string())
                .unwrap_or_default(),
            role: pb::PartyRole::Guardian.into(),
            identity: Some(somebody.identity()),
        }),
        request_id: id,
    };
    stand.seat("inspector")?.case_parties().add_party(request).await?;
    stand.refresh().await
}

/// Registered by the head, and within seven working days said what becomes of it.
pub(super) async fn preserve(stand: &mut Stand<'_>, items: &[String], outcome: &str) -> Result<(), Failure> {
    order!(
        stand,
        "director",
        preserve_evidence,
        PreserveEvidenceRequest {
            items: items.to_vec(),
            officers: stand.officers(),
        }
    );
    let kept = stand.case.course.iter().flat_map(|course| &course.preservations).next_back();
    let preservation = kept.map(|one| one.id.clone()).unwrap_or_default();
    order!(
        stand,
        "inspector",
        dispose_preserved,
        DisposePreservedRequest {
            preservation,
            outcome: outcome.to_owned(),
        }
    );
    Ok(())
}

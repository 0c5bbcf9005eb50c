//! Whom a document names: for it nobody else is taken out of the vault.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::domain::Dispute;
use crate::domain::course::DocumentKind;

/// The parties; and in the record whoever came to a session of theirs, agents and those invited among them.
pub(in crate::document) fn named(dispute: &Dispute, kind: DocumentKind) -> BTreeSet<Uuid> {
    let parties = dispute.principals().map(|party| party.id);
    match kind {
        DocumentKind::Record => parties.chain(came(dispute)).collect(),
        DocumentKind::Application
        | DocumentKind::ConsentForm
        | DocumentKind::Agreement
        | DocumentKind::TerminationNotice
        | DocumentKind::ConfirmationApplication => parties.collect(),
    }
}

fn came(dispute: &Dispute) -> impl Iterator<Item = Uuid> {
    let records = dispute.course.sessions.iter().filter_map(|session| session.record.as_ref());
    records.flat_map(|record| record.attended.iter().chain(&record.invited)).copied()
}

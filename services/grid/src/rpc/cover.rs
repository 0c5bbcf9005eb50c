//! A part of a photo is covered for good (G-12), and what it was before is destroyed, unless another event has it.

use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::file::{Hash, MediaType};
use shiyu_kit::ledger::Done;
use tonic::Status;
use uuid::Uuid;

use super::evidence::{EvidenceDesk, told};
use crate::domain::course::Evidence;
use crate::domain::{Command, Covered, Incident, Known};
use crate::wire::Asked;

impl EvidenceDesk {
    /// Covers what the order marks. Of the same request once more the answer is the same, and what should be gone is gone after it.
    pub(super) async fn cover(&self, by: Actor, asked: Asked) -> Result<Done<Incident>, Status> {
        let filed = self.desk.seen(&by, asked.case).await?;
        let mut known = self.desk.known(&by, &filed.case, &asked.command).await?;
        known.covered = self.painted(&filed.case, &asked).await?;
        let before = photo(&asked.command).unwrap_or_default().to_owned();
        let covered = known.covered.clone();
        // Where it was destroyed since it was painted, because others were done with the same, it has to be painted again.
        let turn = match covered.as_ref().and_then(|covered| covered.hash.parse::<Hash>().ok()) {
            Some(name) => Some(self.files.turn(name).await?),
            None => None,
        };
        let done = self.desk.execute(by, asked, known).await;
        if let Some(turn) = turn {
            turn.over().await;
        }
        match done {
            Ok(done) => {
                self.let_go(&before).await?;
                Ok(done)
            }
            Err(fault) => {
                if let Some(covered) = covered {
                    self.let_go(&covered.hash).await?;
                }
                Err(fault.into())
            }
        }
    }

    /// What the photo is with its areas covered, kept already; none if the event has no such photo.
    async fn painted(&self, incident: &Incident, asked: &Asked) -> Result<Option<Covered>, Status> {
        let Command::CoverEvidence { hash, areas, .. } = &asked.command else {
            return Ok(None);
        };
        let kept = incident.course.evidence.iter().find(|kept| kept.hash == *hash && kept.is_picture());
        let Some((name, kind)) = kept.and_then(file) else { return Ok(None) };
        let covered = self.files.keep().cover(name, kind, areas.clone()).await.map_err(told)?;
        let Some(covered) = covered else { return Ok(None) };
        self.files.hold(covered.hash, asked.case).await?;
        Ok(Some(Covered {
            hash: covered.hash.to_string(),
            bytes: covered.bytes,
        }))
    }

    /// Puts a file that is kept on an event's record. Where it was destroyed since it was brought, it has to be brought again. A reporter
    /// was found by the code of the report: for them nothing is looked up. What is refused is not kept, unless an event has it; nor what
    /// gave way in this one, because it was brought once more.
    pub(super) async fn put_on_record(&self, by: Actor, asked: Asked, hash: Hash) -> Result<Done<Incident>, Status> {
        let case = asked.case;
        self.files.hold(hash, case).await?;
        let turn = self.files.turn(hash).await?;
        let done = match by {
            Actor::Party { .. } => self.desk.execute(by, asked, Known::default()).await,
            Actor::Person { .. } | Actor::Service { .. } | Actor::Clock => self.desk.give(by, asked).await,
        };
        turn.over().await;
        let refused = matches!(done, Err(Fault::Refused(_) | Fault::Stale { .. } | Fault::Reused));
        if refused || self.gave_way(case, &hash.to_string()).await? {
            self.files.let_go(hash).await?;
        }
        Ok(done?)
    }

    /// Destroys a file, unless an event has it.
    async fn let_go(&self, hash: &str) -> Result<(), Status> {
        if let Ok(name) = hash.parse::<Hash>() {
            self.files.let_go(name).await?;
        }
        Ok(())
    }

    async fn gave_way(&self, case: Uuid, hash: &str) -> Result<bool, Status> {
        let gave_way = |kept: &Evidence| kept.hash != hash && kept.is_or_was(hash);
        let filed = self.desk.ledger.get(case).await?;
        Ok(filed.is_some_and(|filed| filed.case.course.evidence.iter().any(gave_way)))
    }
}

/// Of which photo the order covers a part.
fn photo(command: &Command) -> Option<&str> {
    if let Command::CoverEvidence { hash, .. } = command {
        return Some(hash);
    }
    None
}

/// By what name a photo is kept, and as what.
fn file(evidence: &Evidence) -> Option<(Hash, MediaType)> {
    Some((evidence.hash.parse().ok()?, evidence.media_type.parse().ok()?))
}

//! What goes on beside the stages: who stands aside, who joins, who is shown, documents, and a change of hands (S15).

use uuid::Uuid;

use super::receive::fit;
use crate::domain::case_file::CaseFile;
use crate::domain::command::Rehome;
use crate::domain::course::{DocumentIssued, Recusal, RecusalWord, Rehoming};
use crate::domain::event::What;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Party, PartyRole};

/// Documents of one case.
const MOST_DOCUMENTS: usize = 500;

/// Whether two texts say the same, however they are spaced and pointed.
fn is_one_ground(one: &str, other: &str) -> bool {
    words(one).eq(words(other))
}

fn words(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|sign| sign.is_alphanumeric())
}

impl CaseFile {
    /// The investigation goes on until the head has said it (行政处罚法 art. 43). Only who has a part in the case is asked to stand aside, or
    /// asks so themselves; after a no another ground is needed.
    pub(super) fn request_recusal(&self, id: Uuid, subject: &str, party: Option<Uuid>, reason: &str, sitting: &Sitting<'_>) -> Decided {
        match party {
            Some(party) => self.recorder(party, sitting)?,
            None => self.staff(sitting).map(drop)?,
        }
        let themselves = sitting.staff().is_ok_and(|own| own == subject);
        if !themselves && !self.has_a_part(subject) {
            return Err(Refusal::NotAssigned(subject.to_owned()));
        }
        let of = |recusal: &&Recusal| recusal.subject == subject;
        let stands = |recusal: &Recusal| recusal.word.as_ref().is_none_or(|word| word.granted) || is_one_ground(&recusal.reason, reason);
        if self.course.recusals.iter().filter(of).any(stands) {
            return Err(Refusal::DoneAlready);
        }
        let what = What::RecusalRequested(Recusal {
            id,
            subject: subject.to_owned(),
            party,
            reason: reason.to_owned(),
            at: sitting.at,
            word: None,
        });
        Ok(vec![what.into()])
    }

    /// By the head; about the head by the one above.
    pub(super) fn decide_recusal(&self, id: Uuid, granted: bool, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let superior = sitting.unit(&self.unit)?.superior.clone();
        let above = || superior.as_ref().and_then(|superior| sitting.head_of(superior).ok());
        let by = self.head(sitting).or_else(|refusal| above().ok_or(refusal))?;
        let recusal = self.course.recusals.iter().find(|recusal| recusal.id == id);
        let recusal = recusal.ok_or(Refusal::RecusalUnknown(id))?;
        if recusal.word.is_some() {
            return Err(Refusal::DoneAlready);
        }
        if recusal.subject == by {
            return Err(Refusal::OwnRecusal);
        }
        if self.headed_by(&recusal.subject) && self.head(sitting).is_ok() {
            return Err(Refusal::NotTheHead(superior.unwrap_or_else(|| self.unit.clone())));
        }
        let word = RecusalWord {
            granted,
            reason: reason.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
        };
        Ok(vec![What::RecusalDecided { recusal: id, word }.into()])
    }

    /// Whether somebody has a part in the case: who looked at the clue, investigates it or did, gathered or held anything, weighs it, or acted
    /// as its head.
    fn has_a_part(&self, subject: &str) -> bool {
        let course = &self.course;
        let looked = course.verification.iter().map(|verification| &verification.officers);
        let preserved = course.preservations.iter().map(|preservation| &preservation.officers);
        let measured = course.measures.iter().map(|measure| &measure.officers);
        let brought = course.evidence.iter().map(|evidence| &evidence.by);
        let filed = course.filing.iter().map(|filing| &filing.by);
        let handed = course.submissions.iter().map(|submission| &submission.by);
        let reviewed = course.reviews.iter().map(|review| &review.by);
        let hosts = course.hearings.iter().filter_map(|hearing| hearing.host.as_ref());
        let discussed = course.discussions.iter().map(|discussion| &discussion.by);
        let worked = looked.chain(preserved).chain(measured).flatten().chain(brought);
        let weighed = filed.chain(handed).chain(reviewed).chain(hosts).chain(discussed);
        let acted = worked.chain(weighed).any(|somebody| somebody == subject);
        acted || course.assigned(subject).is_some() || course.had_a_hand(subject) || self.headed_by(subject)
    }

    /// Whether somebody acted as the head in the case, who filed, decided or approved: one head does not judge another of the same unit.
    fn headed_by(&self, subject: &str) -> bool {
        let course = &self.course;
        let spot = course.decisions.iter().any(|decision| decision.on_the_spot);
        let filed = course.filing.iter().map(|filing| &filing.by);
        let decided = course.decisions.iter().map(|decision| &decision.by);
        let decided = filed.chain(decided).filter(|_| !spot);
        let preserved = course.preservations.iter().map(|preservation| &preservation.approver);
        let measured = course.measures.iter().filter_map(|measure| measure.approver.as_ref());
        let deferred = course.deferral.iter().map(|deferral| &deferral.approver);
        let extended = self.clocks.iter().flat_map(|clock| &clock.extensions);
        let extended = extended.map(|extension| &extension.approver);
        let approved = preserved.chain(measured).chain(deferred).chain(extended);
        decided.chain(approved).any(|head| head == subject)
    }

    pub(super) fn add_party(&self, party: Party, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        if self.party(party.id).is_some() {
            return Err(Refusal::DoneAlready);
        }
        let filed = self.course.filing.is_some();
        if filed && party.role == PartyRole::Suspect {
            return Err(Refusal::SuspectNamed);
        }
        let all: Vec<Party> = self.parties.iter().copied().chain([party]).collect();
        fit(&all)?;
        Ok(vec![What::PartyAdded(party).into()])
    }

    /// With a reason, on record (G-05). Whoever complained or testified is shown to the head alone.
    pub(super) fn reveal(&self, id: Uuid, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let party = self.party(id).ok_or(Refusal::NotAParty(id))?;
        if party.role.is_kept_from_the_suspect() {
            self.head(sitting)?;
        }
        let what = What::PartyRevealed {
            party: id,
            reason: reason.to_owned(),
        };
        Ok(vec![what.into()])
    }

    /// Whoever complained to another service is asked about there, by the head, on record.
    pub(super) fn read_complainant(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.head(sitting)?;
        let granted = self.clue.referred.as_ref().is_some_and(|offer| !offer.fields.is_empty());
        if !granted {
            return Err(Refusal::NotGranted);
        }
        let what = What::ComplainantRead {
            reason: reason.to_owned(),
            kept: sitting.known.kept.clone(),
        };
        Ok(vec![what.into()])
    }

    pub(super) fn record_document(&self, (kind, number): (&str, &str), hash: &str, template: i64, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        if self.course.documents.iter().any(|document| document.hash == hash) {
            return Err(Refusal::DoneAlready);
        }
        if self.course.documents.len() >= MOST_DOCUMENTS {
            return Err(Refusal::DocumentsFull(MOST_DOCUMENTS));
        }
        let what = What::DocumentRecorded(DocumentIssued {
            kind: kind.to_owned(),
            number: number.to_owned(),
            hash: hash.to_owned(),
            template,
            by: by.to_owned(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }

    /// A case under investigation goes to whoever has its power now: with its evidence and documents, the party told, the clocks going on.
    pub(super) fn rehome(&self, rehome: &Rehome, sitting: &Sitting<'_>) -> Decided {
        sitting.staff()?;
        let filing = self.filing()?;
        if !sitting.oversees(&self.unit)? {
            return Err(Refusal::UnitNotHolding(self.unit.clone()));
        }
        sitting.within(&rehome.to, &self.county)?;
        if rehome.to == self.unit {
            return Err(Refusal::HeldAlready(rehome.to.clone()));
        }
        let held = sitting
            .known
            .power
            .as_ref()
            .is_some_and(|power| power.code == filing.power.code && power.holder == rehome.to);
        if !held {
            return Err(Refusal::PowerNotHeld(filing.power.code.clone()));
        }
        if !sitting.known.enforcing {
            return Err(Refusal::TwoOfficersNeeded);
        }
        let what = What::Rehomed(Rehoming {
            from: self.unit.clone(),
            to: rehome.to.clone(),
            document: rehome.document.clone(),
            evidence: self.course.evidence.iter().map(|evidence| evidence.hash.clone()).collect(),
            documents: self.course.documents.len(),
            told: rehome.told.clone(),
            officers: self.course.officers.clone(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }
}

//! What goes on beside the stages.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::account::Line;
use crate::domain::case_file::CaseFile;
use crate::domain::course::{Crime, Mark, RecusalWord, Rehoming, RemedyWord, Withdrawal};
use crate::domain::stage::{Stage, StageName};
use crate::domain::terms::{Party, Proposal, RemedyRuling};

impl CaseFile {
    pub(super) fn unpublished(mut self, withdrawal: &Withdrawal) -> Option<Self> {
        let publication = self.course.publications.last_mut().filter(|last| last.withdrawal.is_none())?;
        publication.withdrawal = Some(withdrawal.clone());
        Some(self)
    }

    /// What is changed stands in its new form; what is revoked is gone, and begins anew where the agency has to act again.
    pub(super) fn remedy_ruled(mut self, id: Uuid, word: &RemedyWord, lines: &[Line]) -> Option<Self> {
        let remedy = self
            .course
            .remedies
            .iter_mut()
            .find(|remedy| remedy.id == id && remedy.word.is_none())?;
        remedy.word = Some(word.clone());
        self = self.settled(lines);
        let decision = self.course.decisions.last_mut()?;
        match word.ruling {
            RemedyRuling::Upheld | RemedyRuling::Withdrawn | RemedyRuling::Dismissed => {}
            RemedyRuling::Changed => {
                if let Proposal::Penalty { items, .. } = &mut decision.outcome {
                    items.clone_from(&word.items);
                }
            }
            RemedyRuling::Revoked | RemedyRuling::Void => decision.revoked = true,
        }
        let gone = matches!(word.ruling, RemedyRuling::Revoked | RemedyRuling::Void);
        if gone {
            self.course.surcharge = None;
            self.course.deferral = None;
            self.course.court = None;
        }
        Some(match (gone, word.anew) {
            (true, true) if self.course.open_crime().is_some_and(Crime::is_there) => {
                self.standing(Stage::WithJustice(StageName::Investigating))
            }
            (true, true) => self.standing(Stage::Investigating),
            (true, false) if !self.stage.name().is_end() => self.standing(Stage::Performed),
            (true | false, _) => self,
        })
    }

    pub(super) fn crime_moved(mut self, set: impl FnOnce(&mut Crime)) -> Option<Self> {
        set(self.course.crimes.last_mut()?);
        Some(self)
    }

    pub(super) fn transfer_decided(mut self, approved: bool, by: &str, at: OffsetDateTime) -> Option<Self> {
        let stage = self.stage.name();
        let crime = self.course.crimes.last_mut()?;
        crime.approved = Some(approved);
        crime.approver = Some(by.to_owned());
        if !approved {
            crime.ended_at = Some(at);
        } else if !stage.is_decided() {
            // What is decided already is performed beside it.
            self.stage = Stage::WithJustice(stage);
        }
        Some(self)
    }

    /// Where nothing was decided upon it is investigated on; what waited for the head waits for the head again.
    pub(super) fn returned_from_justice(mut self, at: OffsetDateTime) -> Option<Self> {
        self.course.crimes.last_mut()?.ended_at = Some(at);
        let Stage::WithJustice(before) = self.stage else {
            return Some(self);
        };
        self.stage = if before == StageName::DecisionPending {
            Stage::DecisionPending
        } else {
            Stage::Investigating
        };
        Some(self)
    }

    pub(super) fn recusal_decided(mut self, id: Uuid, word: &RecusalWord) -> Option<Self> {
        let recusal = self.course.recusals.iter_mut().find(|recusal| recusal.id == id)?;
        recusal.word = Some(word.clone());
        let subject = recusal.subject.clone();
        if word.granted {
            self.course.officers.retain(|officer| officer.subject != subject);
        }
        Some(self)
    }

    pub(super) fn outside_received(mut self, offer: Uuid, receipt: (&str, bool), at: OffsetDateTime) -> Option<Self> {
        let mut open = self.course.outside.iter_mut().filter(|asked| asked.packet.is_open());
        open.find(|asked| asked.id == offer)?.packet.receive(receipt, at);
        Some(self)
    }

    pub(super) fn outside_unanswered(mut self, offer: Uuid, at: OffsetDateTime) -> Option<Self> {
        let asked = self.course.outside.iter_mut().find(|asked| asked.id == offer)?;
        asked.packet.conference_at = Some(at);
        Some(self)
    }

    pub(super) fn party_added(mut self, party: Party) -> Option<Self> {
        if self.party(party.id).is_some() {
            return None;
        }
        self.parties.push(party);
        Some(self)
    }

    /// Whoever was read of once is known again for good.
    pub(super) fn keeping(mut self, marks: &[Mark]) -> Self {
        for mark in marks {
            if !self.course.kept.contains(mark) {
                self.course.kept.push(mark.clone());
            }
        }
        self
    }

    /// Other hands investigate now: they say who.
    pub(super) fn rehomed(mut self, rehoming: &Rehoming) -> Self {
        self.unit = rehoming.to.clone();
        if let Some(filing) = &mut self.course.filing {
            filing.power.holder = rehoming.to.clone();
        }
        self.course.assign(&[], &rehoming.officers);
        self.course.rehomings.push(rehoming.clone());
        self
    }
}

//! Who may act: the head, the officers with valid certificates, two at least, and the party itself.

use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use crate::domain::case_file::CaseFile;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::Sitting;
use crate::domain::terms::{Certificate, Officer, PartyRole};

/// How many officers an act needs (行政处罚法 art. 42).
const OFFICERS: usize = 2;

/// Officers of a unit with valid certificates, two at least (行政处罚法 art. 42). Who only assists is none of them.
pub(super) fn certified(named: &[String], unit: &Code, sitting: &Sitting<'_>) -> Result<Vec<Officer>, Refusal> {
    let mut officers: Vec<Officer> = Vec::new();
    for subject in named {
        let known = sitting.known.officers.iter().find(|officer| officer.subject == *subject);
        let officer = known.ok_or_else(|| Refusal::CertificateInvalid(subject.clone()))?;
        match officer.kind {
            Certificate::Officer if officer.unit == *unit => {}
            Certificate::Officer => return Err(Refusal::OfficerOfAnother(subject.clone())),
            Certificate::Auxiliary => return Err(Refusal::AuxiliaryOnly(subject.clone())),
        }
        if officers.iter().all(|earlier| earlier.subject != *subject) {
            officers.push(officer.clone());
        }
    }
    if officers.len() < OFFICERS {
        return Err(Refusal::TwoOfficersNeeded);
    }
    Ok(officers)
}

/// And whoever gives the order is one of them.
pub(super) fn present(officers: &[Officer], sitting: &Sitting<'_>) -> Result<(), Refusal> {
    let subject = sitting.staff()?;
    if officers.iter().any(|officer| officer.subject == subject) {
        Ok(())
    } else {
        Err(Refusal::NotOneOfTheOfficers)
    }
}

/// Their subjects.
pub(super) fn subjects(officers: &[Officer]) -> Vec<String> {
    officers.iter().map(|officer| officer.subject.clone()).collect()
}

impl CaseFile {
    /// The subject of one of the unit that has the case.
    pub(super) fn staff<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        sitting.staff_of(&self.unit)
    }

    /// The subject of the head of the unit that has the case.
    pub(super) fn head<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        sitting.head_of(&self.unit)
    }

    /// Two officers of the unit with valid certificates, none of whom stands aside.
    pub(super) fn certified(&self, named: &[String], sitting: &Sitting<'_>) -> Result<Vec<Officer>, Refusal> {
        let officers = certified(named, &self.unit, sitting)?;
        let aside = officers.iter().find(|officer| self.course.stands_aside(&officer.subject));
        aside.map_or(Ok(officers.clone()), |officer| {
            Err(Refusal::OfficerStandsAside(officer.subject.clone()))
        })
    }

    /// As [`CaseFile::certified`], and one of them gives the order.
    pub(super) fn two_officers(&self, named: &[String], sitting: &Sitting<'_>) -> Result<Vec<String>, Refusal> {
        let officers = self.certified(named, sitting)?;
        present(&officers, sitting)?;
        Ok(subjects(&officers))
    }

    /// As [`CaseFile::two_officers`], and they were assigned.
    pub(super) fn investigators(&self, named: &[String], sitting: &Sitting<'_>) -> Result<Vec<String>, Refusal> {
        let officers = self.two_officers(named, sitting)?;
        let stranger = officers.iter().find(|subject| !self.course.investigates(subject));
        stranger.map_or(Ok(officers.clone()), |subject| Err(Refusal::NotAssigned(subject.clone())))
    }

    /// The subject of somebody who never had a hand in the investigation.
    pub(super) fn uninvolved(&self, subject: &str) -> Result<(), Refusal> {
        if self.course.had_a_hand(subject) {
            return Err(Refusal::InvestigatorDecides(subject.to_owned()));
        }
        Ok(())
    }

    /// A party who may speak for the suspect: the suspect, an agent or a guardian.
    pub(super) fn speaks(&self, party: Uuid) -> Result<(), Refusal> {
        let role = self.party(party).map(|party| party.role);
        match role {
            Some(PartyRole::Suspect | PartyRole::Agent | PartyRole::Guardian) => Ok(()),
            Some(PartyRole::Complainant | PartyRole::ThirdParty | PartyRole::Witness) | None => Err(Refusal::NotAParty(party)),
        }
    }

    /// Staff of the unit, or a party that speaks for itself.
    pub(super) fn recorder(&self, party: Uuid, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        self.speaks(party)?;
        match sitting.context.by {
            Actor::Party { id } if *id == party => Ok(()),
            Actor::Party { id } => Err(Refusal::NotAParty(*id)),
            Actor::Person { .. } => self.staff(sitting).map(drop),
            Actor::Service { .. } | Actor::Clock => Err(Refusal::NeedsAPerson),
        }
    }
}

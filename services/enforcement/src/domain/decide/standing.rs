//! Who may act: the head, the officers with valid certificates, two at least, and the party itself.

use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use crate::domain::case_file::CaseFile;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{HEAD, Sitting};
use crate::domain::terms::{Certificate, Officer, PartyRole};

/// The role of whoever enforces, which needs a certificate.
const OFFICER: &str = "enforcement_officer";

/// The role of the counter.
const COUNTER: &str = "intake_clerk";

/// How many officers an act needs (行政处罚法 art. 42).
const OFFICERS: usize = 2;

/// Somebody of a unit, or of one that acts in its name for the item (行政处罚法 art. 20), with a valid certificate, if it is an officer's:
/// who only assists is no officer (art. 42).
fn officer<'a>(subject: &str, known: Option<&'a Officer>, unit: &Code, sitting: &Sitting<'_>) -> Result<&'a Officer, Refusal> {
    let officer = known.ok_or_else(|| Refusal::CertificateInvalid(subject.to_owned()))?;
    match officer.kind {
        Certificate::Officer if officer.unit == *unit || sitting.known.agents.contains(&officer.unit) => Ok(officer),
        Certificate::Officer => Err(Refusal::OfficerOfAnother(subject.to_owned())),
        Certificate::Auxiliary => Err(Refusal::AuxiliaryOnly(subject.to_owned())),
    }
}

/// Officers of a unit with valid certificates, two at least (行政处罚法 art. 42). Who only assists is none of them.
pub(super) fn certified(named: &[String], unit: &Code, sitting: &Sitting<'_>) -> Result<Vec<Officer>, Refusal> {
    let mut officers: Vec<Officer> = Vec::new();
    for subject in named {
        let known = sitting.known.officers.iter().find(|officer| officer.subject == *subject);
        let officer = officer(subject, known, unit, sitting)?;
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

    /// The subject of an officer of the unit, or of one that acts in its name, who gives the order, with a valid certificate.
    pub(super) fn an_officer<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = sitting.staff()?;
        let own = sitting.context.by.unit();
        let agent = sitting.known.agents.iter().any(|agent| Some(agent.as_str()) == own);
        if own != Some(self.unit.as_str()) && !agent {
            return Err(Refusal::UnitNotHolding(self.unit.clone()));
        }
        officer(subject, sitting.known.caller.as_ref(), &self.unit, sitting)?;
        Ok(subject)
    }

    /// Who leads a hearing is an officer of the unit with a valid certificate, too.
    pub(super) fn may_host(&self, host: &str, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let known = sitting.known.officers.iter().find(|officer| officer.subject == *host);
        officer(host, known, &self.unit, sitting).map(drop)
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

    /// Nobody is two in one case: who filed or decides it does not review it or lead its hearing (行政处罚法 arts. 58, 64).
    pub(super) fn is_another_than_the_head(&self, subject: &str, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let filed = self.course.filing.as_ref().is_some_and(|filing| filing.by == subject);
        if filed || sitting.has_role(HEAD) && sitting.staff().is_ok_and(|own| own == subject) {
            return Err(Refusal::TwoInOne(subject.to_owned()));
        }
        Ok(())
    }

    /// And who reviewed it, or led its hearing, does not decide it.
    pub(super) fn did_not_weigh(&self, subject: &str) -> Result<(), Refusal> {
        let course = &self.course;
        let reviewed = course.reviews.iter().any(|review| review.by == subject);
        let mut held = course.hearings.iter().filter(|hearing| hearing.record.is_some());
        if reviewed || held.any(|hearing| hearing.host.as_deref() == Some(subject)) {
            return Err(Refusal::TwoInOne(subject.to_owned()));
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

    /// Staff of the unit, who has a valid certificate or sits at the counter, or a party that speaks for itself.
    pub(super) fn recorder(&self, party: Uuid, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        self.speaks(party)?;
        match sitting.context.by {
            Actor::Party { id } if *id == party => Ok(()),
            Actor::Party { id } => Err(Refusal::NotAParty(*id)),
            Actor::Person { .. } if sitting.has_role(OFFICER) && !sitting.has_role(COUNTER) => self.an_officer(sitting).map(drop),
            Actor::Person { .. } => self.staff(sitting).map(drop),
            Actor::Service { .. } | Actor::Clock => Err(Refusal::NeedsAPerson),
        }
    }
}

//! Who may act in a dispute: the clerk of the unit that has it, and its mediators. Those above read.

use shiyu_kit::case::Actor;
use uuid::Uuid;

use crate::domain::course::Appointment;
use crate::domain::dispute::Dispute;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::Sitting;

impl Dispute {
    /// The subject of a clerk of the unit that has it. A mediator of that unit acts only in what they mediate.
    pub(super) fn clerk<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = sitting.staff()?;
        if !sitting.acts_for(&self.unit) {
            return Err(Refusal::UnitNotHolding(self.unit.clone()));
        }
        if sitting.is_clerk() {
            Ok(subject)
        } else {
            Err(Refusal::NotAMediator)
        }
    }

    /// The appointment of the mediator who acts. Who was dismissed, or whose term is over, mediates nothing any more.
    pub(super) fn mediator<'s>(&'s self, sitting: &Sitting<'_>) -> Result<&'s Appointment, Refusal> {
        let subject = sitting.staff()?;
        let mut engaged = self.course.engaged().filter(|one| sitting.is_in_office(one.mediator));
        engaged.find(|one| one.subject == subject).ok_or(Refusal::NotAMediator)
    }

    /// The subject of its mediator or clerk.
    pub(super) fn hand<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = sitting.staff()?;
        if self.mediator(sitting).is_ok() {
            return Ok(subject);
        }
        self.clerk(sitting)
    }

    /// A party of it, whose word counts.
    pub(super) fn principal(&self, id: Uuid) -> Result<(), Refusal> {
        let party = self.party(id).filter(|party| party.role.is_principal());
        party.map(drop).ok_or(Refusal::NotAParty(id))
    }

    /// That every party is among these, and nobody else.
    pub(super) fn all_agree(&self, agreed: &[Uuid]) -> Result<(), Refusal> {
        agreed.iter().try_for_each(|party| self.principal(*party))?;
        if self.are_all(agreed) && self.has_two_sides() {
            Ok(())
        } else {
            Err(Refusal::ConsentMissing)
        }
    }

    /// That every party has consented to this attempt.
    pub(super) fn is_consented(&self) -> Result<(), Refusal> {
        if self.all_consented() {
            Ok(())
        } else {
            Err(Refusal::ConsentMissing)
        }
    }

    /// Whether it is our own service that acts.
    pub(super) fn is_offerer(&self, sitting: &Sitting<'_>) -> bool {
        let offerer = self.entrustment().map(|entrustment| entrustment.offer.from.as_str());
        matches!(sitting.context.by, Actor::Service { name } if Some(name.as_str()) == offerer)
    }
}

//! 管辖争议 (行政处罚法 art. 25, E-03, S7): negotiated, else designated by the common superior: within the county by a unit of it, between two
//! counties by the city. The first receiver has it meanwhile.

use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Level};
use uuid::Uuid;

use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{ARBITRATE, DESIGNATE, NEGOTIATE};
use crate::domain::course::{Border, CountyAnswer, CountyWord, Dispute, Settlement};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::End;
use crate::domain::terms::TransferTarget;

/// The service of the city at whose desk counties dispute.
const CITY_DESK: &str = "enforcement";

impl CaseFile {
    /// Seven days to agree; the clue's own clock runs on. The other is a unit of the county, or another county of the city.
    pub(super) fn raise_dispute(&self, id: Uuid, (with, reason): (&Code, &str), sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        self.nothing_is_held()?;
        self.no_other_city_is_asked()?;
        let border = self.border_with(id, with, sitting)?;
        if *with == self.unit {
            return Err(Refusal::HeldAlready(with.clone()));
        }
        let event = Event::from(What::DisputeRaised(Dispute {
            with: with.clone(),
            reason: reason.to_owned(),
            raised_at: sitting.at,
            settlement: None,
            border,
        }));
        Ok(vec![sitting.begin(event, &NEGOTIATE)])
    }

    /// Where the other is a county, it is known at the city's desk too.
    fn border_with(&self, id: Uuid, with: &Code, sitting: &Sitting<'_>) -> Result<Option<Border>, Refusal> {
        let county = !with.is_office() && with.level() == Level::County && *with != self.county;
        if !county {
            sitting.within(with, &self.county)?;
            return Ok(None);
        }
        sitting.unit(with)?;
        let (referred_at, answer) = (None, None);
        Ok(Some(Border { id, referred_at, answer }))
    }

    /// The head of either unit records what both agreed; of two counties the head of ours, as long as the city is not asked: from then on it
    /// has the word, and there is one outcome, here and at its desk.
    pub(super) fn settle_dispute(&self, owner: &Code, reference: &str, sitting: &Sitting<'_>) -> Decided {
        let dispute = self.open_dispute()?;
        let by = self.head(sitting).or_else(|_| sitting.head_of(&dispute.with))?;
        if *owner == dispute.with && dispute.is_declined() {
            return Err(Refusal::OwnerDeclined(owner.clone()));
        }
        if dispute.border.as_ref().is_some_and(|border| border.referred_at.is_some()) {
            return Err(Refusal::BoundaryReferred);
        }
        self.settle(dispute, (owner, reference), (by, false), sitting)
    }

    /// The common superior of both, or an office of it that is neither (指定管辖). That of two counties speaks at its own desk.
    pub(super) fn designate(&self, owner: &Code, reasons: &str, sitting: &Sitting<'_>) -> Decided {
        let dispute = self.open_dispute()?;
        let by = sitting.staff()?;
        let own = sitting.own_unit()?;
        let units = sitting.context.units;
        let superior = units.common_superior(&self.unit, &dispute.with, sitting.today());
        let superior = superior.ok_or(Refusal::UnitUnknown(None))?;
        let office = || own.is_office() && sitting.unit(&own).is_ok_and(|unit| unit.superior.as_ref() == Some(&superior.code));
        let neither = own != self.unit && own != dispute.with;
        if dispute.border.is_some() || !neither || (own != superior.code && !office()) {
            return Err(Refusal::NotTheCommonSuperior(superior.code.clone()));
        }
        self.settle(dispute, (owner, reasons), (by, true), sitting)
    }

    fn open_dispute(&self) -> Result<&Dispute, Refusal> {
        let open = self.course.disputes.last().filter(|dispute| dispute.settlement.is_none());
        open.ok_or_else(|| Refusal::NotInStage(self.stage.name()))
    }

    /// The other county said whether it is its own; heard as a fact of the city's desk. What it claims is its, by agreement: we had asked.
    /// What it declines the city is asked about, without waiting for longer. One that comes late or twice changes nothing.
    pub(super) fn hear_county(&self, id: Uuid, answer: &CountyAnswer, sitting: &Sitting<'_>) -> Decided {
        let (dispute, border) = self.told_of(id, sitting)?;
        if dispute.settlement.is_some() || border.answer.is_some() || self.stage.name().is_end() {
            return Ok(Vec::new());
        }
        if answer.county != dispute.with {
            return Err(Refusal::NotInTheDispute(answer.county.clone()));
        }
        let noted = vec![Event::from(What::CountyAnswered(answer.clone()))];
        self.then(Ok(noted), |noted| match answer.word {
            CountyWord::Claimed => {
                let agreed = (&answer.county, answer.reference.as_str());
                noted.settle(noted.open_dispute()?, agreed, (CITY_DESK, false), sitting)
            }
            CountyWord::Declined if border.referred_at.is_none() => Ok(vec![noted.referring(sitting)]),
            CountyWord::Declined => Ok(Vec::new()),
        })
    }

    /// The city designated; heard as a fact. One that comes late or twice changes nothing.
    pub(super) fn hear_city(&self, id: Uuid, (owner, reference): (&Code, &str), sitting: &Sitting<'_>) -> Decided {
        let (dispute, _) = self.told_of(id, sitting)?;
        if dispute.settlement.is_some() || self.stage.name().is_end() {
            return Ok(Vec::new());
        }
        self.settle(dispute, (owner, reference), (CITY_DESK, true), sitting)
    }

    /// The dispute with another county of which the city's desk tells.
    fn told_of(&self, id: Uuid, sitting: &Sitting<'_>) -> Result<(&Dispute, &Border), Refusal> {
        if !matches!(sitting.context.by, Actor::Service { name } if name == CITY_DESK) {
            return Err(Refusal::BoundaryUnknown(id));
        }
        let mut bordering = self
            .course
            .disputes
            .iter()
            .filter_map(|dispute| Some((dispute, dispute.border.as_ref()?)));
        bordering.find(|(_, border)| border.id == id).ok_or(Refusal::BoundaryUnknown(id))
    }

    /// And the common superior is asked: within the county a unit of it, of two counties the city.
    pub(in crate::domain) fn referring(&self, sitting: &Sitting<'_>) -> Event {
        let event = Event::from(What::DisputeReferred { at: sitting.at });
        let event = self.stop_if_running(event, &NEGOTIATE, sitting.at);
        let border = self.course.disputes.last().is_some_and(|dispute| dispute.border.is_some());
        let rule = if border { ARBITRATE } else { DESIGNATE };
        sitting.begin(event, &rule)
    }

    /// Ours goes on; another unit's goes to it, and waits there to be filed; another county's ends here.
    fn settle(
        &self,
        dispute: &Dispute,
        (owner, reference): (&Code, &str),
        (by, designated): (&str, bool),
        sitting: &Sitting<'_>,
    ) -> Decided {
        let border = dispute.border.is_some();
        let ours = *owner == self.unit || border && *owner == self.county;
        if !ours && *owner != dispute.with {
            return Err(Refusal::NotInTheDispute(owner.clone()));
        }
        let event = Event::from(What::DisputeSettled(Settlement {
            owner: if ours && border { self.county.clone() } else { owner.clone() },
            designated,
            reference: reference.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
        }));
        let event = self.stop_all(event, [&NEGOTIATE, &DESIGNATE, &ARBITRATE], sitting.at);
        if ours || !border {
            return Ok(vec![event]);
        }
        let end = End::TransferredOut {
            target: TransferTarget::Organ,
            organ: owner.to_string(),
            unit: Some(owner.clone()),
            reason: reference.to_owned(),
        };
        // The city's desk hears that it is settled, and hands it over.
        self.then(Ok(vec![event]), |settled| Ok(settled.ending(end, by, sitting)))
    }
}

impl Dispute {
    /// Whether the other county said that it is not its own.
    fn is_declined(&self) -> bool {
        let answer = self.border.as_ref().and_then(|border| border.answer.as_ref());
        answer.is_some_and(|answer| answer.word == CountyWord::Declined)
    }
}

//! As what it is classified, and where it goes on then (arts. 30, 31).

use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::domain::clocks::{CLASSIFY, DUTY_REPORT, HANDLE, LOOK_INTO, STUDY};
use crate::domain::command::{Classify, Divert};
use crate::domain::course::Classified;
use crate::domain::event::{Event, What};
use crate::domain::petition::{Accused, Petition};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{Diversion, End};
use crate::domain::terms::{Classification, ReliefPath};

impl Petition {
    /// It is classified and ends here; who is accused stays barred from it wherever it goes.
    pub(in crate::domain::decide) fn divert(&self, divert: &Divert, accused: &Accused, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.overseer_of(&self.unit)?;
        let elsewhere = matches!(
            divert.classification,
            Classification::Accusation
                | Classification::AppealForRelief(
                    ReliefPath::Litigation | ReliefPath::Arbitration | ReliefPath::PartyAppeal | ReliefPath::AdministrativeProcedure
                )
        );
        if !elsewhere {
            return Err(Refusal::HandledHere);
        }
        // A unit that finds itself accused may still give the matter away, and names itself: from here on it is kept from it.
        accused.exist(sitting)?;
        if divert.act_known_on.is_some_and(|day| day > sitting.today()) {
            return Err(Refusal::ActKnownInFuture);
        }
        let classified = What::Classified {
            classified: Classified {
                classification: divert.classification,
                at: sitting.at,
            },
            accused: accused.clone(),
            duty_organ: None,
            by: by.to_owned(),
        };
        let end = End::Diverted(Diversion {
            organ: divert.organ.clone(),
            ways: divert.act_known_on.map(|day| sitting.ways(day)).unwrap_or_default(),
            outcome: None,
        });
        Ok(vec![classified.into(), self.ending(end, sitting)])
    }

    pub(in crate::domain::decide) fn classify(&self, classify: &Classify, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff_of(&self.unit)?.to_owned();
        if let Some(organ) = &classify.organ {
            return self.divert_classified(classify, organ, sitting);
        }
        if !classify.classification.is_answered_here() {
            self.is_ordinary()?;
        }
        classify.accused.exist(sitting)?;
        classify.accused.leave_to(&self.unit, sitting)?;
        let (rule, from) = match classify.classification {
            Classification::Suggestion => (STUDY, sitting.at),
            Classification::Accusation if self.accused.is_empty() && classify.accused.is_empty() => return Err(Refusal::AccusedUnnamed),
            Classification::Accusation => (LOOK_INTO, self.accepted_at(sitting)),
            Classification::AppealForRelief(ReliefPath::HandlingOpinion) => (HANDLE, self.accepted_at(sitting)),
            Classification::AppealForRelief(ReliefPath::ProtectiveDuty) => (DUTY_REPORT, sitting.at),
            Classification::AppealForRelief(
                ReliefPath::Litigation | ReliefPath::Arbitration | ReliefPath::PartyAppeal | ReliefPath::AdministrativeProcedure,
            ) => return Err(Refusal::OrganUnnamed),
        };
        let event = Event::from(What::Classified {
            classified: Classified {
                classification: classify.classification,
                at: sitting.at,
            },
            accused: classify.accused.clone(),
            duty_organ: self.duty_organ(classify, sitting)?,
            by,
        });
        let event = self.stop_if_running(event, &CLASSIFY.id, sitting.at);
        Ok(vec![sitting.begin_at(event, &rule, from)])
    }

    fn divert_classified(&self, classify: &Classify, organ: &str, sitting: &Sitting<'_>) -> Decided {
        self.divert(
            &Divert {
                classification: classify.classification,
                organ: organ.to_owned(),
                act_known_on: classify.act_known_on,
            },
            &classify.accused,
            sitting,
        )
    }

    /// The organ whose duty it is: named on that path and on no other, and not accused.
    fn duty_organ(&self, classify: &Classify, sitting: &Sitting<'_>) -> Result<Option<Code>, Refusal> {
        let duty = classify.classification == Classification::AppealForRelief(ReliefPath::ProtectiveDuty);
        match &classify.duty_organ {
            Some(organ) if duty => {
                sitting.within(organ, &self.county)?;
                self.open_to(organ, sitting)?;
                if classify.accused.bars(organ, sitting) {
                    return Err(Refusal::ForwardedToAccused(organ.clone()));
                }
                Ok(Some(organ.clone()))
            }
            None if duty => Err(Refusal::OrganUnnamed),
            Some(_) | None => Ok(None),
        }
    }

    /// When it was accepted: the 60 days run from here, however late it was classified (art. 34).
    pub(in crate::domain::decide) fn accepted_at(&self, sitting: &Sitting<'_>) -> OffsetDateTime {
        self.course.acceptance.as_ref().map_or(sitting.at, |acceptance| acceptance.at)
    }
}

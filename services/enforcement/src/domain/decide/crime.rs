//! 行刑衔接 (行政处罚法 art. 27, 移送规定): what may be a crime goes to criminal justice, and is not punished here instead.

use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{CRIMINAL_APPROVE, CRIMINAL_TRANSFER, MATERIALS, POLICE, REDECISION};
use crate::domain::course::{Crime, PoliceWord, Transfer};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::End;
use crate::domain::terms::CriminalAnswer;

impl CaseFile {
    pub(super) fn no_crime_is_open(&self) -> Result<(), Refusal> {
        if self.course.open_crime().is_some() {
            return Err(Refusal::CrimeOpen);
        }
        Ok(())
    }

    fn crime(&self) -> Result<&Crime, Refusal> {
        self.course.open_crime().ok_or(Refusal::NoCrime)
    }

    /// Two officers report; the head has three days.
    pub(super) fn report_crime(&self, reason: &str, named_officers: &[String], sitting: &Sitting<'_>) -> Decided {
        let officers = self.investigators(named_officers, sitting)?;
        self.no_crime_is_open()?;
        let event = Event::from(What::CrimeReported(Crime {
            officers,
            reason: reason.to_owned(),
            reported_at: sitting.at,
            approved: None,
            approver: None,
            transfer: None,
            words: Vec::new(),
            asked_again: false,
            prosecutor_asked: false,
            materials_at: None,
            ended_at: None,
        }));
        Ok(vec![sitting.begin(event, &CRIMINAL_APPROVE)])
    }

    /// Approved, it goes within 24 hours, and the time for the decision stands still.
    pub(super) fn decide_transfer(&self, approved: bool, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        if self.crime()?.approved.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::TransferDecided {
            approved,
            by: by.to_owned(),
            reason: reason.to_owned(),
            at: sitting.at,
        });
        let event = self.stop_if_running(event, &CRIMINAL_APPROVE, sitting.at);
        if !approved {
            return Ok(vec![event]);
        }
        let event = self.stop_defence(event, sitting);
        let event = self.pausing(event, "criminal transfer", by, sitting);
        Ok(vec![sitting.begin(event, &CRIMINAL_TRANSFER)])
    }

    pub(super) fn transfer_to_police(&self, to: &str, reference: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        let crime = self.crime()?;
        if crime.transfer.is_some() {
            return Err(Refusal::DoneAlready);
        }
        if crime.approved != Some(true) {
            return Err(Refusal::NotTransferred);
        }
        let event = Event::from(What::TransferredToPolice(Transfer {
            to: to.to_owned(),
            reference: reference.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
        }));
        let event = self.stop_if_running(event, &CRIMINAL_TRANSFER, sitting.at);
        Ok(vec![sitting.begin(event, &POLICE)])
    }

    /// Filed, the materials follow within three days; not filed, another word may be asked for within three.
    pub(super) fn police_answer(&self, answer: CriminalAnswer, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let crime = self.crime()?;
        if crime.transfer.is_none() {
            return Err(Refusal::NotTransferred);
        }
        if crime.words.last().is_some_and(|last| last.answer == CriminalAnswer::Filed) {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::PoliceAnswered(PoliceWord {
            answer,
            reference: reference.to_owned(),
            at: sitting.at,
        }));
        let event = self.stop_if_running(event, &POLICE, sitting.at);
        let event = self.stop_if_running(event, &REDECISION, sitting.at);
        Ok(vec![match answer {
            CriminalAnswer::Filed => sitting.begin(event, &MATERIALS),
            CriminalAnswer::NotFiled => sitting.begin(event, &REDECISION),
        }])
    }

    /// The police once more, or the prosecutor over them.
    pub(super) fn ask_again(&self, prosecutor: bool, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let crime = self.crime()?;
        let refused = crime.words.last().is_some_and(|last| last.answer == CriminalAnswer::NotFiled);
        let asked = if prosecutor { crime.prosecutor_asked } else { crime.asked_again };
        if !refused || asked {
            return Err(Refusal::NothingToAsk);
        }
        let event = Event::from(What::PoliceAskedAgain {
            prosecutor,
            at: sitting.at,
        });
        let event = self.stop_if_running(event, &REDECISION, sitting.at);
        let event = self.stop_if_running(event, &POLICE, sitting.at);
        Ok(vec![sitting.begin(event, &POLICE)])
    }

    pub(super) fn hand_over_materials(&self, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let crime = self.crime()?;
        let filed = crime.words.last().is_some_and(|last| last.answer == CriminalAnswer::Filed);
        if !filed {
            return Err(Refusal::NotTransferred);
        }
        if crime.materials_at.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::MaterialsHandedOver {
            reference: reference.to_owned(),
            at: sitting.at,
        });
        Ok(vec![self.stop_if_running(event, &MATERIALS, sitting.at)])
    }

    /// It comes back and goes on here; or somebody was punished there, and what is not decided here ends too.
    pub(super) fn return_from_justice(&self, reference: &str, ended: bool, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        let crime = self.crime()?;
        let last = crime.words.last().ok_or(Refusal::NotTransferred)?;
        if ended && last.answer != CriminalAnswer::Filed {
            return Err(Refusal::NotTransferred);
        }
        // What was decided before goes on to be performed, whatever comes of it there.
        let ends = ended && !self.stage.name().is_decided();
        if ends {
            self.nothing_is_held()?;
        }
        let event = Event::from(What::ReturnedFromJustice {
            reference: reference.to_owned(),
            at: sitting.at,
        });
        let event = self.stop_all(event, [&POLICE, &REDECISION, &MATERIALS], sitting.at);
        let back = Ok(vec![self.resuming(event, sitting)]);
        if !ends {
            return back;
        }
        let end = End::CriminallyEnded {
            reference: reference.to_owned(),
        };
        self.then(back, |case| Ok(case.ending(end, by, sitting)))
    }
}

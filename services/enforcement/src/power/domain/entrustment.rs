//! Who acts in whose name (委托, 行政处罚法 arts. 20, 21).

use serde::Serialize;
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::{PowerCode, Refusal};
use crate::sitting::Sitting;

/// An entrustment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entrustment {
    /// Its id.
    pub id: Uuid,
    /// In whose name.
    pub principal: Code,
    /// Who acts.
    pub agent: Code,
    /// For which items.
    pub codes: Vec<PowerCode>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The letter.
    pub letter: String,
    /// Where it was made public.
    pub published_in: String,
}

impl Entrustment {
    /// Puts it on record. `holds` says whether the principal holds an item on the first day; `others` are entrustments to the
    /// principal.
    ///
    /// # Errors
    /// `ENTRUSTED_TO_ITSELF`, `POWER_NOT_HELD`, `SUB_ENTRUSTMENT`, `ENTRUSTMENT_FIXED`: of a known one only the last day changes; and as
    /// [`Sitting::writes_for`] the principal.
    pub fn put(
        self,
        (standing, before): (Standing, Option<&Self>),
        holds: impl Fn(&PowerCode) -> bool,
        others: &[Self],
        sitting: &Sitting<'_>,
    ) -> Result<Self, Refusal> {
        sitting.writes_for(&self.principal)?;
        if self.principal == self.agent {
            return Err(Refusal::EntrustedToItself);
        }
        if let (Standing::Known, Some(before)) = (standing, before) {
            let same = Self {
                to: self.to,
                ..before.clone()
            };
            return if same == self { Ok(self) } else { Err(Refusal::EntrustmentFixed) };
        }
        let at_once = |other: &Self| other.from <= self.to && self.from <= other.to;
        let passed_on = |other: &&Self| at_once(other) && other.codes.iter().any(|code| self.codes.contains(code));
        if let Some(other) = others.iter().find(passed_on) {
            return Err(Refusal::SubEntrustment(other.principal.clone()));
        }
        match self.codes.iter().find(|code| !holds(code)) {
            Some(code) => Err(Refusal::PowerNotHeld(code.clone())),
            None => Ok(self),
        }
    }
}

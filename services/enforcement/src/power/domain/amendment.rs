//! The edition that follows from another when some items go back, go elsewhere or are added (E-41).

use serde::Serialize;
use shiyu_kit::unit::Code;

use super::{Content, Holding, Item, PowerCode, Refusal};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Which item.
    pub code: PowerCode,
    /// In which region; none means wherever it is held.
    pub region: Option<Code>,
    /// Who holds it from then on; none means that it goes back to the department it comes from.
    pub to: Option<Code>,
}

/// What is to be changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Amendment {
    /// What changes hands.
    pub changes: Vec<Change>,
    /// What is no power any more.
    pub repealed: Vec<PowerCode>,
    /// What is new.
    pub added: Vec<Item>,
}

impl Amendment {
    /// What the next edition says.
    ///
    /// # Errors
    /// `POWER_UNKNOWN`, `POWER_NOT_HELD`, `POWER_KNOWN`.
    pub fn apply(&self, before: &Content) -> Result<Content, Refusal> {
        let mut items = before.items().to_vec();
        for change in &self.changes {
            let item = items.iter_mut().find(|item| item.code == change.code);
            change.apply(item.ok_or_else(|| Refusal::PowerUnknown(change.code.clone()))?)?;
        }
        for code in &self.repealed {
            let many = items.len();
            items.retain(|item| &item.code != code);
            if items.len() == many {
                return Err(Refusal::PowerUnknown(code.clone()));
            }
        }
        for item in &self.added {
            if items.iter().any(|known| known.code == item.code) {
                return Err(Refusal::PowerKnown(item.code.clone()));
            }
            items.push(item.clone());
        }
        Ok(Content::of(items))
    }
}

impl Change {
    fn apply(&self, item: &mut Item) -> Result<(), Refusal> {
        let touched = |holding: &Holding| self.region.as_ref().is_none_or(|region| &holding.region == region);
        let held = item.holdings.iter().any(touched);
        match (&self.to, &self.region) {
            (Some(to), Some(region)) if !held => item.holdings.push(Holding {
                holder: to.clone(),
                region: region.clone(),
            }),
            _ if !held => return Err(Refusal::PowerNotHeld(item.code.clone())),
            (Some(to), _) => {
                for holding in item.holdings.iter_mut().filter(|holding| touched(holding)) {
                    holding.holder = to.clone();
                }
            }
            (None, _) => item.holdings.retain(|holding| !touched(holding)),
        }
        Ok(())
    }
}

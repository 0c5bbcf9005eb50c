//! An act that breaks several norms is fined by the one with the higher fine (行政处罚法 art. 29): by their amounts when it is filed, and
//! where one of them is in multiples once it is known what there is of that.

use super::proposal::base;
use crate::domain::case_file::CaseFile;
use crate::domain::course::Filing;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::Sitting;
use crate::domain::terms::{FineLaw, PenaltyItem, PenaltyKind, Power};

/// None of the others, which the unit holds too, has a higher fine, as far as that can be said before anything was found.
pub(super) fn highest(power: &Power, others: &[String], sitting: &Sitting<'_>) -> Result<(), Refusal> {
    let own = said(power, sitting).ceiling();
    for code in others {
        let other = sitting.known.others.iter().find(|other| other.code == *code);
        let other = other.ok_or_else(|| Refusal::PowerNotHeld(code.clone()))?;
        let both = own.zip(said(other, sitting).ceiling());
        if both.is_some_and(|(own, other)| other > own) {
            return Err(Refusal::HigherFineElsewhere(code.clone()));
        }
    }
    Ok(())
}

fn said(power: &Power, sitting: &Sitting<'_>) -> FineLaw {
    let known = sitting.known.fines.iter().find(|law| law.code == power.code);
    known.cloned().unwrap_or_else(|| FineLaw::of(power))
}

impl CaseFile {
    /// The same by what the investigation found, of whoever is fined. What the comparison is reckoned by has to be on record.
    pub(super) fn is_fined_by_the_highest(&self, items: &[PenaltyItem], filing: &Filing, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let fined = items.iter().any(|item| item.kind == PenaltyKind::Fine);
        if !fined || filing.others.is_empty() {
            return Ok(());
        }
        let most = |law: &FineLaw| law.most(|of| base(items, self.found(), of)).map_err(Refusal::BaseUnrecorded);
        let own = most(&said(&filing.power, sitting))?;
        let others = sitting.known.fines.iter().filter(|law| filing.others.contains(&law.code));
        for other in others {
            if most(other)? > own {
                return Err(Refusal::HigherFineElsewhere(other.code.clone()));
            }
        }
        Ok(())
    }
}

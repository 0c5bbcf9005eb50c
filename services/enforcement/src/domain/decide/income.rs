//! 违法所得 (行政处罚法 art. 28): what was earned by the act is confiscated, all of it and no more, but for what is by law to be returned.

use crate::domain::refusal::Refusal;
use crate::domain::terms::{Base, MultipleOf, PenaltyItem, PenaltyKind};

/// Whether what is confiscated is what the investigation found.
pub(super) fn confiscated(items: &[PenaltyItem], found: &[Base]) -> Result<(), Refusal> {
    let taken = items.iter().filter(|item| item.kind == PenaltyKind::ConfiscateIncome);
    let taken: u64 = taken.map(|item| item.amount.fen()).sum();
    let income = found.iter().find(|base| base.of == MultipleOf::IllegalIncome);
    if income.is_none() && taken > 0 {
        return Err(Refusal::BaseUnrecorded(MultipleOf::IllegalIncome));
    }
    if taken == income.map_or(0, Base::kept) {
        Ok(())
    } else {
        Err(Refusal::AmountNotFitting(PenaltyKind::ConfiscateIncome))
    }
}

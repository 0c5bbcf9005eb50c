//! Whose hands an act may be in: the unit's own, or those of somebody above it.

use shiyu_kit::register::Sitting;
use shiyu_kit::unit::{Code, NotCompetent};

/// That the unit itself acts, or one that answers to it.
///
/// # Errors
/// `NEEDS_A_PERSON`, `UNIT_UNKNOWN` of the caller, `UNIT_NOT_YOURS`.
pub fn of_unit(unit: &Code, sitting: &Sitting<'_>) -> Result<(), NotCompetent> {
    if is_within(unit, sitting)? {
        Ok(())
    } else {
        Err(NotCompetent::UnitNotYours(unit.clone()))
    }
}

/// Whether whoever acts belongs to the unit.
///
/// # Errors
/// `NEEDS_A_PERSON`, `UNIT_UNKNOWN` of the caller.
pub fn is_within(unit: &Code, sitting: &Sitting<'_>) -> Result<bool, NotCompetent> {
    let own = sitting.competence().own_unit()?;
    Ok(sitting.units.chain(&own, sitting.today()).contains(unit))
}

/// Whether one of these units belongs to the unit.
#[must_use]
pub fn sits(panel: &[Code], unit: &Code, sitting: &Sitting<'_>) -> bool {
    panel
        .iter()
        .any(|member| sitting.units.chain(member, sitting.today()).contains(unit))
}

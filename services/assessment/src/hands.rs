//! Who speaks for a unit, and whose hands an act may be in: the unit's own, those of somebody above it, or the county's.

use shiyu_kit::case::{Actor, Context};
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::{Code, NotCompetent};

/// The sitting of a county's own case.
#[must_use]
pub const fn sitting<'a>(county: &'a Code, context: &Context<'a>) -> Sitting<'a> {
    Sitting {
        by: context.by,
        county,
        units: context.units,
        now: context.now,
    }
}

/// Whether somebody speaks for a rated unit, and for nobody else.
#[must_use]
pub fn is_rated(by: &Actor) -> bool {
    matches!(by, Actor::Person { roles, .. } if !roles.contains("assessor") && !roles.contains("auditor"))
}

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

/// That the county itself acts, for a unit of its own.
///
/// # Errors
/// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `UNIT_OUTSIDE_JURISDICTION`.
pub fn of_county(unit: &Code, sitting: &Sitting<'_>) -> Result<(), NotCompetent> {
    sitting.county_wide()?;
    sitting.writes_for(unit)
}

/// That the county itself acts, or the clock: of what is due every week.
///
/// # Errors
/// `NEEDS_A_PERSON`, `UNIT_UNKNOWN` of the caller, `UNIT_NOT_YOURS`.
pub fn county_or_clock(sitting: &Sitting<'_>) -> Result<(), NotCompetent> {
    if matches!(sitting.by, Actor::Clock) {
        Ok(())
    } else {
        sitting.county_wide()
    }
}

/// Whether somebody above the unit acts, and not the unit itself.
///
/// # Errors
/// `NEEDS_A_PERSON`, `UNIT_UNKNOWN` of the caller, `UNIT_NOT_YOURS`.
pub fn is_above(unit: &Code, sitting: &Sitting<'_>) -> Result<bool, NotCompetent> {
    sitting.governs(unit)?;
    Ok(!is_within(unit, sitting)?)
}

/// Whether one of these units belongs to the unit.
#[must_use]
pub fn sits(panel: &[Code], unit: &Code, sitting: &Sitting<'_>) -> bool {
    panel
        .iter()
        .any(|member| sitting.units.chain(member, sitting.today()).contains(unit))
}

/// That every unit of a panel is there on the day of the act: nobody sits for one that is not.
///
/// # Errors
/// `UNIT_UNKNOWN` of the first that is not.
pub fn are_there(panel: &[Code], sitting: &Sitting<'_>) -> Result<(), NotCompetent> {
    let today = sitting.today();
    match panel.iter().find(|member| sitting.units.get(member, today).is_none()) {
        Some(member) => Err(NotCompetent::UnitUnknown(Some(member.to_string()))),
        None => Ok(()),
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

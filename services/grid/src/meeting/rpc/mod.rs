//! The front doors: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

mod broadcast;
mod meeting;

use shiyu_kit::audience::Reach;
use shiyu_kit::unit::Code;

fn reaches(reach: &Reach, unit: &Code) -> bool {
    match reach {
        Reach::Everything => true,
        Reach::Units(units) => units.contains(unit),
        Reach::Nothing => false,
    }
}

/// Where one unit is asked for, the list is looked up by it, and the reach only says whether it may be.
fn narrowed(reach: Reach, unit: Option<&Code>) -> Reach {
    match unit {
        None => reach,
        Some(unit) if reaches(&reach, unit) => Reach::Everything,
        Some(_) => Reach::Nothing,
    }
}

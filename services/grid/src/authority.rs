//! For whom somebody acts: one predicate for every room of the service. A bureau acts for itself; it is no voice of its county, nor of
//! the bureau next door.

use shiyu_kit::unit::{Code, Units};
use time::Date;

/// The letters of an office that commands for its division: 指挥室 of a town, 指挥中心 and 联动中心 of a county or city. A sub-centre
/// (分中心) covers some towns and speaks for no county.
const COMMAND: [&str; 4] = ["ZHS", "ZHZ", "ZHZX", "LDZX"];

/// Whether it is the command room or centre of a division.
#[must_use]
pub fn is_command_of(office: &Code, division: &Code) -> bool {
    let commands = office.office().is_some_and(|letters| COMMAND.contains(&letters));
    commands && office.division() == division.as_str()
}

/// Whether somebody of `own` speaks for a unit in what is the unit's own affair: of the unit itself, or of its command room or centre.
#[must_use]
pub fn speaks_for(own: &Code, unit: &Code) -> bool {
    own == unit || is_command_of(own, unit)
}

/// Whether somebody of `own` acts for a unit: of the unit, of one above it in the tree of units, or of the command room or centre of one
/// of these.
#[must_use]
pub fn acts_for(own: &Code, unit: &Code, units: &Units, today: Date) -> bool {
    units.chain(unit, today).iter().any(|above| speaks_for(own, above))
}

#[cfg(test)]
mod tests {
    use shiyu_kit::testkit::scene;
    use time::macros::date;

    use super::*;

    fn may(own: &str, unit: &str) -> bool {
        let offices = [
            ("330602-ZHZ", "330602"),
            ("330602-FZX1", "330602"),
            ("330602-SLJ", "330602"),
            ("330602-YJGL", "330602"),
            ("330602001-ZHS", "330602001"),
            ("330602001-ZHZF", "330602001"),
        ];
        let code = |text: &str| text.parse().unwrap();
        acts_for(&code(own), &code(unit), &scene::units(&offices), date!(2026 - 05 - 01))
    }

    #[test]
    fn a_unit_those_above_it_and_their_command_rooms_act_for_it() {
        for own in ["330602001003", "330602001", "330602001-ZHS", "330602", "330602-ZHZ"] {
            assert!(may(own, "330602001003"), "{own}");
        }
        assert!(may("330602-YJGL", "330602-YJGL"));
        assert!(may("330602", "330602-YJGL") && may("330602-ZHZ", "330602-YJGL"));
    }

    #[test]
    fn no_other_office_of_the_division_does() {
        for own in ["330602-SLJ", "330602-FZX1", "330602-YJGL"] {
            for unit in ["330602", "330602-ZHZ", "330602001", "330602001003"] {
                assert!(!may(own, unit), "{own} for {unit}");
            }
        }
        assert!(!may("330602-SLJ", "330602-YJGL"));
        assert!(!may("330602001-ZHZF", "330602001") && !may("330602001-ZHZF", "330602001003"));
    }

    #[test]
    fn nobody_acts_upwards_or_sideways() {
        for (own, unit) in [
            ("330602001-ZHS", "330602"),
            ("330602001-ZHS", "330602-ZHZ"),
            ("330602001", "330602002"),
            ("330602001003", "330602001"),
            ("330602-ZHZ", "330603"),
        ] {
            assert!(!may(own, unit), "{own} for {unit}");
        }
    }
}

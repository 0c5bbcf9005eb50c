//! For whom somebody acts: one predicate for every room of the service. A bureau acts for itself; it is no voice of its county, nor of
//! the bureau next door.

use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Units};
use time::Date;

/// Roles that speak for a command room or centre (domain.md C).
pub const COMMAND: [&str; 2] = ["dispatcher", "command_chief"];
/// Roles of those who work in grids, each in those they are assigned to.
const TEAM: [&str; 3] = ["grid_patrol", "grid_lead", "grid_supervisor"];
/// Roles of a unit's own staff.
const OFFICE: [&str; 2] = ["unit_handler", "unit_head"];

/// Whether it is the command room or centre of a division, by the letters that the deployment gives them (`offices.command`).
#[must_use]
pub fn is_command_of(office: &Code, division: &Code, units: &Units) -> bool {
    units.command().is_of(office, division)
}

/// Whether somebody of `own` speaks for a unit in what is the unit's own affair: of the unit itself, or of its command room or centre.
#[must_use]
pub fn speaks_for(own: &Code, unit: &Code, units: &Units) -> bool {
    own == unit || is_command_of(own, unit, units)
}

/// Whether somebody of `own` acts for a unit: of the unit, of one above it in the tree of units, or of the command room or centre of one
/// of these.
#[must_use]
pub fn acts_for(own: &Code, unit: &Code, units: &Units, today: Date) -> bool {
    units.chain(unit, today).iter().any(|above| speaks_for(own, above, units))
}

/// Whether somebody has a role of the grids' teams, and none of a unit's own staff or of command: they work in the grids they are
/// assigned to, and are nobody's staff in another way.
#[must_use]
pub fn is_of_a_team_alone(by: &Actor) -> bool {
    let Actor::Person { roles, .. } = by else { return false };
    let has = |words: &[&str]| words.iter().any(|word| roles.contains(*word));
    has(&TEAM) && !has(&OFFICE) && !has(&COMMAND)
}

#[cfg(test)]
mod tests {
    use shiyu_kit::testkit::scene;
    use shiyu_kit::unit::CommandOffices;
    use time::macros::date;

    use super::*;

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    fn may(own: &str, unit: &str) -> bool {
        let offices = [
            ("330602-ZHZ", "330602"),
            ("330602-FZX1", "330602"),
            ("330602-SLJ", "330602"),
            ("330602-YJGL", "330602"),
            ("330602001-ZHS", "330602001"),
            ("330602001-ZHZF", "330602001"),
        ];
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
    fn a_deployment_says_which_offices_command() {
        let told = CommandOffices::of(&["JDZX".to_owned()]).unwrap();
        let units = scene::units(&[("330602-JDZX", "330602"), ("330602-ZHZ", "330602")]).commanded_by(told.into());
        let may = |own: &str| acts_for(&code(own), &code("330602001003"), &units, date!(2026 - 05 - 01));
        assert!(may("330602-JDZX") && !may("330602-ZHZ"));
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

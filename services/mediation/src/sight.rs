//! Who sees which disputes: one rule for every door of the service.

use std::collections::BTreeSet;

use shiyu_kit::audience::{Ground, Viewer};
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Code, Units};
use time::OffsetDateTime;

use crate::domain::{CLERKS, Dispute};

/// Roles whose holder, in an office, sees what concerns the whole division of the office: its clerks only in the centre, which takes in and
/// passes on, and in the justice departments, which guide the committees (人民调解法 art. 5); which these are the deployment says by their
/// letters (`offices`).
pub const WIDE: [&str; 4] = ["committee_clerk", "intake_clerk", "auditor", "privacy_officer"];

/// The same in whatever office.
const OVERSEERS: [&str; 2] = ["auditor", "privacy_officer"];

/// Whether the words of a mediation are told to an actor: what was said in its sessions and came of them, what was offered, what nobody
/// disputes and what was agreed, what its mediators disclosed, why something came to nothing, what was done and what was seen. They are
/// told to its mediators, and to the clerks of the unit that has it; those of an attempt that another procedure ended, to who mediated and
/// had it then. Whoever else sees the dispute, those above it among them, sees it without. The attempts of which an actor hears.
#[must_use]
pub fn hears(by: &Actor, dispute: &Dispute) -> BTreeSet<u32> {
    let course = &dispute.course;
    let Actor::Person { subject, unit, roles } = by else {
        return BTreeSet::new();
    };
    // What was said goes to nobody who enforces, at whichever desk they sit.
    let leads = CLERKS.iter().any(|role| roles.contains(*role)) && !roles.contains("enforcement_officer");
    let of = |attempt: &u32| {
        let held = course.holder(*attempt);
        let mediates = match held {
            Some(held) => held.mediators.contains(subject),
            None => course.engaged().any(|one| one.subject == *subject),
        };
        let holder = held.map_or(&dispute.unit, |held| &held.unit);
        mediates || (leads && unit.as_deref() == Some(holder.as_str()))
    };
    (0..=course.attempt).filter(of).collect()
}

/// As whom a dispute is told, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listener {
    /// Of which attempts the words of the mediation are told too.
    pub hears: BTreeSet<u32>,
    /// When.
    pub now: OffsetDateTime,
}

impl Listener {
    /// An actor before a dispute.
    #[must_use]
    pub fn of(by: &Actor, dispute: &Dispute, now: OffsetDateTime) -> Self {
        Self {
            hears: hears(by, dispute),
            now,
        }
    }
}

/// An actor as a viewer, in the deployment of a county. Who mediates a dispute sees it by name, whatever their unit; who stood aside
/// does not.
#[must_use]
pub fn viewer(by: &Actor, county: &Code, units: &Units, now: OffsetDateTime) -> Viewer {
    let own: Option<Code> = by.unit().and_then(|unit| unit.parse().ok());
    let guides = own.as_ref().is_some_and(|own| units.mediating().guides(own));
    let ground = Ground {
        county,
        units,
        today: local_date(now),
        wide: if guides { &WIDE } else { &OVERSEERS },
    };
    Viewer {
        by_name: true,
        ..Viewer::of(by, &ground)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use shiyu_kit::audience::Reach;
    use shiyu_kit::case::Actor;
    use shiyu_kit::unit::MediatingOffices;

    use super::{hears, viewer};
    use crate::domain::command::ChangeProcedure;
    use crate::domain::terms::Procedure;
    use crate::domain::tests::given::{
        BUREAU, CENTRE, COMMITTEE, COUNTY, Given, MATTER, START, clerk, clerk_of, code, mediator, person, program, second, stranger,
        to_court,
    };
    use crate::domain::{Command, Matter, StageName};

    #[test]
    fn a_clerk_sees_for_the_division_in_its_centre_and_in_no_other_office() {
        let given = Given::nothing();
        let reach = |by: &Actor| viewer(by, &code(COUNTY), &given.units, START).reach;
        assert_eq!(reach(&clerk_of(CENTRE)), Reach::Everything);
        for unit in [BUREAU, COMMITTEE] {
            assert_eq!(reach(&clerk_of(unit)), Reach::Units([code(unit)].into()), "{unit}");
        }
        assert_eq!(reach(&person("auditor", BUREAU, "auditor")), Reach::Everything);
    }

    #[test]
    fn a_deployment_says_which_offices_are_centres() {
        let mut given = Given::nothing();
        let letters = [code(BUREAU).office().unwrap().to_owned()];
        let told = MediatingOffices::of(&letters, &[], &[]).unwrap();
        given.units = given.units.mediated_by(told.into());
        let reach = |by: &Actor| viewer(by, &code(COUNTY), &given.units, START).reach;
        assert_eq!(reach(&clerk_of(BUREAU)), Reach::Everything);
        assert_eq!(reach(&clerk_of(CENTRE)), Reach::Units([code(CENTRE)].into()));
    }

    #[test]
    fn its_mediators_and_the_clerks_of_its_unit_hear_what_is_said_and_nobody_else_does() {
        let mut dispute = Given::a_dispute(StageName::Mediating).dispute().clone();
        for by in [mediator(), clerk()] {
            assert!(hears(&by, &dispute).contains(&0), "{by:?}");
        }
        let above = [
            clerk_of(CENTRE),
            person("head", COMMITTEE, "unit_head"),
            person("auditor", COMMITTEE, "auditor"),
        ];
        for by in above.into_iter().chain([second(), stranger(), program("petition")]) {
            assert!(hears(&by, &dispute).is_empty(), "{by:?}");
        }
        dispute.unit = code(BUREAU);
        assert!(hears(&clerk(), &dispute).is_empty(), "it went to another unit");
        assert!(hears(&clerk_of(BUREAU), &dispute).contains(&0));
        let mut enforcing = clerk_of(BUREAU);
        if let Actor::Person { roles, .. } = &mut enforcing {
            roles.insert("enforcement_officer".to_owned());
        }
        assert!(
            hears(&enforcing, &dispute).is_empty(),
            "nobody who enforces hears it at another desk"
        );
    }

    #[test]
    fn the_words_of_an_attempt_stay_with_who_had_it_when_another_procedure_begins() {
        let mut given = Given::a_dispute(StageName::Mediating);
        let change = ChangeProcedure {
            to: Procedure::Administrative,
            unit: Some(code(BUREAU)),
            court: None,
            matter: Some(MATTER),
            ..to_court()
        };
        given.known.matter = Some(Matter {
            id: MATTER,
            unit: code(BUREAU),
            category: crate::domain::terms::Category::Neighbour,
        });
        given.does(&clerk(), Command::ChangeProcedure(change));
        let dispute = given.dispute();
        for by in [mediator(), clerk()] {
            assert_eq!(hears(&by, dispute), BTreeSet::from([0]), "{by:?}");
        }
        assert_eq!(hears(&clerk_of(BUREAU), dispute), BTreeSet::from([1]));
        assert!(hears(&second(), dispute).is_empty());
    }
}

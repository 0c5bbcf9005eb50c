//! Nothing of few can be reckoned from what is shown.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::report::count::report;
use crate::report::domain::{Act, Matter};

/// Many matters of few people are few.
#[test]
fn a_line_of_few_applicants_is_not_shown() {
    let matters = |people: usize| -> Vec<Matter> {
        let matter = |number: usize| Matter {
            received: Some(("housing".to_owned(), "330602001".to_owned())),
            acts: Vec::new(),
            proposed: Vec::new(),
            people: vec![number % people],
        };
        (0..40).map(matter).collect()
    };
    let few = report(&matters(4));
    assert_eq!((few.received, few.fields.len(), few.units.len()), (None, 0, 0));
    assert_eq!(report(&matters(5)).fields, [("housing".to_owned(), 40)]);
}

fn year_of_matters() -> impl Strategy<Value = Vec<Matter>> {
    let received = prop::option::of((0..4_usize, 0..4_usize));
    let acts = prop::collection::vec(0..4_usize, 0..3);
    let matter = (received, acts, prop::collection::vec(0..30_usize, 0..2)).prop_map(|(received, acts, people)| Matter {
        received: received.map(|(field, unit)| (format!("field{field}"), format!("unit{unit}"))),
        acts: acts.into_iter().map(|unit| (format!("unit{unit}"), Act::Supervised)).collect(),
        proposed: Vec::new(),
        people,
    });
    prop::collection::vec(matter, 0..70)
}

fn is_large(matters: &[&Matter]) -> bool {
    let people: BTreeSet<usize> = matters.iter().flat_map(|matter| matter.people.iter().copied()).collect();
    matters.len() >= 10 && people.len() >= 5
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_is_large_and_so_is_what_is_left(matters in year_of_matters()) {
        let report = report(&matters);
        let fields: BTreeSet<&str> = report.fields.iter().map(|(field, _)| field.as_str()).collect();
        let units: BTreeSet<&str> = report.units.iter().map(|(unit, _)| unit.as_str()).collect();
        let asked: BTreeSet<&str> = report.units_asked.keys().map(String::as_str).collect();
        let of_field = |matter: &Matter| matter.received.iter().map(|(field, _)| field.clone()).collect::<BTreeSet<_>>();
        let of_unit = |matter: &Matter| matter.received.iter().map(|(_, unit)| unit.clone()).collect::<BTreeSet<_>>();
        let of_asked = |matter: &Matter| matter.acts.iter().map(|(unit, _)| unit.clone()).collect::<BTreeSet<_>>();
        for (lines, shown) in [
            (matters.iter().map(of_field).collect::<Vec<_>>(), &fields),
            (matters.iter().map(of_unit).collect(), &units),
            (matters.iter().map(of_asked).collect(), &asked),
        ] {
            for line in shown {
                let members: Vec<_> = matters.iter().zip(&lines).filter(|(_, of)| of.contains(*line)).map(|(matter, _)| matter).collect();
                prop_assert!(is_large(&members), "{line}");
            }
            let left = |of: &BTreeSet<String>| of.iter().any(|line| !shown.contains(line.as_str()));
            let left: Vec<_> = matters.iter().zip(&lines).filter(|(_, of)| left(of)).map(|(matter, _)| matter).collect();
            prop_assert!(left.is_empty() || is_large(&left) || shown.is_empty());
        }
        let received: Vec<_> = matters.iter().filter(|matter| matter.received.is_some()).collect();
        prop_assert_eq!(report.received.is_some(), is_large(&received));
    }
}

//! A rule is called unreachable only if nothing ever reaches it.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::given::{ask, place};
use crate::dispatch::domain::{Border, ClassPattern, Conditions, Days, Hours, Question, Spot};
use crate::domain::terms::{Kind, Level, Platform};

const GRIDS: [&str; 3] = ["330602001003008", "330602001003901", "330602002001001"];

fn conditions() -> impl Strategy<Value = Conditions> {
    let pattern = |text: &str| text.parse::<ClassPattern>().unwrap();
    let spot = |text: &str| text.parse::<Spot>().unwrap();
    let patterns: Vec<_> = ["E", "C", "E01", "E0102", "E1101", "C01"].map(pattern).into();
    let spots: Vec<_> = ["330602001", "330602001003", GRIDS[0], GRIDS[2], "professional/fire-7"]
        .map(spot)
        .into();
    let kind = select(vec![None, None, Some(Kind::Event), Some(Kind::Component)]);
    let hours = select(vec![None, Some((8, 18)), Some((9, 12)), Some((22, 6)), Some((0, 24))]);
    let days = select(vec![None, None, Some(Days::Working), Some(Days::Rest)]);
    let border = select(vec![None, None, Some(Border::AtBorder), Some(Border::Inside)]);
    let lists = (
        subsequence(patterns, 0..3),
        subsequence(spots, 0..3),
        subsequence(Level::ALL.to_vec(), 0..2),
        subsequence(Platform::ALL.to_vec(), 0..2),
    );
    let all = (lists, kind, hours, days, border);
    all.prop_map(|((classes, places, levels, platforms), kind, hours, days, border)| Conditions {
        kind,
        classes,
        levels,
        platforms,
        spaces: Vec::new(),
        places,
        hours: hours.map(|(from, to)| Hours { from, to }),
        days,
        border,
    })
}

proptest! {
    #[test]
    fn what_fits_the_covered_rule_fits_the_covering_one(
        outer in conditions(),
        inner in conditions(),
        (class, grid) in (select(vec!["E0102", "E0103", "E1101", "C0101", "C0201"]), select(GRIDS.to_vec())),
        level in select(Level::ALL.to_vec()),
        (near, fire, working_day) in any::<(bool, bool, bool)>(),
        hours in 0..24_i64,
    ) {
        let mut here = place(grid);
        if near { here.border_with.push("330603".parse().unwrap()); }
        if fire { here.professional.push("fire-7".to_owned()); }
        let asked = ask(class, &here);
        let at = asked.at + time::Duration::hours(hours);
        let asked = Question { level, at, working_day, ..asked };
        if outer.cover(&inner) && inner.why_not(&asked).is_empty() {
            prop_assert!(outer.why_not(&asked).is_empty());
        }
        prop_assert!(inner.cover(&inner));
        prop_assert!(Conditions::default().cover(&inner));
    }
}

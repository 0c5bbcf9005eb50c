//! Whatever is reckoned from the counts that are shown, it is never of few.

use std::collections::BTreeSet;

use proptest::prelude::*;
use time::macros::{date, datetime};
use uuid::Uuid;

use super::people::{Known, people};
use super::*;

fn asked(place: &str, people: &[usize]) -> Asked {
    Asked {
        category: "noise".to_owned(),
        place: place.to_owned(),
        people: people.to_vec(),
    }
}

/// So many cases of as many people, from a number on.
fn many(place: &str, from: usize, cases: usize) -> Vec<Asked> {
    (from..from + cases).map(|person| asked(place, &[person])).collect()
}

fn shown(cases: &[Asked]) -> Vec<(String, usize)> {
    table(cases).into_iter().map(|cell| (cell.place, cell.cases)).collect()
}

fn is_large(cases: &[Asked], members: &BTreeSet<usize>) -> bool {
    let people: BTreeSet<usize> = members.iter().flat_map(|case| cases[*case].people.clone()).collect();
    members.len() >= LEAST_CASES && people.len() >= LEAST_APPLICANTS
}

/// Every way to add and subtract the counts shown that comes to a set of cases: the smallest that is of few, if there is one.
fn attack(cases: &[Asked], counts: &[(String, String)]) -> Option<BTreeSet<usize>> {
    let holds = |(category, place): &(String, String), case: &Asked| case.category == *category && case.place.starts_with(place);
    let held = |count| -> Vec<usize> { (0..cases.len()).filter(|case| holds(count, &cases[*case])).collect() };
    let held: Vec<Vec<usize>> = counts.iter().map(held).collect();
    let mut found: Option<BTreeSet<usize>> = None;
    for mut way in 0..3_usize.pow(u32::try_from(counts.len()).unwrap()) {
        let mut sums = vec![0_i32; cases.len()];
        for members in &held {
            let sign = [0, 1, -1][way % 3];
            way /= 3;
            for case in members {
                sums[*case] += sign;
            }
        }
        let members: BTreeSet<usize> = (0..cases.len()).filter(|case| sums[*case] == 1).collect();
        let is_a_set = sums.iter().all(|sum| (0..=1).contains(sum));
        if is_a_set && !members.is_empty() && !is_large(cases, &members) && found.as_ref().is_none_or(|found| members.len() < found.len()) {
            found = Some(members);
        }
    }
    found
}

fn keys(cells: &[Cell]) -> Vec<(String, String)> {
    cells.iter().map(|cell| (cell.category.clone(), cell.place.clone())).collect()
}

#[test]
fn a_count_of_few_cases_or_of_few_people_is_not_shown() {
    assert_eq!(shown(&many("330602001003", 0, 9)), []);
    let of_four: Vec<Asked> = (0..40).map(|case| asked("330602001003", &[case % 4])).collect();
    assert_eq!(shown(&of_four), []);
    let of_five: Vec<Asked> = (0..40).map(|case| asked("330602001003", &[case % 5])).collect();
    assert_eq!(shown(&of_five).len(), 3);
}

#[test]
fn what_is_left_of_a_larger_count_is_not_given_away() {
    let mut cases = many("330602001001", 0, 12);
    cases.extend(many("330602001002", 20, 30));
    cases.extend(many("330602001003", 60, 3));
    // The three of the last community would be the town's less the two others: the smaller of these is kept back.
    let expected = [("330602", 45), ("330602001", 45), ("330602001002", 30)].map(|(place, cases)| (place.to_owned(), cases));
    assert_eq!(shown(&cases), expected);
}

#[test]
fn whoever_shows_every_large_count_is_found_out() {
    let mut cases = many("330602001001", 0, 12);
    cases.extend(many("330602001003", 60, 3));
    let naive = [("noise", "330602001"), ("noise", "330602001001")].map(|(category, place)| (category.to_owned(), place.to_owned()));
    assert_eq!(attack(&cases, &naive).map(|found| found.len()), Some(3));
    assert_eq!(attack(&cases, &keys(&table(&cases))), None);
}

#[test]
fn who_may_be_the_same_is_counted_once() {
    let index = |index: u8| (index > 0).then(|| vec![index]);
    let known = |party: u128, [document, phone, name]: [u8; 3]| Known {
        party: Uuid::from_u128(party),
        document: index(document),
        phone: index(phone),
        name: index(name),
    };
    let parties = [
        known(1, [1, 5, 7]),
        // Another document is another person, whatever else they share.
        known(2, [2, 5, 7]),
        known(3, [1, 6, 0]),
        // Without a document: by the telephone, by the name, by one of their own.
        known(4, [0, 6, 8]),
        known(5, [0, 9, 7]),
        known(6, [0, 9, 3]),
        known(7, [0, 9, 4]),
        known(8, [0, 2, 4]),
        known(9, [0, 0, 0]),
    ];
    let people = people(&parties);
    let of = |party: u128| people.get(&Uuid::from_u128(party)).copied();
    assert_ne!(of(1), of(2));
    assert_eq!((of(1), of(1), of(1)), (of(3), of(4), of(5)));
    assert_eq!((of(6), of(6)), (of(7), of(8)));
    assert_ne!(of(6), of(1));
    assert_eq!((of(9), people.len()), (None, 8));
}

#[test]
fn a_week_is_from_a_monday_to_the_next_and_settles_seven_days_later() {
    let week = Week::of(date!(2026 - 05 - 10));
    assert_eq!((week.monday(), week.sunday()), (date!(2026 - 05 - 04), date!(2026 - 05 - 10)));
    assert_eq!(week.moments().0, datetime!(2026-05-03 16:00 UTC));
    assert_eq!(Week::beginning(date!(2026 - 05 - 05)), None);
    assert!(!week.is_settled(datetime!(2026-05-17 15:59:59 UTC)) && week.is_settled(datetime!(2026-05-17 16:00 UTC)));
    assert!(!week.is_over(datetime!(2026-05-10 15:59 UTC)) && week.is_over(datetime!(2026-05-10 16:00 UTC)));
    assert_eq!(week.before(2).monday(), date!(2026 - 04 - 20));
}

fn population() -> impl Strategy<Value = Vec<Asked>> {
    let places = [
        "330602001001",
        "330602001002",
        "330602001003",
        "330602002001",
        "330602002",
        "330602",
    ];
    let one = (0..2_usize, 0..places.len(), prop::collection::vec(0..25_usize, 0..2));
    let case = one.prop_map(move |(category, place, people)| Asked {
        category: ["noise", "water"][category].to_owned(),
        place: places[place].to_owned(),
        people,
    });
    prop::collection::vec(case, 0..160)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn nothing_of_few_can_be_reckoned_from_what_is_shown(cases in population()) {
        for category in ["noise", "water"] {
            let of_category: Vec<Asked> = cases.iter().filter(|case| case.category == category).cloned().collect();
            let cells: Vec<Cell> = table(&cases).into_iter().filter(|cell| cell.category == category).collect();
            prop_assert_eq!(attack(&of_category, &keys(&cells)), None);
        }
    }

    #[test]
    fn what_is_shown_is_counted_right(cases in population()) {
        for cell in table(&cases) {
            let of_cell = cases.iter().filter(|case| case.category == cell.category && case.place.starts_with(&cell.place));
            prop_assert_eq!(of_cell.count(), cell.cases);
        }
    }
}

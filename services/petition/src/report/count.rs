//! Which figures of a year may be shown. Pure: no database, no wire.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use shiyu_kit::demand::{LEAST_APPLICANTS, LEAST_CASES};

use super::domain::{Figures, Matter, Report, Suggested};

/// The matters of each line, by their places in the list.
type Lines = BTreeMap<String, BTreeSet<usize>>;

/// The report of the matters of a year, without suggestions.
#[must_use]
pub fn report(matters: &[Matter]) -> Report {
    let (mut fields, mut units, mut asked) = (Lines::new(), Lines::new(), Lines::new());
    let (mut total, mut figures) = (Figures::default(), BTreeMap::<String, Figures>::new());
    let mut proposed = Suggested::default();
    for (number, matter) in matters.iter().enumerate() {
        for adoption in &matter.proposed {
            proposed.enter(*adoption);
        }
        if let Some((category, unit)) = &matter.received {
            fields.entry(category.clone()).or_default().insert(number);
            units.entry(unit.clone()).or_default().insert(number);
        }
        for (unit, act) in &matter.acts {
            total.enter(*act);
            figures.entry(unit.clone()).or_default().enter(*act);
            asked.entry(unit.clone()).or_default().insert(number);
        }
    }
    let is_large = |members: &BTreeSet<usize>| is_large(matters, members);
    let of_all = |lines: &Lines| lines.values().flatten().copied().collect::<BTreeSet<usize>>();
    let of_asked = shown(&asked, is_large);
    figures.retain(|unit, _| of_asked.contains_key(unit));
    let received = of_all(&fields);
    Report {
        received: is_large(&received).then_some(many(&received)),
        fields: largest_first(&shown(&fields, is_large)),
        units: largest_first(&shown(&units, is_large)),
        asked: is_large(&of_all(&asked)).then_some(total),
        units_asked: figures,
        suggestions: BTreeMap::new(),
        proposed,
    }
}

fn many(members: &BTreeSet<usize>) -> i64 {
    i64::try_from(members.len()).unwrap_or(i64::MAX)
}

fn largest_first(lines: &Lines) -> Vec<(String, i64)> {
    let mut sorted: Vec<_> = lines.iter().map(|(line, members)| (line.clone(), many(members))).collect();
    sorted.sort_by_key(|(_, many)| Reverse(*many));
    sorted
}

fn is_large(matters: &[Matter], members: &BTreeSet<usize>) -> bool {
    let members_of = members.iter().filter_map(|number| matters.get(*number));
    let people: BTreeSet<usize> = members_of.flat_map(|matter| matter.people.iter().copied()).collect();
    members.len() >= LEAST_CASES && people.len() >= LEAST_APPLICANTS
}

/// The lines that may be shown: each is large, and so are all the others together, or there are none. The smallest is kept back until
/// it is so.
fn shown(lines: &Lines, is_large: impl Fn(&BTreeSet<usize>) -> bool) -> Lines {
    let (mut shown, few): (Vec<_>, Vec<_>) = lines.iter().partition(|(_, members)| is_large(members));
    shown.sort_by_key(|(_, members)| Reverse(members.len()));
    let mut kept: BTreeSet<usize> = few.iter().flat_map(|(_, members)| members.iter().copied()).collect();
    while !kept.is_empty() && !is_large(&kept) {
        let Some((_, smallest)) = shown.pop() else { break };
        kept.extend(smallest.iter().copied());
    }
    shown.into_iter().map(|(line, members)| (line.clone(), members.clone())).collect()
}

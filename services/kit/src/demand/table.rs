//! Which counts may be shown. Places lie within one another, and a count less those it holds is a count too: what is left has to be as
//! large as what is shown, or nothing. Whatever anybody reckons from the counts shown is then made up of such remainders.

use std::collections::{BTreeMap, BTreeSet};

/// How many cases a count has at least (domain.md G-10).
pub const LEAST_CASES: usize = 10;
/// How many applicants.
pub const LEAST_APPLICANTS: usize = 5;

/// How many digits the code of a county, a town and a community has.
const LEVELS: [usize; 3] = [6, 9, 12];

/// A case: what it is about, where, and who asks, as [`people`](super::people::people) numbers them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The category.
    pub category: String,
    /// Digits of the division.
    pub place: String,
    /// Who asks.
    pub people: Vec<usize>,
}

/// A count that may be shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The category.
    pub category: String,
    /// Digits of the division.
    pub place: String,
    /// How many cases.
    pub cases: usize,
}

type Key<'a> = (&'a str, &'a str);

struct Counts<'a> {
    cases: &'a [Asked],
    members: BTreeMap<Key<'a>, BTreeSet<usize>>,
    shown: BTreeSet<Key<'a>>,
}

/// The counts of some cases that may be shown, by category and place: of counties, of towns and of communities.
#[must_use]
pub fn table(cases: &[Asked]) -> Vec<Cell> {
    let mut counts = Counts::of(cases);
    let all: Vec<Key<'_>> = counts.shown.iter().copied().collect();
    for key in all {
        while let Some(smallest) = counts.given_away(key) {
            counts.shown.remove(&smallest);
        }
    }
    let shown = counts.shown.iter().map(|key| Cell {
        category: key.0.to_owned(),
        place: key.1.to_owned(),
        cases: counts.members.get(key).map_or(0, BTreeSet::len),
    });
    shown.collect()
}

impl<'a> Counts<'a> {
    fn of(cases: &'a [Asked]) -> Self {
        let mut members: BTreeMap<Key<'a>, BTreeSet<usize>> = BTreeMap::new();
        for (number, case) in cases.iter().enumerate() {
            for place in LEVELS.iter().filter_map(|digits| case.place.get(..*digits)) {
                members.entry((case.category.as_str(), place)).or_default().insert(number);
            }
        }
        let mut counts = Self {
            cases,
            members,
            shown: BTreeSet::new(),
        };
        let large = counts.members.iter().filter(|(_, members)| counts.is_large(members));
        counts.shown = large.map(|(key, _)| *key).collect();
        counts
    }

    fn is_large(&self, members: &BTreeSet<usize>) -> bool {
        let cases = members.iter().filter_map(|number| self.cases.get(*number));
        let people: BTreeSet<usize> = cases.flat_map(|case| case.people.iter().copied()).collect();
        members.len() >= LEAST_CASES && people.len() >= LEAST_APPLICANTS
    }

    /// The smallest of the counts within a shown one, if less those within it gives a small one away.
    fn given_away(&self, key: Key<'a>) -> Option<Key<'a>> {
        let mut rest = self.members.get(&key).filter(|_| self.shown.contains(&key))?.clone();
        let within = self.largest_within(key);
        for inner in &within {
            for number in self.members.get(inner).into_iter().flatten() {
                rest.remove(number);
            }
        }
        if rest.is_empty() || self.is_large(&rest) {
            return None;
        }
        within
            .into_iter()
            .min_by_key(|inner| (self.members.get(inner).map(BTreeSet::len), *inner))
    }

    /// The shown counts within one that lie in no other shown one within it.
    fn largest_within(&self, (category, place): Key<'a>) -> Vec<Key<'a>> {
        let mut within: Vec<Key<'a>> = Vec::new();
        let of_place = self.shown.range((category, place)..).skip(1);
        for inner in of_place.take_while(|inner| inner.0 == category && inner.1.starts_with(place)) {
            if !within.last().is_some_and(|last| inner.1.starts_with(last.1)) {
                within.push(*inner);
            }
        }
        within
    }
}

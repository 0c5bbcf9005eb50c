//! What a grid's team lacks on a day. These are warnings: they stop nothing.

use std::collections::{BTreeMap, BTreeSet};

use time::{Date, Duration};
use uuid::Uuid;

use super::{CORE, ROLES};
use crate::domain::terms::{GridCode, GridRole};

/// A certificate is warned of this many days before it lapses.
pub const LAPSING_DAYS: i64 = 30;

/// Somebody's post in a grid, as far as a check needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Id of the assignment.
    pub assignment: Uuid,
    /// Who.
    pub subject: String,
    /// As what.
    pub role: GridRole,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Last day the certificate is valid.
    pub certified_to: Option<Date>,
}

/// What a grid lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Which grid.
    pub grid: GridCode,
    /// Those of the four roles that nobody has.
    pub missing: Vec<GridRole>,
    /// Certificates that have lapsed or lapse soon, the earliest first.
    pub lapsing: Vec<Lapsing>,
    /// Assignments that stand in it though it is off the map.
    pub stranded: Vec<Uuid>,
}

/// A certificate that has lapsed or lapses soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapsing {
    /// Id of the assignment.
    pub assignment: Uuid,
    /// As what.
    pub role: GridRole,
    /// Last day it is valid.
    pub valid_to: Date,
    /// Whether it has lapsed.
    pub lapsed: bool,
}

impl Post {
    /// Whether it is held on a day.
    #[must_use]
    pub fn is_held_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    fn lapsing(&self, day: Date) -> Option<Lapsing> {
        let soon = day.checked_add(Duration::days(LAPSING_DAYS)).unwrap_or(Date::MAX);
        let valid_to = self.certified_to.filter(|last| *last <= soon)?;
        Some(Lapsing {
            assignment: self.assignment,
            role: self.role,
            valid_to,
            lapsed: valid_to < day,
        })
    }
}

/// What a grid with these posts lacks on a day; none if nothing. An exclusive grid has a team of its own instead of the four roles.
#[must_use]
pub fn gap(grid: &GridCode, posts: &[Post], day: Date) -> Option<Gap> {
    let held: Vec<&Post> = posts.iter().filter(|post| post.is_held_on(day)).collect();
    let roles: BTreeSet<GridRole> = held.iter().map(|post| post.role).collect();
    let asked = if grid.is_exclusive() { &[][..] } else { &CORE };
    let missing: Vec<GridRole> = asked.iter().copied().filter(|role| !roles.contains(role)).collect();
    let mut lapsing: Vec<Lapsing> = held.iter().filter_map(|post| post.lapsing(day)).collect();
    lapsing.sort_by_key(|lapsing| (lapsing.valid_to, lapsing.assignment));
    let something = !missing.is_empty() || !lapsing.is_empty();
    something.then(|| Gap {
        grid: grid.clone(),
        missing,
        lapsing,
        stranded: Vec::new(),
    })
}

/// What still stands on a day in a grid that is off the map; none if nothing.
#[must_use]
pub fn stranded(grid: &GridCode, posts: &[Post], day: Date) -> Option<Gap> {
    let held = posts.iter().filter(|post| post.is_held_on(day));
    let mut stranded: Vec<Uuid> = held.map(|post| post.assignment).collect();
    stranded.sort_unstable();
    (!stranded.is_empty()).then(|| Gap {
        grid: grid.clone(),
        missing: Vec::new(),
        lapsing: Vec::new(),
        stranded,
    })
}

/// How many people have each role on a day, of somebody's subject and role; every role, also those nobody has.
#[must_use]
pub fn active<'a>(posts: impl IntoIterator<Item = (&'a str, GridRole)>) -> BTreeMap<GridRole, usize> {
    let mut people: BTreeMap<GridRole, BTreeSet<&str>> = ROLES.map(|role| (role, BTreeSet::new())).into();
    for (subject, role) in posts {
        people.entry(role).or_default().insert(subject);
    }
    people.into_iter().map(|(role, people)| (role, people.len())).collect()
}

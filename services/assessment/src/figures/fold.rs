//! What a case comes to: a pure fold over all that was heard of it. The order in which it was heard cannot matter, because the fold
//! sorts by the case's own versions; nor how often, because a fact has one id.

#[cfg(test)]
mod tests;

use shiyu_kit::calendar::local_date;
use time::{Date, Duration};

use super::read::{Heard, Limited};

/// The same at the same place within thirty days.
const REPEATED: &str = "grid.repeated";
/// An event begins.
const REPORTED: &str = "grid.reported";
/// Somebody spoke with the citizen who told it.
const CONTACTED: &str = "grid.contacted";
/// What counts once a case, on the day it first happened (domain.md B5): a dispute may come to several agreements, and end after them.
const ONCE: [&str; 4] = [
    "mediation.accepted",
    "mediation.concluded",
    "mediation.agreed",
    "mediation.agreements",
];
/// How a petitioner rates counts as it was told last: their own word takes the place of one that was taken down for them.
const RATED: &str = "petition.rated";
/// Their own word says nothing of the unit: nothing is counted then, what was taken down for them neither.
const RATED_ANEW: &str = "petition.rated_anew";
/// In how long, from the report on (domain.md B5).
const ANSWER: Duration = Duration::DAY;

/// Something that happened on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The source it counts for.
    pub source: String,
    /// The local day.
    pub day: Date,
    /// Code of the unit.
    pub unit: String,
    /// Category of the case.
    pub category: String,
    /// Code of the division it is about.
    pub place: String,
}

/// A limit of the case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Limit {
    /// The limit, as in `grid.handle`.
    pub limit: String,
    /// The day on which it is or was to be met.
    pub due: Date,
    /// The day on which it was met.
    pub met: Option<Date>,
    /// Whether that was in time.
    pub in_time: bool,
    /// Code of the unit that owes it.
    pub unit: String,
    /// Category of the case.
    pub category: String,
    /// How near it came: the last ring of its clock.
    pub rung: Option<i32>,
    /// Code of the unit that has the case in hand.
    pub holder: String,
}

/// What a case comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// What happened.
    pub occurrences: Vec<Occurrence>,
    /// Its limits.
    pub limits: Vec<Limit>,
}

/// What the case that these facts are about comes to; nothing for one that was ever sealed.
#[must_use]
pub fn tally(heard: &[Heard]) -> Tally {
    let mut facts: Vec<&Heard> = heard.iter().collect();
    facts.sort_by_key(|fact| (fact.version, fact.id));
    facts.dedup_by_key(|fact| fact.id);
    if facts.iter().any(|fact| fact.said.sealed) {
        return Tally::default();
    }
    let last_class = facts.last().map(|fact| fact.said.category.as_str());
    let stands = stands(&facts);
    let occurrences = facts.iter().enumerate().flat_map(|(nth, fact)| {
        // The same at the same place again is only what is no duplicate, and of the class it was taken for.
        let again = stands && last_class == Some(fact.said.category.as_str());
        let (before, after) = (facts.get(..nth).unwrap_or_default(), facts.get(nth + 1..).unwrap_or_default());
        let happened = fact.said.happened.iter().filter(move |source| again || *source != REPEATED);
        let happened = happened.filter(move |source| !(ONCE.contains(&source.as_str()) && happened_in(before, source)));
        let rated_after = happened_in(after, RATED) || happened_in(after, RATED_ANEW);
        let happened = happened.filter(move |source| *source != RATED_ANEW && !(source.starts_with(RATED) && rated_after));
        happened.map(move |source| occurred(source.clone(), fact, counts_for(fact)))
    });
    let mut tally = Tally {
        occurrences: occurrences.chain(end(&facts)).collect(),
        limits: Vec::new(),
    };
    if let Some(last) = facts.last() {
        let limits = last.said.limits.iter().enumerate();
        tally.limits = limits.map(|(nth, limited)| owed(&facts, nth, limit(last, limited))).collect();
        tally.limits.extend(whole(&facts, last));
        tally.limits.extend(contact(&facts, last));
    }
    tally.occurrences.sort();
    tally.limits.sort();
    tally
}

fn happened_in(facts: &[&Heard], source: &str) -> bool {
    facts
        .iter()
        .any(|fact| fact.said.happened.iter().any(|happened| happened == source))
}

fn counts_for(fact: &Heard) -> &str {
    let said = &fact.said;
    if said.counts_for.is_empty() { &said.unit } else { &said.counts_for }
}

fn occurred(source: String, of: &Heard, unit: &str) -> Occurrence {
    Occurrence {
        source,
        day: local_date(of.at),
        unit: unit.to_owned(),
        category: of.said.category.clone(),
        place: of.said.place.clone(),
    }
}

fn limit(of: &Heard, limited: &Limited) -> Limit {
    Limit {
        limit: format!("{}.{}", of.said.service, limited.clock),
        due: limited.due,
        met: limited.met,
        in_time: limited.in_time,
        unit: of.said.unit.clone(),
        category: of.said.category.clone(),
        rung: limited.rung,
        holder: of.said.unit.clone(),
    }
}

/// A petition goes from hand to hand, and a limit is theirs who owed it as it ran last: by what the fact says, or because they had the
/// matter then. What a reviewer has now was late or in time with whoever handled it (信访工作条例 arts. 22, 32, 35).
fn owed(facts: &[&Heard], nth: usize, limit: Limit) -> Limit {
    let Some(clock) = limit.limit.strip_prefix("petition.") else {
        return limit;
    };
    let stood = facts.iter().filter_map(|&fact| Some((fact, fact.said.limits.get(nth)?)));
    let stood: Vec<(&Heard, &Limited)> = stood.filter(|(_, limited)| limited.clock == clock).collect();
    let ran = stood.iter().rfind(|(_, limited)| limited.met.is_none());
    let Some((fact, limited)) = ran.or_else(|| stood.first()) else {
        return limit;
    };
    let unit = if limited.unit.is_empty() { &fact.said.unit } else { &limited.unit };
    Limit {
        unit: unit.clone(),
        ..limit
    }
}

/// The end of a petition or a dispute, on the day since which it is at one: it may have been taken back.
fn end(facts: &[&Heard]) -> Option<Occurrence> {
    let first = facts.iter().rev().take_while(|fact| fact.said.ended).last()?;
    (first.said.service != "grid").then(|| occurred(format!("{}.ended", first.said.service), first, &first.said.unit))
}

/// Whether it is a case of its own here, as it was said last.
fn stands(facts: &[&Heard]) -> bool {
    facts.iter().rev().find_map(|fact| fact.said.stands).unwrap_or(true)
}

/// A day to speak with the citizen who told it (响应率); nobody is waited for of what is no case of its own, nor where nobody said who
/// tells it.
fn contact(facts: &[&Heard], last: &Heard) -> Option<Limit> {
    let first = |what: &str| facts.iter().find(|fact| fact.said.happened.iter().any(|source| source == what));
    let report = first(REPORTED).filter(|report| report.said.is_call && stands(facts))?;
    let (due, spoken) = (report.at + ANSWER, first(CONTACTED).map(|fact| fact.at));
    Some(Limit {
        limit: "grid.contact".to_owned(),
        due: local_date(due - Duration::NANOSECOND),
        met: spoken.map(local_date),
        in_time: spoken.is_some_and(|at| at <= due),
        unit: last.said.unit.clone(),
        category: last.said.category.clone(),
        rung: None,
        holder: last.said.unit.clone(),
    })
}

/// The last handling's limit, measured until the close (结案率, 按期结案率).
fn whole(facts: &[&Heard], last: &Heard) -> Option<Limit> {
    let handling = last.said.limits.iter().rfind(|limited| limited.clock == "handle")?;
    let ended = facts.iter().rfind(|fact| fact.said.ended).map(|fact| local_date(fact.at));
    (last.said.service == "grid").then(|| Limit {
        limit: "grid.whole".to_owned(),
        met: ended,
        in_time: ended.is_some_and(|ended| ended <= handling.due),
        ..limit(last, handling)
    })
}

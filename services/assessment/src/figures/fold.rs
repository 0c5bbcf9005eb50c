//! What a case comes to: a pure fold over all that was heard of it. The order in which it was heard cannot matter, because the fold
//! sorts by the case's own versions; nor how often, because a fact has one id.

use shiyu_kit::calendar::local_date;
use time::Date;

use super::read::Heard;

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
    /// Code of the unit.
    pub unit: String,
    /// Category of the case.
    pub category: String,
    /// How near it came: the last ring of its clock.
    pub rung: Option<i32>,
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
    let occurrences = facts.iter().flat_map(|fact| {
        let happened = fact.said.happened.iter();
        happened.map(move |source| occurred(source.clone(), fact))
    });
    let mut tally = Tally {
        occurrences: occurrences.chain(end(&facts)).collect(),
        limits: Vec::new(),
    };
    if let Some(last) = facts.last() {
        tally.limits = last.said.limits.iter().map(|limited| limit(last, limited)).collect();
        tally.limits.extend(whole(&facts, last));
    }
    tally.occurrences.sort();
    tally.limits.sort();
    tally
}

fn occurred(source: String, of: &Heard) -> Occurrence {
    Occurrence {
        source,
        day: local_date(of.at),
        unit: of.said.unit.clone(),
        category: of.said.category.clone(),
        place: of.said.place.clone(),
    }
}

fn limit(of: &Heard, limited: &super::read::Limited) -> Limit {
    Limit {
        limit: format!("{}.{}", of.said.service, limited.clock),
        due: limited.due,
        met: limited.met,
        in_time: limited.in_time,
        unit: of.said.unit.clone(),
        category: of.said.category.clone(),
        rung: limited.rung,
    }
}

/// The end of a petition or a dispute, on the day since which it is at one: it may have been taken back.
fn end(facts: &[&Heard]) -> Option<Occurrence> {
    let first = facts.iter().rev().take_while(|fact| fact.said.ended).last()?;
    (first.said.service != "grid").then(|| occurred(format!("{}.ended", first.said.service), first))
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

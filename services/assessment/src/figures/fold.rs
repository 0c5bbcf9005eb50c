//! What a case comes to: a pure fold over all that was heard of it. The order in which it was heard cannot matter, because the fold
//! sorts by the case's own versions; nor how often, because a fact has one id.

use shiyu_kit::calendar::local_date;
use time::{Date, Duration};

use super::read::Heard;

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
        happened.map(move |source| occurred(source.clone(), fact))
    });
    let mut tally = Tally {
        occurrences: occurrences.chain(end(&facts)).collect(),
        limits: Vec::new(),
    };
    if let Some(last) = facts.last() {
        tally.limits = last.said.limits.iter().map(|limited| limit(last, limited)).collect();
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

#[cfg(test)]
mod tests {
    use shiyu_kit::testkit::scene::TOWN;
    use shiyu_proto::grid::v1 as grid;
    use time::OffsetDateTime;
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;
    use crate::scene::fact;

    const AT: OffsetDateTime = datetime!(2026-05-04 02:00 UTC);

    /// An event that was told to happen again, and then this, of these classes.
    fn repeated(steps: &[(&str, &str)]) -> usize {
        let of = |class: &str| grid::Happening {
            unit: TOWN.to_owned(),
            class_code: class.to_owned(),
            ..grid::Happening::default()
        };
        let case = Uuid::from_u128(7);
        let report = grid::EventReported {
            happening: Some(of("E0101")),
            repeats: true,
            ..grid::EventReported::default()
        };
        let mut facts = vec![fact("grid.event.reported", case, 1, AT, &report)];
        facts.extend((2_i64..).zip(steps).map(|(version, (kind, class))| {
            let moved = grid::EventMoved {
                happening: Some(of(class)),
            };
            fact(kind, case, version, AT + Duration::HOUR, &moved)
        }));
        let heard: Vec<Heard> = facts.iter().rev().map(|fact| Heard::read(fact).unwrap().unwrap()).collect();
        tally(&heard).occurrences.iter().filter(|it| it.source == REPEATED).count()
    }

    #[test]
    fn what_is_no_event_of_its_own_is_no_repeated_one() {
        let (accepted, merged) = (("grid.event.accepted", "E0101"), ("grid.event.merged", "E0101"));
        assert_eq!(repeated(&[]), 1);
        assert_eq!(repeated(&[accepted]), 1);
        assert_eq!(repeated(&[("grid.event.rejected", "E0101")]), 0);
        assert_eq!(repeated(&[accepted, merged]), 0);
        assert_eq!(repeated(&[accepted, merged, ("grid.event.unmerged", "E0101")]), 1);
    }

    #[test]
    fn what_turns_out_to_be_something_else_is_no_repeated_one() {
        assert_eq!(repeated(&[("grid.event.reclassified", "E0102")]), 0);
        assert_eq!(
            repeated(&[("grid.event.reclassified", "E0102"), ("grid.event.reclassified", "E0101")]),
            1
        );
    }

    #[test]
    fn a_first_report_and_one_that_takes_up_a_closed_one() {
        let count = |reopened: &str| {
            let report = grid::EventReported {
                happening: Some(grid::Happening {
                    reopened_event: reopened.to_owned(),
                    ..grid::Happening::default()
                }),
                ..grid::EventReported::default()
            };
            let told = fact("grid.event.reported", Uuid::from_u128(8), 1, AT, &report);
            let heard = Heard::read(&told).unwrap().unwrap();
            tally(&[heard]).occurrences.iter().filter(|it| it.source == REPEATED).count()
        };
        assert_eq!((count(""), count("counties/330602/events/x")), (0, 1));
    }

    /// The limit of an event of this source, when somebody spoke with whoever told it so many hours later, and it ended so.
    fn answered(source: grid::EventSource, after: Option<i64>, end: &str) -> Option<Limit> {
        let case = Uuid::from_u128(9);
        let happening = || {
            Some(grid::Happening {
                unit: TOWN.to_owned(),
                source: source.into(),
                ..grid::Happening::default()
            })
        };
        let moved = |kind: &str, version: i64, at: OffsetDateTime| {
            let moved = grid::EventMoved { happening: happening() };
            fact(kind, case, version, at, &moved)
        };
        let mut facts = vec![moved("grid.event.reported", 1, AT)];
        facts.extend(after.map(|hours| moved("grid.event.contacted", 2, AT + Duration::hours(hours))));
        facts.push(moved(end, 3, AT + Duration::days(3)));
        let heard: Vec<Heard> = facts.iter().rev().map(|fact| Heard::read(fact).unwrap().unwrap()).collect();
        tally(&heard).limits.into_iter().find(|limit| limit.limit == "grid.contact")
    }

    #[test]
    fn whoever_told_it_is_spoken_with_within_a_day() {
        let of = |after| answered(grid::EventSource::Hotline, after, "grid.event.closed").unwrap();
        assert_eq!((of(Some(24)).in_time, of(Some(25)).in_time, of(None).in_time), (true, false, false));
        assert_eq!((of(Some(25)).met.is_some(), of(None).met), (true, None));
        assert_eq!(of(None).due, local_date(AT + Duration::DAY));
    }

    #[test]
    fn nobody_is_waited_for_where_staff_told_it_or_it_is_no_event_of_its_own() {
        assert_eq!(answered(grid::EventSource::Patrol, None, "grid.event.closed"), None);
        for end in ["rejected", "merged", "handed_over", "handed_outside", "emergency_transferred"] {
            let end = format!("grid.event.{end}");
            assert_eq!(answered(grid::EventSource::Citizen, None, &end), None, "{end}");
        }
    }
}

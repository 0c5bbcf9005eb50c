//! What a case comes to: a pure fold over all that was heard of it. The order in which it was heard cannot matter, because the fold
//! sorts by the case's own versions; nor how often, because a fact has one id.

use shiyu_kit::calendar::local_date;
use time::Date;

use super::read::Heard;

/// The same at the same place within thirty days.
const REPEATED: &str = "grid.repeated";

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
    let stands = facts.iter().rev().find_map(|fact| fact.said.stands).unwrap_or(true);
    let occurrences = facts.iter().flat_map(|fact| {
        // The same at the same place again is only what is no duplicate, and of the class it was taken for.
        let again = stands && last_class == Some(fact.said.category.as_str());
        let happened = fact.said.happened.iter().filter(move |source| again || *source != REPEATED);
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

#[cfg(test)]
mod tests {
    use shiyu_kit::testkit::scene::TOWN;
    use shiyu_proto::grid::v1 as grid;
    use time::macros::datetime;
    use time::{Duration, OffsetDateTime};
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
}

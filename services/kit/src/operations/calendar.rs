//! The statutory calendar on the wire, and its replacement as a whole.

use std::collections::BTreeMap;

use shiyu_proto::common::v1 as wire;
use time::Date;
use time::format_description::well_known::Iso8601;
use tonic::Status;
use uuid::Uuid;

use super::{Office, fact};
use crate::calendar::{Calendar, CalendarError, DayKind, SpecialDay};
use crate::case::Actor;
use crate::fault::{Fault, Never, Violations};
use crate::journal::Posting;

/// The chain of facts about the calendar.
const CHAIN: Uuid = Uuid::from_u128(0x6d1f_8f2e_43a7_5c0b_9e55_5348_4959_5502);

/// Puts a calendar into force in the place of the one whose version the caller saw. The same content again changes
/// nothing. Open clocks are then reckoned again by the clock loop.
///
/// # Errors
/// `INVALID_ARGUMENT` with every wrong day and year, ABORTED `STALE_ETAG`, or the database's.
pub(super) async fn replace_calendar(office: &Office, request: wire::ReplaceCalendarRequest, by: &Actor) -> Result<wire::Calendar, Status> {
    let current = office.reference.calendar();
    let (act, seen, new) = read(&office.county, request, current.version())?;
    if same(&new, &current) {
        return Ok(shown(office, &current));
    }
    if seen != current.version() {
        return Err(Fault::<Never>::Stale {
            expected: seen,
            actual: current.version(),
        }
        .into());
    }
    let message = wire::CalendarReplaced {
        version: new.version(),
        years: years(&new),
    };
    let posting = Posting {
        chain: CHAIN,
        entry: fact("calendar.replaced", &message),
    };
    let written = new.clone();
    office
        .change(act, by, vec![posting], async |transaction| {
            crate::calendar::store::put(transaction, &written).await
        })
        .await?;
    Ok(shown(office, &new))
}

impl Office {
    pub(super) fn calendar(&self, name: &str) -> Result<wire::Calendar, Status> {
        let mut violations = Violations::new();
        named(&self.county, name, "name", &mut violations);
        violations.finish()?;
        Ok(shown(self, &self.reference.calendar()))
    }
}

fn read(county: &str, request: wire::ReplaceCalendarRequest, current: i64) -> Result<(Uuid, i64, Calendar), Status> {
    let mut violations = Violations::new();
    let act = crate::name::request_id(&request.request_id, &mut violations);
    let calendar = request.calendar.unwrap_or_default();
    named(county, &calendar.name, "calendar.name", &mut violations);
    let seen = violations.present(
        version(&calendar.etag),
        "calendar.etag",
        "ETAG_INVALID",
        "give back the etag of the calendar in force",
    );
    // The tables know a version by its rows: one without any would never be in force.
    violations.require(
        !(calendar.days.is_empty() && calendar.years.is_empty()),
        "calendar",
        "CALENDAR_EMPTY",
        "a calendar has at least one year with its days",
    );
    let days = calendar
        .days
        .iter()
        .enumerate()
        .filter_map(|(index, day)| special(index, day, &mut violations))
        .collect();
    let documents = documents(calendar.years, &mut violations);
    // Versions only grow, so that a clock can tell an older reckoning.
    match Calendar::new(current + 1, days, documents) {
        Ok(new) => {
            violations.finish()?;
            act.zip(seen)
                .map(|(act, seen)| (act, seen, new))
                .ok_or_else(|| Violations::new().into())
        }
        Err(errors) => {
            for error in errors {
                violations.add("calendar", code(&error), error.to_string());
            }
            Err(violations.into())
        }
    }
}

/// An etag is given back as it was given out: `01` is none of ours.
fn version(etag: &str) -> Option<i64> {
    etag.parse::<i64>().ok().filter(|version| version.to_string() == etag)
}

fn documents(years: Vec<wire::CalendarYear>, violations: &mut Violations) -> BTreeMap<i32, String> {
    let mut documents = BTreeMap::new();
    for (index, wire::CalendarYear { year, document }) in years.into_iter().enumerate() {
        let field = format!("calendar.years[{index}]");
        violations.one_line(&document, format!("{field}.document"));
        let before = documents.insert(year, document);
        violations.require(
            before.is_none(),
            format!("{field}.year"),
            "DUPLICATE_YEAR",
            "the year stands further up",
        );
    }
    documents
}

fn special(index: usize, day: &wire::CalendarDay, violations: &mut Violations) -> Option<SpecialDay> {
    let field = format!("calendar.days[{index}]");
    let date = Date::parse(&day.date, &Iso8601::DATE).ok();
    let date = violations.present(date, format!("{field}.date"), "INVALID_DATE", "a date is of the form 2026-02-14");
    let kind = match day.kind() {
        wire::DayKind::Off => Some(DayKind::Off),
        wire::DayKind::Work => Some(DayKind::Work),
        wire::DayKind::Unspecified => None,
    };
    let kind = violations.present(kind, format!("{field}.kind"), "KIND_MISSING", "a special day is off or worked");
    violations.one_line(&day.name, format!("{field}.name"));
    Some(SpecialDay::new(date?, kind?, day.name.clone()))
}

fn code(error: &CalendarError) -> &'static str {
    match error {
        CalendarError::DuplicateDate(_) => "DUPLICATE_DATE",
        CalendarError::NoDocument(_) => "NO_DOCUMENT",
        CalendarError::BlankDocument(_) => "BLANK_DOCUMENT",
        CalendarError::EmptyYear(_) => "EMPTY_YEAR",
    }
}

fn named(county: &str, name: &str, field: &str, violations: &mut Violations) {
    let parent = name.strip_suffix("/calendar");
    if let Some(parent) = violations.present(parent, field, "NAME_INVALID", "a calendar's name is counties/{county}/calendar") {
        crate::name::parent(field, parent, county, violations);
    }
}

fn same(new: &Calendar, current: &Calendar) -> bool {
    new.documents() == current.documents() && new.days().eq(current.days())
}

fn shown(office: &Office, calendar: &Calendar) -> wire::Calendar {
    let day = |day: &SpecialDay| wire::CalendarDay {
        date: day.date.to_string(),
        kind: match day.kind {
            DayKind::Off => wire::DayKind::Off.into(),
            DayKind::Work => wire::DayKind::Work.into(),
        },
        name: day.name.clone(),
    };
    wire::Calendar {
        name: format!("counties/{}/calendar", office.county),
        etag: calendar.version().to_string(),
        version: calendar.version(),
        days: calendar.days().map(day).collect(),
        years: years(calendar),
    }
}

fn years(calendar: &Calendar) -> Vec<wire::CalendarYear> {
    calendar
        .documents()
        .iter()
        .map(|(&year, document)| wire::CalendarYear {
            year,
            document: document.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::violations;

    fn request(days: Vec<wire::CalendarDay>, years: Vec<wire::CalendarYear>) -> wire::ReplaceCalendarRequest {
        wire::ReplaceCalendarRequest {
            calendar: Some(wire::Calendar {
                name: "counties/330602/calendar".to_owned(),
                etag: "3".to_owned(),
                days,
                years,
                ..wire::Calendar::default()
            }),
            request_id: crate::clock::new_id().to_string(),
        }
    }

    fn refused(request: wire::ReplaceCalendarRequest) -> Vec<(String, String)> {
        violations(&read("330602", request, 3).unwrap_err())
    }

    #[test]
    fn a_calendar_of_nothing_is_refused() {
        let found = refused(request(Vec::new(), Vec::new()));
        assert_eq!(found, [("calendar".to_owned(), "CALENDAR_EMPTY".to_owned())]);
    }

    #[test]
    fn an_etag_is_given_back_as_it_was_given_out() {
        assert_eq!(version("3"), Some(3));
        for odd in ["", "03", "+3", " 3", "3.0"] {
            assert_eq!(version(odd), None, "{odd:?}");
        }
    }

    #[test]
    fn a_calendar_with_a_year_is_read() {
        let day = wire::CalendarDay {
            date: "2027-01-01".to_owned(),
            kind: wire::DayKind::Off.into(),
            name: "元旦".to_owned(),
        };
        let year = wire::CalendarYear {
            year: 2027,
            document: "国办发明电〔2026〕1号".to_owned(),
        };
        let (_, seen, new) = read("330602", request(vec![day], vec![year]), 3).unwrap();
        assert_eq!((seen, new.version()), (3, 4));
    }
}

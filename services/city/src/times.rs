//! Times on the wire, for people (local time of the city) and for programs (RFC 3339, UTC).

use prost_types::Timestamp;
use serde_json::Value;
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::{format_description, offset};
use time::{Date, Duration, OffsetDateTime};

const DAY: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day]");
const PLAIN: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day] [hour]:[minute]");

/// A time of the wire; nothing if it is out of range.
#[must_use]
pub fn to_time(stamp: &Timestamp) -> Option<OffsetDateTime> {
    let whole = OffsetDateTime::from_unix_timestamp(stamp.seconds).ok()?;
    whole.checked_add(Duration::nanoseconds(stamp.nanos.into()))
}

/// A time for the wire.
#[must_use]
pub fn to_stamp(at: OffsetDateTime) -> Timestamp {
    Timestamp {
        seconds: at.unix_timestamp(),
        nanos: i32::try_from(at.nanosecond()).unwrap_or_default(),
    }
}

/// A time as people write it: a day (its first moment, local time), or RFC 3339.
///
/// # Errors
/// What is wrong with it, in words.
pub fn parse(text: &str) -> Result<OffsetDateTime, String> {
    let day = Date::parse(text, DAY).map(|day| day.midnight().assume_offset(offset!(+8)));
    let time = day.or_else(|_| OffsetDateTime::parse(text, &Rfc3339));
    time.map_err(|_| format!("`{text}` is no time: write 2026-06-30 or 2026-06-30T08:00:00Z"))
}

/// The last day of a period that ends at a time, for people; empty if absent.
#[must_use]
pub fn last_day(end: Option<&Timestamp>) -> String {
    let day = end
        .and_then(to_time)
        .and_then(|at| (at - Duration::SECOND).to_offset(offset!(+8)).format(DAY).ok());
    day.unwrap_or_default()
}

/// For people; empty if absent.
#[must_use]
pub fn plain(stamp: Option<&Timestamp>) -> String {
    let at = stamp.and_then(to_time);
    at.and_then(|at| at.to_offset(offset!(+8)).format(PLAIN).ok()).unwrap_or_default()
}

/// For programs; null if absent.
#[must_use]
pub fn json(stamp: Option<&Timestamp>) -> Value {
    let at = stamp.and_then(to_time);
    at.and_then(|at| at.format(&Rfc3339).ok()).map_or(Value::Null, Value::String)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn times_survive_the_wire_and_read_as_local_time() {
        let at = datetime!(2026-02-14 16:30:00.000_001 UTC);
        let stamp = to_stamp(at);
        assert_eq!(to_time(&stamp), Some(at));
        assert_eq!(plain(Some(&stamp)), "2026-02-15 00:30");
        assert_eq!(json(None), Value::Null);
    }

    #[test]
    fn a_day_is_its_first_moment_in_the_city() {
        assert_eq!(parse("2026-06-30"), Ok(datetime!(2026-06-29 16:00 UTC)));
        assert_eq!(parse("2026-06-30T08:00:00Z"), Ok(datetime!(2026-06-30 08:00 UTC)));
        assert!(parse("30.6.2026").is_err());
    }

    #[test]
    fn times_before_1970_keep_their_fraction() {
        let at = datetime!(1969-12-31 23:59:59.5 UTC);
        assert_eq!(to_time(&to_stamp(at)), Some(at));
    }
}

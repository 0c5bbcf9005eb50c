//! As of when figures hold, in words: for files and pictures, which have no place for a message.

use shiyu_kit::calendar::CHINA;
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

use super::store::Watermark;

const PLAIN: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day] [hour]:[minute]");

/// A moment by the clock in China, as in `2026-05-04 10:00`.
#[must_use]
pub fn plain(at: OffsetDateTime) -> String {
    let local = at.checked_to_offset(CHINA).unwrap_or(at);
    local.format(PLAIN).unwrap_or_default()
}

/// What figures know, a county a line, as in `330602: 21 facts, up to 7 in the stream, until 2026-05-04 10:00`.
#[must_use]
pub fn as_of(watermarks: &[Watermark]) -> Vec<String> {
    let line = |mark: &Watermark| {
        let (county, facts, place, until) = (&mark.county, mark.facts, mark.sequence, plain(mark.at));
        format!("{county}: {facts} facts, up to {place} in the stream, until {until}")
    };
    watermarks.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_county_tells_how_many_facts_there_were_up_to_where_and_when() {
        let mark = |county: &str, facts| Watermark {
            county: county.to_owned(),
            sequence: 7,
            at: datetime!(2026-05-04 18:30 UTC),
            facts,
        };
        let expected = [
            "330602: 21 facts, up to 7 in the stream, until 2026-05-05 02:30",
            "330603: 3 facts, up to 7 in the stream, until 2026-05-05 02:30",
        ];
        assert_eq!(as_of(&[mark("330602", 21), mark("330603", 3)]), expected);
        assert!(as_of(&[]).is_empty());
    }
}

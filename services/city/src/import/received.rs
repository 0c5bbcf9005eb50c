//! When a row was received: a column's text, its format and the offset of its clocks.

use serde::Deserialize;
use time::format_description::{BorrowedFormatItem, OwnedFormatItem, parse_owned};
use time::macros::format_description;
use time::{Date, OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::sheet::Cells;
use super::verdict::Reason;

const OFFSET: &[BorrowedFormatItem<'static>] = format_description!("[offset_hour sign:mandatory]:[offset_minute]");

/// When a row was received.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Written")]
pub struct Received {
    column: String,
    format: OwnedFormatItem,
    offset: UtcOffset,
}

/// The same, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    column: String,
    format: String,
    offset: String,
}

impl TryFrom<Written> for Received {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let offset = UtcOffset::parse(&written.offset, OFFSET);
        let format = parse_owned::<2>(&written.format);
        Ok(Self {
            column: written.column,
            format: format.map_err(|error| format!("format `{}`: {error}", written.format))?,
            offset: offset.map_err(|_| format!("offset `{}`: write it as +08:00", written.offset))?,
        })
    }
}

impl Received {
    /// The column.
    pub fn column(&self) -> &str {
        &self.column
    }

    /// The time of a row; a format without a time of day means its midnight.
    pub fn read(&self, cells: &Cells) -> Result<OffsetDateTime, Reason> {
        let text = cells.get(&self.column).trim();
        let local = PrimitiveDateTime::parse(text, &self.format).or_else(|_| Date::parse(text, &self.format).map(Date::midnight));
        let local = local.map_err(|error| {
            let detail = format!("column {}: `{text}`: {error}", self.column);
            Reason::new("TIME_INVALID", "received_time", detail)
        })?;
        Ok(local.assume_offset(self.offset))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn read(format: &str, text: &str) -> Result<OffsetDateTime, Reason> {
        let written = Written {
            column: "opened".into(),
            format: format.into(),
            offset: "-05:00".into(),
        };
        Received::try_from(written).unwrap().read(&Cells::of(&[("opened", text)]))
    }

    #[test]
    fn times_are_read_with_the_offset_of_the_source() {
        let format = "[year]-[month]-[day] [hour]:[minute]:[second]";
        assert_eq!(read(format, "2022-01-21 13:47:00 "), Ok(datetime!(2022-01-21 18:47:00 UTC)));
        assert_eq!(read("[month]/[day]/[year]", "01/21/1999"), Ok(datetime!(1999-01-21 05:00 UTC)));
    }

    #[test]
    fn what_is_no_time_is_a_reason() {
        let format = "[year]-[month]-[day] [hour]:[minute]:[second]";
        for text in ["", "2022-02-30 00:00:00", "2022-01-21", "2022-01-21 25:00:00", "yesterday"] {
            assert_eq!(read(format, text).unwrap_err().code, "TIME_INVALID", "{text}");
        }
    }
}

//! A file of components (CSV, UTF-8, with a header), row by row: one bad row does not hold up the others.

use csv::StringRecord;
use shiyu_kit::fault::Violations;
use shiyu_kit::party::is_credit_code;
use shiyu_kit::unit::Code;
use time::Date;
use time::format_description::well_known::Iso8601;

use super::domain::{Component, Owner, Row, State};
use crate::domain::terms::{ComponentCode, Point};
use crate::place::import::table::{self, Columns, Head, Read};

/// The columns: there is none for a person.
const HEAD: Head = Head {
    columns: &[
        "code",
        "title",
        "make",
        "longitude",
        "latitude",
        "owner_unit",
        "owner_org",
        "maintainer_unit",
        "valid_from",
        "valid_to",
        "state",
        "reference",
    ],
    needed: &["code", "title", "longitude", "latitude", "valid_from"],
    strange: "not a column of a component",
};

/// Reads a file of a county's components.
///
/// # Errors
/// `CSV_INVALID`, `TOO_MANY_ROWS`, `COLUMN_MISSING`, `COLUMN_UNKNOWN`, `DUPLICATE`: what is wrong with the file as a whole.
pub(super) fn read(file: &[u8], county: &Code) -> Result<Vec<Row>, Violations> {
    let once = (|component: &Component| component.code.clone(), "the same code stands further up");
    let rows = table::read(file, HEAD, |record, columns| Line::read(record, columns, county), once)?;
    Ok(rows.into_iter().map(|(number, read)| Row { number, read }).collect())
}

/// A row that is being read.
struct Line<'a> {
    record: &'a StringRecord,
    columns: &'a Columns,
    violations: Violations,
}

impl<'a> Line<'a> {
    fn read(record: &'a StringRecord, columns: &'a Columns, county: &Code) -> Read<Component> {
        let mut line = Self {
            record,
            columns,
            violations: Violations::new(),
        };
        let component = line.component(county);
        match component {
            Some(component) if line.violations.is_empty() => Ok(component),
            Some(_) | None => Err(table::problems(&line.violations)),
        }
    }

    fn component(&mut self, county: &Code) -> Option<Component> {
        table::whole(self.record, self.columns, &mut self.violations);
        let code = self.code(county);
        let given = !self.cell("title").is_empty();
        self.require(given, "title", "REQUIRED", "it is needed");
        let (title, make, reference) = (self.text("title"), self.text("make"), self.text("reference"));
        let point = self.point();
        let owner = self.owner();
        let maintainer = self.unit("maintainer_unit");
        let state = self.state();
        let (from, to) = self.days(state);
        Some(Component {
            code: code?,
            title,
            make,
            point: point?,
            owner,
            maintainer,
            from: from?,
            to,
            state: state?,
            reference,
        })
    }

    fn cell(&self, name: &str) -> &'a str {
        table::cell(self.record, self.columns, name)
    }

    fn require(&mut self, right: bool, field: &str, reason: &'static str, what: &str) -> bool {
        self.violations.require(right, field, reason, what)
    }

    fn code(&mut self, county: &Code) -> Option<ComponentCode> {
        let code: Option<ComponentCode> = self.cell("code").parse().ok();
        let what = "16 digits: county 6, class 2, subclass 2, running number 6";
        let code = self.violations.present(code, "code", "COMPONENT_INVALID", what)?;
        let here = code.county() == county.as_str();
        self.require(here, "code", "CODE_ELSEWHERE", "it stands in another county")
            .then_some(code)
    }

    fn text(&mut self, name: &str) -> String {
        table::text(name, self.cell(name), &mut self.violations)
    }

    fn point(&mut self) -> Option<Point> {
        let (longitude, latitude) = (self.cell("longitude"), self.cell("latitude"));
        table::point(longitude, latitude, &mut self.violations)
    }

    /// A unit or an organisation, or nobody that is known.
    fn owner(&mut self) -> Option<Owner> {
        let (unit, org) = (self.unit("owner_unit"), self.cell("owner_org"));
        if org.is_empty() {
            return unit.map(Owner::Unit);
        }
        let alone = self.cell("owner_unit").is_empty();
        self.require(alone, "owner_org", "OWNER_TWICE", "a unit of the county or another organisation");
        let what = "18 characters with two check digits (GB 32100)";
        self.require(is_credit_code(org), "owner_org", "CREDIT_CODE_INVALID", what);
        Some(Owner::Organisation(org.to_owned()))
    }

    fn unit(&mut self, name: &str) -> Option<Code> {
        let cell = self.cell(name);
        if cell.is_empty() {
            return None;
        }
        let code = cell.parse().ok();
        self.violations.present(code, name, "INVALID_CODE", "not a code of a unit")
    }

    fn state(&mut self) -> Option<State> {
        let cell = self.cell("state");
        if cell.is_empty() {
            return Some(State::Intact);
        }
        let state = State::ALL.into_iter().find(|state| state.as_str() == cell);
        let what = "intact, damaged, lost, abandoned or removed";
        self.violations.present(state, "state", "UNKNOWN_VALUE", what)
    }

    /// What was removed stood until some day.
    fn days(&mut self, state: Option<State>) -> (Option<Date>, Option<Date>) {
        let (from, to) = (self.day("valid_from"), self.cell("valid_to"));
        if to.is_empty() {
            let stands = state != Some(State::Removed);
            self.require(stands, "valid_to", "VALID_TO_MISSING", "until when it stood");
            return (from, None);
        }
        let to = self.day("valid_to");
        let ordered = from.zip(to).is_none_or(|(from, to)| from <= to);
        self.require(ordered, "valid_to", "DATES_REVERSED", "it lies before valid_from");
        (from, to)
    }

    fn day(&mut self, name: &str) -> Option<Date> {
        let cell = self.cell(name);
        let day = Date::parse(cell, &Iso8601::DATE).ok();
        let day = day.filter(|day| day.to_string() == cell && (1900..=9999).contains(&day.year()));
        self.violations
            .present(day, name, "DATE_INVALID", "a date is of the form 2026-05-06")
    }
}

//! Requests that read: which edition, which subclasses, which limit.

use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::{Date, OffsetDateTime};

use super::request::subclass_code;
use super::resource::SUBCLASSES;
use super::terms::{read_area, read_kind, read_stage};
use crate::catalogue::domain::{LimitStage, Subclass};
use crate::catalogue::store;
use crate::domain::terms::{AreaClass, ClassCode, Kind};

/// Which subclasses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// In force on this day.
    pub day: Date,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Of the class of this number.
    pub class: Option<u8>,
}

impl Filter {
    /// Whether a subclass is among them.
    #[must_use]
    pub fn passes(self, row: &Subclass) -> bool {
        self.kind.is_none_or(|kind| kind == row.code.kind) && self.class.is_none_or(|class| class == row.code.class)
    }
}

/// Which limit is to be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Of which subclass.
    pub code: ClassCode,
    /// In which area.
    pub area: AreaClass,
    /// For which part of the work.
    pub stage: LimitStage,
    /// On which day.
    pub day: Date,
    /// When the work would begin.
    pub start: Option<OffsetDateTime>,
}

/// Reads `ListCatalogues`.
///
/// # Errors
/// All that is wrong with the request.
pub fn catalogues(request: &pb::ListCataloguesRequest, county: &Code) -> Result<Listing<(), store::Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &["catalogues"], ())
}

/// Reads `GetCatalogue`: the day.
///
/// # Errors
/// All that is wrong with the request.
pub fn day(request: &pb::GetCatalogueRequest, county: &Code, today: Date) -> Result<Date, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let day = reading.optional_date("date", &request.date);
    reading.finish(Some(day.unwrap_or(today)))
}

/// Reads `ListSubclasses`.
///
/// # Errors
/// All that is wrong with the request.
pub fn subclasses(request: &pb::ListSubclassesRequest, county: &Code, today: Date) -> Result<Listing<Filter, ClassCode>, Violations> {
    let mut reading = Reading::new(county);
    let day = reading.optional_date("date", &request.date);
    let kind = reading.optional_value("kind", request.kind, read_kind);
    let class = reading.number("class_number", request.class_number, &(0..=99_u8));
    let filter = Filter {
        day: day.unwrap_or(today),
        kind,
        class: class.filter(|class| *class > 0),
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let (kind, class) = (request.kind.to_string(), request.class_number.to_string());
    reading.listing(page, &["subclasses", &request.date, &kind, &class], filter)
}

/// Reads `GetSubclass`: which one, and the day.
///
/// # Errors
/// All that is wrong with the request.
pub fn which(request: &pb::GetSubclassRequest, county: &Code, today: Date) -> Result<(ClassCode, Date), Violations> {
    let mut reading = Reading::new(county);
    let code = named(&mut reading, &request.name);
    let day = reading.optional_date("date", &request.date);
    reading.finish(code.map(|code| (code, day.unwrap_or(today))))
}

/// Reads `ExplainLimit`.
///
/// # Errors
/// All that is wrong with the request.
pub fn limit(request: &pb::ExplainLimitRequest, county: &Code, today: Date) -> Result<Asked, Violations> {
    let mut reading = Reading::new(county);
    let code = named(&mut reading, &request.name);
    let area = reading.value("area_class", request.area_class, read_area);
    let stage = reading.optional_value("stage", request.stage, read_stage);
    let day = reading.optional_date("date", &request.date);
    let start = reading.optional_time("start_time", request.start_time);
    let asked = code.zip(area).map(|(code, area)| Asked {
        code,
        area,
        stage: stage.unwrap_or(LimitStage::Handle),
        day: day.unwrap_or(today),
        start,
    });
    reading.finish(asked)
}

fn named(reading: &mut Reading<'_>, text: &str) -> Option<ClassCode> {
    let county = reading.county().as_str();
    let code = name::child("name", text, county, SUBCLASSES, &mut reading.violations)?;
    subclass_code(reading, "name", code)
}

//! Editions, subclasses and limits as resources, and the fact about an edition.

use shiyu_kit::calendar::Calendar;
use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use super::listing::Asked;
use super::terms;
use crate::catalogue::domain::{self, Edition, HandlingLimit, Heading, Subclass};
use crate::domain::terms::{ClassCode, Limit};

pub(super) const SUBCLASSES: &str = "subclasses";
const CATALOGUES: &str = "catalogues";

/// An edition with its classes; its subclasses are listed on their own.
#[must_use]
pub fn catalogue(edition: &Edition, county: &Code) -> pb::Catalogue {
    let imported = edition.imported_at.is_some();
    pb::Catalogue {
        name: if imported {
            format!("counties/{county}/{CATALOGUES}/{}", edition.id)
        } else {
            String::new()
        },
        version: edition.version,
        valid_from: edition.valid_from.map(|day| day.to_string()).unwrap_or_default(),
        document: edition.document.clone(),
        classes: edition.content.headings.iter().map(heading).collect(),
        subclasses: Vec::new(),
        subclass_count: count(edition.content.subclasses.len()),
        import_time: edition.imported_at.map(timestamp),
    }
}

fn heading(heading: &Heading) -> pb::CatalogueClass {
    pb::CatalogueClass {
        kind: terms::kind(heading.kind).into(),
        number: heading.number.into(),
        title: heading.title.clone(),
    }
}

/// A subclass of an edition.
#[must_use]
pub fn subclass(row: &Subclass, edition: &Edition, county: &Code) -> pb::Subclass {
    let class = edition.content.heading(row.code);
    pb::Subclass {
        name: named(row.code, county),
        code: row.code.to_string(),
        title: row.title.clone(),
        hazard: row.hazard,
        platform: terms::platform(row.platform).into(),
        limits: row.limits.iter().copied().map(limit).collect(),
        version: edition.version,
        class_title: class.map(|class| class.title.clone()).unwrap_or_default(),
    }
}

fn limit(limit: HandlingLimit) -> pb::HandlingLimit {
    let area = limit.area.map_or(pb::AreaClass::Unspecified, terms::area);
    pb::HandlingLimit {
        stage: terms::stage(limit.stage).into(),
        area_class: area.into(),
        amount: i32::try_from(limit.amount).unwrap_or(i32::MAX),
        unit: terms::unit(limit.unit).into(),
    }
}

/// Why a limit holds.
#[derive(Debug, Clone, Copy)]
pub struct Reason<'a> {
    /// The edition in force.
    pub edition: &'a Edition,
    /// The limit of it.
    pub limit: &'a HandlingLimit,
    /// The calendar by which its end is reckoned.
    pub calendar: &'a Calendar,
}

/// Which limit holds, and why.
#[must_use]
pub fn explanation(asked: &Asked, reason: &Reason<'_>, county: &Code) -> pb::LimitExplanation {
    let found = reason.limit;
    let rule = domain::rule(&Limit {
        amount: found.amount,
        unit: found.unit,
        version: reason.edition.version,
    });
    let due = asked.start.map(|start| reason.calendar.due(&rule, start));
    pb::LimitExplanation {
        subclass: named(asked.code, county),
        limit: Some(limit(*found)),
        area_specific: found.area.is_some(),
        version: reason.edition.version,
        document: reason.edition.document.clone(),
        responsibility: terms::responsibility(asked.code.kind.responsibility()).into(),
        due_time: due.map(|due| timestamp(due.legal)),
        provisional: due.is_some_and(|due| due.provisional),
    }
}

/// `catalogue.changed`.
#[must_use]
pub fn catalogue_changed(edition: &Edition) -> pb::CatalogueChanged {
    pb::CatalogueChanged {
        catalogue: edition.id.to_string(),
        version: edition.version,
        valid_from: edition.valid_from.map(|day| day.to_string()).unwrap_or_default(),
        class_count: count(edition.content.headings.len()),
        subclass_count: count(edition.content.subclasses.len()),
    }
}

fn named(code: ClassCode, county: &Code) -> String {
    format!("counties/{county}/{SUBCLASSES}/{code}")
}

fn count(many: usize) -> i32 {
    i32::try_from(many).unwrap_or(i32::MAX)
}

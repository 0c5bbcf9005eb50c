//! The catalogue of administrative mediation and the packs of limits: their requests, and what they are told as.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::Word;
use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use super::{LINE, MATTERS, WORDS, Wanted, days, named, putting, told};
use crate::register::domain::{Matter, Order};
use crate::register::limits::{Pack, PackLimit};

/// Reads `PutMatter`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_matter(request: pb::PutMatterRequest, county: &Code) -> Result<Wanted, Violations> {
    let (mut reading, id) = putting(county, &request.parent, &request.request_id);
    let part = reading.part("matter", request.matter);
    let order = part.and_then(|part| read_matter(&mut reading, id, part));
    reading.wanted(id, order)
}

fn read_matter(reading: &mut Reading<'_>, request: Option<Uuid>, part: pb::Matter) -> Option<Order> {
    let put = reading.put("matter.name", &part.name, MATTERS, request);
    let unit = reading.code("matter.agency", &part.agency);
    let title = reading.impersonal("matter.title", part.title, LINE);
    let category = reading.word("matter.category", part.category);
    let basis = reading.impersonal("matter.basis", part.basis, WORDS);
    let days = days(reading, ("matter", &part.from_date, &part.to_date));
    let (standing, id) = put?;
    let matter = Matter {
        id,
        unit: unit?,
        title: title?,
        category: category?,
        basis: basis?,
        days: days?,
    };
    Some(Order::PutMatter(standing, matter))
}

/// A matter.
#[must_use]
pub fn matter(matter: &Matter, county: &Code) -> pb::Matter {
    pb::Matter {
        name: named(county, MATTERS, matter.id),
        agency: matter.unit.to_string(),
        title: matter.title.clone(),
        category: matter.category.number(),
        basis: matter.basis.clone(),
        from_date: matter.days.from.to_string(),
        to_date: told(matter.days.to),
    }
}

/// The packs of limits, in the order in which they are asked.
#[must_use]
pub fn limit_packs(packs: &[Pack]) -> pb::ListLimitPacksResponse {
    let limit = |limit: &PackLimit| pb::PackLimit {
        of: limit.of.as_str().to_owned(),
        limit: limit.written(),
        extend_days: i32::try_from(limit.extend_days).unwrap_or(i32::MAX),
        basis: limit.basis.clone(),
    };
    let pack = |pack: &Pack| pb::LimitPack {
        code: pack.code.clone(),
        title: pack.title.clone(),
        version: pack.version,
        from_date: pack.from.to_string(),
        limits: pack.limits.iter().map(limit).collect(),
    };
    pb::ListLimitPacksResponse {
        packs: packs.iter().map(pack).collect(),
    }
}

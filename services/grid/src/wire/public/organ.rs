//! Who looked at an event, for its reporter (PIPL art. 17; G-14).

use shiyu_kit::look::Organ;
use shiyu_kit::unit::Units;
use shiyu_proto::grid::v1 as pb;
use time::Date;

use crate::wire::terms::timestamp;

/// An organ that looked, by the name it has today.
#[must_use]
pub fn shown(organ: Organ, units: &Units, today: Date) -> pb::Organ {
    let unit = organ.name.parse().ok().and_then(|code| units.get(&code, today));
    pb::Organ {
        unit_name: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
        unit: organ.name,
        first_time: Some(timestamp(organ.first)),
        last_time: Some(timestamp(organ.last)),
    }
}

//! The matter as it stands, in every fact.

use shiyu_kit::calendar::Clock;
use shiyu_kit::case::Filed;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;

use crate::domain::Petition;
use crate::wire::petition_name;
use crate::wire::terms::{self, Word};

/// Of a sealed matter nothing tells what or where it is about (art. 30).
pub(super) fn matter(filed: &Filed<Petition>) -> pb::Matter {
    let (petition, submission) = (&filed.case, &filed.case.submission);
    let open = !petition.is_sealed();
    let unless_sealed = |text: String| if open { text } else { String::new() };
    pb::Matter {
        name: petition_name(&petition.county, filed.id),
        version: filed.version,
        unit: petition.unit.to_string(),
        place: unless_sealed(submission.place.to_string()),
        category: unless_sealed(submission.category.to_string()),
        channel: submission.channel.number(),
        stage: petition.stage.name().number(),
        clocks: petition.clocks.iter().map(|each| clock(each, petition)).collect(),
        sealed: !open,
    }
}

fn clock(clock: &Clock, petition: &Petition) -> common::Clock {
    let owing = petition.owed_by_another(&clock.rule.id).filter(|_| !petition.is_sealed());
    common::Clock {
        unit: owing.map(ToString::to_string).unwrap_or_default(),
        ..terms::clock(clock)
    }
}

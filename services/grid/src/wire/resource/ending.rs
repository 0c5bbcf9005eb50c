//! How and when an event came to its end.

use shiyu_proto::grid::v1 as pb;

use crate::domain::{End, Ending, Incident};
use crate::wire::event_name;
use crate::wire::terms::{Word, number, timestamp};

pub(super) fn ending(ending: &Ending, incident: &Incident) -> pb::EventEnding {
    let mut told = pb::EventEnding {
        stage: ending.end.name().number(),
        end_time: Some(timestamp(ending.at)),
        ..pb::EventEnding::default()
    };
    match &ending.end {
        End::Closed { tier } => told.tier = tier.number(),
        End::HandedOutside { organ, reference } => {
            told.organ.clone_from(organ);
            told.reference.clone_from(reference);
        }
        End::Rejected { ground, reason } => {
            told.ground = ground.number();
            told.reason.clone_from(reason);
        }
        End::Duplicate { of } => told.other_event = event_name(&incident.county, *of),
        End::EmergencyTransferred { line, reference } => {
            told.line = line.number();
            told.reference.clone_from(reference);
        }
        End::HandedOver { to } => {
            let sequel = incident.course.sequel.as_ref();
            told.county = to.to_string();
            told.followed_stage = number(sequel.map(|sequel| sequel.end.name()));
            told.followed_time = sequel.map(|sequel| timestamp(sequel.at));
        }
    }
    told
}

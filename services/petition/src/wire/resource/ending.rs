//! How and when a petition came to its end.

use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::domain::stage::{Diversion, Way};
use crate::domain::{End, Ending};
use crate::wire::petition_name;
use crate::wire::terms::{Word, timestamp};

pub(super) fn ending(ending: &Ending, county: &Code) -> pb::Ending {
    let mut told = pb::Ending {
        end_time: Some(timestamp(ending.at)),
        stage: ending.end.name().number(),
        ..pb::Ending::default()
    };
    match &ending.end {
        End::Terminated | End::Replied => {}
        End::Closed(closing) => told.closing = closing.number(),
        End::Settled { agreement, .. } => told.agreement.clone_from(agreement),
        End::Redirected { to } => told.redirect_to.clone_from(to),
        End::HandedOver { to } => told.county = to.to_string(),
        End::Merged { into, reason } => {
            told.other_petition = petition_name(county, *into);
            told.reason = reason.clone().unwrap_or_default();
        }
        End::Diverted(diversion) => {
            told.organ.clone_from(&diversion.organ);
            told.ways = ways(diversion);
            told.outcome = diversion.outcome.clone().unwrap_or_default();
        }
        End::Withdrawn { party, reason, proof } => {
            told.party = party.to_string();
            told.reason.clone_from(reason);
            told.proof = proof.clone().unwrap_or_default();
        }
        End::NotAccepted { ground, earlier } => {
            told.ground = ground.number();
            told.other_petition = petition_name(county, *earlier);
        }
    }
    told
}

/// The ways that are open outside, each with its last day (S6).
pub(in crate::wire) fn ways(diversion: &Diversion) -> Vec<pb::OutsideWay> {
    diversion.ways.iter().map(way).collect()
}

fn way(way: &Way) -> pb::OutsideWay {
    pb::OutsideWay {
        procedure: way.procedure.number(),
        last_date: way.last_day.to_string(),
    }
}

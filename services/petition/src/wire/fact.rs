//! What others are told: ids, units, places, stages and clocks; never a person, never anybody's words.

use prost::Message;
use shiyu_kit::case::Filed;
use shiyu_proto::petition::v1 as pb;

use super::petition_name;
use super::terms::{self, timestamp};
use crate::domain::{Event, Opinion, Petition};

/// The fact of an event, protobuf; `None` for a reckoning that moved nothing, which concerns nobody else.
#[must_use]
pub fn fact(event: &Event, after: &Filed<Petition>) -> Option<Vec<u8>> {
    let matter = Some(matter(after));
    let fact = match event {
        Event::Registered(registered) => pb::MatterRegistered {
            matter,
            received_time: Some(timestamp(registered.received_at)),
        }
        .encode_to_vec(),
        Event::Forwarded { forwarding, .. } => pb::MatterForwarded {
            matter,
            from_unit: forwarding.from.to_string(),
            to_unit: forwarding.to.to_string(),
            forward_time: Some(timestamp(forwarding.at)),
        }
        .encode_to_vec(),
        Event::Accepted { at, .. } => pb::MatterAccepted {
            matter,
            accept_time: Some(timestamp(*at)),
        }
        .encode_to_vec(),
        Event::HandlingStarted { classification, at, .. } => {
            let (kind, path) = terms::classification(*classification);
            pb::HandlingStarted {
                matter,
                start_time: Some(timestamp(*at)),
                kind: kind.into(),
                path: path.into(),
            }
            .encode_to_vec()
        }
        Event::OpinionIssued { opinion, at, .. } => pb::OpinionIssued {
            matter,
            issue_time: Some(timestamp(*at)),
            decision: terms::decision(opinion.decision).into(),
        }
        .encode_to_vec(),
        Event::OpinionServed { at, .. } => pb::OpinionServed {
            matter,
            serve_time: Some(timestamp(*at)),
            decision: decided(after).into(),
        }
        .encode_to_vec(),
        Event::Closed { closing, at } => pb::MatterClosed {
            matter,
            close_time: Some(timestamp(*at)),
            closing: terms::closing(*closing).into(),
            decision: decided(after).into(),
        }
        .encode_to_vec(),
        Event::ClockWarned { clock, ring } => pb::ClockWarned {
            matter,
            clock: clock.clone(),
            ring: terms::ring(*ring).into(),
        }
        .encode_to_vec(),
        Event::ClockOverdue { clock, due } => pb::ClockOverdue {
            matter,
            clock: clock.clone(),
            legal_due_time: Some(timestamp(*due)),
        }
        .encode_to_vec(),
        Event::ClocksReckoned { moved, .. } if moved.is_empty() => return None,
        Event::ClocksReckoned { calendar, moved, .. } => pb::ClocksReckoned {
            matter,
            calendar_version: *calendar,
            moved: moved.clone(),
        }
        .encode_to_vec(),
    };
    Some(fact)
}

fn matter(filed: &Filed<Petition>) -> pb::Matter {
    let petition = &filed.case;
    pb::Matter {
        name: petition_name(&petition.county, filed.id),
        version: filed.version,
        unit: petition.unit.to_string(),
        place: petition.submission.place.to_string(),
        category: petition.submission.category.to_string(),
        channel: terms::channel(petition.submission.channel).into(),
        stage: terms::stage(petition.stage.name()).into(),
        clocks: petition.clocks.iter().map(terms::clock).collect(),
    }
}

fn decided(filed: &Filed<Petition>) -> pb::Decision {
    let opinion = filed.case.stage.issue().map(|issue| &issue.opinion);
    opinion.map_or(pb::Decision::Unspecified, |opinion: &Opinion| terms::decision(opinion.decision))
}

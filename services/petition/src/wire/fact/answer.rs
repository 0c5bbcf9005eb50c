//! How a matter is handled, answered, reviewed and ended.

use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;

use crate::domain::course::{Course, Delivery, OpinionIssued, RemedyCase, Reply, RulingGiven};
use crate::domain::{Closing, End, Ending, HANDLE, Petition, Remedy};
use crate::wire::resource::days;
use crate::wire::terms::{Word, number, timestamp};

pub(super) fn extended(petition: &Petition, matter: pb::Matter) -> pb::HandlingExtended {
    let handle = petition.clock(&HANDLE.id);
    pb::HandlingExtended {
        matter: Some(matter),
        days: days(handle.map(shiyu_kit::calendar::Clock::extended_days)),
    }
}

pub(super) fn rerouted((from, to): (&Code, &Code), at: OffsetDateTime, matter: pb::Matter) -> pb::DutyRerouted {
    pb::DutyRerouted {
        matter: Some(matter),
        from_organ: from.to_string(),
        to_organ: to.to_string(),
        reroute_time: Some(timestamp(at)),
    }
}

pub(super) fn assistance(unit: &Code, matter: pb::Matter) -> pb::AssistanceAsked {
    pb::AssistanceAsked {
        matter: Some(matter),
        assisting_unit: unit.to_string(),
    }
}

pub(super) fn replied(reply: &Reply, matter: pb::Matter) -> pb::MatterReplied {
    pb::MatterReplied {
        matter: Some(matter),
        adoption: number(reply.adoption),
        reply_time: Some(timestamp(reply.at)),
    }
}

pub(super) fn issued(issued: &OpinionIssued, matter: pb::Matter) -> pb::OpinionIssued {
    pb::OpinionIssued {
        matter: Some(matter),
        issue_time: Some(timestamp(issued.at)),
        decision: issued.opinion.decision.number(),
    }
}

pub(super) fn served(delivery: &Delivery, course: &Course, matter: pb::Matter) -> pb::OpinionServed {
    pb::OpinionServed {
        matter: Some(matter),
        serve_time: Some(timestamp(delivery.at)),
        decision: decided(course),
    }
}

pub(super) fn remedy_requested(case: &RemedyCase, matter: pb::Matter) -> pb::RemedyRequested {
    pb::RemedyRequested {
        matter: Some(matter),
        kind: case.remedy.number(),
        organ: case.organ.to_string(),
        request_time: Some(timestamp(case.requested_at)),
    }
}

pub(super) fn remedy_decided((remedy, reviewed): (Remedy, Option<&Code>), given: &RulingGiven, matter: pb::Matter) -> pb::RemedyDecided {
    pb::RemedyDecided {
        unit: reviewed.map(ToString::to_string).unwrap_or_default(),
        matter: Some(matter),
        kind: remedy.number(),
        ruling: given.ruling.number(),
        decide_time: Some(timestamp(given.at)),
    }
}

pub(super) fn ended(ending: &Ending, course: &Course, matter: pb::Matter) -> pb::MatterEnded {
    pb::MatterEnded {
        matter: Some(matter),
        end_time: Some(timestamp(ending.at)),
        closing: number(closing(&ending.end)),
        decision: decided(course),
    }
}

fn closing(end: &End) -> Option<Closing> {
    if let End::Closed(closing) = end { Some(*closing) } else { None }
}

fn decided(course: &Course) -> i32 {
    number(course.opinion().map(|issued| issued.opinion.decision))
}

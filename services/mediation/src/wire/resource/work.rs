//! Mediators, sessions and offers.

use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use crate::domain::course::{Appointment, Offer, Session};
use shiyu_kit::wire::{Word, number, timestamp};

pub(super) fn texts(ids: &[Uuid]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// A mediator; what they disclosed only for who hears it. That they did, and whether there was something, is the record of the case.
pub(super) fn mediator(one: &Appointment, hears: bool) -> pb::DisputeMediator {
    let disclosure = one.disclosure.as_ref();
    pb::DisputeMediator {
        mediator: one.mediator.to_string(),
        subject: one.subject.clone(),
        kind: one.kind.number(),
        chosen_by: texts(&one.chosen_by),
        assign_time: Some(timestamp(one.at)),
        disclosed: disclosure.is_some(),
        interest: disclosure.is_some_and(|disclosure| disclosure.interest),
        disclosure: disclosure.map(|disclosure| heard(&disclosure.note, hears)).unwrap_or_default(),
        left: number(one.left),
        leave_time: one.left_at.map(timestamp),
    }
}

/// Words of the mediation, for who hears them; nothing for anybody else.
pub(super) fn heard(words: &str, hears: bool) -> String {
    if hears { words.to_owned() } else { String::new() }
}

/// A session; what was said in it, what came of it, and why it was not held, only for who hears it.
pub(super) fn session(session: &Session, hears: bool) -> pb::MediationSession {
    let record = session.record.as_ref();
    let record_told = record.filter(|_| hears);
    pb::MediationSession {
        id: session.id.to_string(),
        mediators: texts(&session.mediators),
        room: session.room.map(|room| room.to_string()).unwrap_or_default(),
        start_time: Some(timestamp(session.starts_at)),
        end_time: Some(timestamp(session.ends_at)),
        form: session.form.number(),
        public: session.public,
        state: session.state.number(),
        attended: record.map(|record| texts(&record.attended)).unwrap_or_default(),
        invited: record.map(|record| texts(&record.invited)).unwrap_or_default(),
        statements: record_told.map(|record| record.statements.clone()).unwrap_or_default(),
        outcome: record_told.map(|record| record.outcome.clone()).unwrap_or_default(),
        cancel_reason: heard(&session.cancelled, hears),
    }
}

/// An offer; what is offered only for who hears it.
pub(super) fn offer(offer: &Offer, hears: bool) -> pb::PartyOffer {
    let answered = |accepted: bool| {
        let by = offer.answers.iter().filter(move |answer| answer.accepted == accepted);
        by.map(|answer| answer.party.to_string()).collect()
    };
    pb::PartyOffer {
        id: offer.id.to_string(),
        party: offer.party.to_string(),
        counters: offer.counters.map(|countered| countered.to_string()).unwrap_or_default(),
        terms: heard(&offer.terms, hears),
        offer_time: Some(timestamp(offer.at)),
        accepted_by: answered(true),
        rejected_by: answered(false),
    }
}

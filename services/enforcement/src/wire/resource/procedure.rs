//! From the proposal to the decision.

use shiyu_kit::wire::{Word, timestamp};
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::course as told;

use crate::domain::course::{Decision, Delivery, Discussion, Hearing, Notice, Review, Statement, Waiver};
use crate::domain::terms::{Fen, PenaltyItem, Proposal};

pub(super) fn fen(amount: Fen) -> i64 {
    i64::try_from(amount.fen()).unwrap_or(i64::MAX)
}

pub(super) fn item(item: &PenaltyItem) -> pb::PenaltyItem {
    pb::PenaltyItem {
        kind: item.kind.number(),
        amount_fen: fen(item.amount),
    }
}

pub(in crate::wire) fn proposal(proposal: &Proposal) -> pb::Proposal {
    match proposal {
        Proposal::Penalty {
            items,
            band,
            deviation,
            lightening,
        } => pb::Proposal {
            items: items.iter().map(item).collect(),
            band: band.clone().unwrap_or_default(),
            deviation: deviation.clone().unwrap_or_default(),
            lightening: lightening.iter().map(|word| word.number()).collect(),
            ..pb::Proposal::default()
        },
        Proposal::NoPenalty(none) => pb::Proposal {
            exemption: none.ground.number(),
            education: none.education.clone(),
            ..pb::Proposal::default()
        },
    }
}

pub(super) fn delivery(delivery: &Delivery) -> pb::Delivery {
    pb::Delivery {
        method: delivery.method.number(),
        party: delivery.party.to_string(),
        deliver_time: Some(timestamp(delivery.at)),
        proof: delivery.proof.clone(),
        confirmation: delivery.confirmation.clone().unwrap_or_default(),
        online_channel: delivery.online_channel.clone().unwrap_or_default(),
        remedies_told: delivery.remedies_told,
        by: delivery.by.clone(),
    }
}

pub(super) fn notice(notice: &Notice) -> told::Notice {
    told::Notice {
        id: notice.id.to_string(),
        proposal: Some(proposal(&notice.proposal)),
        facts: notice.facts.clone(),
        hearing: notice.hearing,
        delivery: Some(delivery(&notice.delivery)),
        serve_time: notice.served_at.map(timestamp),
    }
}

pub(super) fn statement(statement: &Statement) -> told::Statement {
    let review = statement.review.as_ref();
    told::Statement {
        id: statement.id.to_string(),
        party: statement.party.to_string(),
        text: statement.text.clone(),
        receive_time: Some(timestamp(statement.at)),
        reviewed: review.is_some(),
        accepted: review.is_some_and(|review| review.accepted),
        reasons: review.map(|review| review.reasons.clone()).unwrap_or_default(),
        review_time: review.map(|review| timestamp(review.at)),
    }
}

pub(super) fn waiver(waiver: &Waiver) -> told::Waiver {
    told::Waiver {
        notice: waiver.notice.to_string(),
        party: waiver.party.to_string(),
        reference: waiver.reference.clone(),
        waive_time: Some(timestamp(waiver.at)),
    }
}

pub(super) fn hearing(hearing: &Hearing) -> told::Hearing {
    let record = hearing.record.as_ref();
    told::Hearing {
        notice: hearing.notice.to_string(),
        party: hearing.party.to_string(),
        request_time: Some(timestamp(hearing.requested_at)),
        host: hearing.host.clone().unwrap_or_default(),
        place: hearing.place.clone().unwrap_or_default(),
        public: hearing.public,
        closed_reason: hearing.closed_for.clone().unwrap_or_default(),
        notify_time: hearing.notified_at.map(timestamp),
        schedule_time: hearing.scheduled_at.map(timestamp),
        held: record.is_some(),
        attended: record.is_some_and(|record| record.attended),
        record: record.map(|record| record.record.clone()).unwrap_or_default(),
        opinion: record.map(|record| record.opinion.clone()).unwrap_or_default(),
    }
}

pub(super) fn review(review: &Review) -> told::Review {
    told::Review {
        passed: review.passed,
        opinion: review.opinion.clone(),
        by: review.by.clone(),
        review_time: Some(timestamp(review.at)),
    }
}

pub(super) fn discussion(discussion: &Discussion) -> told::Discussion {
    told::Discussion {
        minutes: discussion.minutes.clone(),
        votes_for: discussion.votes_for,
        votes_against: discussion.votes_against,
        agreed: discussion.agreed,
        by: discussion.by.clone(),
        discuss_time: Some(timestamp(discussion.at)),
    }
}

pub(super) fn decision(decision: &Decision) -> told::Decision {
    told::Decision {
        outcome: Some(proposal(&decision.outcome)),
        facts: decision.facts.clone(),
        basis: decision.basis.clone(),
        unit: decision.unit.to_string(),
        by: decision.by.clone(),
        decide_time: Some(timestamp(decision.at)),
        delivery: decision.delivery.as_ref().map(delivery),
        serve_time: decision.served_at.map(timestamp),
        revoked: decision.revoked,
        unchanged_reason: decision.unchanged.clone().unwrap_or_default(),
        late_reason: decision.late.clone().unwrap_or_default(),
    }
}

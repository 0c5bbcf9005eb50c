//! What goes on beside the stages.

use shiyu_proto::grid::v1::event_course as told;

use crate::domain::course::{Evaluation, Evidence, Recusal, Reward};
use crate::wire::terms::{self, Word, timestamp};

/// A photo or file.
#[must_use]
pub fn evidence(evidence: &Evidence) -> told::Evidence {
    told::Evidence {
        hash: evidence.hash.clone(),
        media_type: evidence.media_type.clone(),
        bytes: i64::try_from(evidence.bytes).unwrap_or(i64::MAX),
        taken_at: evidence.taken_at.map(terms::point),
        by: evidence.by.clone(),
        attach_time: Some(timestamp(evidence.at)),
        cover_time: evidence.coverings.last().map(|covering| timestamp(covering.at)),
    }
}

/// Who rated is not told (G-19).
pub(super) fn evaluation(evaluation: &Evaluation) -> told::Evaluation {
    told::Evaluation {
        rating: evaluation.rating.number(),
        evaluate_time: Some(timestamp(evaluation.at)),
    }
}

pub(super) fn reward(reward: &Reward) -> told::Reward {
    let paid = reward.paid.as_ref();
    told::Reward {
        amount_fen: reward.amount_fen.into(),
        basis: reward.basis.clone(),
        granted_by: reward.granted_by.clone(),
        grant_time: Some(timestamp(reward.granted_at)),
        paid_by: paid.map(|paid| paid.by.clone()).unwrap_or_default(),
        voucher: paid.map(|paid| paid.voucher.clone()).unwrap_or_default(),
        pay_time: paid.map(|paid| timestamp(paid.at)),
    }
}

pub(super) fn recusal(recusal: &Recusal) -> told::Recusal {
    let ended = recusal.ended.as_ref();
    told::Recusal {
        subject: recusal.subject.clone(),
        reason: recusal.reason.clone(),
        recuse_time: Some(timestamp(recusal.at)),
        end_reason: ended.map(|ended| ended.reason.clone()).unwrap_or_default(),
        ended_by: ended.map(|ended| ended.by.clone()).unwrap_or_default(),
        end_time: ended.map(|ended| timestamp(ended.at)),
    }
}

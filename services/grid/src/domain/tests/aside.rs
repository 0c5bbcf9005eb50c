//! Orders of what goes on beside the stages, as the tests give them.

use shiyu_kit::file::Area;
use shiyu_kit::packet::Receipt;
use shiyu_kit::referral::{Destination, IdentityField, Outcome, ReferralState, Settled};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{OfferOutside, OfferReferral, RaiseBoundary};
use crate::domain::course::{CountyAnswer, CountyWord, Evidence, Sequel, SequelEnd};
use crate::domain::{Command, Covered};

pub(crate) fn reclassify(text: &str) -> Command {
    Command::Reclassify {
        class: text.parse().unwrap(),
        reason: words(),
    }
}

pub(crate) fn attach(hash: &str) -> Command {
    Command::AttachEvidence(Evidence {
        hash: hash.to_owned(),
        media_type: "image/jpeg".to_owned(),
        bytes: 9,
        taken_at: None,
        by: "somebody else".to_owned(),
        at: START - Duration::days(9),
        coverings: Vec::new(),
    })
}

/// A part of a photo, which is this file then: the door says so beside the order.
pub(crate) fn cover(hash: &str) -> Command {
    Command::CoverEvidence {
        hash: hash.to_owned(),
        areas: vec![Area::new((0, 0), (5_000, 5_000)).unwrap()],
        reason: words(),
    }
}

pub(crate) fn covered(hash: &str) -> Covered {
    Covered {
        hash: hash.to_owned(),
        bytes: 7,
    }
}

pub(crate) fn offer_with(to: Destination, consent: Option<&str>) -> Command {
    Command::OfferReferral(Box::new(OfferReferral {
        id: OFFER,
        to,
        purpose: to.service().to_owned(),
        summary: words(),
        consent: consent.map(str::to_owned),
        fields: vec![IdentityField::Phone],
        until: None,
        unit: None,
    }))
}

/// To enforcement once more; to this unit, or to whom it named.
pub(crate) fn offer_again(unit: Option<&str>) -> Command {
    Command::OfferReferral(Box::new(OfferReferral {
        id: SECOND_OFFER,
        to: Destination::Enforcement,
        purpose: "enforcement".to_owned(),
        summary: words(),
        consent: None,
        fields: Vec::new(),
        until: None,
        unit: unit.map(code),
    }))
}

pub(crate) fn offer(to: Destination) -> Command {
    offer_with(to, Some("both sides, on paper"))
}

/// Declined, because this unit is competent.
pub(crate) fn declined(unit: &str) -> Command {
    Command::AnswerReferral(Outcome {
        result: Some("no_power".to_owned()),
        competent: Some(code(unit)),
        ..Outcome::of(OFFER, ReferralState::Refused, START)
    })
}

pub(crate) fn answer(state: ReferralState) -> Command {
    Command::AnswerReferral(Outcome {
        case: Some("its case".to_owned()),
        ..Outcome::of(OFFER, state, START)
    })
}

/// There is an agreement, which settles this much.
pub(crate) fn agreed(settled: Option<Settled>) -> Command {
    Command::AnswerReferral(Outcome {
        case: Some("its case".to_owned()),
        agreement: Some("its case/agreements/1".to_owned()),
        settled,
        ..Outcome::of(OFFER, ReferralState::Done, START)
    })
}

pub(crate) fn withdraw() -> Command {
    Command::WithdrawReferral { referral: OFFER }
}

pub(crate) fn reveal(party: Uuid) -> Command {
    Command::Reveal { party, reason: words() }
}

pub(crate) fn end_recusal(subject: &str) -> Command {
    Command::EndRecusal {
        subject: subject.to_owned(),
        reason: words(),
    }
}

pub(crate) fn recuse(subject: &str) -> Command {
    Command::Recuse {
        subject: subject.to_owned(),
        reason: words(),
    }
}

pub(crate) fn boundary_with(counties: &[&str]) -> Command {
    Command::RaiseBoundary(RaiseBoundary {
        id: BOUNDARY,
        counties: counties.iter().map(|county| code(county)).collect(),
        reason: words(),
    })
}

pub(crate) fn boundary() -> Command {
    boundary_with(&[OTHER_COUNTY])
}

pub(crate) fn agree(owner: &str) -> Command {
    Command::AgreeBoundary {
        owner: code(owner),
        reference: words(),
    }
}

pub(crate) fn designated(owner: &str) -> Command {
    Command::BoundaryDesignated {
        boundary: BOUNDARY,
        owner: code(owner),
        reference: words(),
        at: START,
    }
}

/// What a county said over its own door.
pub(crate) fn said(county: &str, word: CountyWord) -> Command {
    Command::BoundaryAnswered {
        boundary: BOUNDARY,
        answer: CountyAnswer {
            county: code(county),
            word,
            reference: words(),
            at: START,
        },
    }
}

pub(crate) fn outside() -> Command {
    Command::OfferOutside(OfferOutside {
        organ: "the next city's desk".to_owned(),
        packet: "0".repeat(64),
        seal: None,
    })
}

pub(crate) fn receipt() -> Command {
    Command::RecordReceipt {
        reference: words(),
        receipt: Receipt::default(),
    }
}

/// How it ended in the other county.
pub(crate) fn followed(end: SequelEnd, at: OffsetDateTime) -> Command {
    told_by(OTHER_COUNTY, end, at)
}

/// How it ended there, as this county tells.
pub(crate) fn told_by(owner: &str, end: SequelEnd, at: OffsetDateTime) -> Command {
    Command::Followed {
        sequel: Sequel {
            county: code(owner),
            end,
            at,
        },
        owner: code(owner),
    }
}

//! Offers to our other services, as all services tell them.

use shiyu_kit::case::Filed;
use shiyu_kit::place::Point;
use shiyu_kit::referral::{self, Referral};
use shiyu_kit::wire::point;
use shiyu_proto::common::v1 as common;
use time::OffsetDateTime;
use uuid::Uuid;

use super::matter::matter;
use crate::domain::{Petition, REFERRAL};

pub(super) fn offered(offer: &Referral, after: &Filed<Petition>) -> common::ReferralOffered {
    let clock = after.case.clock(&format!("{}.{}", REFERRAL.id, offer.id));
    referral::offer(offer, case(after, offer.point), clock.map(|clock| clock.due.legal), Vec::new())
}

pub(super) fn moved(id: Uuid, at: OffsetDateTime, after: &Filed<Petition>) -> common::ReferralMoved {
    let referrals = &after.case.course.referrals;
    let offer = referrals.iter().find(|offer| offer.id == id);
    referral::movement(referrals, id, at, case(after, offer.and_then(|offer| offer.point)))
}

/// A petition has no point of its own: where it is, its offer says.
fn case(after: &Filed<Petition>, at: Option<Point>) -> common::ReferredCase {
    let matter = matter(after);
    common::ReferredCase {
        name: matter.name,
        version: matter.version,
        unit: matter.unit,
        place: matter.place,
        grid: String::new(),
        point: at.map(point),
        category: matter.category,
        clocks: matter.clocks,
    }
}

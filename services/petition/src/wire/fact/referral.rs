//! Offers to our other services.

use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::course::{Course, Referral};
use crate::domain::{Petition, REFERRAL};
use crate::wire::resource::granted_fields;
use crate::wire::terms::{Word, number, timestamp};

/// The one fact with words in it: a neutral summary that was checked for personal data.
pub(super) fn offered(offer: &Referral, petition: &Petition, matter: pb::Matter) -> pb::ReferralOffered {
    let clock = petition.clock(&format!("{}.{}", REFERRAL.id, offer.id));
    let grant = offer.grant.as_ref();
    pb::ReferralOffered {
        matter: Some(matter),
        referral: offer.id.to_string(),
        destination: offer.to.number(),
        purpose: offer.purpose.clone(),
        summary: offer.summary.clone(),
        consent_reference: offer.consent.clone().unwrap_or_default(),
        granted_fields: granted_fields(grant),
        grant_expire_time: grant.map(|grant| timestamp(grant.until)),
        return_time: clock.map(|clock| timestamp(clock.due.legal)),
    }
}

pub(super) fn moved(id: Uuid, at: OffsetDateTime, course: &Course, matter: pb::Matter) -> pb::ReferralMoved {
    let referral = course.referrals.iter().find(|referral| referral.id == id);
    pb::ReferralMoved {
        matter: Some(matter),
        referral: id.to_string(),
        destination: number(referral.map(|referral| referral.to)),
        state: number(referral.map(|referral| referral.state)),
        move_time: Some(timestamp(at)),
    }
}

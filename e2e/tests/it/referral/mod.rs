//! Offers to another of our services (domain S1, S2), played here by a double on the bus and at the door.

mod answers;
mod grants;

use shiyu_e2e::people::HANDLER;
use shiyu_e2e::{Matter, Town};
use shiyu_proto::common::v1::{self as common, IdentityField, ReferralDestination, ReferralState};
use shiyu_proto::petition::v1::{self as pb, Stage};

use crate::saying::at;

fn offer() -> pb::OfferReferralRequest {
    pb::OfferReferralRequest {
        destination: ReferralDestination::Mediation.into(),
        purpose: "mediation".to_owned(),
        summary: "A roof that leaks, and who repairs it".to_owned(),
        consent_reference: "CONSENT-2026-7".to_owned(),
        granted_fields: vec![IdentityField::Name.into(), IdentityField::Phone.into()],
        grant_days: 30,
        ..pb::OfferReferralRequest::default()
    }
}

/// A matter under handling, offered to mediation; and the offer's id.
async fn offered(town: &Town) -> (Matter, String) {
    let matter = at(town, Stage::Handling).await;
    let petition = matter.by(town, &HANDLER).offer(offer()).await.unwrap();
    let referral = petition.course.unwrap().referrals.pop().unwrap();
    assert_eq!(referral.state(), ReferralState::Offered);
    (matter, referral.id)
}

async fn referral(town: &Town, matter: &Matter) -> common::Referral {
    matter.course(town).await.referrals.pop().unwrap()
}

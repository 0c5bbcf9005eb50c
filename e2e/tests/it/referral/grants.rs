//! What may be read under an offer, and for how long; and what it may say.

use shiyu_e2e::people::{ENFORCEMENT, HANDLER, MEDIATION, OFFICER, STRANGER};
use shiyu_e2e::sample::resident;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::fault::violations;
use shiyu_proto::common::v1::{self as common, ReferralState};
use shiyu_proto::petition::v1::{self as pb, Stage};
use time::Duration;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use super::{offer, offered, referral};
use crate::saying::{at, refused};

on_both_storages! {
    an_identity_is_read_under_a_grant_and_no_longer;
    an_offer_names_nobody_and_has_everybodys_consent;
}

async fn an_identity_is_read_under_a_grant_and_no_longer(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let (matter, id) = offered(&town).await;
    let (mediation, party) = (matter.by(&town, &MEDIATION), matter.petitioner.clone());
    let read = mediation.read_identity(&id, party.clone()).await.unwrap();
    let (resident, nothing) = (resident(), common::Identity::default());
    assert_eq!((read.name, read.phone), (resident.name, resident.phone));
    assert_eq!((read.document_number, read.address), (nothing.document_number, nothing.address));
    refused(
        matter.by(&town, &ENFORCEMENT).read_identity(&id, party.clone()).await,
        PermissionDenied,
        "NOT_GRANTED",
    );
    refused(
        matter.by(&town, &HANDLER).read_identity(&id, party.clone()).await,
        PermissionDenied,
        "NOT_PERMITTED",
    );
    assert_eq!(
        matter.kinds(&town).await.last().unwrap(),
        "identity.read",
        "every reading is on record"
    );

    matter.by(&town, &HANDLER).withdraw_referral(&id).await.unwrap();
    assert_eq!(referral(&town, &matter).await.state(), ReferralState::Withdrawn);
    refused(mediation.read_identity(&id, party.clone()).await, PermissionDenied, "NOT_GRANTED");
    refused(
        matter.by(&town, &HANDLER).withdraw_referral(&id).await,
        FailedPrecondition,
        "REFERRAL_ENDED",
    );
    let brief = pb::OfferReferralRequest { grant_days: 1, ..offer() };
    let again = matter.by(&town, &HANDLER).offer(brief).await.unwrap();
    let again = again.course.unwrap().referrals.pop().unwrap();
    mediation.read_identity(&again.id, party.clone()).await.unwrap();
    town.advance(Duration::days(2)).await;
    refused(mediation.read_identity(&again.id, party).await, PermissionDenied, "NOT_GRANTED");
}

async fn an_offer_names_nobody_and_has_everybodys_consent(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Handling).await;
    let handler = matter.by(&town, &HANDLER);
    let without = pb::OfferReferralRequest {
        consent_reference: String::new(),
        ..offer()
    };
    refused(handler.offer(without).await, FailedPrecondition, "CONSENT_MISSING");
    let resident = resident();
    let named = [
        format!("The roof of {}", resident.name),
        format!("Call {}", resident.phone),
        format!("Of {}", resident.document_number),
        "Call 139 5751 2345".to_owned(),
    ];
    for summary in named {
        let offer = pb::OfferReferralRequest { summary, ..offer() };
        let refusal = handler.offer(offer).await.unwrap_err();
        assert_eq!(
            violations(&refusal),
            [("summary".to_owned(), "PERSONAL_DATA_IN_SUMMARY".to_owned())]
        );
    }
    let probe = pb::OfferReferralRequest {
        summary: format!("The roof of {}", resident.name),
        ..offer()
    };
    refused(matter.by(&town, &STRANGER).offer(probe).await, NotFound, "PETITION_UNKNOWN");
    refused(matter.by(&town, &OFFICER).offer(offer()).await, PermissionDenied, "NOT_PERMITTED");
    assert_eq!(matter.course(&town).await.referrals, []);
}

//! A case that is another city's (移送), or with which another city helps (协助): a packet, a receipt, and the joint conference where there is
//! none (行政处罚法 arts. 22, 26, S14).

use shiyu_e2e::bureau::people::{BUREAU_HEAD, LI};
use shiyu_e2e::bureau::{Bureau, WORDS};
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_proto::enforcement::v1::{self as pb, OutsidePurpose, Stage};
use time::Duration;
use tonic::Code::{FailedPrecondition, InvalidArgument, PermissionDenied};
use tonic::Status;

use super::{Under, fine, order};
use crate::saying::refused;

/// The other city's organ.
const ORGAN: &str = "杭州市综合行政执法局";
/// What it is told, and nobody on the bus.
const SUMMARY: &str = "跨市界倾倒渣土";

on_both_storages! {
    what_another_city_takes_ends_here_with_its_receipt;
    what_no_city_answers_for_is_investigated_and_decided_here;
}

impl Under {
    async fn offered(&self, bureau: &Bureau, purpose: OutsidePurpose, summary: &str) -> Result<pb::Case, Status> {
        let name = &self.name;
        let offered = order!(
            name,
            OfferOutsideRequest {
                purpose: purpose.into(),
                organ: ORGAN.to_owned(),
                basis: "行政处罚法第二十二条".to_owned(),
                summary: summary.to_owned(),
                packet: "c".repeat(64)
            }
        );
        Ok(bureau.cases(&BUREAU_HEAD).offer_outside(offered).await?.into_inner())
    }

    /// The receipt for what was asked last.
    async fn receipted(&self, bureau: &Bureau) -> Result<pb::Case, Status> {
        let name = &self.name;
        let asked = bureau.case(name).await.course.unwrap().outside;
        let receipt = order!(
            name,
            RecordReceiptRequest {
                offer: asked.last().unwrap().id.clone(),
                reference: "杭综执收8".to_owned()
            }
        );
        Ok(bureau.cases(&BUREAU_HEAD).record_receipt(receipt).await?.into_inner())
    }
}

async fn what_another_city_takes_ends_here_with_its_receipt(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::received(&bureau).await.filed(&bureau).await;
    let name = &case.name;
    let by_an_officer = order!(name, OfferOutsideRequest {});
    let by_an_officer = bureau.cases(&LI).offer_outside(by_an_officer).await;
    refused(by_an_officer, PermissionDenied, "NOT_PERMITTED");
    let numbered = case.offered(&bureau, OutsidePurpose::Transfer, "当事人电话13857500000").await;
    assert_eq!(numbered.unwrap_err().code(), InvalidArgument);
    let due = |case: &pb::Case| {
        let clock = case.clocks.iter().find(|clock| clock.name == "decide");
        clock.and_then(|clock| clock.legal_due_time)
    };
    let before = due(&bureau.case(name).await);
    let offered = case.offered(&bureau, OutsidePurpose::Transfer, SUMMARY).await.unwrap();
    assert_eq!(
        (offered.stage(), due(&offered)),
        (Stage::Investigating, before),
        "its own clock runs on"
    );
    let again = case.offered(&bureau, OutsidePurpose::Transfer, SUMMARY).await;
    refused(again, FailedPrecondition, "OFFERED_OUTSIDE_ALREADY");

    let received = case.receipted(&bureau).await.unwrap();
    assert_eq!(received.stage(), Stage::TransferredOut);
    assert_eq!(received.ending.unwrap().organ, ORGAN);
    let kinds = bureau.kinds(name).await;
    for kind in ["outside.offered", "outside.received", "case.transferred_out"] {
        assert!(kinds.iter().any(|told| told == kind), "{kind} is not in {kinds:?}");
    }
    for fact in town.told().await {
        let told = String::from_utf8_lossy(&fact.data).into_owned();
        for word in WORDS.iter().chain(&[ORGAN, SUMMARY]) {
            assert!(!told.contains(word), "{} tells {word}", fact.subject);
        }
    }
}

async fn what_no_city_answers_for_is_investigated_and_decided_here(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::received(&bureau).await.filed(&bureau).await;
    case.offered(&bureau, OutsidePurpose::Transfer, SUMMARY).await.unwrap();
    bureau.lives(Duration::days(20)).await;
    let waiting = bureau.case(&case.name).await;
    let asked = waiting.course.as_ref().unwrap().outside.last().unwrap();
    assert!(asked.conference_time.is_some() && asked.receive_time.is_none());
    assert_eq!(waiting.stage(), Stage::Investigating, "whoever received it first goes on");
    let helped = case.offered(&bureau, OutsidePurpose::Assistance, SUMMARY).await.unwrap();
    assert_eq!(helped.course.unwrap().outside.len(), 2);
    let helped = case.receipted(&bureau).await.unwrap();
    assert_eq!(helped.stage(), Stage::Investigating, "one that helps takes nothing");
    let case = case.concluded(&bureau).await.told(&bureau, 1_000).await;
    let case = case.decided(&bureau, fine(1_000)).await;
    let late = order!(
        case.name,
        RecordReceiptRequest {
            offer: waiting.course.as_ref().unwrap().outside[0].id.clone(),
            reference: "杭综执收9".to_owned()
        }
    );
    let late = bureau.cases(&BUREAU_HEAD).record_receipt(late).await;
    refused(late, FailedPrecondition, "DECIDED_ALREADY");
}

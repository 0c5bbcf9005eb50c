//! What is malformed, and what is not theirs to ask.

use shiyu_e2e::hall::{COMMITTEE_CLERK, HALL_AUDITOR, MEDIATOR, opening};
use shiyu_e2e::people::{CLERK, HANDLER};
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Accord, Backends, Hall, Storage};
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::violations;
use shiyu_proto::mediation::v1 as pb;
use tonic::Code::{InvalidArgument, NotFound, PermissionDenied, Unauthenticated};

use crate::saying::refused;

on_both_storages! {
    nonsense_is_told_whole_and_changes_nothing;
    others_have_no_such_dispute;
}

async fn nonsense_is_told_whole_and_changes_nothing(backends: Backends, storage: Storage) {
    let (_town, hall) = Hall::open(&backends, storage).await;
    let mut disputes = hall.caller(&COMMITTEE_CLERK).disputes();
    let empty = disputes.open_dispute(pb::OpenDisputeRequest::default()).await.unwrap_err();
    let fields: Vec<String> = violations(&empty).into_iter().map(|(field, _)| field).collect();
    for field in ["parent", "request_id", "submission", "procedure"] {
        assert!(fields.contains(&field.to_owned()), "{field} is not among {fields:?}");
    }
    let mut bell = opening();
    bell.submission.as_mut().unwrap().title = "\u{7}".to_owned();
    refused(disputes.open_dispute(bell).await, InvalidArgument, "CHARACTER_INVALID");
    let mut elsewhere = opening();
    elsewhere.parent = "counties/999999".to_owned();
    refused(disputes.open_dispute(elsewhere).await, InvalidArgument, "UNKNOWN_COUNTY");
    let accord = Accord::opened(&hall).await;
    let before = accord.get(&hall).await.etag;
    let both = pb::TransferDisputeRequest {
        name: accord.name.clone(),
        request_id: new_id().to_string(),
        unit: "330602-TJZX".to_owned(),
        outside: "仲裁委".to_owned(),
        reason: "Either".to_owned(),
        ..pb::TransferDisputeRequest::default()
    };
    refused(disputes.transfer_dispute(both).await, InvalidArgument, "DESTINATION_AMBIGUOUS");
    let stale = pb::TakeUpDisputeRequest {
        name: accord.name.clone(),
        etag: "99".to_owned(),
        request_id: new_id().to_string(),
        complex: false,
    };
    refused(disputes.take_up_dispute(stale).await, tonic::Code::Aborted, "STALE_ETAG");
    let token = pb::ListDisputesRequest {
        parent: parent(),
        page_token: "nonsense".to_owned(),
        ..pb::ListDisputesRequest::default()
    };
    refused(disputes.list_disputes(token).await, InvalidArgument, "PAGE_TOKEN_INVALID");
    assert_eq!(accord.get(&hall).await.etag, before);
}

async fn others_have_no_such_dispute(backends: Backends, storage: Storage) {
    let (_town, hall) = Hall::open(&backends, storage).await;
    let accord = Accord::opened(&hall).await;
    let asked = || pb::GetDisputeRequest { name: accord.name.clone() };
    refused(accord.by(&hall, &MEDIATOR).get().await, NotFound, "DISPUTE_UNKNOWN");
    refused(accord.by(&hall, &HANDLER).get().await, NotFound, "DISPUTE_UNKNOWN");
    refused(accord.by(&hall, &MEDIATOR).begin().await, NotFound, "DISPUTE_UNKNOWN");
    refused(accord.by(&hall, &HALL_AUDITOR).begin().await, PermissionDenied, "NOT_PERMITTED");
    refused(accord.by(&hall, &CLERK).begin().await, PermissionDenied, "NOT_PERMITTED");
    let nobody = hall.anonymous().disputes().get_dispute(asked()).await.unwrap_err();
    assert_eq!(nobody.code(), Unauthenticated);
}

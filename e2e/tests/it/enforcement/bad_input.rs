//! Nonsense at the doors of enforcement: named, refused, and nothing is broken by it.

use shiyu_e2e::bureau::Bureau;
use shiyu_e2e::bureau::people::{BUREAU_HEAD, COUNTER, LI};
use shiyu_e2e::people::HANDLER;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_proto::enforcement::v1 as pb;
use tonic::Code;

use super::{Under, clue, fine, order};

on_both_storages! {
    nonsense_is_refused_and_changes_nothing;
}

async fn nonsense_is_refused_and_changes_nothing(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let suspect = new_id().to_string();
    let spoilers: [fn(&mut pb::ReceiveClueRequest); 8] = [
        |request| request.parent = "counties/330681".to_owned(),
        |request| request.request_id = "7".to_owned(),
        |request| request.clue = None,
        |request| request.clue.as_mut().unwrap().title.clear(),
        |request| request.clue.as_mut().unwrap().description = "长".repeat(3_000),
        |request| request.clue.as_mut().unwrap().place = "somewhere".to_owned(),
        |request| request.clue.as_mut().unwrap().source = 99,
        |request| request.parties[0].identity.as_mut().unwrap().document_number = "330602199001010000".to_owned(),
    ];
    for (number, spoil) in spoilers.into_iter().enumerate() {
        let mut request = clue(&bureau, &suspect);
        spoil(&mut request);
        let refused = bureau.cases(&COUNTER).receive_clue(request).await.unwrap_err();
        assert_eq!(refused.code(), Code::InvalidArgument, "{number}: {refused:?}");
    }
    let case = Under::received(&bureau).await.filed(&bureau).await.concluded(&bureau).await;
    let before = bureau.case(&case.name).await;
    let name = &case.name;
    let proposals = [
        fine(-1),
        fine(0),
        pb::Proposal {
            exemption: pb::Exemption::First.into(),
            ..fine(500)
        },
        pb::Proposal::default(),
    ];
    for proposal in proposals {
        let proposed = order!(
            name,
            ProposeOutcomeRequest {
                proposal: Some(proposal.clone()),
                officers: vec!["officer-li".to_owned(), "officer-wang".to_owned()]
            }
        );
        let refused = bureau.cases(&LI).propose_outcome(proposed).await.unwrap_err();
        assert!(
            matches!(refused.code(), Code::InvalidArgument | Code::FailedPrecondition),
            "{proposal:?}: {refused:?}"
        );
    }
    let stranger = pb::GetCaseRequest { name: name.clone() };
    assert_eq!(
        bureau.cases(&HANDLER).get_case(stranger.clone()).await.unwrap_err().code(),
        Code::PermissionDenied
    );
    let anonymous = pb::case_service_client::CaseServiceClient::new(bureau.anonymous().door())
        .get_case(stranger)
        .await;
    assert_eq!(anonymous.unwrap_err().code(), Code::Unauthenticated);
    let stale = pb::WithdrawCaseRequest {
        etag: "1".to_owned(),
        ..order!(name, WithdrawCaseRequest { reason: "x".to_owned() })
    };
    assert_eq!(
        bureau.cases(&BUREAU_HEAD).withdraw_case(stale).await.unwrap_err().code(),
        Code::Aborted
    );
    assert_eq!(bureau.case(&case.name).await, before);
}

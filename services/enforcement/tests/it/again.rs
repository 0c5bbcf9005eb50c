//! What is asked again: the same act, the same request, and what somebody else wrote meanwhile.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use tonic::Code;

use crate::scene::{CLERK, HEAD, LI, Scene, both, by, order, reason};

shiyu_kit::both_databases! {
    the_same_act_is_filed_once;
    the_same_act_is_filed_once_however_the_suspect_is_named;
    a_request_that_is_repeated_is_one_act;
    two_who_write_at_once_do_not_both;
}

async fn the_same_act_is_filed_once(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (first, _) = scene.filed().await;
    let again = |title: &str| {
        let (mut request, _) = scene.clue();
        title.clone_into(&mut request.clue.as_mut().unwrap().title);
        request
    };
    let mut cases = scene.cases();
    let received = cases.receive_clue(by(CLERK, again("又是屋顶"))).await.unwrap().into_inner();
    let name = received.case.unwrap().name;
    let seen = order!(
        name,
        VerifyClueRequest {
            officers: both(),
            found: true,
            note: "同一行为".to_owned()
        }
    );
    cases.verify_clue(by(LI, seen)).await.unwrap();
    assert_eq!(reason(cases.file_case(by(HEAD, scene.filing(&name))).await), "ACT_FILED_ALREADY");
    let withdrawn = order!(
        first,
        WithdrawCaseRequest {
            reason: "重复立案".to_owned()
        }
    );
    cases.withdraw_case(by(HEAD, withdrawn)).await.unwrap();
    cases.file_case(by(HEAD, scene.filing(&name))).await.unwrap();
}

/// Two officers looked at a clue, of which this is said of the suspect.
pub(crate) async fn looked_at(scene: &Scene, say: impl FnOnce(&mut shiyu_proto::common::v1::Identity)) -> String {
    let (mut request, _) = scene.clue();
    say(request.parties[0].identity.as_mut().unwrap());
    let mut cases = scene.cases();
    let received = cases.receive_clue(by(CLERK, request)).await.unwrap().into_inner();
    let name = received.case.unwrap().name;
    let seen = order!(
        name,
        VerifyClueRequest {
            officers: both(),
            found: true,
            note: "看过".to_owned()
        }
    );
    cases.verify_clue(by(LI, seen)).await.unwrap();
    name
}

async fn the_same_act_is_filed_once_however_the_suspect_is_named(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let by_name = |identity: &mut shiyu_proto::common::v1::Identity| {
        identity.document_kind = 0;
        identity.document_number.clear();
    };
    let first = looked_at(&scene, by_name).await;
    scene.cases().file_case(by(HEAD, scene.filing(&first))).await.unwrap();
    let with_a_number = looked_at(&scene, |_| ()).await;
    let filed = scene.cases().file_case(by(HEAD, scene.filing(&with_a_number))).await;
    assert_eq!(reason(filed), "ACT_FILED_ALREADY");
    let another = looked_at(&scene, |identity| {
        by_name(identity);
        "13857500009".clone_into(&mut identity.phone);
    });
    let another = another.await;
    scene.cases().file_case(by(HEAD, scene.filing(&another))).await.unwrap();
}

async fn a_request_that_is_repeated_is_one_act(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (request, _) = scene.clue();
    let mut cases = scene.cases();
    let first = cases
        .receive_clue(by(CLERK, request.clone()))
        .await
        .unwrap()
        .into_inner()
        .case
        .unwrap();
    let second = cases
        .receive_clue(by(CLERK, request.clone()))
        .await
        .unwrap()
        .into_inner()
        .case
        .unwrap();
    assert_eq!((&first.name, &first.number), (&second.name, &second.number));
    let mut other = request;
    "别的".clone_into(&mut other.clue.as_mut().unwrap().title);
    assert_eq!(reason(cases.receive_clue(by(CLERK, other)).await), "REQUEST_ID_REUSED");
    assert_eq!(scene.told().await.len(), 1);
}

async fn two_who_write_at_once_do_not_both(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, _) = scene.filed().await;
    let etag = scene.get(LI, &name).await.unwrap().etag;
    let suspended = || pb::SuspendInvestigationRequest {
        etag: etag.clone(),
        ..order!(
            name,
            SuspendInvestigationRequest {
                ground: pb::SuspensionGround::Appraisal.into(),
                reason: "送检".to_owned()
            }
        )
    };
    scene.cases().suspend_investigation(by(HEAD, suspended())).await.unwrap();
    let stale = scene.cases().suspend_investigation(by(HEAD, suspended())).await.unwrap_err();
    assert_eq!(stale.code(), Code::Aborted);
}

//! What is put right of somebody is right wherever it was granted (PIPL art. 46).

use shiyu_e2e::hall::{CENTRE_CLERK, Talks};
use shiyu_e2e::people::{Caller, HANDLER};
use shiyu_e2e::sample::{COUNTY, resident};
use shiyu_e2e::{Backends, Storage};
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::violations;
use shiyu_proto::common::v1::{self as common, SubjectOutcome, SubjectWish};
use shiyu_proto::mediation::v1 as mediation;
use shiyu_proto::petition::v1 as pb;
use tonic::Status;

use super::{Scene, task};
use crate::saying::at;

on_both_storages! {
    what_is_put_right_is_read_again_by_whom_it_was_granted_to;
}

/// An answer that puts an identity right.
async fn put_right(
    caller: &Caller,
    task: &str,
    (outcome, right): (SubjectOutcome, &common::Identity),
) -> Result<common::SubjectTask, Status> {
    let request = common::AnswerSubjectTaskRequest {
        name: task.to_owned(),
        request_id: new_id().to_string(),
        outcome: outcome.into(),
        basis: String::new(),
        corrected: Some(right.clone()),
    };
    let answered = caller.subjects().answer_subject_task(request).await;
    answered.map(tonic::Response::into_inner)
}

/// The only party of a dispute, in the clear.
async fn revealed(scene: &Scene, dispute: &mediation::Dispute) -> common::Identity {
    let request = mediation::RevealPartyRequest {
        name: dispute.name.clone(),
        request_id: new_id().to_string(),
        party: dispute.parties[0].id.clone(),
        reason: "To call them".to_owned(),
        ..mediation::RevealPartyRequest::default()
    };
    let shown = scene.hall.caller(&CENTRE_CLERK).disputes().reveal_party(request).await;
    shown.unwrap().into_inner().party.unwrap().identity.unwrap()
}

async fn what_is_put_right_is_read_again_by_whom_it_was_granted_to(backends: Backends, storage: Storage) {
    let scene = Scene::open(&backends, storage).await;
    let matter = at(&scene.town, pb::Stage::Handling).await;
    let offer = pb::OfferReferralRequest {
        destination: common::ReferralDestination::Mediation.into(),
        purpose: "mediation".to_owned(),
        summary: "A roof that leaks, and who repairs it".to_owned(),
        consent_reference: "CONSENT-2026-7".to_owned(),
        granted_fields: vec![common::IdentityField::Name.into(), common::IdentityField::Phone.into()],
        grant_days: 30,
        ..pb::OfferReferralRequest::default()
    };
    let offered = matter.by(&scene.town, &HANDLER).offer(offer).await.unwrap();
    let referral = offered.course.unwrap().referrals.pop().unwrap().id;
    scene.settled().await;
    let dispute = format!("counties/{COUNTY}/disputes/{referral}");
    let clerk = Talks::new(&dispute, scene.hall.caller(&CENTRE_CLERK));
    clerk.import_parties().await.unwrap();
    let dispute = clerk.get().await.unwrap();
    assert_eq!(revealed(&scene, &dispute).await.name, resident().name);

    let request = scene.taken_of(resident(), SubjectWish::Correction).await;
    let asked = task(&request.name);
    let right = common::Identity {
        name: "沈园椿".to_owned(),
        phone: "13857512345".to_owned(),
        ..common::Identity::default()
    };
    let unfit = put_right(&scene.petition(), &asked, (SubjectOutcome::Refused, &right)).await;
    assert_eq!(
        violations(&unfit.unwrap_err()),
        [("corrected".to_owned(), "CORRECTION_UNFIT".to_owned())]
    );
    put_right(&scene.petition(), &asked, (SubjectOutcome::Corrected, &right))
        .await
        .unwrap();
    scene.settled().await;

    let there = matter
        .by(&scene.town, &HANDLER)
        .reveal(matter.petitioner.clone(), "To call them")
        .await;
    let there = there.unwrap().party.unwrap().identity.unwrap();
    assert_eq!((there.name.as_str(), there.phone.as_str()), ("沈园椿", "13857512345"));
    assert_eq!(there.document_number, resident().document_number, "by which they were found");
    let here = revealed(&scene, &dispute).await;
    assert_eq!((here.name.as_str(), here.phone.as_str()), ("沈园椿", "13857512345"));
    assert_eq!(here.document_number, "", "what was not granted is not read");
}

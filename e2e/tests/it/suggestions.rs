//! What matters have in common is put to the unit that can change it (arts. 40, 41), and answered once.

use shiyu_e2e::people::{CLERK, HEAD, OFFICER, STRANGER};
use shiyu_e2e::sample::{BUREAU, parent};
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_proto::petition::v1::{self as pb, Adoption, Stage};
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};
use tonic::{Response, Status};

use crate::saying::{at, refused};

on_both_storages! {
    a_suggestion_goes_to_the_unit_that_can_change_it_and_is_answered_once;
}

fn suggested(petition: &str) -> pb::MakePolicySuggestionRequest {
    pb::MakePolicySuggestionRequest {
        parent: parent(),
        suggestion: Some(pb::PolicySuggestion {
            to_unit: BUREAU.to_owned(),
            root_cause: "housing.repair-fund".to_owned(),
            text: "维修资金的申请与拨付分两级审核，建议合并。".to_owned(),
            petitions: vec![petition.to_owned()],
            ..pb::PolicySuggestion::default()
        }),
        request_id: new_id().to_string(),
    }
}

fn answered(name: &str) -> pb::AnswerPolicySuggestionRequest {
    pb::AnswerPolicySuggestionRequest {
        name: name.to_owned(),
        adoption: Adoption::Adopted.into(),
        answer: "自下季度起合并审核。".to_owned(),
        request_id: new_id().to_string(),
    }
}

async fn listed(town: &Town, post: &shiyu_e2e::people::Post) -> Result<Vec<pb::PolicySuggestion>, Status> {
    let request = pb::ListPolicySuggestionsRequest {
        parent: parent(),
        ..pb::ListPolicySuggestionsRequest::default()
    };
    let page = town.caller(post).suggestions().list_policy_suggestions(request).await;
    page.map(|page| page.into_inner().suggestions)
}

async fn a_suggestion_goes_to_the_unit_that_can_change_it_and_is_answered_once(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Handling).await;
    let mut office = town.caller(&OFFICER).suggestions();
    let order = suggested(&matter.name);
    let made = office.make_policy_suggestion(order.clone()).await.unwrap().into_inner();
    let again = office.make_policy_suggestion(order).await.map(Response::into_inner);
    assert_eq!(again.unwrap(), made, "the same request once more");
    assert_eq!((made.to_unit.as_str(), made.adoption()), (BUREAU, Adoption::Unspecified));
    assert_eq!(made.petitions, std::slice::from_ref(&matter.name));

    let clerk = town
        .caller(&CLERK)
        .suggestions()
        .make_policy_suggestion(suggested(&matter.name))
        .await;
    assert_eq!(clerk.unwrap_err().code(), PermissionDenied);
    let stranger = town
        .caller(&STRANGER)
        .suggestions()
        .answer_policy_suggestion(answered(&made.name))
        .await;
    refused(stranger, NotFound, "SUGGESTION_UNKNOWN");
    assert_eq!(listed(&town, &STRANGER).await.unwrap(), []);

    let mut bureau = town.caller(&HEAD).suggestions();
    let answer = bureau.answer_policy_suggestion(answered(&made.name)).await.unwrap().into_inner();
    assert_eq!(answer.adoption(), Adoption::Adopted);
    let twice = bureau.answer_policy_suggestion(answered(&made.name)).await;
    refused(twice, FailedPrecondition, "ANSWERED_ALREADY");
    for post in [&OFFICER, &HEAD] {
        assert_eq!(
            listed(&town, post).await.unwrap(),
            std::slice::from_ref(&answer),
            "{}",
            post.subject
        );
    }
    town.settled().await;
    let told = town.told().await.into_iter().map(|fact| fact.subject);
    let told: Vec<_> = told.filter(|subject| subject.contains(".advice.")).collect();
    assert_eq!(told, ["shiyu.petition.advice.made", "shiyu.petition.advice.answered"]);
}

//! Suggestions as callers find them, on both databases.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use sea_orm::EntityTrait;
use shiyu_kit::audience::row;
use shiyu_kit::auth::{Policy, Principal};
use shiyu_kit::clock::WallClock;
use shiyu_kit::database::Database;
use shiyu_kit::journal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::office;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::policy_suggestion_service_server::PolicySuggestionService;
use tonic::Status;
use uuid::Uuid;

use super::{Advice, POLICY};
use crate::migration::Migrator;
use crate::reception::tests::scene::{
    COUNTY, OFFICE, OTHER_COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, code, id, parent, petition, principal, reason, units,
};

shiyu_kit::both_databases! {
    a_suggestion_is_made_and_answered_once;
    the_matters_behind_it_are_shown_to_those_who_see_them;
    it_never_goes_to_those_whom_a_matter_behind_it_accuses;
    whoever_has_nothing_to_do_with_it_has_none;
}

const MATTER: Uuid = Uuid::from_u128(17);

async fn open(home: &TestDatabase) -> (Advice, Database) {
    let office = office::<Migrator>(home, "petition", units(), WallClock::system()).await;
    let db = office.db.clone();
    (Advice::new(code(COUNTY), office), db)
}

/// A matter that this unit has to do with, kept from those.
async fn matter(db: &Database, unit: &str, kept_from: &[&str]) {
    let row = |kind: &str, entry: &str| row::ActiveModel {
        case_id: sea_orm::Set(MATTER),
        kind: sea_orm::Set(kind.to_owned()),
        entry: sea_orm::Set(entry.to_owned()),
    };
    let kept = kept_from.iter().map(|unit| row(row::BARRED_UNIT, unit));
    let rows = std::iter::once(row(row::UNIT, unit)).chain(kept);
    row::Entity::insert_many(rows).exec_without_returning(&db.writer).await.unwrap();
}

fn officer(unit: &str) -> Principal {
    principal(&format!("officer-{unit}"), Some(unit), "petition_officer")
}

fn head(unit: &str) -> Principal {
    principal(&format!("head-{unit}"), Some(unit), "unit_head")
}

fn suggested(to: &str) -> pb::MakePolicySuggestionRequest {
    pb::MakePolicySuggestionRequest {
        parent: parent(),
        suggestion: Some(pb::PolicySuggestion {
            to_unit: to.to_owned(),
            root_cause: "procurement.late-payment".to_owned(),
            category: "housing.repair".to_owned(),
            place: VILLAGE.to_owned(),
            text: "维修资金的申请与拨付分两级审核，建议合并。".to_owned(),
            petitions: vec![petition(MATTER)],
            ..pb::PolicySuggestion::default()
        }),
        request_id: id(),
    }
}

fn answered(name: &str) -> pb::AnswerPolicySuggestionRequest {
    pb::AnswerPolicySuggestionRequest {
        name: name.to_owned(),
        adoption: pb::Adoption::PartlyAdopted.into(),
        answer: "自下季度起合并审核。".to_owned(),
        request_id: id(),
    }
}

async fn made(advice: &Advice, to: &str) -> Result<pb::PolicySuggestion, Status> {
    let request = asked(&officer(OFFICE), suggested(to));
    advice.make_policy_suggestion(request).await.map(tonic::Response::into_inner)
}

async fn listed(advice: &Advice, by: &Principal) -> Vec<pb::PolicySuggestion> {
    let request = pb::ListPolicySuggestionsRequest {
        parent: parent(),
        ..pb::ListPolicySuggestionsRequest::default()
    };
    let page = advice.list_policy_suggestions(asked(by, request)).await.unwrap();
    page.into_inner().suggestions
}

async fn a_suggestion_is_made_and_answered_once(home: TestDatabase) {
    let (advice, db) = open(&home).await;
    matter(&db, OFFICE, &[]).await;
    let suggestion = made(&advice, TOWN).await.unwrap();
    assert_eq!(
        (suggestion.unit.as_str(), suggestion.adoption()),
        (OFFICE, pb::Adoption::Unspecified)
    );
    let other = asked(&head(OTHER_TOWN), answered(&suggestion.name));
    assert_eq!(
        reason(&advice.answer_policy_suggestion(other).await.unwrap_err()),
        "SUGGESTION_UNKNOWN"
    );
    let own = asked(&officer(OFFICE), answered(&suggestion.name));
    assert_eq!(reason(&advice.answer_policy_suggestion(own).await.unwrap_err()), "UNIT_NOT_YOURS");
    let answer = advice
        .answer_policy_suggestion(asked(&head(TOWN), answered(&suggestion.name)))
        .await;
    let answer = answer.unwrap().into_inner();
    assert_eq!(
        (answer.adoption(), answer.answer.as_str()),
        (pb::Adoption::PartlyAdopted, "自下季度起合并审核。")
    );
    let again = advice
        .answer_policy_suggestion(asked(&head(TOWN), answered(&suggestion.name)))
        .await;
    assert_eq!(reason(&again.unwrap_err()), "ANSWERED_ALREADY");
    assert_eq!(listed(&advice, &head(TOWN)).await[0].answer_time, answer.answer_time);

    let rows = journal::Entity::find().all(&db.reader).await.unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.kind.as_str(), row.fact.clone().unwrap())).collect();
    let [("advice.made", first), ("advice.answered", second)] = told.as_slice() else {
        panic!("{told:?}")
    };
    let first = pb::AdviceMade::decode(first.as_slice()).unwrap();
    assert_eq!(
        (first.to_unit.as_str(), first.root_cause.as_str()),
        (TOWN, "procurement.late-payment")
    );
    let second = pb::AdviceAnswered::decode(second.as_slice()).unwrap();
    assert_eq!(second.adoption(), pb::Adoption::PartlyAdopted);
}

async fn the_matters_behind_it_are_shown_to_those_who_see_them(home: TestDatabase) {
    let (advice, db) = open(&home).await;
    assert_eq!(reason(&made(&advice, TOWN).await.unwrap_err()), "PETITION_UNKNOWN");
    matter(&db, OFFICE, &[]).await;
    made(&advice, TOWN).await.unwrap();
    assert_eq!(listed(&advice, &officer(OFFICE)).await[0].petitions, [petition(MATTER)]);
    assert_eq!(listed(&advice, &head(TOWN)).await[0].petitions, [""; 0]);
}

async fn it_never_goes_to_those_whom_a_matter_behind_it_accuses(home: TestDatabase) {
    let (advice, db) = open(&home).await;
    matter(&db, OFFICE, &[TOWN]).await;
    for accused in [TOWN, VILLAGE] {
        assert_eq!(
            reason(&made(&advice, accused).await.unwrap_err()),
            "FORWARDED_TO_ACCUSED",
            "{accused}"
        );
    }
    made(&advice, OTHER_TOWN).await.unwrap();
}

async fn whoever_has_nothing_to_do_with_it_has_none(home: TestDatabase) {
    let (advice, db) = open(&home).await;
    matter(&db, OFFICE, &[]).await;
    made(&advice, TOWN).await.unwrap();
    for (by, many) in [(officer(OFFICE), 1), (head(TOWN), 1), (head(OTHER_TOWN), 0), (head(VILLAGE), 0)] {
        assert_eq!(listed(&advice, &by).await.len(), many, "{}", by.subject);
    }
    let mut alone = suggested(TOWN);
    alone.suggestion.as_mut().unwrap().petitions.clear();
    let bureau = asked(&officer(TOWN), alone);
    assert_eq!(
        reason(&advice.make_policy_suggestion(bureau).await.unwrap_err()),
        "NOT_THE_PETITION_OFFICE"
    );
    assert_eq!(reason(&made(&advice, OTHER_COUNTY).await.unwrap_err()), "UNIT_OUTSIDE_JURISDICTION");
}

#[test]
fn each_role_has_its_verbs() {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let of = |role: &str| {
        let by = principal("somebody", Some(OFFICE), role);
        let may = |verb: &&str| policy.allows(Some(&by), &format!("shiyu.petition.v1.PolicySuggestionService/{verb}"), COUNTY);
        let verbs = ["MakePolicySuggestion", "AnswerPolicySuggestion", "ListPolicySuggestions"];
        verbs.into_iter().filter(may).collect::<BTreeSet<_>>()
    };
    assert_eq!(
        of("petition_officer"),
        BTreeSet::from(["MakePolicySuggestion", "ListPolicySuggestions"])
    );
    assert_eq!(of("unit_head"), BTreeSet::from(["AnswerPolicySuggestion", "ListPolicySuggestions"]));
    assert_eq!(of("auditor"), BTreeSet::from(["ListPolicySuggestions"]));
    for role in ["citizen", "intake_clerk", "operator", "mediator"] {
        assert_eq!(of(role), BTreeSet::new(), "{role}");
    }
}

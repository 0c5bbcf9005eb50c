//! Who may call what: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Kind, Policy, Principal, coverage};

const COUNTY: &str = "330602";

fn descriptors() -> FileDescriptorSet {
    FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap()
}

fn policy() -> Policy {
    Policy::new(include_str!("../../src/policy.cedar"), &descriptors()).unwrap()
}

/// The petition verbs a role may call.
fn verbs(role: &str) -> Vec<String> {
    let (policy, descriptors) = (policy(), descriptors());
    let principal = Principal {
        subject: "somebody".to_owned(),
        county: COUNTY.to_owned(),
        unit: Some("330602-XFJ".to_owned()),
        roles: BTreeSet::from([role.to_owned()]),
        kind: Kind::Person,
    };
    let own = coverage::only("shiyu.petition.v1", &descriptors);
    let permitted = coverage::methods(&own)
        .into_iter()
        .filter(|rpc| policy.allows(Some(&principal), rpc, COUNTY));
    permitted
        .filter_map(|rpc| rpc.split_once('/').map(|(_, verb)| verb.to_owned()))
        .collect()
}

#[test]
fn each_role_has_its_verbs() {
    assert_eq!(verbs("intake_clerk"), ["RegisterPetition", "GetPetition", "ListPetitions"]);
    assert_eq!(
        verbs("petition_officer"),
        [
            "RegisterPetition",
            "GetPetition",
            "ListPetitions",
            "ForwardPetition",
            "ClosePetition",
            "ListTimeline"
        ]
    );
    assert_eq!(
        verbs("unit_handler"),
        [
            "GetPetition",
            "ListPetitions",
            "AcceptPetition",
            "StartHandling",
            "IssueOpinion",
            "ServeOpinion",
            "ListTimeline"
        ]
    );
    assert_eq!(verbs("unit_head"), ["GetPetition", "ListPetitions", "IssueOpinion", "ListTimeline"]);
    assert_eq!(verbs("auditor"), ["GetPetition", "ListPetitions", "ListTimeline"]);
}

#[test]
fn citizens_operators_and_other_offices_have_none() {
    for role in ["citizen", "operator", "mediator", "enforcement_officer", "assessment_service", ""] {
        assert_eq!(verbs(role), Vec::<String>::new(), "{role}");
    }
}

#[test]
fn every_verb_is_of_use_to_somebody_and_closed_without_a_policy() {
    let own = coverage::only("shiyu.petition.v1", &descriptors());
    assert_eq!(coverage::unpoliced(&own, &policy()), Vec::<String>::new());
    assert_eq!(coverage::open_without_policy(&own).unwrap(), Vec::<String>::new());
}

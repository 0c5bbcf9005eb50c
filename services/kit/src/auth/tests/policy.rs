//! Nothing is permitted until a policy says so, and a policy cannot speak of what does not exist.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{COUNTY, GET, OFFICERS_REGISTER, REGISTER, REPLAY, descriptors, officer};
use crate::auth::{Kind, Policy, PolicyError, Principal, coverage};

const CHECK: &str = "grpc.health.v1.Health/Check";

fn policy(text: &str) -> Policy {
    Policy::new(text, &descriptors()).unwrap()
}

fn mistakes(text: &str) -> Vec<PolicyError> {
    Policy::new(text, &descriptors()).unwrap_err().0
}

#[test]
fn what_a_policy_permits_is_permitted_and_nothing_else() {
    let policy = policy(OFFICERS_REGISTER);
    assert!(policy.allows(Some(&officer("petition_officer")), REGISTER, COUNTY));
    assert!(!policy.allows(Some(&officer("unit_head")), REGISTER, COUNTY));
    assert!(!policy.allows(Some(&officer("petition_officer")), GET, COUNTY));
    assert!(!policy.allows(None, REGISTER, COUNTY));
}

#[test]
fn an_answer_is_the_same_when_asked_again() {
    let policy = policy(OFFICERS_REGISTER);
    for _ in 0..2 {
        assert!(policy.allows(Some(&officer("petition_officer")), REGISTER, COUNTY));
        assert!(!policy.allows(Some(&officer("auditor")), REGISTER, COUNTY));
        assert!(!policy.allows(None, REGISTER, COUNTY));
    }
}

#[test]
fn policies_see_every_side_of_a_caller_and_the_county() {
    let policy = policy(
        r#"
        permit (principal is Principal, action in Action::"shiyu.petition.v1.PetitionService",
            resource == County::"330602")
        when {
            principal.county == "330602" && principal.kind == "service" &&
            principal has unit && principal.unit like "330602-*"
        };"#,
    );
    let service = Principal {
        kind: Kind::Service,
        ..officer("grid_service")
    };
    for rpc in [REGISTER, GET] {
        assert!(policy.allows(Some(&service), rpc, COUNTY));
        assert!(!policy.allows(Some(&service), rpc, "330603"));
        assert!(!policy.allows(Some(&officer("grid_service")), rpc, COUNTY));
        let elsewhere = Principal {
            unit: Some("330603-1".to_owned()),
            ..service.clone()
        };
        assert!(!policy.allows(Some(&elsewhere), rpc, COUNTY));
        assert!(!policy.allows(
            Some(&Principal {
                unit: None,
                ..service.clone()
            }),
            rpc,
            COUNTY
        ));
    }
}

#[test]
fn a_prohibition_outweighs_every_permission() {
    let policy = policy(
        r#"
        permit (principal is Principal, action, resource);
        forbid (principal is Principal, action in Action::"shiyu.common.v1.Operations", resource)
        unless { principal.roles.containsAny(["operator", "auditor"]) };"#,
    );
    assert!(!policy.allows(Some(&officer("unit_head")), REPLAY, COUNTY));
    assert!(policy.allows(Some(&officer("operator")), REPLAY, COUNTY));
    assert!(policy.allows(Some(&officer("unit_head")), GET, COUNTY));
}

#[test]
fn probes_and_reflection_are_open_to_everybody() {
    let policy = policy("");
    let info = "grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
    for rpc in [CHECK, "grpc.health.v1.Health/Watch", info] {
        assert!(policy.allows(None, rpc, COUNTY), "{rpc}");
        assert!(policy.allows(Some(&officer("citizen")), rpc, COUNTY), "{rpc}");
    }
}

#[test]
fn an_rpc_nobody_declared_is_refused_even_where_all_is_permitted() {
    let policy = policy("permit (principal, action, resource);");
    assert!(policy.allows(None, REGISTER, COUNTY));
    for rpc in ["shiyu.petition.v1.PetitionService", "shiyu.petition.v1.PetitionService/Burn", ""] {
        assert!(!policy.allows(None, rpc, COUNTY), "{rpc}");
    }
}

#[test]
fn a_policy_for_an_rpc_that_does_not_exist_is_a_mistake() {
    let text = r#"permit (principal, action == Action::"shiyu.petition.v1.PetitionService/Regster", resource);"#;
    assert!(matches!(mistakes(text).as_slice(), [PolicyError::Invalid(_), ..]));
}

#[test]
fn a_role_nobody_can_hold_is_a_mistake_wherever_it_stands() {
    for condition in [
        r#"principal.roles.contains("petition_oficer")"#,
        r#"principal.roles.containsAny(["auditor", "petition_oficer"])"#,
        r#"["petition_oficer"].containsAny(principal.roles)"#,
        r#"!(true && principal.roles == ["petition_oficer"])"#,
    ] {
        let text = format!("forbid (principal is Principal, action, resource) when {{ {condition} }};");
        let errors = mistakes(&text);
        let role = "petition_oficer".to_owned();
        let policy = "policy.cedar#policy0".to_owned();
        assert_eq!(errors, [PolicyError::UnknownRole { policy, role }], "{condition}");
    }
}

#[test]
fn mistakes_of_all_texts_are_told_at_once() {
    let texts = [
        ("first", "permit (principal"),
        ("second", r#"permit (principal, action == Action::"no.Such/Rpc", resource);"#),
        ("third", r"permit (principal == ?principal, action, resource);"),
        ("fourth", "permit (principal, action, resource) when { principal.height > 3 };"),
    ];
    let errors = Policy::join(&texts, &descriptors()).unwrap_err().0;
    let unreadable = |error: &PolicyError| matches!(error, PolicyError::Unreadable { text, .. } if text == "first");
    assert!(errors.iter().any(unreadable));
    assert!(errors.contains(&PolicyError::Template { text: "third".to_owned() }));
    for id in ["second#policy0", "fourth#policy0"] {
        let invalid = |error: &PolicyError| matches!(error, PolicyError::Invalid(what) if what.contains(id));
        assert!(errors.iter().any(invalid), "{id}: {errors:?}");
    }
}

#[test]
fn without_a_policy_nobody_may_call_anything() {
    assert_eq!(coverage::open_without_policy(&descriptors()).unwrap(), Vec::<String>::new());
    assert_eq!(coverage::methods(&descriptors()), [REPLAY, REGISTER, GET]);
}

#[test]
fn rpcs_permitted_to_nobody_are_listed() {
    let set = descriptors();
    assert_eq!(coverage::unpoliced(&set, &policy("")), [REPLAY, REGISTER, GET]);
    assert_eq!(coverage::unpoliced(&set, &policy(OFFICERS_REGISTER)), [REPLAY, GET]);
    let own = coverage::only("shiyu.petition.v1", &set);
    assert_eq!(coverage::unpoliced(&own, &policy(OFFICERS_REGISTER)), [GET]);
}

prop_compose! {
    fn anybody()(
        subject in "\\PC{1,20}",
        county in "[0-9]{6}",
        unit in proptest::option::of("\\PC{0,10}"),
        roles in proptest::collection::btree_set("\\PC{0,12}|operator|auditor|petition_officer", 0..4),
        service in any::<bool>(),
    ) -> Principal {
        let kind = if service { Kind::Service } else { Kind::Person };
        Principal { subject, county, unit, roles: roles.into_iter().collect::<BTreeSet<_>>(), kind }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_empty_policy_refuses_everyone_everywhere(caller in proptest::option::of(anybody())) {
        let empty = Policy::join(&[], &descriptors()).unwrap();
        for rpc in coverage::methods(&descriptors()).iter().map(String::as_str).chain([CHECK]) {
            prop_assert!(!empty.allows(caller.as_ref(), rpc, COUNTY));
        }
    }

    #[test]
    fn only_the_role_asked_for_opens_the_door(caller in anybody()) {
        let policy = policy(OFFICERS_REGISTER);
        prop_assert_eq!(
            policy.allows(Some(&caller), REGISTER, COUNTY),
            caller.has_role("petition_officer")
        );
    }
}

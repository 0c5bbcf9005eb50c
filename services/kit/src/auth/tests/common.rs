//! Who may call what every service offers, and that nothing in the contracts is open by itself.

use prost::Message;
use prost_types::FileDescriptorSet;

use super::{COUNTY, officer};
use crate::auth::{Kind, Policy, Principal, coverage};

const GRANTED: &str = "ReadGrantedIdentity";
/// Not even the operator asks who looked at a case.
const LOOKINGS: &str = "ListLookings";
const COUNTED: &str = "CountDemand";
/// What subjects ask is a privacy officer's, and no operator's.
const OF_SUBJECTS: [&str; 3] = ["ListSubjectTasks", "FindHeldCases", "AnswerSubjectTask"];
const SUBJECT: &str = "ReadSubject";
/// Whoever may list the cases of a service: its own policy says who.
const WATCHED: &str = "shiyu.common.v1.EventStreamService/WatchEvents";

fn contracts() -> FileDescriptorSet {
    FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap()
}

fn common() -> FileDescriptorSet {
    coverage::only("shiyu.common.v1", &contracts())
}

/// The common RPCs this caller may call where a service adds nothing of its own.
fn permitted(caller: Option<&Principal>) -> Vec<String> {
    let base = Policy::new("", &contracts()).unwrap();
    let all = coverage::methods(&common()).into_iter();
    all.filter(|rpc| base.allows(caller, rpc, COUNTY))
        .filter_map(|rpc| rpc.split_once('/').map(|(_, verb)| verb.to_owned()))
        .collect()
}

#[test]
fn no_rpc_of_the_contracts_is_open_without_a_policy() {
    assert_eq!(coverage::open_without_policy(&contracts()).unwrap(), Vec::<String>::new());
}

#[test]
fn every_common_rpc_is_of_use_to_somebody_and_all_but_the_services_own_to_the_operator() {
    let base = Policy::new("", &contracts()).unwrap();
    assert_eq!(coverage::unpoliced(&common(), &base), [WATCHED]);
    let verbs = permitted(Some(&officer("operator")));
    let own: Vec<&str> = [GRANTED, LOOKINGS, COUNTED, SUBJECT].into_iter().chain(OF_SUBJECTS).collect();
    assert!(!own.iter().any(|own| verbs.contains(&(*own).to_owned())));
    assert_eq!(verbs.len() + own.len() + 1, coverage::methods(&common()).len());
}

#[test]
fn only_a_service_reads_under_a_grant() {
    let service = Principal {
        kind: Kind::Service,
        ..officer("mediation_service")
    };
    assert!(permitted(Some(&service)).contains(&GRANTED.to_owned()));
    assert!(!permitted(Some(&officer("mediation_service"))).contains(&GRANTED.to_owned()));
}

#[test]
fn what_subjects_ask_is_a_privacy_officers_to_answer() {
    let may = |role: &str| {
        let verbs = permitted(Some(&officer(role)));
        OF_SUBJECTS
            .into_iter()
            .filter(|own| verbs.contains(&(*own).to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(may("privacy_officer"), OF_SUBJECTS);
    assert_eq!(may("auditor"), OF_SUBJECTS[..1]);
    assert_eq!(may("unit_head"), [""; 0]);
    let program = |role: &str| Principal {
        kind: Kind::Service,
        ..officer(role)
    };
    let of = permitted(Some(&program("privacy_officer")));
    assert!(!OF_SUBJECTS.iter().any(|own| of.contains(&(*own).to_owned())), "{of:?}");
    assert!(permitted(Some(&program("mediation_service"))).contains(&SUBJECT.to_owned()));
    assert!(!permitted(Some(&officer("privacy_officer"))).contains(&SUBJECT.to_owned()));
}

#[test]
fn only_the_assessment_has_it_counted_what_is_asked_for() {
    let service = |role: &str| Principal {
        kind: Kind::Service,
        ..officer(role)
    };
    let may = |caller: &Principal| permitted(Some(caller)).contains(&COUNTED.to_owned());
    assert!(may(&service("assessment_service")));
    assert!(!may(&service("mediation_service")) && !may(&officer("assessment_service")) && !may(&officer("assessor")));
}

#[test]
fn the_auditor_reads_and_changes_nothing() {
    let verbs = permitted(Some(&officer("auditor")));
    let expected = [
        "VerifyJournal",
        LOOKINGS,
        "ListDeadLetters",
        "GetCalendar",
        OF_SUBJECTS[0],
        "GetUnit",
        "ListUnits",
    ];
    assert_eq!(verbs, expected);
}

#[test]
fn whoever_has_a_role_looks_things_up_and_nobody_else() {
    for role in ["citizen", "unit_head", "grid_service"] {
        assert_eq!(permitted(Some(&officer(role))), ["GetCalendar", "GetUnit", "ListUnits"], "{role}");
    }
    let without = Principal {
        roles: std::collections::BTreeSet::new(),
        ..officer("citizen")
    };
    assert_eq!(permitted(Some(&without)), Vec::<String>::new());
    assert_eq!(permitted(None), Vec::<String>::new());
}

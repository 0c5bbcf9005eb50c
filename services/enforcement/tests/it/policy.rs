//! Who may call what: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_enforcement::POLICY;
use shiyu_kit::auth::{Kind, Policy, Principal, coverage};

use crate::scene::{BUREAU, COUNTY};

const READS: [&str; 4] = ["GetCase", "ListCases", "ListTimeline", "ReadEvidence"];
/// The doors of cases; each register tests its own.
const DOORS: [&str; 3] = ["CaseService/", "EvidenceService/", "PartyService/"];

fn descriptors() -> FileDescriptorSet {
    FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap()
}

fn policy() -> Policy {
    Policy::new(POLICY, &descriptors()).unwrap()
}

fn verbs(role: &str, kind: Kind) -> BTreeSet<String> {
    permitted(Some(&Principal {
        subject: "somebody".to_owned(),
        county: COUNTY.to_owned(),
        unit: Some(BUREAU.to_owned()),
        roles: BTreeSet::from([role.to_owned()]),
        kind,
    }))
}

fn permitted(principal: Option<&Principal>) -> BTreeSet<String> {
    let (policy, descriptors) = (policy(), descriptors());
    let own = coverage::only("shiyu.enforcement.v1", &descriptors);
    let ours = coverage::methods(&own)
        .into_iter()
        .filter(|rpc| DOORS.iter().any(|door| rpc.contains(door)));
    ours.filter(|rpc| policy.allows(principal, rpc, COUNTY))
        .filter_map(|rpc| rpc.split_once('/').map(|(_, verb)| verb.to_owned()))
        .collect()
}

fn set(lists: &[&[&str]]) -> BTreeSet<String> {
    lists.iter().copied().flatten().map(|&verb| verb.to_owned()).collect()
}

#[test]
fn who_investigates_decides_nothing_and_who_decides_gathers_nothing() {
    let (officer, head) = (verbs("enforcement_officer", Kind::Person), verbs("agency_head", Kind::Person));
    for verb in [
        "FileCase",
        "DecideCase",
        "DecideReview",
        "ApproveMeasure",
        "DecideRecusal",
        "CloseCase",
        "GrantDeferral",
        "HoldHearing",
    ] {
        assert!(!officer.contains(verb), "an officer: {verb}");
    }
    for verb in [
        "VerifyClue",
        "UploadEvidence",
        "ConcludeInvestigation",
        "ProposeOutcome",
        "RecordPayment",
        "DecideReview",
        "HoldHearing",
    ] {
        assert!(!head.contains(verb), "the head: {verb}");
    }
    for verb in ["DecideCase", "FileCase", "RecordDiscussion"] {
        assert!(head.contains(verb), "{verb}");
    }
    for verb in ["VerifyClue", "ConcludeInvestigation", "ProposeOutcome", "ServeNotice"] {
        assert!(officer.contains(verb), "{verb}");
    }
}

#[test]
fn an_auxiliary_reads_and_brings_leads_and_nothing_else() {
    let expected = set(&[&READS, &["ReceiveClue", "UploadEvidence"]]);
    assert_eq!(verbs("enforcement_auxiliary", Kind::Person), expected);
}

#[test]
fn the_reviewer_reviews_and_the_host_holds_the_hearing() {
    let reviewer = [
        "DesignateJurisdiction",
        "DecideReview",
        "ExcludeEvidence",
        "ReviewMonitoring",
        "LodgeRemedy",
        "RecordRemedyRuling",
        "RecordCourtAcceptance",
        "RecordCourtRuling",
        "EndExecution",
        "RefundPayment",
        "CountCases",
        "ExportCases",
        "RevealParty",
        "FindRemedies",
    ];
    assert_eq!(verbs("legal_reviewer", Kind::Person), set(&[&READS, &reviewer]));
    assert_eq!(
        verbs("hearing_host", Kind::Person),
        set(&[&READS, &["HoldHearing", "ScheduleHearing", "RevealParty"]])
    );
    assert_eq!(verbs("auditor", Kind::Person), set(&[&READS, &["CountCases", "ExportCases"]]));
    assert_eq!(verbs("privacy_officer", Kind::Person), set(&[&["GetCase", "WhoCanSee"]]));
}

#[test]
fn other_services_and_the_petition_office_learn_what_remedies_are_open_and_no_more() {
    let remedies = set(&[&["FindRemedies"]]);
    assert_eq!(verbs("petition_service", Kind::Service), remedies);
    assert_eq!(verbs("petition_officer", Kind::Person), remedies);
}

#[test]
fn nobody_else_has_a_door() {
    for role in ["citizen", "operator", "mediator", "assessor", "grid_lead", "unit_handler", ""] {
        assert_eq!(verbs(role, Kind::Person), BTreeSet::new(), "{role}");
    }
    assert_eq!(permitted(None), BTreeSet::new(), "without a token");
}

#[test]
fn every_verb_is_of_use_to_somebody_and_closed_without_a_policy() {
    let own = coverage::only("shiyu.enforcement.v1", &descriptors());
    assert_eq!(coverage::unpoliced(&own, &policy()), Vec::<String>::new());
    assert_eq!(coverage::open_without_policy(&own).unwrap(), Vec::<String>::new());
}

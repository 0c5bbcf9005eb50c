//! Who may call what: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Kind, Policy, Principal, coverage};
use shiyu_mediation::POLICY;
use shiyu_mediation::domain::StageName;

const COUNTY: &str = "330602";

fn descriptors() -> FileDescriptorSet {
    FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap()
}

fn policy() -> Policy {
    Policy::new(POLICY, &descriptors()).unwrap()
}

/// The methods of the door of disputes; the registers have tests of their own.
fn methods() -> Vec<String> {
    let own = coverage::only("shiyu.mediation.v1", &descriptors());
    let methods = coverage::methods(&own).into_iter();
    methods.filter(|rpc| rpc.contains(".MediationService/")).collect()
}

fn verb(rpc: &str) -> String {
    rpc.split_once('/').unwrap().1.to_owned()
}

fn verbs(role: &str, kind: Kind) -> BTreeSet<String> {
    let principal = Principal {
        subject: "somebody".to_owned(),
        county: COUNTY.to_owned(),
        unit: Some("330602001".to_owned()),
        roles: BTreeSet::from([role.to_owned()]),
        kind,
    };
    let policy = policy();
    let permitted = methods().into_iter().filter(|rpc| policy.allows(Some(&principal), rpc, COUNTY));
    permitted.map(|rpc| verb(&rpc)).collect()
}

#[test]
fn a_mediator_mediates_and_decides_nothing_of_the_office() {
    let may = verbs("mediator", Kind::Person);
    for verb in [
        "RecordConsent",
        "BeginMediation",
        "RecordSession",
        "SignAsMediator",
        "TerminateMediation",
        "GetDispute",
        "ListDisputes",
        "CountDisputes",
    ] {
        assert!(may.contains(verb), "{verb}");
    }
    for verb in [
        "AcceptDispute",
        "DeclineDispute",
        "AppointMediators",
        "SealAgreement",
        "ReportMediatorFault",
        "ExportDisputes",
        "ArchiveDispute",
    ] {
        assert!(!may.contains(verb), "{verb}");
    }
}

#[test]
fn the_clerk_leads_the_dispute_and_signs_for_no_mediator() {
    let may = verbs("committee_clerk", Kind::Person);
    for verb in methods().iter().map(|rpc| verb(rpc)) {
        let not = ["SignAsMediator", "DesignateUnit"].contains(&verb.as_str());
        assert_eq!(may.contains(&verb), !not, "{verb}");
    }
}

#[test]
fn others_read_as_far_as_their_office_needs() {
    let reads = BTreeSet::from(["GetDispute", "ListDisputes", "ListTimeline", "CountDisputes", "ExportDisputes"].map(str::to_owned));
    assert_eq!(verbs("auditor", Kind::Person), reads);
    assert_eq!(
        verbs("privacy_officer", Kind::Person),
        BTreeSet::from(["GetDispute", "WhoCanSee"].map(str::to_owned))
    );
    let head = &reads | &BTreeSet::from(["DesignateUnit".to_owned()]);
    assert_eq!(verbs("unit_head", Kind::Person), head);
}

#[test]
fn citizens_programs_and_other_offices_have_no_door_here() {
    for role in [
        "citizen",
        "operator",
        "petition_officer",
        "enforcement_officer",
        "grid_lead",
        "grid_patrol",
        "assessor",
        "",
    ] {
        assert_eq!(verbs(role, Kind::Person), BTreeSet::new(), "{role}");
    }
    for role in ["petition_service", "grid_service", "enforcement_service"] {
        assert_eq!(verbs(role, Kind::Service), BTreeSet::new(), "{role}");
    }
    let policy = policy();
    assert!(methods().iter().all(|rpc| !policy.allows(None, rpc, COUNTY)), "without a token");
}

#[test]
fn every_method_is_of_use_to_somebody_and_closed_without_a_policy() {
    let own = coverage::only("shiyu.mediation.v1", &descriptors());
    let unpoliced = coverage::unpoliced(&own, &policy());
    let ours: Vec<&String> = unpoliced.iter().filter(|rpc| methods().contains(rpc)).collect();
    assert!(ours.is_empty(), "{ours:?}");
    assert_eq!(coverage::open_without_policy(&own).unwrap(), Vec::<String>::new());
}

#[test]
fn what_a_stage_allows_is_a_method_of_the_contract() {
    let methods: BTreeSet<String> = methods().iter().map(|rpc| verb(rpc)).collect();
    for allowed in StageName::ALL.into_iter().flat_map(StageName::allowed) {
        assert!(methods.contains(allowed), "{allowed}");
    }
}

/// Guardrails (G-07): nothing is listed, counted or ranked by party. A mediator's own cases are their work.
#[test]
fn no_method_asks_for_disputes_by_party() {
    const PERSONS: [&str; 8] = ["subject", "person", "party", "applicant", "respondent", "phone", "score", "rank"];
    for file in descriptors().file.iter().filter(|file| file.package() == "shiyu.mediation.v1") {
        let asked = [
            "DisputeFilter",
            "ListDisputesRequest",
            "CountDisputesRequest",
            "ExportDisputesRequest",
        ];
        for message in file.message_type.iter().filter(|message| asked.contains(&message.name())) {
            for field in &message.field {
                assert!(
                    !PERSONS.iter().any(|word| field.name().contains(word)),
                    "{}.{}",
                    message.name(),
                    field.name()
                );
            }
        }
    }
}

//! Who may call what: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_grid::POLICY;
use shiyu_grid::domain::Verb;
use shiyu_kit::auth::{Kind, Policy, Principal, coverage};

const COUNTY: &str = "330602";

const OWN: [&str; 4] = ["EventService/", "PartyService/", "EvidenceService/", "ReportService/"];
const DOOR: [&str; 4] = ["SubmitReport", "QueryReport", "SubmitRating", "SubmitPhoto"];
const READS: [&str; 4] = ["GetEvent", "ListEvents", "ListTimeline", "ReadEvidence"];
const MANY: [&str; 3] = ["CountEvents", "ExportEvents", "SlotGapReport"];
const REPORTS: [&str; 4] = ["ReportEvent", "ReopenEvent", "UploadEvidence", "CoverEvidence"];
const IN_PLACE: [&str; 8] = [
    "TakeUpInGrid",
    "FileEvent",
    "ReportStep",
    "ReportHandled",
    "EscalateEvent",
    "OfferReferral",
    "WithdrawReferral",
    "RecordContact",
];
/// What the public door tells of whoever looked.
const LOOKED: [&str; 1] = ["ListOrgans"];
const APPROVES: [&str; 6] = [
    "ExtendHandling",
    "SuspendEvent",
    "RenewSuspension",
    "ResumeEvent",
    "DesignateHandler",
    "RecuseStaff",
];
const COMMANDS: [&str; 21] = [
    "OrderVerification",
    "AcceptEvent",
    "RejectEvent",
    "MergeEvent",
    "UnmergeEvent",
    "TransferEmergency",
    "TakeBackEmergency",
    "FileEvent",
    "DispatchEvent",
    "TransferEvent",
    "CloseEvent",
    "EvaluateEvent",
    "ReclassifyEvent",
    "RaiseBoundary",
    "AgreeBoundary",
    "OfferOutside",
    "RecordReceipt",
    "RecordContact",
    "ListDuplicateCandidates",
    "WhoCanSee",
    "InspectEvent",
];

fn descriptors() -> FileDescriptorSet {
    FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap()
}

fn policy() -> Policy {
    Policy::new(POLICY, &descriptors()).unwrap()
}

/// The methods of the doors of events; the registers have tests of their own.
fn methods() -> Vec<String> {
    let own = coverage::only("shiyu.grid.v1", &descriptors());
    let methods = coverage::methods(&own).into_iter();
    methods
        .filter(|rpc| OWN.iter().any(|service| rpc.contains(&format!(".{service}"))))
        .collect()
}

fn verb(rpc: &str) -> String {
    rpc.split_once('/').unwrap().1.to_owned()
}

fn permitted(principal: Option<&Principal>) -> BTreeSet<String> {
    let policy = policy();
    let permitted = methods().into_iter().filter(|rpc| policy.allows(principal, rpc, COUNTY));
    permitted.map(|rpc| verb(&rpc)).collect()
}

/// What somebody may call, beside the public door, which is everybody's.
fn verbs(role: &str, kind: Kind) -> BTreeSet<String> {
    let principal = Principal {
        subject: "somebody".to_owned(),
        county: COUNTY.to_owned(),
        unit: Some("330602001".to_owned()),
        roles: BTreeSet::from([role.to_owned()]),
        kind,
    };
    let mut verbs = permitted(Some(&principal));
    verbs.retain(|verb| !DOOR.contains(&verb.as_str()) && !LOOKED.contains(&verb.as_str()));
    verbs
}

fn set(lists: &[&[&str]]) -> BTreeSet<String> {
    lists.iter().copied().flatten().map(|&verb| verb.to_owned()).collect()
}

#[test]
fn each_role_has_its_verbs() {
    let of = |role: &str| verbs(role, Kind::Person);
    let sees = ["ReportVerification", "InspectEvent", "RecuseStaff"];
    assert_eq!(of("grid_patrol"), set(&[&READS, &REPORTS, &sees]));
    assert_eq!(of("grid_supervisor"), set(&[&READS, &REPORTS, &sees, &MANY]));
    let goes = ["ReportVerification", "RecuseStaff"];
    assert_eq!(of("grid_lead"), set(&[&READS, &REPORTS, &goes, &IN_PLACE]));
    let counter = ["PayReward", "RevealReporter"];
    let room = set(&[&READS, &REPORTS, &MANY, &goes, &COMMANDS, &APPROVES, &["EscalateEvent"], &counter]);
    assert_eq!(of("dispatcher"), room);
    assert_eq!(of("command_chief"), &room | &set(&[&["GrantReward", "EndRecusal"]]));
    let unit = set(&[&READS, &REPORTS, &goes, &IN_PLACE, &["SignIn", "ReturnEvent"], &counter]);
    assert_eq!(of("unit_handler"), unit);
    assert_eq!(of("unit_head"), &unit | &set(&[&MANY, &APPROVES, &["GrantReward", "EndRecusal"]]));
    assert_eq!(of("auditor"), set(&[&READS, &MANY]));
    assert_eq!(of("privacy_officer"), set(&[&["GetEvent", "WhoCanSee"]]));
}

#[test]
fn a_program_reports() {
    let granted = set(&[&["ReportEvent"]]);
    assert_eq!(verbs("mediation_service", Kind::Service), granted);
    assert_eq!(verbs("mediation_service", Kind::Person), BTreeSet::new());
}

#[test]
fn citizens_operators_and_other_offices_have_the_public_door_only() {
    for role in [
        "citizen",
        "operator",
        "mediator",
        "petition_officer",
        "enforcement_officer",
        "assessor",
        "",
    ] {
        assert_eq!(verbs(role, Kind::Person), BTreeSet::new(), "{role}");
    }
    assert_eq!(permitted(None), set(&[&DOOR, &LOOKED]), "without a token");
}

#[test]
fn every_method_is_of_use_to_somebody_and_closed_without_a_policy() {
    let own = coverage::only("shiyu.grid.v1", &descriptors());
    let unpoliced = coverage::unpoliced(&own, &policy());
    let ours: Vec<&String> = unpoliced.iter().filter(|rpc| methods().contains(rpc)).collect();
    assert!(ours.is_empty(), "{ours:?}");
    assert_eq!(coverage::open_without_policy(&own).unwrap(), Vec::<String>::new());
}

#[test]
fn what_a_stage_allows_is_a_method_of_the_contract() {
    let common = coverage::methods(&coverage::only("shiyu.common.v1", &descriptors()));
    let methods: BTreeSet<String> = methods().iter().chain(&common).map(|rpc| verb(rpc)).collect();
    for verb in Verb::ALL {
        assert!(methods.contains(verb.as_str()), "{}", verb.as_str());
    }
    for verb in ["SubmitRating", "SubmitPhoto"] {
        assert!(methods.contains(verb), "what the public door offers");
    }
}

/// Guardrails (G-07, G-18): nothing is listed, counted or ranked by person, and no method takes a person to look for.
#[test]
fn no_method_asks_for_events_by_person() {
    const PERSONS: [&str; 9] = [
        "subject",
        "person",
        "party",
        "reporter",
        "handler",
        "phone",
        "household",
        "score",
        "track",
    ];
    for file in descriptors().file.iter().filter(|file| file.package() == "shiyu.grid.v1") {
        let asked = [
            "EventFilter",
            "ListEventsRequest",
            "CountEventsRequest",
            "ExportEventsRequest",
            "SlotGapReportRequest",
            "SlotGap",
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

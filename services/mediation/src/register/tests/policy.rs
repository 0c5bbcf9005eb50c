//! Who may call what of the registers: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Policy, Principal, coverage};
use shiyu_kit::testkit::scene::{COUNTY, TOWN, principal};

use crate::register::POLICY;

const OPEN: [&str; 9] = [
    "CommitteeService/GetCommittee",
    "CommitteeService/ListCommittees",
    "MediatorService/ListMediators",
    "CentreService/ListCentres",
    "CentreService/ListCounters",
    "CounselService/ListAdvisers",
    "CounselService/ListClinics",
    "MatterService/ListMatters",
    "MatterService/ListLimitPacks",
];
const KEEP: [&str; 11] = [
    "CommitteeService/PutCommittee",
    "CommitteeService/ReportCommittee",
    "CommitteeService/DissolveCommittee",
    "MediatorService/PutMediator",
    "MediatorService/EndMediator",
    "CentreService/PutCentre",
    "CentreService/PutCounter",
    "CentreService/PutRoom",
    "CounselService/PutAdviser",
    "CounselService/PutClinic",
    "CounselService/CancelClinic",
];
const WORK: [&str; 3] = [
    "MediatorService/GetMediator",
    "CentreService/ListRooms",
    "CentreService/ListBusyTimes",
];
const ASSIGN: [&str; 1] = ["MediatorService/ListWorkload"];
const LOG: [&str; 2] = ["CounselService/RecordConsultation", "CounselService/RecordClinicVisit"];
const READ_LOG: [&str; 2] = ["CounselService/ListConsultations", "CounselService/ListClinicVisits"];
const CHARGE: [&str; 1] = ["MediatorService/ChargeMediator"];
const DECIDE: [&str; 1] = ["MediatorService/DecideCharge"];
const PUBLISH: [&str; 1] = ["MatterService/PutMatter"];
const SCREEN: [&str; 1] = ["ScreeningService/ReportScreening"];
const LEDGER: [&str; 3] = [
    "ScreeningService/GetScreeningRound",
    "ScreeningService/ListScreeningRounds",
    "ScreeningService/ListScreeningFindings",
];
const OURS: [&str; 6] = [
    "CommitteeService",
    "MediatorService",
    "CentreService",
    "CounselService",
    "MatterService",
    "ScreeningService",
];

fn verbs(by: Option<&Principal>) -> BTreeSet<String> {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let all = coverage::methods(&descriptors);
    let ours = all.iter().filter_map(|rpc| Some((rpc, rpc.strip_prefix("shiyu.mediation.v1.")?)));
    ours.filter(|(_, verb)| OURS.contains(&verb.split('/').next().unwrap_or_default()))
        .filter(|(rpc, _)| policy.allows(by, rpc, COUNTY))
        .map(|(_, verb)| verb.to_owned())
        .collect()
}

fn of(role: &str) -> BTreeSet<String> {
    verbs(Some(&principal("somebody", Some(TOWN), role)))
}

fn set(parts: &[&[&str]]) -> BTreeSet<String> {
    parts.concat().into_iter().map(str::to_owned).collect()
}

#[test]
fn each_role_has_its_verbs() {
    let clerk = set(&[&OPEN, &KEEP, &WORK, &ASSIGN, &LOG, &READ_LOG, &CHARGE, &SCREEN, &LEDGER]);
    assert_eq!(of("committee_clerk"), clerk);
    let mut head = clerk;
    head.extend(set(&[&DECIDE, &PUBLISH]));
    assert_eq!(of("unit_head"), head);
    assert_eq!(of("mediator"), set(&[&OPEN, &WORK, &LOG, &READ_LOG, &SCREEN, &LEDGER]));
    assert_eq!(of("intake_clerk"), set(&[&OPEN, &WORK, &ASSIGN, &LEDGER]));
    assert_eq!(of("unit_handler"), set(&[&OPEN, &WORK, &PUBLISH]));
    assert_eq!(of("auditor"), set(&[&OPEN, &WORK, &READ_LOG, &CHARGE, &LEDGER]));
}

#[test]
fn everybody_else_sees_from_whom_to_choose_and_where_to_go() {
    assert_eq!(verbs(None), set(&[&OPEN]));
    for role in ["citizen", "representative", "operator", "grid_lead", "assessment_service", ""] {
        assert_eq!(of(role), set(&[&OPEN]), "{role}");
    }
}

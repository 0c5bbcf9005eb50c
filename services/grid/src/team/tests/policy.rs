//! Who may call what: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Kind, Policy, Principal, coverage};

use super::scene::{CENTRE, COUNTY, principal};
use crate::team::POLICY;

const OPEN: [&str; 2] = ["ListCapabilities", "ListAdmittedItems"];
const OWN: [&str; 1] = ["ListOwnAssignments"];
const KEEP: [&str; 2] = ["PutAssignment", "EndAssignment"];
const SEE: [&str; 2] = ["ListAssignments", "CheckTeam"];
const PROPOSE: [&str; 2] = ["ProposeAdmissionItem", "WithdrawAdmissionItem"];
const DECIDE: [&str; 2] = ["ApproveAdmissionItem", "RefuseAdmissionItem"];
const READ: [&str; 2] = ["ListAdmissionItems", "CheckAdmission"];

fn verbs(by: Option<&Principal>) -> BTreeSet<String> {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let services = ["shiyu.grid.v1.TeamService/", "shiyu.grid.v1.AdmissionService/"];
    let all = coverage::methods(&descriptors);
    let ours = all
        .iter()
        .filter_map(|rpc| Some((rpc, services.iter().find_map(|service| rpc.strip_prefix(service))?)));
    ours.filter(|(rpc, _)| policy.allows(by, rpc, COUNTY))
        .map(|(_, verb)| verb.to_owned())
        .collect()
}

fn of(role: &str) -> BTreeSet<String> {
    verbs(Some(&principal("somebody", Some(CENTRE), role)))
}

fn set(parts: &[&[&str]]) -> BTreeSet<String> {
    parts.concat().into_iter().map(str::to_owned).collect()
}

#[test]
fn each_role_has_its_verbs() {
    let all: [&[&str]; 7] = [&OPEN, &OWN, &KEEP, &SEE, &PROPOSE, &DECIDE, &READ];
    assert_eq!(of("command_chief"), set(&all));
    assert_eq!(of("unit_head"), set(&[&OPEN, &OWN, &KEEP, &SEE, &PROPOSE, &READ]));
    assert_eq!(of("dispatcher"), set(&[&OPEN, &OWN, &KEEP, &SEE, &READ]));
    assert_eq!(of("unit_handler"), set(&[&OPEN, &OWN, &PROPOSE, &READ]));
    for role in ["grid_lead", "grid_supervisor", "auditor"] {
        assert_eq!(of(role), set(&[&OPEN, &OWN, &SEE, &READ]), "{role}");
    }
    assert_eq!(of("grid_patrol"), set(&[&OPEN, &OWN, &READ]));
}

#[test]
fn everybody_else_reads_what_is_public() {
    assert_eq!(verbs(None), set(&[&OPEN]));
    let mut service = principal("assessment", None, "assessment_service");
    service.kind = Kind::Service;
    assert_eq!(verbs(Some(&service)), set(&[&OPEN]));
    for role in ["citizen", "auditor"] {
        let without_office = principal("somebody", None, role);
        assert_eq!(verbs(Some(&without_office)), set(&[&OPEN]), "{role}");
    }
}

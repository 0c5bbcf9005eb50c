//! Who may call what: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Policy, Principal, coverage};

use super::scene::{COUNTY, OFFICE, principal};
use crate::reception::POLICY;

const OPEN: [&str; 2] = ["ListCounters", "ListRoster"];
const READ: [&str; 2] = ["ListReceptions", "ListOutreach"];
const WRITE: [&str; 7] = [
    "PutCounter",
    "PutRosterEntry",
    "CancelRosterEntry",
    "RecordReception",
    "OrderOutreach",
    "ReportOutreach",
    "CancelOutreach",
];

fn verbs(by: Option<&Principal>) -> BTreeSet<String> {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let all = coverage::methods(&descriptors);
    let ours = all
        .iter()
        .filter_map(|rpc| Some((rpc, rpc.strip_prefix("shiyu.petition.v1.ReceptionService/")?)));
    ours.filter(|(rpc, _)| policy.allows(by, rpc, COUNTY))
        .map(|(_, verb)| verb.to_owned())
        .collect()
}

fn of(role: &str) -> BTreeSet<String> {
    verbs(Some(&principal("somebody", Some(OFFICE), role)))
}

fn set(parts: &[&[&str]]) -> BTreeSet<String> {
    parts.concat().into_iter().map(str::to_owned).collect()
}

#[test]
fn each_role_has_its_verbs() {
    for role in ["petition_officer", "intake_clerk"] {
        assert_eq!(of(role), set(&[&OPEN, &READ, &WRITE]), "{role}");
    }
    assert_eq!(of("unit_handler"), set(&[&OPEN, &READ, &["ReportOutreach"]]));
    for role in ["unit_head", "mediator", "grid_patrol", "auditor"] {
        assert_eq!(of(role), set(&[&OPEN, &READ]), "{role}");
    }
}

#[test]
fn everybody_else_has_the_menu_and_the_roster() {
    assert_eq!(verbs(None), set(&[&OPEN]));
    for role in ["citizen", "representative", "operator", "assessment_service", ""] {
        assert_eq!(of(role), set(&[&OPEN]), "{role}");
    }
    let without_office = principal("somebody", None, "auditor");
    assert_eq!(verbs(Some(&without_office)), set(&[&OPEN]));
}

//! Who may call what of the catalogue: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Policy, Principal, coverage};

use super::scene::{CENTRE, COUNTY, principal};
use crate::catalogue::POLICY;

const OPEN: [&str; 2] = ["ListSubclasses", "GetSubclass"];
const READ: [&str; 3] = ["ListCatalogues", "GetCatalogue", "ExplainLimit"];

/// What a policy lets somebody call of a service.
pub(crate) fn verbs(policy: &str, service: &str, by: Option<&Principal>) -> BTreeSet<String> {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(policy, &descriptors).unwrap();
    let all = coverage::methods(&descriptors);
    let prefix = format!("shiyu.grid.v1.{service}/");
    let ours = all.iter().filter_map(|rpc| Some((rpc, rpc.strip_prefix(&prefix)?)));
    ours.filter(|(rpc, _)| policy.allows(by, rpc, COUNTY))
        .map(|(_, verb)| verb.to_owned())
        .collect()
}

pub(crate) fn set(parts: &[&[&str]]) -> BTreeSet<String> {
    parts.concat().into_iter().map(str::to_owned).collect()
}

fn of(role: &str) -> BTreeSet<String> {
    verbs(POLICY, "CatalogueService", Some(&principal("somebody", Some(CENTRE), role)))
}

#[test]
fn each_role_has_its_verbs() {
    assert_eq!(of("command_chief"), set(&[&OPEN, &READ, &["ImportCatalogue"]]));
    for role in ["dispatcher", "grid_patrol", "unit_handler", "auditor"] {
        assert_eq!(of(role), set(&[&OPEN, &READ]), "{role}");
    }
}

#[test]
fn everybody_else_chooses_from_the_subclasses() {
    assert_eq!(verbs(POLICY, "CatalogueService", None), set(&[&OPEN]));
    for role in ["citizen", "operator", ""] {
        assert_eq!(of(role), set(&[&OPEN]), "{role}");
    }
    let without_office = principal("somebody", None, "auditor");
    assert_eq!(verbs(POLICY, "CatalogueService", Some(&without_office)), set(&[&OPEN]));
}

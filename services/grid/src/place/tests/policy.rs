//! Who may call what: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Policy, Principal, coverage};

use super::scene::{COUNTY, principal};
use crate::place::POLICY;

const OPEN: [&str; 2] = ["GetGrid", "ListGrids"];
const ASK: [&str; 4] = ["Locate", "ListMicroUnits", "GetAddress", "ListAddresses"];
const READ: [&str; 4] = ["GetMap", "ExportMap", "ListMaps", "ListFindings"];
const DRAW: [&str; 5] = ["CreateMap", "ImportGrids", "LintMap", "DiscardMap", "ImportAddresses"];

fn verbs(by: Option<&Principal>) -> BTreeSet<String> {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let ours = coverage::methods(&descriptors).into_iter().filter_map(|rpc| {
        let verb = rpc.strip_prefix("shiyu.grid.v1.GridMapService/");
        let verb = verb.or_else(|| rpc.strip_prefix("shiyu.grid.v1.AddressService/"))?.to_owned();
        Some((rpc.clone(), verb))
    });
    ours.filter(|(rpc, _)| policy.allows(by, rpc, COUNTY))
        .map(|(_, verb)| verb)
        .collect()
}

fn set(parts: &[&[&str]]) -> BTreeSet<String> {
    parts.concat().into_iter().map(str::to_owned).collect()
}

#[test]
fn each_role_has_its_verbs() {
    let of = |role: &str| verbs(Some(&principal(COUNTY, role)));
    assert_eq!(
        of("command_chief"),
        set(&[&OPEN, &ASK, &READ, &DRAW, &["PublishMap", "PutMicroUnit"]])
    );
    assert_eq!(of("operator"), set(&[&OPEN, &ASK, &READ, &DRAW]));
    assert_eq!(of("auditor"), set(&[&OPEN, &ASK, &READ]));
    for role in ["grid_lead", "grid_supervisor"] {
        assert_eq!(of(role), set(&[&OPEN, &ASK, &["PutMicroUnit"]]), "{role}");
    }
    for role in ["grid_patrol", "dispatcher", "unit_handler", "petition_service"] {
        assert_eq!(of(role), set(&[&OPEN, &ASK]), "{role}");
    }
    for role in ["citizen", "representative", ""] {
        assert_eq!(of(role), set(&[&OPEN]), "{role}");
    }
    assert_eq!(verbs(None), set(&[&OPEN]));
}

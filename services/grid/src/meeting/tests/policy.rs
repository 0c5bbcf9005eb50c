//! Who may call what: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Kind, Policy, Principal, coverage};

use crate::meeting::POLICY;
use crate::team::tests::scene::{COUNTY, TOWN, principal};

const KEEP: [&str; 3] = ["PutMeeting", "FollowUpMeeting", "SendBroadcast"];
const HEAR: [&str; 2] = ["AcknowledgeBroadcast", "ListReceivedBroadcasts"];
const READ: [&str; 3] = ["ListMeetings", "ListBroadcasts", "ListBroadcastTargets"];

fn verbs(by: Option<&Principal>) -> BTreeSet<String> {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let services = ["shiyu.grid.v1.MeetingService/", "shiyu.grid.v1.BroadcastService/"];
    let all = coverage::methods(&descriptors);
    let ours = all
        .iter()
        .filter_map(|rpc| Some((rpc, services.iter().find_map(|service| rpc.strip_prefix(service))?)));
    ours.filter(|(rpc, _)| policy.allows(by, rpc, COUNTY))
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
    for role in ["grid_lead", "dispatcher", "command_chief", "unit_head"] {
        assert_eq!(of(role), set(&[&KEEP, &HEAR, &READ]), "{role}");
    }
    for role in ["grid_patrol", "grid_supervisor"] {
        assert_eq!(of(role), set(&[&HEAR, &READ]), "{role}");
    }
    assert_eq!(of("unit_handler"), set(&[&HEAR]));
    assert_eq!(of("auditor"), set(&[&READ]));
}

#[test]
fn nobody_else_has_any() {
    assert_eq!(verbs(None), set(&[]));
    let mut service = principal("assessment", None, "assessment_service");
    service.kind = Kind::Service;
    assert_eq!(verbs(Some(&service)), set(&[]));
    for role in ["citizen", "mediator", "operator"] {
        assert_eq!(of(role), set(&[]), "{role}");
    }
}

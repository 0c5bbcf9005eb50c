//! Who may call what: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Policy, Principal, coverage};

use super::scene::{COUNTY, TOWN, principal};
use crate::patrol::POLICY;

const SERVICES: [&str; 4] = ["PatrolService", "HazardService", "CampaignService", "ScreeningService"];
const READ: [&str; 11] = [
    "GetPatrolPlan",
    "ListPatrolPlans",
    "GetPatrolRound",
    "ListPatrolRounds",
    "GetHazard",
    "ListHazards",
    "ListCampaigns",
    "ListCampaignProgress",
    "GetScreeningRound",
    "ListScreeningRounds",
    "ListScreeningLedger",
];
const WALK: [&str; 3] = ["CheckIn", "RecordHazard", "RecordCampaignCheck"];
const JUDGE: [&str; 2] = ["AcceptHazard", "RemoveHazard"];
const RUN: [&str; 2] = ["PutCampaign", "EndCampaign"];

fn verbs(by: Option<&Principal>) -> BTreeSet<String> {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let all = coverage::methods(&descriptors);
    let ours = all.iter().filter_map(|rpc| {
        let (service, verb) = rpc.strip_prefix("shiyu.grid.v1.")?.split_once('/')?;
        SERVICES.contains(&service).then_some((rpc, verb))
    });
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
    assert_eq!(of("grid_patrol"), set(&[&READ, &WALK]));
    assert_eq!(of("grid_lead"), set(&[&READ, &WALK, &["PutPatrolPlan", "ReportScreening"]]));
    assert_eq!(of("grid_supervisor"), set(&[&READ, &WALK, &JUDGE, &["PutPatrolPlan"]]));
    assert_eq!(of("dispatcher"), set(&[&READ, &["PutPatrolPlan", "ReportScreening"]]));
    assert_eq!(
        of("command_chief"),
        set(&[&READ, &JUDGE, &RUN, &["PutPatrolPlan", "ReportScreening"]])
    );
    assert_eq!(of("unit_head"), set(&[&READ, &RUN]));
    for role in ["unit_handler", "auditor"] {
        assert_eq!(of(role), set(&[&READ]), "{role}");
    }
}

#[test]
fn everybody_else_has_none() {
    assert_eq!(verbs(None), set(&[]));
    for role in ["citizen", "representative", "operator", "assessment_service", "mediator", ""] {
        assert_eq!(of(role), set(&[]), "{role}");
    }
    assert_eq!(verbs(Some(&principal("somebody", None, "auditor"))), set(&[]));
}

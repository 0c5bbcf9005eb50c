//! Who may call what of routing and command: the policy, role by role.

use std::collections::BTreeSet;

use crate::catalogue::tests::policy::{set, verbs};
use crate::catalogue::tests::scene::{CENTRE, principal};
use crate::dispatch::POLICY;

const READ: [&str; 4] = ["GetRoutingTable", "GetActiveRouting", "ListRoutingTables", "ExplainRouting"];
const SEE: [&str; 3] = ["ListCommandCentres", "GetTownCommand", "ListDutyShifts"];
const DUTY: [&str; 2] = ["PutDutyShift", "CancelDutyShift"];

fn of(service: &str, role: &str) -> BTreeSet<String> {
    verbs(POLICY, service, Some(&principal("somebody", Some(CENTRE), role)))
}

#[test]
fn each_role_has_its_verbs() {
    let write = ["PutRoutingTable", "SimulateRouting", "ActivateRouting"];
    assert_eq!(of("RoutingService", "command_chief"), set(&[&READ, &write]));
    assert_eq!(of("CommandService", "command_chief"), set(&[&SEE, &DUTY, &["PutCommandCentre"]]));
    assert_eq!(of("CommandService", "dispatcher"), set(&[&SEE, &DUTY]));
    for role in ["dispatcher", "grid_patrol", "unit_handler", "auditor"] {
        assert_eq!(of("RoutingService", role), set(&[&READ]), "{role}");
    }
    for role in ["grid_lead", "unit_head", "auditor"] {
        assert_eq!(of("CommandService", role), set(&[&SEE]), "{role}");
    }
}

#[test]
fn nobody_else_has_any() {
    for service in ["RoutingService", "CommandService"] {
        assert_eq!(verbs(POLICY, service, None), set(&[]));
        for role in ["citizen", "operator", ""] {
            assert_eq!(of(service, role), set(&[]), "{role}");
        }
        let without_office = principal("somebody", None, "auditor");
        assert_eq!(verbs(POLICY, service, Some(&without_office)), set(&[]));
    }
}

//! Who may call what of the register: the policy, role by role.

use std::collections::BTreeSet;

use shiyu_kit::auth::Principal;

use crate::catalogue::tests::policy::{set, verbs};
use crate::component::POLICY;
use crate::place::tests::scene::{COUNTY, principal};

const ASK: [&str; 3] = ["GetComponent", "ListComponents", "ListNearbyComponents"];

fn of(by: Option<&Principal>) -> BTreeSet<String> {
    verbs(POLICY, "ComponentService", by)
}

#[test]
fn each_role_has_its_verbs() {
    for role in ["command_chief", "operator"] {
        assert_eq!(of(Some(&principal(COUNTY, role))), set(&[&ASK, &["ImportComponents"]]), "{role}");
    }
    for role in ["grid_patrol", "dispatcher", "unit_handler", "auditor", "intake_clerk"] {
        assert_eq!(of(Some(&principal(COUNTY, role))), set(&[&ASK]), "{role}");
    }
    for role in ["citizen", "assessor", "petition_service", ""] {
        assert_eq!(of(Some(&principal(COUNTY, role))), set(&[]), "{role}");
    }
    assert_eq!(of(None), set(&[]));
}

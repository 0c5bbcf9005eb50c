//! What grid staff may do is part of the program: it is asked of nothing but the role, and no configuration has a word of it.

use std::fs;
use std::path::Path;

use crate::domain::terms::{GridRole, Measure};
use crate::team::domain::{Capability, ROLES, capability};

#[test]
fn staff_never_fine_seize_enter_order_or_issue_documents() {
    let closed = [
        Measure::Fined,
        Measure::Seized,
        Measure::PremisesEntered,
        Measure::DocumentIssued,
        Measure::CorrectionOrdered,
    ];
    for role in ROLES {
        let (may, never) = (capability::may(role), capability::never(role));
        for measure in closed {
            assert!(never.contains(&Capability::Take(measure)), "{role:?} {measure:?}");
        }
        assert!(may.iter().all(|can| !never.contains(can)), "{role:?}");
    }
}

#[test]
fn volunteers_report_and_nothing_else() {
    assert_eq!(capability::may(GridRole::Volunteer), [Capability::Report]);
    let never = capability::never(GridRole::Volunteer);
    assert_eq!(never.len(), 4 + Measure::ALL.len());
}

#[test]
fn no_configuration_key_touches_the_matrix() {
    // By their types they are told a role, and nothing that was configured.
    let _: [fn(GridRole) -> Vec<Capability>; 2] = [capability::may, capability::never];
    let _: fn(Measure) -> bool = Measure::is_open_to_grid_staff;
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = [here.join("../kit/config/default.toml"), here.join("config/default.toml")];
    let texts: Vec<String> = files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
    assert!(!texts.is_empty());
    for text in texts {
        let keys = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        let keys: Vec<&str> = keys.filter_map(|line| line.split('=').next()).collect();
        for word in ["capabilit", "measure", "grid_role", "grid_staff", "power"] {
            assert!(keys.iter().all(|key| !key.contains(word)), "{word}");
        }
    }
}

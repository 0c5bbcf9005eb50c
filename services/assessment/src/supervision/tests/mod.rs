//! The ladder by itself, and supervisions on both databases.

mod city;
mod course;
mod ladder;
mod owed;
mod replicas;
mod screening;
mod shown;
mod told;

use shiyu_kit::auth::Principal;
use shiyu_kit::testkit::scene::{COUNTY, TOWN, principal};

use crate::scene::{assessor, rated, verbs};

const UNIT: &str = "330602001-ZFD";

#[test]
fn each_role_has_its_verbs() {
    let of = |by: &Principal| verbs("SupervisionService", Some(by));
    let read = ["GetSupervision", "ListReminders", "ListSupervisions"].map(str::to_owned);
    let answer = ["AcknowledgeSupervision", "BeginRectification", "ReportRectification"].map(str::to_owned);
    assert_eq!(of(&rated(TOWN)), read.iter().chain(&answer).cloned().collect());
    let city = ["CountSupervisions", "ListCountySupervisions"].map(str::to_owned);
    let auditor = principal("auditor", None, "auditor");
    assert_eq!(of(&auditor), read.iter().chain(&city).cloned().collect());
    assert_eq!(of(&assessor()).len(), 14);
    assert!(answer.iter().all(|verb| !of(&assessor()).contains(verb)));
    assert!(verbs("SupervisionService", None).is_empty());
    assert!(of(&principal("clerk", Some(COUNTY), "intake_clerk")).is_empty());
}

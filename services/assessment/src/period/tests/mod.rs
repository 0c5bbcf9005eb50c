//! Who may call what of a period, who opens none, and its course on both databases.

mod course;
mod hands;
mod panel;
mod papers;

use shiyu_kit::auth::Principal;
use shiyu_kit::case::Case as _;
use shiyu_kit::testkit::scene::{COUNTY, TOWN, principal};

pub(crate) use hands::id_of;

use super::domain::Period;
use crate::scene::{assessor, rated, verbs};

#[test]
fn each_role_has_its_verbs() {
    let of = |by: &Principal| verbs("PeriodService", Some(by));
    let read = ["GetPeriod", "GetUnitReport", "ListPeriods"].map(str::to_owned);
    let auditor = principal("auditor", None, "auditor");
    let audits = ["GetRanking", "VerifyPeriod"].map(str::to_owned);
    assert_eq!(of(&auditor), read.iter().cloned().chain(audits).collect());
    assert_eq!(of(&rated(TOWN)), read.iter().cloned().chain(["Appeal".to_owned()]).collect());
    assert_eq!(of(&assessor()).len(), 14);
    assert!(!of(&assessor()).contains("Appeal"));
    assert!(verbs("PeriodService", None).is_empty());
    assert!(of(&principal("clerk", Some(COUNTY), "intake_clerk")).is_empty());
}

#[test]
fn a_machine_opens_no_period() {
    use shiyu_kit::calendar::{Calendar, Limits};
    use shiyu_kit::case::{Actor, Context};
    use shiyu_kit::unit::Units;
    let by = Actor::Service { name: "grid".to_owned() };
    let (calendar, units, limits) = (Calendar::builtin(), Units::new([]), Limits::default());
    let context = Context {
        now: time::OffsetDateTime::UNIX_EPOCH,
        by: &by,
        calendar: &calendar,
        units: &units,
        limits: &limits,
    };
    assert_eq!(
        Period::decide(None, &super::Command::Publish, &context),
        Err(super::Refusal::NeedsAPerson)
    );
    assert_eq!(
        Period::decide(None, &super::Command::Reckon, &context),
        Err(super::Refusal::Unknown)
    );
}

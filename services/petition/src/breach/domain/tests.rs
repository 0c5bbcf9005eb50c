use time::Duration;
use time::macros::datetime;

use super::*;
use crate::reception::tests::scene::{COUNTY, OFFICE, TOWN, actor, code, units};

const NOW: OffsetDateTime = datetime!(2026-09-01 09:00 +8);

fn by<T>(unit: &str, order: impl FnOnce(&Sitting<'_>) -> T) -> T {
    let (by, county, units) = (actor(unit), code(COUNTY), units());
    order(&Sitting {
        by: &by,
        county: &county,
        units: &units,
        now: NOW,
    })
}

fn recorded() -> Breach {
    let found = Found {
        service: "petition".to_owned(),
        kinds: "姓名与电话".to_owned(),
        cause: "导出文件遗失".to_owned(),
        harm: "可能被骚扰".to_owned(),
    };
    by(OFFICE, |sitting| {
        Breach::recorded(Uuid::from_u128(1), found, NOW + Duration::DAY, sitting)
    })
    .unwrap()
}

fn notified(breach: Breach, notice: Notice) -> Result<Breach, Refusal> {
    by(OFFICE, |sitting| breach.notified(notice, "已告知", sitting))
}

fn contained(breach: Breach) -> Result<Breach, Refusal> {
    by(OFFICE, |sitting| breach.contained("已收回", sitting))
}

fn closed(breach: Breach) -> Result<Breach, Refusal> {
    by(OFFICE, |sitting| breach.closed(sitting))
}

#[test]
fn a_breach_is_closed_when_it_is_contained_and_all_were_told() {
    let breach = recorded();
    assert_eq!(closed(breach.clone()), Err(Refusal::StepsMissing));
    let breach = contained(breach).unwrap();
    let breach = notified(breach, Notice::Authority).unwrap();
    assert_eq!(closed(breach.clone()), Err(Refusal::StepsMissing));
    let breach = closed(notified(breach, Notice::Persons).unwrap()).unwrap();
    assert_eq!(breach.closed_at, Some(NOW));
    assert_eq!(contained(breach), Err(Refusal::BreachClosed));
}

#[test]
fn persons_are_told_unless_what_was_done_keeps_harm_from_them() {
    let open = recorded();
    assert_eq!(notified(open.clone(), Notice::PersonsExcepted), Err(Refusal::NotContained));
    let excepted = notified(contained(open).unwrap(), Notice::PersonsExcepted).unwrap();
    assert!(excepted.steps.excepted);
    let told = notified(excepted, Notice::Persons).unwrap();
    assert!(!told.steps.excepted, "they are told all the same");
    assert_eq!(notified(told, Notice::Persons), Err(Refusal::DoneAlready));
}

#[test]
fn the_limit_rings_until_authority_and_persons_are_told() {
    let breach = recorded();
    assert_eq!(breach.next_ring(), Some((NOW + Duration::DAY * 4 / 5, Ring::Eighty)));
    let half = notified(breach, Notice::Authority).unwrap();
    let half = Breach {
        rung: Some(Ring::Eighty),
        ..half
    };
    assert_eq!(half.next_ring(), Some((half.due_at, Ring::Overdue)));
    let told = notified(half, Notice::Persons).unwrap();
    assert_eq!(told.next_ring(), None);
}

#[test]
fn each_step_is_taken_once_and_by_the_unit_that_answers_for_it() {
    let breach = contained(recorded()).unwrap();
    assert_eq!(contained(breach.clone()), Err(Refusal::DoneAlready));
    let told = notified(breach.clone(), Notice::Authority).unwrap();
    assert_eq!(notified(told, Notice::Authority), Err(Refusal::DoneAlready));
    let town = by(TOWN, |sitting| breach.closed(sitting));
    assert!(matches!(town, Err(Refusal::NotCompetent(_))), "{town:?}");
}

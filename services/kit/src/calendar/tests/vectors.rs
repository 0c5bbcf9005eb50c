use time::macros::{date, datetime, time};

use super::{at, due, morning, natural_days, working_days};
use crate::calendar::{Bound, Calendar, OfficeHours, Rule};

const LAWSUIT: Rule = Rule::months("enforcement.lawsuit", "行政诉讼法 art. 46", 6, Bound::Citizen);

#[test]
fn five_working_days_start_and_end_on_make_up_workdays() {
    assert_eq!(due(&working_days(5), date!(2025 - 09 - 28)).last_day(), date!(2025 - 10 - 11));
}

#[test]
fn five_and_seven_working_days_pass_over_national_day() {
    assert_eq!(due(&working_days(5), date!(2025 - 09 - 30)).last_day(), date!(2025 - 10 - 14));
    assert_eq!(due(&working_days(7), date!(2025 - 09 - 30)).last_day(), date!(2025 - 10 - 16));
}

#[test]
fn five_working_days_pass_over_spring_festival_and_its_make_up_days() {
    assert_eq!(due(&working_days(5), date!(2026 - 02 - 12)).last_day(), date!(2026 - 02 - 26));
}

#[test]
fn a_decision_in_90_days_rolls_over_national_day_and_is_ready_before_it() {
    let due = due(&natural_days(90), date!(2025 - 07 - 03));
    assert_eq!(due.last_day(), date!(2025 - 10 - 09));
    assert_eq!(due.legal, datetime!(2025-10-10 00:00 +8));
    assert_eq!(due.internal_day(), date!(2025 - 09 - 30));
    assert_eq!(due.internal, datetime!(2025-10-01 00:00 +8));
    assert!(!due.provisional);
}

#[test]
fn natural_days_that_end_in_a_holiday_roll_to_the_day_after_it() {
    for (amount, start, last) in [
        (60, date!(2025 - 08 - 04), date!(2025 - 10 - 09)),
        (15, date!(2025 - 09 - 20), date!(2025 - 10 - 09)),
        (30, date!(2026 - 01 - 16), date!(2026 - 02 - 24)),
        (60, date!(2026 - 01 - 30), date!(2026 - 03 - 31)),
    ] {
        assert_eq!(due(&natural_days(amount), start).last_day(), last, "{amount} days from {start}");
    }
}

#[test]
fn six_months_end_at_the_months_end_on_a_make_up_saturday() {
    let due = due(&LAWSUIT, date!(2025 - 08 - 31));
    assert_eq!(due.last_day(), date!(2026 - 02 - 28));
    assert_eq!(due.internal, due.legal);
}

#[test]
fn months_end_on_the_corresponding_day_or_the_last_of_a_leap_february() {
    assert_eq!(
        due(&Rule::months("m", "", 3, Bound::Agency), date!(2025 - 07 - 15)).last_day(),
        date!(2025 - 10 - 15)
    );
    assert_eq!(
        due(&Rule::months("m", "", 1, Bound::Agency), date!(2024 - 01 - 31)).last_day(),
        date!(2024 - 02 - 29)
    );
    assert_eq!(
        due(&Rule::months("m", "", 12, Bound::Agency), date!(2024 - 11 - 29)).internal_day(),
        date!(2025 - 11 - 28)
    );
}

#[test]
fn hours_count_from_the_moment_through_holidays() {
    let rule = Rule::hours("enforcement.urgent", "行政强制法 art. 19", 24, Bound::Agency);
    let due = Calendar::builtin().due(&rule, at(date!(2025 - 10 - 01), 15, 30));
    assert_eq!(due.legal, datetime!(2025-10-02 15:30 +8));
    assert_eq!(due.internal, due.legal);
    assert_eq!(due.last_day(), date!(2025 - 10 - 02));
}

#[test]
fn work_hours_count_only_while_the_office_is_open() {
    let rule = |hours| Rule::work_hours("grid.accept", "", hours, Bound::Agency);
    let due = |hours, start| Calendar::builtin().due(&rule(hours), start).legal;
    assert_eq!(due(2, at(date!(2025 - 09 - 30), 9, 30)), datetime!(2025-09-30 11:30 +8));
    assert_eq!(due(4, at(date!(2025 - 09 - 30), 11, 30)), datetime!(2025-10-09 09:30 +8));
    assert_eq!(due(3, at(date!(2025 - 09 - 30), 7, 0)), datetime!(2025-09-30 12:00 +8));
    assert_eq!(due(2, at(date!(2025 - 10 - 03), 3, 0)), datetime!(2025-10-09 11:00 +8));
    assert_eq!(due(2, at(date!(2025 - 10 - 11), 16, 0)), datetime!(2025-10-13 10:00 +8));
}

#[test]
fn work_hours_follow_the_offices_own_hours() {
    let office = OfficeHours::new((time!(8:00), time!(12:00)), (time!(13:00), time!(17:00))).unwrap();
    let rule = Rule::work_hours("grid.accept", "", 8, Bound::Agency);
    let due = Calendar::builtin()
        .with_office_hours(office)
        .due(&rule, at(date!(2025 - 09 - 29), 10, 0));
    assert_eq!(due.legal, datetime!(2025-09-30 10:00 +8));
}

#[test]
fn a_period_of_nothing_ends_today_or_when_the_office_next_opens() {
    assert_eq!(due(&natural_days(0), date!(2025 - 09 - 30)).last_day(), date!(2025 - 09 - 30));
    assert_eq!(due(&working_days(0), date!(2025 - 10 - 01)).last_day(), date!(2025 - 10 - 09));
    let at_once = Rule::work_hours("w", "", 0, Bound::Agency);
    let due = Calendar::builtin().due(&at_once, at(date!(2025 - 09 - 30), 12, 30));
    assert_eq!(due.legal, datetime!(2025-09-30 14:00 +8));
}

#[test]
fn the_start_day_is_the_day_in_china() {
    let late_in_london = datetime!(2025-09-28 17:00 UTC);
    let due = Calendar::builtin().due(&natural_days(1), late_in_london);
    assert_eq!(due.last_day(), date!(2025 - 09 - 30));
}

#[test]
fn an_agency_rule_may_end_on_a_rest_day_but_a_citizens_never_does() {
    let start = morning(date!(2025 - 09 - 20));
    let rule = |bound| Rule::natural_days("r", "", 15, bound).unrolled();
    let calendar = Calendar::builtin();
    assert_eq!(calendar.due(&rule(Bound::Agency), start).last_day(), date!(2025 - 10 - 05));
    assert_eq!(calendar.due(&rule(Bound::Court), start).last_day(), date!(2025 - 10 - 05));
    assert_eq!(calendar.due(&rule(Bound::Citizen), start).last_day(), date!(2025 - 10 - 09));
}

#[test]
fn without_a_working_day_since_the_start_the_internal_date_is_the_raw_last_day() {
    let due = due(&natural_days(3), date!(2025 - 10 - 02));
    assert_eq!(due.internal_day(), date!(2025 - 10 - 05));
    assert_eq!(due.last_day(), date!(2025 - 10 - 09));
}

#[test]
fn a_year_without_notice_goes_by_weekdays_and_fixed_holidays_provisionally() {
    let due = due(&working_days(5), date!(2027 - 09 - 29));
    assert_eq!(due.last_day(), date!(2027 - 10 - 07));
    assert!(due.provisional);
}

#[test]
fn a_count_that_reaches_into_an_unknown_year_is_provisional() {
    assert!(due(&natural_days(60), date!(2026 - 12 - 01)).provisional);
    assert!(due(&working_days(20), date!(2026 - 12 - 10)).provisional);
    assert!(!due(&natural_days(15), date!(2026 - 12 - 01)).provisional);
    assert!(
        due(&natural_days(30), date!(2026 - 12 - 01)).provisional,
        "the notice for 2027 may take 31 December"
    );
    assert!(!due(&natural_days(30), date!(2025 - 12 - 01)).provisional);
}

#[test]
fn hours_are_never_provisional_and_work_hours_are() {
    assert!(!due(&Rule::hours("h", "", 24, Bound::Agency), date!(2031 - 01 - 01)).provisional);
    assert!(due(&Rule::work_hours("w", "", 24, Bound::Agency), date!(2031 - 01 - 01)).provisional);
}

#[test]
fn the_end_of_time_is_survived() {
    let calendar = Calendar::builtin();
    for start in [
        datetime!(9999-12-31 23:59:59 UTC),
        datetime!(-9999-01-01 00:00 +14),
        datetime!(9999-12-30 9:00 +8),
    ] {
        for rule in [
            Rule::hours("r", "", u32::MAX, Bound::Agency),
            Rule::work_hours("r", "", 100, Bound::Agency),
            Rule::working_days("r", "", 100, Bound::Citizen),
            Rule::natural_days("r", "", 100, Bound::Court),
            Rule::months("r", "", 1200, Bound::Agency),
        ] {
            let due = calendar.due(&rule, start);
            assert!(due.internal <= due.legal, "{rule:?}");
        }
    }
}

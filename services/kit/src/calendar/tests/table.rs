use std::collections::BTreeMap;

use time::macros::{date, time};

use crate::calendar::{Calendar, CalendarError, DayKind, OfficeHours, OfficeHoursError, SpecialDay};

fn off(date: time::Date) -> SpecialDay {
    SpecialDay::new(date, DayKind::Off, "元旦")
}

fn documents(years: &[i32]) -> BTreeMap<i32, String> {
    years.iter().map(|year| (*year, format!("notice {year}"))).collect()
}

#[test]
fn the_built_in_table_is_a_valid_calendar_for_2020_to_2026() {
    let built_in = Calendar::builtin();
    let days = built_in.days().cloned().collect();
    assert!(Calendar::new(1, days, built_in.documents().clone()).is_ok());
    let covered: Vec<i32> = (2018..2030).filter(|year| built_in.covers(*year)).collect();
    assert_eq!(covered, (2020..=2026).collect::<Vec<_>>());
    assert_eq!(built_in.documents().get(&2025).map(String::as_str), Some("国办发明电〔2024〕12号"));
}

/// "共N天" and "上班" summed over each notice; 2020 with its three days of extension and the named
/// Monday, 2022 with the New Year's Eve that belongs to the notice for 2023.
#[test]
fn every_year_has_as_many_days_off_and_make_up_days_as_its_notice_says() {
    let built_in = Calendar::builtin();
    let count = |year, kind| built_in.days().filter(|day| day.date.year() == year && day.kind == kind).count();
    let years: Vec<_> = (2020..=2026)
        .map(|year| (year, count(year, DayKind::Off), count(year, DayKind::Work)))
        .collect();
    let expected = [
        (2020, 30, 7),
        (2021, 31, 7),
        (2022, 32, 7),
        (2023, 26, 7),
        (2024, 28, 8),
        (2025, 28, 5),
        (2026, 33, 6),
    ];
    assert_eq!(years, expected);
}

#[test]
fn a_make_up_saturday_is_worked_and_a_bridged_weekday_is_not() {
    let calendar = Calendar::builtin();
    assert!(calendar.is_working_day(date!(2025 - 10 - 11)));
    assert!(!calendar.is_working_day(date!(2025 - 10 - 07)));
    assert!(!calendar.is_working_day(date!(2025 - 10 - 12)));
    assert!(calendar.is_working_day(date!(2025 - 10 - 13)));
}

#[test]
fn the_extension_of_2020_overrides_the_make_up_day_of_the_first_notice() {
    let calendar = Calendar::builtin();
    assert!(!calendar.is_working_day(date!(2020 - 02 - 01)));
    assert!(calendar.is_working_day(date!(2020 - 02 - 03)));
}

#[test]
fn new_years_eve_of_2022_is_off_by_the_notice_for_2023() {
    let calendar = Calendar::builtin();
    assert!(!calendar.is_working_day(date!(2022 - 12 - 31)));
    assert_eq!(calendar.next_working_day(date!(2022 - 12 - 30)), date!(2023 - 01 - 03));
}

#[test]
fn the_holidays_of_a_fixed_date_are_off_before_their_notice_is_known() {
    let calendar = Calendar::builtin();
    for off in [
        date!(2027 - 01 - 01),
        date!(2029 - 05 - 01),
        date!(2029 - 05 - 02),
        date!(2027 - 10 - 01),
        date!(2030 - 10 - 03),
    ] {
        assert!(!calendar.is_working_day(off), "{off}");
    }
    assert!(calendar.is_working_day(date!(2028 - 10 - 04)), "what the notice adds is not known");
    assert!(calendar.is_working_day(date!(2019 - 05 - 02)), "it is off since 2025");
    assert!(!calendar.covers(2027), "and what is reckoned by them is provisional");
    let named = SpecialDay::new(date!(2030 - 01 - 01), DayKind::Work, "元旦");
    let notice = Calendar::new(2, vec![named], documents(&[2030])).unwrap();
    assert!(
        notice.is_working_day(date!(2030 - 01 - 01)),
        "a notice that is known says the last word"
    );
}

#[test]
fn working_days_are_walked_both_ways_over_a_holiday() {
    let calendar = Calendar::builtin();
    assert_eq!(calendar.next_working_day(date!(2025 - 09 - 30)), date!(2025 - 10 - 09));
    assert_eq!(calendar.previous_working_day(date!(2025 - 10 - 09)), date!(2025 - 09 - 30));
    assert_eq!(calendar.working_day_from(date!(2025 - 10 - 01)), date!(2025 - 10 - 09));
    assert_eq!(calendar.working_day_from(date!(2025 - 10 - 09)), date!(2025 - 10 - 09));
    assert_eq!(calendar.add_working_days(date!(2025 - 09 - 30), 3), date!(2025 - 10 - 11));
    assert_eq!(calendar.add_working_days(date!(2025 - 10 - 01), 0), date!(2025 - 10 - 01));
}

#[test]
fn everything_wrong_with_a_table_is_told_at_once() {
    let days = vec![
        off(date!(2030 - 01 - 01)),
        off(date!(2030 - 01 - 01)),
        off(date!(2031 - 05 - 01)),
        off(date!(2033 - 01 - 01)),
    ];
    let mut notices = documents(&[2030, 2032]);
    notices.insert(2033, " ".into());
    let errors = Calendar::new(2, days, notices).unwrap_err();
    let expected = [
        CalendarError::DuplicateDate(date!(2030 - 01 - 01)),
        CalendarError::NoDocument(2031),
        CalendarError::BlankDocument(2033),
        CalendarError::EmptyYear(2032),
    ];
    assert_eq!(errors, expected);
}

#[test]
fn a_named_weekday_and_a_december_day_of_the_next_notice_are_allowed() {
    let named = SpecialDay::new(date!(2030 - 01 - 02), DayKind::Work, "元旦");
    let days = vec![off(date!(2029 - 12 - 31)), off(date!(2030 - 01 - 01)), named];
    let calendar = Calendar::new(7, days, documents(&[2030])).unwrap();
    assert!(!calendar.is_working_day(date!(2029 - 12 - 31)));
    assert!(!calendar.covers(2029));
    assert_eq!(calendar.version(), 7);
}

#[test]
fn office_hours_run_forward() {
    let morning = (time!(8:30), time!(12:00));
    assert_eq!(OfficeHours::new(morning, (time!(11:00), time!(17:00))), Err(OfficeHoursError));
    assert_eq!(
        OfficeHours::new((time!(12:00), time!(8:30)), (time!(14:00), time!(17:00))),
        Err(OfficeHoursError)
    );
    assert_eq!(
        OfficeHours::new(morning, (time!(14:00), time!(17:30))).unwrap().daily(),
        time::Duration::hours(7)
    );
}

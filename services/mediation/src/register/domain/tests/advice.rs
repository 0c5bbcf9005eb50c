//! Advisers, and who writes here.

use super::*;

#[test]
fn a_village_has_one_adviser_at_a_time() {
    let first = adviser(date!(2026 - 01 - 01), Some(date!(2026 - 12 - 31)));
    let engage = |new: Adviser| in_town(|sitting| new.put((Standing::New, None), std::slice::from_ref(&first), sitting)).map(drop);
    assert_eq!(engage(adviser(TODAY, None)), Err("ADVISER_OVERLAPS"));
    assert_eq!(engage(adviser(date!(2027 - 01 - 01), None)), Ok(()));
}

#[test]
fn a_consultation_is_of_a_day_on_which_the_village_had_its_adviser() {
    let adviser = adviser(date!(2026 - 11 - 01), None);
    let consult = |on, held: Option<&Adviser>| {
        let told = Consulting {
            id: new_id(),
            adviser: adviser.id,
            on,
            channel: ConsultationChannel::Phone,
            category: Category::Labour,
            outcome: CounselOutcome::Answered,
        };
        in_town(|sitting| told.record(held, sitting)).map(|logged| logged.unit)
    };
    assert_eq!(consult(TODAY, Some(&adviser)), Ok(code(VILLAGE)));
    assert_eq!(consult(date!(2026 - 10 - 31), Some(&adviser)), Err("ADVISER_NOT_ENGAGED"));
    assert_eq!(consult(date!(2026 - 12 - 01), Some(&adviser)), Err("DATE_IN_FUTURE"));
    assert_eq!(consult(TODAY, None), Err("ADVISER_UNKNOWN"));
}

#[test]
fn another_town_writes_nothing_here() {
    let elsewhere = clerk(OTHER_TOWN);
    let put = at(&elsewhere, |sitting| committee().put((Standing::New, None), &[], sitting));
    assert_eq!(put.map(drop), Err("UNIT_NOT_YOURS"));
    let program = Actor::Service { name: "grid".to_owned() };
    let put = at(&program, |sitting| committee().put((Standing::New, None), &[], sitting));
    assert_eq!(put.map(drop), Err("NEEDS_A_PERSON"));
}

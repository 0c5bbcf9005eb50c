//! Who commands in a town, and who is on duty.

use shiyu_kit::clock::new_id;
use shiyu_kit::register::Standing;
use time::macros::{date, datetime};
use time::{Date, Duration};

use super::given::{NOW, at};
use crate::catalogue::tests::scene::{CENTRE, COUNTY, OTHER_COUNTY, OTHER_TOWN, TOWN, TOWN_OFFICE, VILLAGE, code};
use crate::dispatch::domain::{Centre, CentreKind, Command, DutyKind, Shift};

const DAY: Date = date!(2026 - 05 - 06);

fn centre(kind: CentreKind, unit: &str, towns: &[&str]) -> Centre {
    Centre {
        id: new_id(),
        unit: code(unit),
        kind,
        parent: (kind == CentreKind::SubCentre).then(|| code(CENTRE)),
        towns: towns.iter().map(|town| code(town)).collect(),
        title: "指挥室".to_owned(),
        phone: String::new(),
        valid_from: date!(2026 - 01 - 01),
        valid_to: None,
    }
}

fn put(new: Centre, all: &[Centre]) -> Result<(), &'static str> {
    at(CENTRE, |sitting| new.put(Standing::New, all, sitting)).map(|_| ())
}

#[test]
fn a_town_has_one_room_and_the_county_one_centre() {
    let room = centre(CentreKind::Room, TOWN_OFFICE, &[TOWN]);
    let all = [room.clone(), centre(CentreKind::Centre, CENTRE, &[])];
    assert_eq!(put(centre(CentreKind::Room, TOWN, &[OTHER_TOWN, TOWN]), &all), Err("TOWN_COVERED"));
    assert_eq!(put(centre(CentreKind::Room, OTHER_TOWN, &[OTHER_TOWN]), &all), Ok(()));
    assert_eq!(put(centre(CentreKind::Centre, COUNTY, &[]), &all), Err("CENTRE_STANDS"));
    assert_eq!(put(centre(CentreKind::SubCentre, TOWN, &[TOWN]), &all), Ok(()));
    assert_eq!(put(centre(CentreKind::SubCentre, TOWN, &[TOWN]), &[]), Err("PARENT_NOT_A_CENTRE"));
    let ended = Centre {
        valid_to: Some(date!(2026 - 03 - 31)),
        ..room.clone()
    };
    let next = |valid_from| Centre {
        valid_from,
        ..centre(CentreKind::Room, TOWN, &[TOWN])
    };
    assert_eq!(put(next(date!(2026 - 04 - 01)), std::slice::from_ref(&ended)), Ok(()));
    assert_eq!(put(next(date!(2026 - 03 - 31)), &[ended]), Err("TOWN_COVERED"));
    let again = at(CENTRE, |sitting| room.clone().put(Standing::Known, &all, sitting));
    assert_eq!(again.map(|_| ()), Ok(()), "it does not stand in its own way");
}

#[test]
fn rooms_are_of_the_county_and_put_up_by_it() {
    let room = || centre(CentreKind::Room, TOWN_OFFICE, &[TOWN]);
    assert_eq!(at(TOWN, |sitting| room().put(Standing::New, &[], sitting)), Err("UNIT_NOT_YOURS"));
    assert_eq!(
        at(CENTRE, |sitting| room().put(Standing::Known, &[], sitting)),
        Err("CENTRE_UNKNOWN")
    );
    assert_eq!(
        put(centre(CentreKind::Room, OTHER_COUNTY, &[TOWN]), &[]),
        Err("UNIT_OUTSIDE_JURISDICTION")
    );
    assert_eq!(put(centre(CentreKind::Room, TOWN, &["330602009"]), &[]), Err("UNIT_UNKNOWN"));
}

#[test]
fn a_town_without_a_room_is_its_own() {
    let ended = Centre {
        valid_to: Some(date!(2026 - 05 - 05)),
        ..centre(CentreKind::Room, TOWN_OFFICE, &[TOWN])
    };
    let command = Command::of_centres(vec![ended]);
    assert_eq!(command.of(&code(TOWN), date!(2026 - 05 - 05)), Some(code(TOWN_OFFICE)));
    assert_eq!(command.of(&code(TOWN), DAY), Some(code(TOWN)));
    assert_eq!(command.of(&code(VILLAGE), DAY), None);
}

#[test]
fn room_sub_centre_and_centre_may_dispatch_and_no_other() {
    let command = Command::of_centres(vec![
        centre(CentreKind::Room, TOWN_OFFICE, &[TOWN]),
        centre(CentreKind::SubCentre, "330602-FZX1", &[TOWN]),
        centre(CentreKind::SubCentre, "330602-FZX2", &[OTHER_TOWN]),
        centre(CentreKind::Centre, CENTRE, &[]),
    ]);
    let may = |unit: &str| command.may_dispatch(&code(unit), &code(TOWN), DAY);
    assert!(may(TOWN_OFFICE) && may(TOWN) && may("330602-FZX1") && may(CENTRE));
    assert!(!may("330602-FZX2") && !may(OTHER_TOWN) && !may(VILLAGE) && !may(COUNTY));
}

#[test]
fn a_centre_is_over_after_its_last_day_unless_it_is_there_again() {
    let of = |from, to| Centre {
        valid_from: from,
        valid_to: to,
        ..centre(CentreKind::SubCentre, "330602-FZX1", &[TOWN])
    };
    let first = of(date!(2026 - 01 - 01), Some(date!(2026 - 05 - 05)));
    let is_over = |centres: &[Centre], day| Command::of_centres(centres.to_vec()).is_over(&code("330602-FZX1"), day);
    assert!(!is_over(std::slice::from_ref(&first), date!(2026 - 05 - 05)));
    assert!(is_over(std::slice::from_ref(&first), DAY));
    assert!(!is_over(&[first, of(DAY, None)], DAY));
    assert!(!is_over(&[], DAY), "it never was one");
}

fn shift(start: i64, hours: i64) -> Shift {
    Shift {
        id: new_id(),
        centre: new_id(),
        start: NOW + Duration::hours(start),
        end: NOW + Duration::hours(start + hours),
        kind: DutyKind::Chief,
        subject: "chief-7".to_owned(),
        title: "值班长".to_owned(),
        cancelled: None,
    }
}

#[test]
fn nobody_is_on_duty_twice_at_once() {
    let room = centre(CentreKind::Room, TOWN, &[TOWN]);
    let put = |new: Shift, theirs: Shift| at(TOWN, |sitting| new.put(Standing::New, None, (&room, &[theirs]), sitting)).map(|_| ());
    assert_eq!(put(shift(0, 8), shift(7, 8)), Err("DUTY_OVERLAPS"));
    assert_eq!(put(shift(0, 8), shift(8, 8)), Ok(()));
    let other = Shift {
        subject: "chief-8".to_owned(),
        ..shift(0, 8)
    };
    assert_eq!(put(shift(0, 8), other), Ok(()));
    let off = at(TOWN, |sitting| shift(0, 8).cancel(&code(TOWN), "调班", sitting)).unwrap();
    assert_eq!(put(shift(0, 8), off), Ok(()));
    let own = shift(0, 8);
    assert_eq!(put(own.clone(), own), Ok(()), "not with itself");
}

#[test]
fn a_shift_is_at_a_centre_of_that_day_by_those_above_it() {
    let room = centre(CentreKind::Room, TOWN, &[TOWN]);
    let early = Shift {
        // Half an hour before the room's first day, in China.
        start: datetime!(2025-12-31 15:30 UTC),
        ..shift(0, 1)
    };
    let put = |unit: &str, new: Shift| at(unit, |sitting| new.put(Standing::New, None, (&room, &[]), sitting)).map(|_| ());
    assert_eq!(put(TOWN, early), Err("CENTRE_CLOSED"));
    assert_eq!(put(CENTRE, shift(0, 8)), Ok(()));
    assert_eq!(put(OTHER_TOWN, shift(0, 8)), Err("UNIT_NOT_YOURS"));
    let cancel = |shift: Shift| at(TOWN, |sitting| shift.cancel(&code(TOWN), "调班", sitting));
    let off = cancel(shift(0, 8)).unwrap();
    assert_eq!(cancel(off.clone()), Err("SHIFT_CANCELLED"));
    let before = (off.clone(), code(TOWN));
    let known = at(TOWN, |sitting| off.put(Standing::Known, Some(&before), (&room, &[]), sitting));
    assert_eq!(known, Err("SHIFT_CANCELLED"));
}

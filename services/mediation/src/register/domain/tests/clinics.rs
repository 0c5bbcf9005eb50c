//! Clinics: until when they may be changed, and what they find where they are held.

use super::*;

fn clinic(on: Date) -> Clinic {
    Clinic {
        id: new_id(),
        unit: code(VILLAGE),
        kind: ClinicKind::Lawyer,
        place: "便民服务中心".to_owned(),
        on,
        from: time!(9:00),
        to: time!(11:00),
        mediators: Vec::new(),
        adviser: None,
        room: None,
        cancelled: None,
    }
}

#[test]
fn a_clinic_that_is_over_stays_as_it_was() {
    let past = clinic(date!(2026 - 11 - 29));
    assert_eq!(
        in_town(|sitting| past.clone().cancel("改期", sitting)).map(drop),
        Err("CLINIC_PAST")
    );
    let today = in_town(|sitting| clinic(TODAY).cancel("改期", sitting)).expect("it is not over");
    assert_eq!(
        in_town(|sitting| today.clone().cancel("改期", sitting)).map(drop),
        Err("CLINIC_CANCELLED")
    );
    let visit = Visiting {
        id: new_id(),
        clinic: today.id,
        category: Category::Labour,
        outcome: CounselOutcome::Mediation,
    };
    assert_eq!(
        in_town(|sitting| visit.record(Some(&today), sitting)).map(drop),
        Err("CLINIC_CANCELLED")
    );
    let ahead = clinic(date!(2026 - 12 - 01));
    assert_eq!(
        in_town(|sitting| visit.record(Some(&ahead), sitting)).map(drop),
        Err("CLINIC_AHEAD")
    );
}

#[test]
fn another_content_takes_the_place_of_one_that_is_not_over_in_its_unit() {
    let put = |standing, before: Option<&Clinic>, new: Clinic| in_town(|sitting| new.put(standing, before, sitting)).map(drop);
    let (past, today) = (clinic(date!(2026 - 11 - 29)), clinic(TODAY));
    assert_eq!(put(Standing::New, None, past.clone()), Err("DATE_IN_PAST"));
    assert_eq!(put(Standing::New, None, today.clone()), Ok(()));
    assert_eq!(put(Standing::Known, None, today.clone()), Err("CLINIC_UNKNOWN"));
    assert_eq!(put(Standing::Known, Some(&past), today.clone()), Err("CLINIC_PAST"));
    let elsewhere = Clinic {
        unit: code(TOWN),
        ..today.clone()
    };
    assert_eq!(put(Standing::Known, Some(&elsewhere), today), Err("UNIT_FIXED"));
}

#[test]
fn on_its_day_the_adviser_is_engaged_and_the_room_in_use() {
    let lawyer = adviser(TODAY, None);
    let room = Room {
        id: new_id(),
        unit: code(TOWN),
        title: "调解室".to_owned(),
        address: "便民服务中心".to_owned(),
        seats: 8,
        days: Days {
            from: TODAY,
            to: Some(TODAY),
        },
    };
    let finds = |on, adviser: Option<&Adviser>, room: Option<&Room>| {
        let taking = Clinic {
            adviser: Some(lawyer.id),
            room: Some(new_id()),
            ..clinic(on)
        };
        in_town(|_| taking.finds(adviser, room))
    };
    assert_eq!(finds(TODAY, Some(&lawyer), Some(&room)), Ok(()));
    assert_eq!(finds(TODAY, None, Some(&room)), Err("ADVISER_UNKNOWN"));
    assert_eq!(finds(date!(2026 - 11 - 29), Some(&lawyer), Some(&room)), Err("ADVISER_NOT_ENGAGED"));
    assert_eq!(finds(TODAY, Some(&lawyer), None), Err("ROOM_UNKNOWN"));
    assert_eq!(finds(date!(2026 - 12 - 01), Some(&lawyer), Some(&room)), Err("ROOM_UNKNOWN"));
    assert_eq!(in_town(|_| clinic(TODAY).finds(None, None)), Ok(()), "it takes neither");
}

#[test]
fn a_clinic_is_held_by_the_clocks_of_china() {
    let held = clinic(TODAY).held();
    assert_eq!(held, (datetime!(2026-11-30 01:00 UTC), datetime!(2026-11-30 03:00 UTC)));
}

//! A calendar is replaced as a whole, and every open clock goes by the new one.

use shiyu_e2e::people::OPERATOR;
use shiyu_e2e::{Backends, Matter, PATIENCE, Storage, Town, sample};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::{reason, violations};
use shiyu_kit::testkit::eventually;
use shiyu_proto::common::v1::{self as common, DayKind};
use time::{Date, Duration};
use tonic::{Code, Status};

use crate::picture::Picture;

on_both_storages! {
    a_day_more_off_moves_what_is_due_on_it;
    a_calendar_is_refused_with_all_that_is_wrong_with_it;
}

fn name() -> String {
    format!("{}/calendar", sample::parent())
}

async fn current(town: &Town) -> common::Calendar {
    let request = common::GetCalendarRequest { name: name() };
    let found = town.caller(&OPERATOR).operations().get_calendar(request).await.unwrap();
    found.into_inner().calendar.unwrap()
}

async fn replace(town: &Town, calendar: &common::Calendar) -> Result<common::Calendar, Status> {
    let request = common::ReplaceCalendarRequest {
        calendar: Some(calendar.clone()),
        request_id: new_id().to_string(),
    };
    let done = town.caller(&OPERATOR).operations().replace_calendar(request).await?;
    Ok(done.into_inner().calendar.unwrap())
}

fn off(day: Date) -> common::CalendarDay {
    common::CalendarDay {
        date: day.to_string(),
        kind: DayKind::Off.into(),
        name: "a day of rest".to_owned(),
    }
}

/// The same calendar with one more day off, under a notice where its year has none.
fn with_day_off(mut calendar: common::Calendar, day: Date) -> common::Calendar {
    calendar.days.retain(|known| known.date != day.to_string());
    calendar.days.push(off(day));
    if !calendar.years.iter().any(|year| year.year == day.year()) {
        calendar.years.push(common::CalendarYear {
            year: day.year(),
            document: "a notice".to_owned(),
        });
    }
    calendar
}

async fn a_day_more_off_moves_what_is_due_on_it(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = Matter::register(&town).await;
    let due = matter.due(&town, "forward").await;
    let last_day = local_date(due - Duration::SECOND);
    let old = current(&town).await;
    let new = replace(&town, &with_day_off(old.clone(), last_day)).await.unwrap();
    assert_eq!(new.version, old.version + 1);
    assert_ne!(new.etag, old.etag);

    let reckoned = ["matter.registered", "clock.reckoned"];
    eventually(PATIENCE, || async { matter.kinds(&town).await == reckoned }).await;
    assert!(matter.due(&town, "forward").await >= due + Duration::DAY);

    let again = replace(
        &town,
        &common::Calendar {
            etag: new.etag.clone(),
            ..new.clone()
        },
    )
    .await
    .unwrap();
    assert_eq!(again, new, "the same content again changes nothing");
    let other = with_day_off(old, last_day.next_day().unwrap());
    let stale = replace(&town, &other).await.unwrap_err();
    assert_eq!((stale.code(), reason(&stale).as_deref()), (Code::Aborted, Some("STALE_ETAG")));
    assert_eq!(current(&town).await, new);
    town.settled().await;
    assert_eq!(matter.kinds(&town).await, reckoned);
    let told = town.told().await;
    let replaced = told.iter().filter(|fact| fact.subject == "shiyu.petition.calendar.replaced");
    assert_eq!(replaced.count(), 1);
}

async fn a_calendar_is_refused_with_all_that_is_wrong_with_it(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let db = town.connect().await;
    let before = Picture::of(&town, &db).await;
    let year = |year, document: &str| common::CalendarYear {
        year,
        document: document.to_owned(),
    };
    let day = |date: &str, kind: DayKind| common::CalendarDay {
        date: date.to_owned(),
        kind: kind.into(),
        name: String::new(),
    };
    let bad = common::Calendar {
        name: "counties/330681/calendar".to_owned(),
        etag: "yesterday".to_owned(),
        days: vec![
            day("2026-02-30", DayKind::Off),
            day("2026-05-01", DayKind::Unspecified),
            day("2026-10-01", DayKind::Off),
            day("2026-10-01", DayKind::Work),
            day("2027-01-01", DayKind::Off),
        ],
        years: vec![year(2026, "国办发明电〔2025〕7号"), year(2028, " "), year(2028, "again")],
        ..common::Calendar::default()
    };
    let refused = replace(&town, &bad).await.unwrap_err();
    assert_eq!(
        (refused.code(), reason(&refused).as_deref()),
        (Code::InvalidArgument, Some("INVALID_REQUEST"))
    );
    let mut found = violations(&refused);
    found.sort();
    let expected = [
        ("calendar", "DUPLICATE_DATE"),
        ("calendar", "EMPTY_YEAR"),
        ("calendar", "NO_DOCUMENT"),
        ("calendar.days[0].date", "INVALID_DATE"),
        ("calendar.days[1].kind", "KIND_MISSING"),
        ("calendar.etag", "ETAG_INVALID"),
        ("calendar.name", "UNKNOWN_COUNTY"),
        ("calendar.years[2].year", "DUPLICATE_YEAR"),
    ];
    assert_eq!(found, expected.map(|(field, reason)| (field.to_owned(), reason.to_owned())));
    assert_eq!(Picture::of(&town, &db).await, before);
}

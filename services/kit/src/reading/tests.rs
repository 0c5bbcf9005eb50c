//! What is right is read; what is wrong is told under its path, all of it at once.

use std::ops::RangeInclusive;

use prost_types::Timestamp;
use time::macros::date;
use uuid::Uuid;

use super::{LATITUDE, LONGITUDE, Reading};
use crate::case::Actor;
use crate::unit::Code;

fn county() -> Code {
    "330602".parse().unwrap()
}

/// What was read of a good field.
fn right<T>(read: impl FnOnce(&mut Reading<'_>) -> Option<T>) -> Option<T> {
    let county = county();
    let mut reading = Reading::new(&county);
    let read = read(&mut reading);
    reading.finish(Some(read)).unwrap()
}

/// What is wrong with a bad one, of which nothing is read.
fn wrong<T>(read: impl FnOnce(&mut Reading<'_>) -> Option<T>) -> Vec<(String, &'static str)> {
    let county = county();
    let mut reading = Reading::new(&county);
    assert!(read(&mut reading).is_none());
    let told = reading.finish(Some(())).unwrap_err();
    told.iter().map(|found| (found.field.clone(), found.reason)).collect()
}

fn one(reason: &'static str) -> Vec<(String, &'static str)> {
    vec![("f".to_owned(), reason)]
}

/// The words of a small vocabulary.
#[derive(Debug, PartialEq)]
enum Word {
    Unspecified,
    Said,
}

impl TryFrom<i32> for Word {
    type Error = ();

    fn try_from(number: i32) -> Result<Self, ()> {
        match number {
            0 => Ok(Self::Unspecified),
            1 => Ok(Self::Said),
            _ => Err(()),
        }
    }
}

fn said(word: Word) -> Option<Word> {
    Some(word).filter(|word| *word == Word::Said)
}

#[test]
fn a_text_is_there_fits_and_can_be_read() {
    let text = |text: &str| text.to_owned();
    assert_eq!(right(|reading| reading.text("f", text("调\n解"), 3)), Some(text("调\n解")));
    assert_eq!(right(|reading| reading.text_or_nothing("f", text(""), 3)), Some(text("")));
    assert_eq!(right(|reading| reading.optional_line("f", text(""), 3)), None);
    assert_eq!(right(|reading| reading.optional_text("f", text("好"), 3)), Some(text("好")));
    assert_eq!(wrong(|reading| reading.text("f", text(" "), 3)), one("REQUIRED"));
    assert_eq!(wrong(|reading| reading.text("f", text("调解窗口"), 3)), one("TOO_LONG"));
    assert_eq!(wrong(|reading| reading.text("f", text("\u{7}"), 3)), one("CHARACTER_INVALID"));
    assert_eq!(wrong(|reading| reading.line("f", text("调\n解"), 3)), one("CHARACTER_INVALID"));
    let both: Vec<_> = one("TOO_LONG").into_iter().chain(one("CHARACTER_INVALID")).collect();
    assert_eq!(wrong(|reading| reading.text("f", "\u{7}".repeat(4), 3)), both);
}

#[test]
fn a_hash_is_64_lowercase_hexadecimal_digits() {
    let hash = "0f".repeat(32);
    assert_eq!(right(|reading| reading.hash("f", hash.clone())), Some(hash.clone()));
    for text in ["", "0f", &hash.to_uppercase(), &hash.replace('f', "g"), &format!("{hash}0")] {
        assert_eq!(wrong(|reading| reading.hash("f", text.to_owned())), one("HASH_INVALID"), "{text}");
    }
}

#[test]
fn the_number_of_a_person_stands_in_no_public_text() {
    let text = || "请拨13812345678预约".to_owned();
    assert_eq!(wrong(|reading| reading.impersonal("f", text(), 100)), one("PERSONAL_DATA_IN_TEXT"));
    assert_eq!(
        wrong(|reading| reading.impersonal_or_nothing("f", text(), 100)),
        one("PERSONAL_DATA_IN_TEXT")
    );
    assert_eq!(right(|reading| reading.text("f", text(), 100)), Some(text()));
    assert_eq!(
        right(|reading| reading.impersonal_or_nothing("f", String::new(), 9)),
        Some(String::new())
    );
}

#[test]
fn an_office_has_a_telephone_or_none() {
    for phone in ["", "110", "+86 (575) 8512-0000"] {
        assert_eq!(right(|reading| reading.phone("f", phone.to_owned())), Some(phone.to_owned()));
    }
    for phone in ["12", "call me", "++123", "8512+0000", " () -", "１１０"] {
        assert_eq!(
            wrong(|reading| reading.phone("f", phone.to_owned())),
            one("PHONE_INVALID"),
            "{phone}"
        );
    }
    assert_eq!(wrong(|reading| reading.phone("f", "1".repeat(31))), one("PHONE_INVALID"));
}

#[test]
fn an_office_is_a_unit_and_no_place() {
    let office: Code = "330602-XFJ".parse().unwrap();
    assert_eq!(right(|reading| reading.code("f", "330602-XFJ")), Some(office));
    assert_eq!(right(|reading| reading.place("f", "330602")), Some(county()));
    assert_eq!(right(|reading| reading.optional_place("f", "")), None);
    assert_eq!(wrong(|reading| reading.place("f", "330602-XFJ")), one("PLACE_INVALID"));
    assert_eq!(wrong(|reading| reading.code("f", "")), one("REQUIRED"));
    assert_eq!(wrong(|reading| reading.optional_code("f", "越城区")), one("INVALID_CODE"));
}

#[test]
fn a_day_is_written_in_one_way() {
    assert_eq!(right(|reading| reading.date("f", "1970-01-01")), Some(date!(1970 - 01 - 01)));
    assert_eq!(right(|reading| reading.optional_date("f", "")), None);
    assert_eq!(right(|reading| reading.early_date("f", "1949-10-01")), Some(date!(1949 - 10 - 01)));
    assert_eq!(wrong(|reading| reading.date("f", "")), one("REQUIRED"));
    for day in [
        "1969-12-31",
        "2026-2-1",
        "2026-02-30",
        "20260201",
        "2026-W06-1",
        "+2026-02-01",
        "10000-01-01",
        "2026-02-01T00:00:00Z",
    ] {
        assert_eq!(wrong(|reading| reading.date("f", day)), one("DATE_INVALID"), "{day}");
    }
    assert_eq!(wrong(|reading| reading.optional_early_date("f", "1949-10-1")), one("DATE_INVALID"));
}

#[test]
fn the_last_day_does_not_come_before_the_first() {
    let days = |from: &'static str, to: &'static str| move |reading: &mut Reading<'_>| Some(reading.days(("a", from), ("f", to)));
    let same = right(days("2026-02-10", "2026-02-10")).unwrap();
    assert_eq!((same.from, same.to), (Some(date!(2026 - 02 - 10)), Some(date!(2026 - 02 - 10))));
    assert_eq!(right(days("2026-02-10", "")).unwrap().to, None);
    let reversed = wrong(|reading| days("2026-02-10", "2026-02-09")(reading).filter(|_| false));
    assert_eq!(reversed, one("DATES_REVERSED"));
}

#[test]
fn a_time_lies_between_1970_and_9999() {
    let at = |seconds, nanos| Some(Timestamp { seconds, nanos });
    let read = right(|reading| reading.time("f", at(0, 1_999))).unwrap();
    assert_eq!(read.unix_timestamp_nanos(), 1_000);
    assert_eq!(right(|reading| reading.optional_time("f", None)), None);
    assert_eq!(wrong(|reading| reading.time("f", None)), one("REQUIRED"));
    for time in [at(-1, 0), at(0, -1), at(0, 1_000_000_000), at(i64::MAX, 0)] {
        assert_eq!(wrong(|reading| reading.optional_time("f", time)), one("TIME_INVALID"), "{time:?}");
    }
}

#[test]
fn a_number_lies_in_its_range() {
    let range: RangeInclusive<u32> = 1..=5;
    assert_eq!(right(|reading| reading.number("f", 5_i32, &range)), Some(5));
    assert_eq!(right(|reading| reading.optional_number::<i32, u32>("f", None, &range)), None);
    for number in [-1, 0, 6] {
        assert_eq!(wrong(|reading| reading.number("f", number, &range)), one("OUT_OF_RANGE"));
    }
    let people: RangeInclusive<i64> = 0..=i64::MAX;
    assert_eq!(right(|reading| reading.optional_number("f", Some(7_i32), &people)), Some(7));
}

#[test]
fn a_position_lies_on_the_earth() {
    assert_eq!(right(|reading| reading.fraction("f", 120.58, &LONGITUDE)), Some(120.58));
    assert_eq!(right(|reading| reading.fraction("f", -90.0, &LATITUDE)), Some(-90.0));
    assert_eq!(right(|reading| reading.optional_fraction("f", None, &LATITUDE)), None);
    for nowhere in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 90.000_001] {
        assert_eq!(wrong(|reading| reading.fraction("f", nowhere, &LATITUDE)), one("OUT_OF_RANGE"));
    }
    let endless = 0.0..=f64::INFINITY;
    assert_eq!(wrong(|reading| reading.fraction("f", f64::INFINITY, &endless)), one("OUT_OF_RANGE"));
}

#[test]
fn a_word_is_one_of_this_version() {
    assert_eq!(right(|reading| reading.value("f", 1, said)), Some(Word::Said));
    assert_eq!(right(|reading| reading.optional_value("f", 0, said)), None);
    assert_eq!(right(|reading| reading.known("f", 0)), Some(Word::Unspecified));
    assert_eq!(wrong(|reading| reading.value("f", 0, said)), one("REQUIRED"));
    assert_eq!(wrong(|reading| reading.value("f", 2, said)), one("UNKNOWN_VALUE"));
    assert_eq!(wrong(|reading| reading.optional_value("f", 2, said)), one("UNKNOWN_VALUE"));
}

#[test]
fn a_list_has_neither_too_few_nor_too_many_nor_the_same_twice() {
    let list = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<String>>();
    let read = |reading: &mut Reading<'_>, texts: Vec<String>| {
        reading.distinct("f", &(1..=2), texts, |reading, path, text| reading.code(path, &text))
    };
    assert_eq!(right(|reading| read(reading, list(&["330602"]))), Some(vec![county()]));
    assert_eq!(wrong(|reading| read(reading, list(&[]))), one("REQUIRED"));
    assert_eq!(wrong(|reading| read(reading, list(&["", "", ""]))), one("TOO_MANY"));
    let twice = wrong(|reading| read(reading, list(&["330602", "330602"])));
    assert_eq!(twice, [("f[1]".to_owned(), "DUPLICATE")]);
    let each = wrong(|reading| reading.codes("f", &(0..=2), list(&["330602", "x"])));
    assert_eq!(each, [("f[1]".to_owned(), "INVALID_CODE")]);
    assert_eq!(
        right(|reading| reading.texts("f", &(0..=2), list(&["a", "a"]), 1)).unwrap().len(),
        2
    );
}

#[test]
fn ids_and_names_are_of_this_county() {
    let id = Uuid::from_u128(7);
    let name = |county: &str, collection: &str| format!("counties/{county}/{collection}/{id}");
    assert_eq!(right(|reading| reading.name("f", &name("330602", "places"), "places")), Some(id));
    assert_eq!(right(|reading| reading.optional_name("f", "", "places")), None);
    assert_eq!(right(|reading| reading.uuid("f", &id.to_string())), Some(id));
    assert_eq!(right(|reading| reading.optional_uuid("f", "")), None);
    assert_eq!(wrong(|reading| reading.uuid("f", "")), one("REQUIRED"));
    assert_eq!(wrong(|reading| reading.optional_uuid("f", "7")), one("ID_INVALID"));
    let other = wrong(|reading| reading.name("f", &name("330602", "teams"), "places"));
    assert_eq!(other, one("NAME_INVALID"));
    let foreign = wrong(|reading| {
        reading.name("f", &name("330603", "places"), "places");
        reading.parent("counties/330603");
        None::<()>
    });
    assert_eq!(
        foreign,
        [("f".to_owned(), "UNKNOWN_COUNTY"), ("parent".to_owned(), "UNKNOWN_COUNTY")]
    );
    assert_eq!(wrong(|reading| reading.part("f", None::<()>)), one("REQUIRED"));
}

#[test]
fn an_order_upon_a_case_has_a_name_an_etag_and_an_id() {
    let (county, id, case) = (county(), Uuid::from_u128(7), Uuid::from_u128(8));
    let read = |name: &str, etag: &str, id: &str| {
        let mut reading = Reading::new(&county);
        reading.upon("cases", name, etag, id);
        reading.order(Some("close"))
    };
    let name = format!("counties/330602/cases/{case}");
    let order = read(&name, "3", &id.to_string()).unwrap();
    let (act, command) = order.by(Actor::Clock, None);
    assert_eq!((act.id, act.case, act.expected, command), (id, case, Some(3), "close"));
    assert_eq!(read(&name, "", &id.to_string()).unwrap().expected, None);
    let told = read("cases/7", "0", "").unwrap_err();
    let told: Vec<_> = told.iter().map(|found| (found.field.as_str(), found.reason)).collect();
    assert_eq!(
        told,
        [
            ("name", "NAME_INVALID"),
            ("etag", "ETAG_INVALID"),
            ("request_id", "REQUEST_ID_MISSING")
        ]
    );
}

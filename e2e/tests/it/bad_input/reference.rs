//! Units, dead letters, journals and the clock.

use shiyu_e2e::people::{AUDITOR, OPERATOR};
use shiyu_e2e::sample::{self, COUNTY, NEIGHBOUR, unit};
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use tonic::{Code, Status};

use super::{Scene, Wrong, malformed, refusal, wrong};

pub fn table() -> Vec<Wrong> {
    [imports(), questions()].into_iter().flatten().collect()
}

async fn import(scene: &Scene, units: Vec<common::Unit>) -> Status {
    refusal(scene.caller(&OPERATOR).units().import_units(sample::import(units)).await)
}

fn imports() -> Vec<Wrong> {
    vec![
        malformed(
            "an import without an id into another county",
            &[("parent", "UNKNOWN_COUNTY"), ("request_id", "REQUEST_ID_MISSING")],
            |scene| {
                Box::pin(async move {
                    let request = common::ImportUnitsRequest {
                        parent: format!("counties/{NEIGHBOUR}"),
                        ..common::ImportUnitsRequest::default()
                    };
                    refusal(scene.caller(&OPERATOR).units().import_units(request).await)
                })
            },
        ),
        malformed(
            "units with everything wrong at once",
            &[
                ("units[0].code", "INVALID_CODE"),
                ("units[0].display_name", "NAME_LENGTH"),
                ("units[0].superior", "INVALID_CODE"),
                ("units[0].valid_from", "INVALID_DATE"),
                ("units[1].superior", "SUPERIOR_UNKNOWN"),
                ("units[2].superior", "SUPERIOR_LOOPS"),
            ],
            |scene| {
                let bad = common::Unit {
                    valid_from: "2020-02-30".to_owned(),
                    ..unit("33", "", "?")
                };
                let orphan = unit("330602004", "an orphan", "330699");
                let looped = unit("330600", "绍兴市", COUNTY);
                Box::pin(import(scene, vec![bad, orphan, looped]))
            },
        ),
        malformed(
            "a span that ends before it begins",
            &[("units[0].valid_to", "INVALID_DATE")],
            |scene| {
                let brief = common::Unit {
                    valid_to: "2019-12-31".to_owned(),
                    ..unit("330602004", "a town", COUNTY)
                };
                Box::pin(import(scene, vec![brief]))
            },
        ),
        malformed(
            "a unit that is there already, from another day",
            &[("units[0].valid_from", "SPANS_OVERLAP")],
            |scene| {
                let later = common::Unit {
                    valid_from: "2024-01-01".to_owned(),
                    ..unit(sample::OFFICE, "越城区信访局", COUNTY)
                };
                Box::pin(import(scene, vec![later]))
            },
        ),
        malformed(
            "the same unit twice in one import",
            &[("units[1].valid_from", "SPANS_OVERLAP")],
            |scene| {
                Box::pin(import(
                    scene,
                    vec![unit("330602004", "a town", COUNTY), unit("330602004", "the town", COUNTY)],
                ))
            },
        ),
        malformed(
            "a name no database keeps",
            &[("units[0].display_name", "CHARACTER_INVALID")],
            |scene| Box::pin(import(scene, vec![unit("330602004", "a\0town", COUNTY)])),
        ),
        malformed("more units than one import takes", &[("units", "TOO_MANY_UNITS")], |scene| {
            let many = (0..1_001).map(|number| unit(&format!("330602-U{number}"), "an office", COUNTY));
            Box::pin(import(scene, many.collect()))
        }),
    ]
}

fn questions() -> Vec<Wrong> {
    vec![
        wrong("a unit nobody imported", Code::NotFound, "UNIT_UNKNOWN", |scene| {
            Box::pin(async move {
                let request = common::GetUnitRequest {
                    name: format!("{}/units/330602-ABC", sample::parent()),
                    date: String::new(),
                };
                refusal(scene.caller(&AUDITOR).units().get_unit(request).await)
            })
        }),
        malformed(
            "a day that is none",
            &[("name", "INVALID_CODE"), ("date", "INVALID_DATE")],
            |scene| {
                Box::pin(async move {
                    let request = common::GetUnitRequest {
                        name: format!("{}/units/xfj", sample::parent()),
                        date: "today".to_owned(),
                    };
                    refusal(scene.caller(&AUDITOR).units().get_unit(request).await)
                })
            },
        ),
        malformed(
            "dead letters of no state",
            &[("state", "UNKNOWN_VALUE"), ("page_size", "PAGE_SIZE_NEGATIVE")],
            |scene| {
                Box::pin(async move {
                    let request = common::ListDeadLettersRequest {
                        parent: sample::parent(),
                        page_size: -1,
                        state: 99,
                        ..common::ListDeadLettersRequest::default()
                    };
                    refusal(scene.caller(&OPERATOR).operations().list_dead_letters(request).await)
                })
            },
        ),
        wrong("a chain nobody began", Code::NotFound, "CASE_UNKNOWN", |scene| {
            Box::pin(async move {
                let request = common::VerifyJournalRequest {
                    name: sample::name(new_id()),
                };
                refusal(scene.caller(&AUDITOR).operations().verify_journal(request).await)
            })
        }),
        malformed("a clock that goes back", &[("duration", "NEGATIVE_DURATION")], |scene| {
            Box::pin(advance(scene, -1))
        }),
        malformed(
            "a clock that goes past the end of time",
            &[("duration", "DURATION_TOO_LONG")],
            |scene| Box::pin(advance(scene, i64::MAX)),
        ),
    ]
}

async fn advance(scene: &Scene, seconds: i64) -> Status {
    let request = common::AdvanceClockRequest {
        duration: Some(prost_types::Duration { seconds, nanos: 0 }),
    };
    refusal(scene.caller(&OPERATOR).development().advance_clock(request).await)
}

//! A file is read whole, or everything wrong with it is told with the number of the feature or row.

use serde_json::{Value, json};
use shiyu_kit::testkit::violations::expected;
use shiyu_kit::unit::{Code, Unit, Units};
use time::macros::date;

use super::{Ground, read, read_addresses};
use crate::place::domain::{About, Feature, FeatureKind, Row};

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn units() -> Units {
    let unit = |own: &str, superior: Option<&str>| Unit {
        code: code(own),
        name: own.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    let ended = Unit {
        valid_to: Some(date!(2026 - 05 - 05)),
        ..unit("330602001008", Some("330602001"))
    };
    let coming = Unit {
        valid_from: date!(2028 - 01 - 01),
        ..unit("330602001009", Some("330602001"))
    };
    Units::new([
        unit("330602", None),
        unit("330602001", Some("330602")),
        unit("330602001001", Some("330602001")),
        ended,
        coming,
    ])
}

fn taken<T, E>(read: impl FnOnce(&Ground<'_>) -> Result<T, E>) -> Result<T, E> {
    let (county, units) = (code("330602"), units());
    read(&Ground {
        county: &county,
        units: &units,
        today: date!(2026 - 05 - 06),
    })
}

fn file(features: &[Value]) -> Result<Vec<Feature>, Vec<(String, &'static str)>> {
    let file = json!({ "type": "FeatureCollection", "features": features }).to_string();
    taken(|ground| read(file.as_bytes(), ground)).map_err(|violations| {
        let told = violations.iter().map(|found| (found.field.clone(), found.reason));
        told.collect()
    })
}

#[test]
fn a_mark_of_the_byte_order_is_no_fault_and_a_broken_file_says_where() {
    let marked = format!("\u{feff}{}", json!({ "type": "FeatureCollection", "features": [basic()] }));
    assert_eq!(taken(|ground| read(marked.as_bytes(), ground)).unwrap().len(), 1);
    let broken = "{\n  \"type\": \"FeatureCollection\",\n  \"features\": [}\n";
    let told = taken(|ground| read(broken.as_bytes(), ground)).unwrap_err();
    let told = told.iter().next().unwrap().description.clone();
    assert!(told.contains("line 3, column"), "{told}");
}

fn square() -> Value {
    json!({ "type": "Polygon", "coordinates": [[[120.0, 30.0], [120.0, 30.1], [120.1, 30.1], [120.1, 30.0], [120.0, 30.0]]] })
}

fn basic() -> Value {
    json!({ "type": "Feature", "geometry": square(), "properties": {
        "kind": "basic", "code": "330602001001001", "name": "鲁迅社区第一网格", "space_type": "urban_community", "area_class": "A",
        "host_body": "council", "colour": "red",
    }})
}

fn with(mut feature: Value, path: &str, value: Value) -> Value {
    *feature.pointer_mut(path).unwrap() = value;
    feature
}

#[test]
fn features_of_every_kind_are_read() {
    let exclusive = json!({ "type": "Feature", "geometry": square(), "properties": {
        "kind": "exclusive", "code": "330602001001901", "name": "袍江工业园", "space_type": "industrial_park", "area_class": "B",
        "host_org": "91350100M000100Y43", "duties": ["daily_patrol", "hazard_report"],
    }});
    let professional = json!({ "type": "Feature", "geometry": null, "properties": {
        "kind": "professional", "code": "330602-XF-001", "name": "消防一格", "profession": "fire", "members": ["330602001001001"],
    }});
    let outline = |kind: &str, code: &str| json!({ "type": "Feature", "geometry": square(), "properties": { "kind": kind, "code": code } });
    let all = [
        basic(),
        exclusive,
        professional,
        outline("county", "330602"),
        outline("village", "330602001001"),
    ];
    let read = file(&all).unwrap();
    let kinds: Vec<_> = read.iter().map(Feature::kind).collect();
    let (basic, exclusive) = (FeatureKind::Basic, FeatureKind::Exclusive);
    assert_eq!(
        kinds,
        [
            basic,
            exclusive,
            FeatureKind::Professional,
            FeatureKind::County,
            FeatureKind::Village
        ]
    );
    assert!(matches!(&read[1].about, About::Grid(grid) if grid.host.as_ref().unwrap().duties.len() == 2));
    assert_eq!(read.iter().filter(|feature| feature.shape.is_some()).count(), 4);
}

#[test]
fn every_violation_is_told_with_its_feature() {
    let bad = json!({ "type": "Feature", "geometry": { "type": "Point", "coordinates": [120.0, 30.0] }, "properties": {
        "kind": "basic", "code": "330602001001901", "name": "张三13812345678", "area_class": "D",
    }});
    let open = json!([[[120.0, 30.0], [120.0, 30.1], [120.1, 30.1], [120.1, 30.0]]]);
    let bow = json!([[[120.0, 30.0], [120.1, 30.1], [120.1, 30.0], [120.0, 30.1], [120.0, 30.0]]]);
    let far = json!([[[30.0, 120.0], [30.1, 120.0], [30.1, 120.1], [30.0, 120.0]]]);
    let features = [
        basic(),
        bad,
        with(basic(), "/geometry/coordinates", open),
        with(basic(), "/geometry/coordinates", bow),
        with(basic(), "/geometry/coordinates", far),
        basic(),
        with(basic(), "/properties/code", json!("330603001001001")),
        with(basic(), "/properties/code", json!("330602001002001")),
        json!({ "type": "Feature", "geometry": square(), "properties": { "kind": "professional", "code": "7" } }),
        json!(7),
    ];
    let pairs = [
        ("features[1].properties.code", "GRID_CODE_INVALID"),
        ("features[1].properties.name", "PERSONAL_DATA_IN_TEXT"),
        ("features[1].properties.space_type", "REQUIRED"),
        ("features[1].properties.area_class", "UNKNOWN_VALUE"),
        ("features[1].geometry", "GEOMETRY_INVALID"),
        ("features[2].geometry", "RING_NOT_CLOSED"),
        ("features[3].geometry", "SELF_INTERSECTION"),
        ("features[4].geometry", "COORDINATE_OUT_OF_RANGE"),
        ("features[5].properties.code", "DUPLICATE"),
        ("features[6].properties.code", "CODE_ELSEWHERE"),
        ("features[7].properties.code", "UNIT_UNKNOWN"),
        ("features[8].properties.code", "INVALID_CODE"),
        ("features[8].properties.name", "REQUIRED"),
        ("features[8].properties.profession", "REQUIRED"),
        ("features[8].properties.members", "REQUIRED"),
        ("features[9].properties", "GEOJSON_INVALID"),
    ];
    assert_eq!(file(&features).unwrap_err(), expected(&pairs));
}

#[test]
fn a_map_is_drawn_ahead_of_a_village_that_is_to_come_and_of_none_that_has_ended() {
    let of = |grid: &str| file(&[with(basic(), "/properties/code", json!(grid))]).map(|read| read.len());
    assert_eq!(of("330602001009001"), Ok(1));
    assert_eq!(
        of("330602001008001"),
        Err(expected(&[("features[0].properties.code", "UNIT_UNKNOWN")]))
    );
}

#[test]
fn what_is_no_collection_is_refused() {
    for text in [
        "",
        "{",
        "[]",
        r#"{"type":"FeatureCollection","features":[]}"#,
        r#"{"type":"Feature"}"#,
    ] {
        let found = taken(|ground| read(text.as_bytes(), ground)).unwrap_err();
        assert_eq!(found.iter().next().unwrap().reason, "GEOJSON_INVALID", "{text}");
    }
}

fn rows(file: &str) -> Result<Vec<Row>, Vec<(String, &'static str)>> {
    taken(|ground| read_addresses(file.as_bytes(), ground)).map_err(|violations| {
        let told = violations.iter().map(|found| (found.field.clone(), found.reason));
        told.collect()
    })
}

#[test]
fn each_row_of_addresses_has_its_own_verdict() {
    let file = "\u{feff}latitude,longitude,village,road,number,unit\n\
        30.01,120.58,330602001001,解放北路,12号,\n\
        30.01,120.59,330602001001,解放北路,12号,\n\
        x,120.58,330602001,,张三13812345678,\n\
        30.01\n";
    let rows = rows(file).unwrap();
    assert_eq!(rows[0].read.as_ref().unwrap().text(), "解放北路12号");
    let told = |row: &Row| -> Vec<_> {
        let problems = row.read.as_ref().unwrap_err().iter();
        problems.map(|problem| (problem.field.clone(), problem.reason)).collect()
    };
    assert_eq!(told(&rows[1]), expected(&[("row", "DUPLICATE")]));
    let bad = [
        ("village", "INVALID_CODE"),
        ("longitude", "COORDINATE_INVALID"),
        ("number", "PERSONAL_DATA_IN_TEXT"),
    ];
    assert_eq!(told(&rows[2]), expected(&bad));
    let short = [
        ("row", "CELL_MISSING"),
        ("village", "INVALID_CODE"),
        ("longitude", "COORDINATE_INVALID"),
        ("road", "REQUIRED"),
    ];
    assert_eq!(told(&rows[3]), expected(&short));
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn a_file_with_occupants_is_refused() {
    let told = rows("village,longitude,occupant\n").unwrap_err();
    assert_eq!(told, expected(&[("columns[2]", "COLUMN_UNKNOWN"), ("latitude", "COLUMN_MISSING")]));
}

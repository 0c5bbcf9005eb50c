//! A file is read row by row, and all that is wrong with a row is told.

use crate::component::domain::{Owner, State};
use crate::component::import::read;
use crate::place::tests::scene::{COUNTY, code};

fn reasons(file: &str) -> Vec<(String, &'static str)> {
    let rows = read(file.as_bytes(), &code(COUNTY)).unwrap();
    let problems = rows.into_iter().filter_map(|row| row.read.err()).flatten();
    problems.map(|problem| (problem.field, problem.reason)).collect()
}

#[test]
fn a_row_says_all_that_a_component_is() {
    let file = "\u{feff}reference,code,title,make,latitude,longitude,owner_org,valid_from,valid_to,state\n\
                YS-1,3306020103000001,雨水井盖,球墨铸铁,30.01,120.58,91350100M000100Y43,2020-03-01,2025-12-31,removed\n";
    let rows = read(file.as_bytes(), &code(COUNTY)).unwrap();
    let component = rows[0].read.as_ref().unwrap();
    assert_eq!((rows[0].number, component.code.as_str()), (1, "3306020103000001"));
    assert_eq!(
        (component.point.longitude_e7, component.point.latitude_e7),
        (1_205_800_000, 300_100_000)
    );
    assert_eq!(component.owner, Some(Owner::Organisation("91350100M000100Y43".to_owned())));
    assert_eq!((component.state, component.maintainer.clone()), (State::Removed, None));
    assert_eq!((component.make.as_str(), component.reference.as_str()), ("球墨铸铁", "YS-1"));
}

#[test]
fn all_that_is_wrong_with_a_row_is_told() {
    let header = "code,title,make,longitude,latitude,owner_unit,owner_org,maintainer_unit,valid_from,valid_to,state\n";
    let wrong = "3306030103000001,,13812345678,181,30,330602-SLJ,9135,nobody,2020-02-30,,gone\n";
    let expected = [
        ("code", "CODE_ELSEWHERE"),
        ("title", "REQUIRED"),
        ("make", "PERSONAL_DATA_IN_TEXT"),
        ("longitude", "COORDINATE_INVALID"),
        ("owner_org", "OWNER_TWICE"),
        ("owner_org", "CREDIT_CODE_INVALID"),
        ("maintainer_unit", "INVALID_CODE"),
        ("state", "UNKNOWN_VALUE"),
        ("valid_from", "DATE_INVALID"),
    ];
    assert_eq!(
        reasons(&format!("{header}{wrong}")),
        expected.map(|(field, reason)| (field.to_owned(), reason))
    );
    let one = |state: &str, to: &str| format!("{header}3306020103000001,井盖,,120.58,30.01,,,,2020-03-01,{to},{state}\n");
    let told = |field: &str, reason: &'static str| vec![(field.to_owned(), reason)];
    assert_eq!(reasons(&one("removed", "")), told("valid_to", "VALID_TO_MISSING"));
    assert_eq!(reasons(&one("", "2020-02-28")), told("valid_to", "DATES_REVERSED"));
    assert_eq!(reasons(&one("abandoned", "")), []);
    let twice = format!("{}{}", one("", ""), "3306020103000001,井盖,,120.58,30.01,,,,2020-03-01,,\n");
    assert_eq!(reasons(&twice), told("row", "DUPLICATE"));
    let short = format!("{header}3306020103000001,井盖\n");
    assert!(reasons(&short).contains(&("row".to_owned(), "CELL_MISSING")));
}

#[test]
fn a_file_has_the_columns_of_a_component_and_no_others() {
    let told = |file: &str| {
        let violations = read(file.as_bytes(), &code(COUNTY)).unwrap_err();
        let told = violations.iter().map(|found| (found.field.clone(), found.reason));
        told.collect::<Vec<_>>()
    };
    let expected = [("columns[2]", "COLUMN_UNKNOWN"), ("valid_from", "COLUMN_MISSING")];
    assert_eq!(
        told("code,title,keeper,longitude,latitude\n"),
        expected.map(|(field, reason)| (field.to_owned(), reason))
    );
}

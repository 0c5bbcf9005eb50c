use super::super::mapping::Mapping;
use super::*;

const MAPPING: &str = r#"
source = "test"
key = "id"
title = "{what}"
request = "{what}"
facts_and_reasons = "{what}"
place = "330602"
category = "other"
channel = "online"
"#;

/// The rows' codes, `ok` where a row can be read.
fn codes(text: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.csv");
    std::fs::write(&path, text).unwrap();
    let sheet = Sheet::open(&path, &Mapping::parse(MAPPING).unwrap()).unwrap();
    let codes: Vec<String> = sheet
        .read()
        .unwrap()
        .map(|row| row.cells.map_or_else(|reason| reason.code, |_| "ok".to_owned()))
        .collect();
    assert_eq!(codes.len() as u64, sheet.rows());
    codes
}

#[test]
fn a_row_that_cannot_be_read_does_not_hide_the_next() {
    let text = b"id,what\n1,lamp\n2,\xff\xfe\n3\n4,a,b\n5,\"two\nlines\"\n6,lamp\n";
    assert_eq!(codes(text), ["ok", "ROW_NOT_UTF8", "ROW_COLUMNS", "ROW_COLUMNS", "ok", "ok"]);
}

#[test]
fn a_quote_that_swallows_the_rest_is_noticed() {
    assert_eq!(codes(b"id,what\n1,lamp\n2,\"lamp\n3,lamp\n4,lamp\n"), ["ok", "ROW_QUOTE_OPEN"]);
    assert_eq!(codes(b"id,what\n1,\"a \"\"lamp\"\"\"\n2,5\" pipe"), ["ok", "ok"]);
    assert_eq!(codes(b"id,what\n1,\"\""), ["ok"]);
}

#[test]
fn a_byte_order_mark_and_other_line_ends_are_no_content() {
    assert_eq!(codes(b"\xef\xbb\xbfid,what\r\n1,lamp\r\n\r\n2,lamp"), ["ok", "ok"]);
    assert_eq!(codes(b"id,what\n"), Vec::<String>::new());
}

#[test]
fn rows_know_their_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.csv");
    std::fs::write(&path, "id,what\n1,\"two\nlines\"\n2,lamp\n").unwrap();
    let sheet = Sheet::open(&path, &Mapping::parse(MAPPING).unwrap()).unwrap();
    let lines: Vec<u64> = sheet.read().unwrap().map(|row| row.line).collect();
    assert_eq!(lines, [2, 4]);
}

#[test]
fn a_file_that_the_mapping_does_not_fit_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.csv");
    for head in ["id", "id,what,what", ""] {
        std::fs::write(&path, head).unwrap();
        let sheet = Sheet::open(&path, &Mapping::parse(MAPPING).unwrap());
        assert!(matches!(sheet, Err(Failure::Usage(_))), "{head}");
    }
}

#[test]
fn rows_know_their_line_whatever_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.csv");
    std::fs::write(&path, "id,what\r\n1,\"two\r\nlines\"\r\n\r\n2,lamp\r\n3,\"lamp").unwrap();
    let sheet = Sheet::open(&path, &Mapping::parse(MAPPING).unwrap()).unwrap();
    let lines: Vec<u64> = sheet.read().unwrap().map(|row| row.line).collect();
    assert_eq!(lines, [2, 5, 6]);
}

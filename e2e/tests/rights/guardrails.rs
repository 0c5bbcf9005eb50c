//! The page of guardrails is true: each of them has its row, and each test a row names is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::contracts::POOL;

/// How many guardrails there are.
const GUARDRAILS: usize = 26;

/// Rows that say what is not built. One that is built goes from here for good; none is ever added.
const OPEN: [&str; 0] = [];

/// A row of the page.
struct Row {
    id: String,
    tests: Vec<String>,
    open: bool,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn rows() -> Vec<Row> {
    let page = std::fs::read_to_string(root().join("e2e/guardrails.md")).unwrap();
    let cells = page
        .lines()
        .filter(|line| line.starts_with("| G-"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    cells
        .map(|cells| {
            let [id, _, _, tests] = cells.as_slice() else {
                panic!("four cells a row: {cells:?}")
            };
            Row {
                id: (*id).to_owned(),
                tests: tests.split('`').skip(1).step_by(2).map(str::to_owned).collect(),
                open: tests.contains("**open**"),
            }
        })
        .collect()
}

/// Whether a file has a test of this name: a function with the attribute of a test, a line of a macro that makes tests of functions, or
/// a test of the charts.
fn is_a_test(text: &str, name: &str) -> bool {
    let (function, listed) = (format!("fn {name}("), format!("{name};"));
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let marked = |at: usize| {
        let before = lines[at.saturating_sub(4)..at].iter().rev();
        let mut attributes = before.take_while(|line| line.starts_with('#') || line.starts_with("//"));
        attributes.any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test"))
    };
    let stands = |line: &str, what: &str| line.split("//").next().unwrap_or_default().contains(what);
    lines.iter().any(|line| *line == listed)
        || lines.iter().enumerate().any(|(at, line)| stands(line, &function) && marked(at))
        || lines.iter().any(|line| line.starts_with(&format!("def {name}(")))
}

#[test]
fn every_guardrail_has_a_row() {
    let ids: Vec<String> = rows().into_iter().map(|row| row.id).collect();
    let wanted: Vec<String> = (1..=GUARDRAILS).map(|number| format!("G-{number:02}")).collect();
    assert_eq!(ids, wanted);
}

#[test]
fn every_row_names_tests_that_exist() {
    let mut missing = Vec::new();
    for row in rows() {
        for test in &row.tests {
            let (file, name) = test.rsplit_once("::").unwrap_or_else(|| panic!("{}: {test}", row.id));
            let text = std::fs::read_to_string(root().join(file)).unwrap_or_default();
            if !is_a_test(&text, name) {
                missing.push(format!("{}: {test}", row.id));
            }
        }
        assert!(!row.tests.is_empty() || row.open, "{} names no test", row.id);
    }
    assert_eq!(missing, Vec::<String>::new(), "tests that do not exist");
}

#[test]
fn what_is_not_built_is_said_and_only_shrinks() {
    let open: BTreeSet<String> = rows().into_iter().filter(|row| row.open).map(|row| row.id).collect();
    assert_eq!(open, OPEN.map(str::to_owned).into());
}

#[test]
fn every_class_of_personal_data_was_assessed() {
    let page = std::fs::read_to_string(root().join("e2e/guardrails.md")).unwrap();
    let (_, assessed) = page.split_once("## What was assessed").unwrap();
    let rows = assessed.lines().filter_map(|line| line.strip_prefix("| "));
    let rows = rows.map(|row| row.trim_end_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    let rows: Vec<_> = rows.filter(|cells| cells[0] != "class").collect();
    let classes = POOL.get_enum_by_name("shiyu.common.v1.Personal").unwrap();
    let classes = classes.values().filter(|value| value.number() != 0);
    let classes: BTreeSet<String> = classes.map(|value| value.name().replace("PERSONAL_", "")).collect();
    assert_eq!(rows.iter().map(|cells| cells[0].to_owned()).collect::<BTreeSet<_>>(), classes);
    for cells in rows {
        assert!(
            cells.len() == 4 && cells[1..3].iter().all(|cell| cell.len() > 20) && cells[3].starts_with("20"),
            "{cells:?}"
        );
    }
}

#[test]
fn a_name_in_a_comment_or_a_helper_is_no_test() {
    let text = "// fn in_a_comment() {}\nfn a_helper() {}\n#[test]\nfn a_test() {}\nboth_databases! {\n    listed;\n}\n";
    assert!(!is_a_test(text, "in_a_comment") && !is_a_test(text, "a_helper") && !is_a_test(text, "absent"));
    assert!(is_a_test(text, "a_test") && is_a_test(text, "listed"));
}

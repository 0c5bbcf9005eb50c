//! Importing: once, again, with broken rows, with a city that comes and goes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use shiyu_city::desk::Desk;
use shiyu_city::failure::{Ending, Failure};
use shiyu_city::import::{ImportOptions, Load, Mapping, Outcome, Patience, Report, Sheet, Verdict};
use shiyu_city::output::Printer;
use shiyu_proto::petition::v1::{Channel, Petition};
use tempfile::TempDir;
use tonic::{Code, Status};

use crate::fake::{City, refused};

const MAPPING: &str = r#"
source = "hotline"
key = "number"
title = "{what}"
request = "{what}"
facts_and_reasons = "{what}"
place = "{where}"
category = "other"
channel = "phone"
petitioner = { name = "{who}" }
received_time = { column = "when", format = "[year]-[month]-[day]", offset = "+08:00" }
"#;

fn patience() -> Patience {
    Patience {
        tries: 3,
        first: Duration::from_millis(1),
        longest: Duration::from_millis(2),
    }
}

async fn load(desk: &Desk, mapping: &str, path: &Path) -> (Report, Vec<Verdict>) {
    let mapping = Mapping::parse(mapping).unwrap();
    let sheet = Sheet::open(path, &mapping).unwrap();
    let mut verdicts = Vec::new();
    let load = Load {
        desk,
        mapping: &mapping,
        sheet: &sheet,
        patience: patience(),
    };
    let tell = |verdict: &Verdict| {
        verdicts.push(verdict.clone());
        Ok::<(), Failure>(())
    };
    let report = load.run(tell).await.unwrap();
    (report, verdicts)
}

/// A file of so many good rows.
fn sheet(folder: &TempDir, rows: usize) -> PathBuf {
    let line = |row| format!("{row},lamp {row},330602001,2019-12-0{},沈知远", row % 9 + 1);
    let head = "number,what,where,when,who".to_owned();
    let lines: Vec<String> = std::iter::once(head).chain((1..=rows).map(line)).collect();
    write(folder, lines.join("\n").as_bytes())
}

fn write(folder: &TempDir, text: &[u8]) -> PathBuf {
    let path = folder.path().join("rows.csv");
    std::fs::write(&path, text).unwrap();
    path
}

#[tokio::test]
async fn a_second_import_creates_nothing_new() {
    let (city, folder) = (City::default(), TempDir::new().unwrap());
    let (desk, path) = (city.desk().await, sheet(&folder, 40));

    let (first, verdicts) = load(&desk, MAPPING, &path).await;
    let (second, again) = load(&desk, MAPPING, &path).await;

    assert_eq!(first.tally.count(Outcome::Created), 40);
    assert_eq!(second.tally.count(Outcome::AlreadyThere), 40);
    assert_eq!(city.state().petitions.len(), 40);
    let names = |verdicts: &[Verdict]| verdicts.iter().map(|one| one.petition.clone()).collect::<Vec<_>>();
    assert_eq!(names(&verdicts), names(&again));
    assert!(verdicts.iter().map(|verdict| verdict.row).eq(1..=40));
}

#[tokio::test]
async fn every_row_gets_a_verdict_and_broken_rows_do_not_stop_the_others() {
    let (city, folder) = (City::default(), TempDir::new().unwrap());
    let desk = city.desk().await;
    let text = b"number,what,where,when,who\n\
        1,lamp,330602,2020-01-01,Shen\n\
        2,\xff\xfe,330602,2020-01-01,Shen\n\
        3,lamp\n\
        ,lamp,330602,2020-01-01,Shen\n\
        1,lamp again,330602,2020-01-01,Shen\n\
        4,lamp,330602,soon,Shen\n\
        5,,330602,2020-01-01,Shen\n\
        6,lamp,440700,2020-01-01,Shen\n\
        7,lamp,330602,2020-01-01,Shen\n\
        8,lamp,330602,2020-01-01,\n";
    let (report, verdicts) = load(&desk, MAPPING, &write(&folder, text)).await;

    let brief: Vec<String> = verdicts
        .iter()
        .map(|one| {
            one.reasons
                .first()
                .map_or_else(|| one.outcome.word().to_owned(), |reason| reason.code.clone())
        })
        .collect();
    let expected = [
        "created",
        "ROW_NOT_UTF8",
        "ROW_COLUMNS",
        "KEY_MISSING",
        "KEY_DUPLICATE",
        "TIME_INVALID",
        "REQUIRED",
        "UNIT_UNKNOWN",
        "created",
        "PETITIONER_MISSING",
    ];
    assert_eq!(brief, expected);
    assert_eq!(report.tally.total(), 10);
    assert_eq!(report.tally.count(Outcome::Unreadable), 5);
    assert_eq!(report.tally.count(Outcome::Refused), 3);
    assert_eq!(verdicts[6].reasons[0].field, "petition.title");
    assert_eq!(city.state().petitions.len(), 2);
}

#[tokio::test]
async fn a_row_that_changed_since_is_told_and_not_loaded() {
    let (city, folder) = (City::default(), TempDir::new().unwrap());
    let desk = city.desk().await;
    let row = |what: &str| format!("number,what,where,when,who\n1,{what},330602,2020-01-01,Shen\n");
    load(&desk, MAPPING, &write(&folder, row("lamp").as_bytes())).await;

    let (report, _) = load(&desk, MAPPING, &write(&folder, row("tree").as_bytes())).await;

    assert_eq!(report.tally.count(Outcome::ChangedSince), 1);
    assert!(!report.tally.is_well());
    assert!(city.state().petitions.values().all(|petition| petition.title == "lamp"));
}

#[tokio::test]
async fn passing_trouble_is_waited_out() {
    let (city, folder) = (City::default(), TempDir::new().unwrap());
    let (desk, path) = (city.desk().await, sheet(&folder, 1));
    city.state().trouble = [Status::unavailable("restarting"), refused(Code::Aborted, "BUSY")].into();

    let (report, _) = load(&desk, MAPPING, &path).await;

    assert_eq!(report.tally.count(Outcome::Created), 1);
    assert_eq!(city.state().calls, 3);
}

#[tokio::test]
async fn an_import_that_stopped_is_taken_up_by_the_next() {
    let (city, folder) = (City::default(), TempDir::new().unwrap());
    let (desk, path) = (city.desk().await, sheet(&folder, 100));
    city.state().full_at = 30;

    let (first, _) = load(&desk, MAPPING, &path).await;

    assert_eq!(first.stopped.unwrap().code(), Code::Unavailable);
    assert_eq!(first.tally.count(Outcome::Created), 30);
    assert_eq!(first.tally.count(Outcome::Unsettled), 70);
    assert!(city.state().calls < 100, "rows were still sent after the import had stopped");

    city.state().full_at = usize::MAX;
    let (second, _) = load(&desk, MAPPING, &path).await;

    assert!(second.stopped.is_none());
    assert_eq!(second.tally.count(Outcome::AlreadyThere), 30);
    assert_eq!(second.tally.count(Outcome::Created), 70);
}

#[tokio::test]
async fn an_import_that_may_not_register_stops_at_once() {
    let (city, folder) = (City::default(), TempDir::new().unwrap());
    let (desk, path) = (city.desk().await, sheet(&folder, 50));
    city.state().trouble = vec![refused(Code::PermissionDenied, "NOT_PERMITTED"); 50].into();

    let (report, _) = load(&desk, MAPPING, &path).await;

    assert_eq!(report.tally.count(Outcome::Unsettled), 50);
    assert!(city.state().calls <= 16);
    assert_eq!(Failure::from(report.stopped.unwrap()).number(), 2);
}

#[tokio::test]
async fn the_command_writes_a_verdict_file_and_tells_of_refused_rows() {
    let (city, folder) = (City::default(), TempDir::new().unwrap());
    let desk = city.desk().await;
    let mapping = folder.path().join("hotline.toml");
    std::fs::write(&mapping, MAPPING).unwrap();
    let options = ImportOptions {
        mapping,
        file: write(
            &folder,
            b"number,what,where,when,who\n1,lamp,330602,2020-01-01,Shen\n2,,330602,2020-01-01,Shen\n",
        ),
        verdicts: Some(folder.path().join("verdicts.csv")),
    };

    let mapping = shiyu_city::import::read(&options.mapping).unwrap();
    let ending = shiyu_city::import::run(&desk, Printer::Json, (&options, mapping.as_ref()))
        .await
        .unwrap();

    assert_eq!(ending, Ending::Found);
    let written = std::fs::read_to_string(folder.path().join("verdicts.csv")).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("1,2,1,created,counties/330602/petitions/"));
    assert!(lines[2].starts_with("2,3,2,refused,,petition.title:REQUIRED,"));
}

#[tokio::test]
async fn the_service_requests_of_boston_load_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/boston311-100.csv");
    if !root.exists() {
        eprintln!("SKIPPED: {} is not there, so the Boston import is not tested", root.display());
        return;
    }
    let city = City::default();
    let desk = city.desk().await;
    let mapping = include_str!("../../examples/boston311.toml");

    let (first, _) = load(&desk, mapping, &root).await;
    let (second, _) = load(&desk, mapping, &root).await;

    assert_eq!(first.tally.count(Outcome::Created), 100);
    assert_eq!(second.tally.count(Outcome::AlreadyThere), 100);
    let state = city.state();
    assert_eq!(state.petitions.len(), 100);
    let handed_on = |one: &Petition| one.channel() == Channel::Referral && one.parties.is_empty();
    assert!(state.petitions.values().all(handed_on));
}

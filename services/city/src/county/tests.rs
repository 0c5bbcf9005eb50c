//! What is written down of counties, and what is not.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::Value;

use super::*;

fn order(code: &str, into: &Path, database: Keeper) -> Order {
    Order::New(NewOptions {
        code: code.to_owned(),
        name: "越城区".to_owned(),
        into: into.to_owned(),
        database,
        host: String::new(),
        storage: 6,
        services: Vec::new(),
    })
}

fn given(codes: &[&str], database: Keeper) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for code in codes {
        run(Printer::Json, &order(code, folder.path(), database)).unwrap();
    }
    folder
}

/// The documents of a file of ours.
fn documents(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).unwrap();
    let plain: String = text.split_inclusive('\n').filter(|line| !line.starts_with('#')).collect();
    let parts = plain.split("---\n").filter(|part| !part.trim().is_empty());
    parts.map(|part| serde_json::from_str(part).unwrap()).collect()
}

fn told(folder: &Path, code: &str) -> Value {
    documents(&folder.join(code).join("values.yaml")).remove(0)["county"].take()
}

#[test]
fn a_county_hears_its_desk_whichever_was_written_down_first() {
    for codes in [
        ["330600", "330602", "330681"],
        ["330681", "330600", "330602"],
        ["330602", "330681", "330600"],
    ] {
        let folder = given(&codes, Keeper::Cnpg);
        for county in ["330602", "330681"] {
            assert_eq!(told(folder.path(), county)["city"], "330600", "{codes:?}");
            assert_eq!(told(folder.path(), county)["gather"], serde_json::json!([]));
        }
        assert_eq!(told(folder.path(), "330600")["gather"], serde_json::json!(["330602", "330681"]));
        assert_eq!(told(folder.path(), "330600")["city"], "");
    }
}

#[test]
fn a_county_is_written_down_once() {
    let folder = given(&["330602"], Keeper::Cnpg);
    let secrets = folder.path().join("330602/secrets.yaml");
    let before = fs::read(&secrets).unwrap();
    let again = run(Printer::Json, &order("330602", folder.path(), Keeper::Cnpg));
    assert!(matches!(again, Err(Failure::Usage(_))));
    assert_eq!(fs::read(&secrets).unwrap(), before);
}

#[test]
fn a_second_city_is_refused_and_nothing_of_it_is_written_down() {
    let folder = given(&["330600"], Keeper::Cnpg);
    let before = fs::read(folder.path().join("counties.json")).unwrap();
    let other = run(Printer::Json, &order("330100", folder.path(), Keeper::Cnpg));
    assert!(matches!(other, Err(Failure::Usage(_))));
    assert_eq!(fs::read(folder.path().join("counties.json")).unwrap(), before);
    assert!(!folder.path().join("330100").exists());
}

#[test]
fn what_is_secret_stands_in_one_file_of_its_owners() {
    let folder = given(&["330602"], Keeper::Plain);
    let home = folder.path().join("330602");
    let file = home.join("secrets.yaml");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let data = documents(&file)
        .into_iter()
        .flat_map(|mut secret| secret["stringData"].take().as_object().cloned().unwrap());
    let secrets: Vec<String> = data.map(|(_, value)| value.as_str().unwrap().to_owned()).collect();
    assert_eq!(secrets.len(), 1 + 5 * 3);
    let passwords = secrets
        .iter()
        .filter_map(|text| text.strip_prefix("postgres://")?.split([':', '@']).nth(1));
    let words: Vec<&str> = passwords.chain(secrets.iter().map(String::as_str)).collect();
    for other in [
        folder.path().join("accounts.conf"),
        folder.path().join("counties.json"),
        home.join("databases.sql"),
        home.join("values.yaml"),
    ] {
        let text = fs::read_to_string(&other).unwrap();
        assert!(!words.iter().any(|word| text.contains(word)), "{}", other.display());
    }
    assert_eq!(fs::read_to_string(folder.path().join(".gitignore")).unwrap(), "secrets.yaml\n");
}

#[test]
fn every_county_has_keys_of_its_own() {
    let folder = given(&["330602", "330681"], Keeper::Cnpg);
    let secrets = |code: &str| documents(&folder.path().join(code).join("secrets.yaml"));
    let (one, other) = (secrets("330602"), secrets("330681"));
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_ne!(one["stringData"], other["stringData"], "{}", one["metadata"]["name"]);
    }
}

/// `SHIYU_GOLDEN=write` writes them anew: look at the difference before committing it.
#[test]
fn the_manifests_begin_with_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let files = files::write(folder.path(), &Register::default(), None).unwrap();
    for overlay in ["dev", "city"] {
        let there = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../k8s/overlays")
            .join(overlay)
            .join("counties");
        for file in &files {
            if std::env::var("SHIYU_GOLDEN").as_deref() == Ok("write") {
                fs::copy(folder.path().join(file), there.join(file)).unwrap();
            }
            let (written, kept) = (fs::read_to_string(folder.path().join(file)), fs::read_to_string(there.join(file)));
            assert_eq!(written.unwrap(), kept.unwrap(), "{overlay}: {file}");
        }
    }
}

#[test]
fn a_code_has_six_digits() {
    assert_eq!(code("330602"), Ok("330602".to_owned()));
    assert!(code("3306").is_err() && code("33060a").is_err());
}

//! The one program of the image, called by a service's name through a link.

use std::os::unix::fs::symlink;
use std::process::{Command, Output};

use tempfile::TempDir;

fn called(folder: &TempDir, service: &str, words: &[&str], told: &[(&str, &str)]) -> Output {
    let link = folder.path().join(format!("shiyu-{service}"));
    if !link.exists() {
        symlink(env!("CARGO_BIN_EXE_shiyu"), &link).unwrap();
    }
    let mut command = Command::new(link);
    command.args(words).envs(told.iter().copied()).output().unwrap()
}

#[test]
fn each_service_says_its_own_name_version_and_commit() {
    let folder = tempfile::tempdir().unwrap();
    for service in ["petition", "grid", "assessment"] {
        let output = called(&folder, service, &["--version"], &[]);
        let said = String::from_utf8(output.stdout).unwrap();
        let expected = format!("{service} {} ({})", env!("CARGO_PKG_VERSION"), shiyu_kit::build::COMMIT);
        assert_eq!(said.trim(), expected);
    }
    let nobody = called(&folder, "weather", &["--version"], &[]);
    assert!(!nobody.status.success() && String::from_utf8(nobody.stderr).unwrap().contains("weather"));
}

#[test]
fn a_service_brings_its_tables_up_to_date_with_two_settings_and_again_without_harm() {
    let folder = tempfile::tempdir().unwrap();
    for service in ["petition", "grid", "assessment"] {
        let url = format!("sqlite://{}/{service}.sqlite?mode=rwc", folder.path().display());
        let told = [("SHIYU_COUNTY__CODE", "330602"), ("SHIYU_DATABASE__URL", url.as_str())];
        for _ in 0..2 {
            let output = called(&folder, service, &["migrate"], &told);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        // The database of a county is not another's.
        let other = [("SHIYU_COUNTY__CODE", "330681"), ("SHIYU_DATABASE__URL", url.as_str())];
        assert!(!called(&folder, service, &["migrate"], &other).status.success());
    }
    let missing = called(&folder, "grid", &["migrate"], &[]);
    let said = String::from_utf8(missing.stderr).unwrap();
    assert!(
        !missing.status.success() && said.contains("county.code") && said.contains("database.url"),
        "{said}"
    );
    assert!(!said.contains("auth."), "tokens are of no concern to this step: {said}");
}

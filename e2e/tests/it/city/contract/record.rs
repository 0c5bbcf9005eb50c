//! What was recorded of a county, as `e2e/fixtures/record.py` wrote it down.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A fact, as it lay in the stream.
pub struct Recorded {
    pub subject: String,
    pub headers: BTreeMap<String, String>,
    pub data: Vec<u8>,
}

impl Recorded {
    fn read(line: &str) -> Self {
        let fact: Value = serde_json::from_str(line).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let headers = fact["headers"].as_object().unwrap().iter();
        Self {
            subject: text(&fact["subject"]),
            headers: headers.map(|(name, value)| (name.clone(), text(value))).collect(),
            data: bytes(&text(&fact["data"])),
        }
    }
}

/// Where it lies.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/previous")
}

/// A file of it.
pub fn unpacked(name: &str) -> Vec<u8> {
    let file = fixtures().join(name);
    let output = Command::new("gzip").arg("-dc").arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", file.display());
    output.stdout
}

/// Every fact, in order.
pub fn facts() -> Vec<Recorded> {
    let text = String::from_utf8(unpacked("facts.jsonl.gz")).unwrap();
    text.lines().map(Recorded::read).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

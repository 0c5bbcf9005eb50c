//! Enforcement in the city that plays.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::City;

/// What the cases of enforcement led to, the lists behind them, and the commands that look at it.
pub(super) fn look_at(city: &City, told: &Value) {
    let cases = told["cases"].as_array().unwrap();
    let ended: HashSet<&str> = cases.iter().filter_map(|one| one["stage"].as_str()).collect();
    let all = [
        "DISMISSED",
        "TRANSFERRED_OUT",
        "NOT_FILED",
        "CASE_WITHDRAWN",
        "CRIMINALLY_ENDED",
        "CLOSED",
    ];
    assert_eq!(
        ended,
        all.map(|stage| format!("STAGE_{stage}")).iter().map(String::as_str).collect()
    );
    assert_eq!(
        told["draw"]["picks"], 3,
        "three objects were drawn, and drawn again from the same seed"
    );
    let count = |words: &[&str]| city.json(&[&["cases", "count"], words].concat())["count"].as_u64().unwrap();
    // What the grids offered is there too.
    let counted = usize::try_from(count(&[])).unwrap();
    assert!(counted >= cases.len(), "{counted}");
    assert_eq!(count(&["--outcome", "revoked"]), 1);
    let export = city.tool(&["cases", "export"]);
    assert_eq!(String::from_utf8(export.stdout).unwrap().lines().count(), counted + 1);
    let listed = city.json(&["cases", "list", "--stage", "criminally-ended"]);
    let shown = city.json(&["cases", "show", listed["cases"][0]["name"].as_str().unwrap()]);
    assert!(shown["timeline"].as_array().unwrap().len() > 6, "{shown}");

    let officer = ["--as-unit", "330602001-ZHZF", "--as-role", "enforcement_officer"];
    let paid = cases.iter().find(|one| one["outcome"] == "OUTCOME_PENALISED").unwrap()["name"]
        .as_str()
        .unwrap();
    let file = city.data.path().join("decision.pdf");
    let words = ["cases", "document", paid, "decision", file.to_str().unwrap()];
    let set = city.json(&[officer.as_slice(), &words].concat());
    assert_eq!(std::fs::read(&file).unwrap().len() as u64, set["bytes"].as_u64().unwrap());

    let powers = city.json(&["powers", "count"]);
    assert_eq!(
        ["count", "origins", "holders"].map(|what| powers[what].as_u64().unwrap()),
        [485, 5, 8]
    );
    let whose = city.json(&["powers", "explain", "330231001000", "330602001"]);
    assert_eq!(whose["holder"], "330602001-ZHZF", "{whose}");
    let csv = city.data.path().join("powers.csv");
    let exported = city.tool(&["powers", "export", csv.to_str().unwrap()]);
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let county = ["--as-unit", "330602", "--as-role", "agency_head"];
    let words = [
        "powers",
        "import",
        csv.to_str().unwrap(),
        "--document",
        "再公告",
        "--cut-over",
        "2099-01-01",
    ];
    let drafted = city.json(&[county.as_slice(), &words].concat());
    assert_eq!(
        (&drafted["item_count"], &drafted["holder_count"]),
        (&json!(485), &json!(8)),
        "{drafted}"
    );

    let names: Vec<&str> = cases.iter().filter_map(|one| one["name"].as_str()).collect();
    let verified = city.tool(&[&["--service", "enforcement", "verify"], names.as_slice()].concat());
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

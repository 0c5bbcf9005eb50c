//! Disputes in the city that plays.

use serde_json::{Value, json};

use super::City;

/// What the disputes' stories led to, and the commands that look at it.
pub(super) fn look_at(city: &City, played: &Value) {
    let disputes = played["disputes"].as_array().unwrap();
    let is_at = |stage: &str| disputes.iter().filter(|one| one["stage"] == stage).count();
    let ends = [
        "ARCHIVED",
        "PERFORMED",
        "PERFORMING",
        "BREACHED",
        "TERMINATED",
        "DECLINED",
        "TRANSFERRED",
        "CONFIRMED",
        "COURT_CONCLUDED",
    ];
    for end in ends {
        assert!(is_at(&format!("DISPUTE_STAGE_{end}")) > 0, "{end} in {played}");
    }
    assert_eq!(played["screening"], json!({ "reported": 1, "ledger": 1, "agreed": 1 }));
    assert_eq!(played["counsel"], json!({ "consultations": 1, "visits": 1 }));
    let opened = disputes.iter().filter(|one| !one["name"].is_null()).count();
    assert!(opened < disputes.len(), "some were not opened");
    // What the grids offered is there too.
    let counted = city.json(&["disputes", "count"])["count"].as_u64().unwrap();
    assert!(counted >= opened as u64, "{counted}");
    let archived = disputes.iter().find(|one| one["stage"] == "DISPUTE_STAGE_ARCHIVED").unwrap();
    let name = archived["name"].as_str().unwrap();
    let shown = city.json(&["disputes", "show", name]);
    assert_eq!(
        shown["dispute"]["course"]["agreements"][0]["obligations"].as_array().unwrap().len(),
        2
    );
    let listed = city.json(&["disputes", "list", "--stage", "breached"]);
    assert_eq!(listed["disputes"].as_array().unwrap().len(), is_at("DISPUTE_STAGE_BREACHED"));

    let file = city.data.path().join("agreement.pdf");
    let set = || {
        let words = ["disputes", "document", name, "agreement", file.to_str().unwrap()];
        assert!(city.json(&words)["bytes"].as_u64() > Some(1_000));
        std::fs::read(&file).unwrap()
    };
    let first = set();
    assert!(first.starts_with(b"%PDF-") && first == set(), "the same state is the same bytes");
    let csv = city.data.path().join("disputes.csv");
    city.json(&["disputes", "export", csv.to_str().unwrap()]);
    let csv = std::fs::read_to_string(csv).unwrap();
    assert_eq!(csv.lines().count() as u64, counted + 1);
    assert!(
        !csv.contains("沈小满") && !csv.contains("被申请人表示愿意移装"),
        "no identity, nothing of what was said"
    );
    let verified = city.tool(&["--service", "mediation", "verify", name]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
}

//! Disputes in the city that plays.

use std::collections::HashSet;

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
    let told: HashSet<&str> = disputes.iter().filter_map(|one| one["terminated"].as_str()).collect();
    let grounds = [
        "REFUSED",
        "NO_RESPONSE",
        "FAILED",
        "PARTY_ENDED",
        "EXPIRED",
        "MISCONDUCT",
        "COLLUSION",
        "NOT_CONFIRMED",
    ];
    for ground in grounds {
        assert!(
            told.contains(format!("TERMINATION_GROUND_{ground}").as_str()),
            "{ground} in {told:?}"
        );
    }
    offered(city, disputes);
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
    let seen = city.json(&["disputes", "who-can-see", name]);
    assert!(!seen["subjects"].as_array().unwrap().is_empty(), "its mediators: {seen}");
    let party = shown["dispute"]["parties"][0]["id"].as_str().unwrap();
    let masked = shown["dispute"]["parties"][0]["identity"]["name"].as_str().unwrap();
    // Those above look; the unit that has it acts.
    let unit = shown["dispute"]["unit"].as_str().unwrap();
    let above = city.tool(&["disputes", "reveal", name, party, "--reason", "送达协议"]);
    assert!(!above.status.success());
    let revealed = city.json(&["--as-unit", unit, "disputes", "reveal", name, party, "--reason", "送达协议"]);
    assert_ne!(revealed["identity"]["name"], masked, "{revealed}");
    let listed = city.json(&["disputes", "list", "--stage", "breached"]);
    assert_eq!(listed["disputes"].as_array().unwrap().len(), is_at("DISPUTE_STAGE_BREACHED"));

    let file = city.data.path().join("agreement.pdf");
    let set = || {
        let words = ["--as-unit", unit, "disputes", "document", name, "agreement", file.to_str().unwrap()];
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
    rosters(city);
}

/// What a petition and an event offered is agreed, and both were told (S1, S4).
fn offered(city: &City, disputes: &[Value]) {
    let told = |collection: &str| {
        let of = |one: &&Value| one["offered_case"].as_str().is_some_and(|case| case.contains(collection));
        let dispute = disputes.iter().find(of).unwrap();
        assert_eq!(dispute["stage"], "DISPUTE_STAGE_PERFORMED", "{dispute}");
        let referral = dispute["name"].as_str().unwrap().rsplit('/').next().unwrap();
        (dispute["offered_case"].as_str().unwrap(), referral)
    };
    let done = |course: &Value, referral: &str| {
        let offers = course["referrals"].as_array().unwrap();
        let offer = offers.iter().find(|offer| offer["id"] == referral).unwrap();
        assert_eq!(offer["state"], "REFERRAL_STATE_DONE", "{offer}");
    };
    let (case, referral) = told("/petitions/");
    let petition = &city.json(&["show", case])["petition"];
    done(&petition["course"], referral);
    assert_eq!(petition["ending"]["stage"], "STAGE_SETTLED", "{petition}");
    let (case, referral) = told("/events/");
    let event = &city.json(&["events", "show", case])["event"];
    let course = &event["course"];
    done(course, referral);
    assert_eq!(course["referrals"][0]["settled"], "REFERRAL_SETTLED_WHOLE", "{course}");
    // It climbed before it was taken on, and is handled with the agreement where it stood.
    assert_eq!(event["stage"], "EVENT_STAGE_HANDLED", "{event}");
}

/// A roster is put in once however often it is imported, and what cannot be is told.
fn rosters(city: &City) {
    let file = city.data.path().join("roster.csv");
    let import = |lines: &[&str]| {
        let heads = "unit,committee,committee_kind,name,post,woman,from,to,subject,kind";
        std::fs::write(&file, format!("{heads}\n{}\n", lines.join("\n"))).unwrap();
        city.tool(&["mediators", "import", file.to_str().unwrap()])
    };
    let told = |output: &std::process::Output| serde_json::from_slice::<Value>(&output.stdout).unwrap();
    let member =
        |name: &str, post: &str, rest: &str| format!("330602-TJZX,物业纠纷调委会,industry,{name},{post},yes,2026-01-01,2028-12-31,{rest}");
    let lines = [
        member("甲", "chair", ","),
        member("乙", "deputy", ","),
        member("丙", "member", "bing,people"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    // A committee and a mediator.
    for (registered, already_there) in [(2, 0), (0, 2)] {
        let imported = import(&lines);
        assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stdout));
        let told = told(&imported);
        assert_eq!(
            (&told["registered"], &told["already_there"]),
            (&json!(registered), &json!(already_there))
        );
    }
    let listed = city.json(&["mediators", "list", "--unit", "330602-TJZX", "--date", "2027-06-01"]);
    let names: Vec<&str> = listed["mediators"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["display_name"].as_str())
        .collect();
    assert!(names.contains(&"丙"), "{listed}");
    let few = import(&["330602-TJZX,两人调委会,industry,甲,chair,yes,2026-01-01,2028-12-31,,"]);
    assert_eq!((few.status.code(), &told(&few)["refused"]), (Some(1), &json!(1)));
    assert_eq!(
        import(&["330602-TJZX,甲,hamlet,甲,boss,,,,,"]).status.code(),
        Some(2),
        "nothing is read of it"
    );
}

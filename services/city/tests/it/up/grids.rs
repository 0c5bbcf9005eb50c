//! The grids in the city that plays.

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Value, json};

use super::City;

/// What the grids' stories led to, and the commands that look at it.
pub(super) fn look_at(city: &City, grids: &Value) {
    let events = grids["events"].as_array().unwrap();
    let ended: HashSet<&str> = events.iter().filter_map(|one| one["stage"].as_str()).collect();
    for stage in [
        "CLOSED",
        "REJECTED",
        "DUPLICATE",
        "EMERGENCY_TRANSFERRED",
        "HANDED_OVER",
        "SUSPENDED",
        "IN_GRID",
        "HANDLING",
    ] {
        assert!(ended.contains(format!("EVENT_STAGE_{stage}").as_str()), "{stage}: {ended:?}");
    }
    let (tiers, heard) = (grids["tiers"].as_object().unwrap(), &grids["broadcast"]);
    assert_eq!(tiers.len(), 3, "{tiers:?}");
    assert_eq!((heard["grids"].as_u64(), heard["heard"].as_u64()), (Some(6), Some(5)));
    assert_eq!(grids["patrols"], json!({ "finished": 1, "missed": 1 }));
    assert_eq!(grids["hazards"], json!({ "open": 1, "removed": 2 }));
    assert_eq!(grids["campaign"], json!({ "checked": 25, "found": 2, "removed": 1 }));
    assert_eq!(grids["screening"], json!({ "reported": 1, "ledger": 1 }));

    let names: Vec<&str> = events.iter().filter_map(|one| one["name"].as_str()).collect();
    // One that was reopened stands for two.
    assert_eq!(city.json(&["events", "count"])["count"].as_u64().unwrap(), names.len() as u64 + 1);
    let suspended = city.json(&["events", "list", "--stage", "suspended"]);
    let one = &suspended["events"][0];
    assert_eq!(suspended["events"].as_array().unwrap().len(), 1);
    let shown = city.json(&["events", "show", one["name"].as_str().unwrap()]);
    assert!(shown["timeline"].as_array().unwrap().len() > 4, "{shown}");
    let explained = city.json(&["events", "explain", one["name"].as_str().unwrap()]);
    assert_eq!(explained["routed"], true, "{explained}");
    let [longitude, latitude] = ["longitude", "latitude"].map(|axis| one["place"]["point"][axis].to_string());
    let located = city.json(&["locate", &longitude, &latitude]);
    assert_eq!(located["grid"], one["place"]["grid"]);
    assert_eq!(city.tool(&["locate", "0", "0"]).status.code(), Some(2), "no grid is there");
    tried(city, &longitude, &latitude);

    let counts = &city.json(&["grids", "lint"])["map"]["counts"];
    let professional = ["public_security", "fire", "safety"].map(|kind| counts[kind].as_u64().unwrap());
    assert_eq!(professional, [178, 169, 158]);
    let verified = city.tool(&[&["--service", "grid", "verify"], names.as_slice()].concat());
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    components(city);
    gap(city);
}

/// What stands in the grids, and the event that went to its owner.
fn components(city: &City) {
    let codes = |words: &[&str]| {
        let listed = city.json(&[&["components", "list"], words].concat());
        let listed = listed["components"].as_array().unwrap().clone();
        listed
            .into_iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!((codes(&[]).len(), codes(&["--class", "C01"]).len()), (5, 4));
    assert_eq!(codes(&["--owner", "330602-ZJJ"]).len(), 2);
    let cover = "counties/330602/components/3306020103000001";
    assert_eq!(codes(&["--grid", "330602001001001"]), [cover]);
    let shown = city.json(&["components", "show", "3306020103000001"]);
    assert_eq!(
        (shown["name"].as_str(), shown["state"].as_str()),
        (Some(cover), Some("COMPONENT_STATE_INTACT"))
    );
    assert_eq!(city.tool(&["components", "show", "3306020103000009"]).status.code(), Some(2));

    let events = city.json(&["events", "list", "--limit", "200"]);
    let events = events["events"].as_array().unwrap();
    let of = events
        .iter()
        .find(|one| one["place"]["component"]["code"] == "3306020103000001")
        .unwrap();
    assert_eq!(of["class"]["code"], "C0103");
    let shown = city.json(&["events", "show", of["name"].as_str().unwrap()]);
    let sent = &shown["event"]["course"]["dispatches"][0];
    assert_eq!(
        (sent["unit"].as_str(), sent["rule"].as_str()),
        (Some("330602-ZJJ"), Some("component.owner"))
    );
    let explained = city.json(&["events", "explain", of["name"].as_str().unwrap()]);
    assert_eq!(explained["footing"], "FOOTING_OWNER", "{explained}");
    assert_eq!(explained["claims"].as_array().unwrap().len(), 3, "{explained}");

    let file = city.data.path().join("components.csv");
    let header = "code,title,longitude,latitude,valid_from";
    let point = shown["event"]["place"]["point"].clone();
    let row = |code: &str| format!("{code},雨水井盖,{},{},2020-01-01", point["longitude"], point["latitude"]);
    let rows = [header.to_owned(), row("3306020103000002"), row("3306030103000001")];
    std::fs::write(&file, rows.join("\n")).unwrap();
    let output = city.tool(&["components", "import", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((told["inserted"].as_u64(), told["refused"].as_u64()), (Some(1), Some(1)));
    assert_eq!(told["rows"][1]["problems"][0]["reason"], "CODE_ELSEWHERE");
}

/// What `helm test` runs: from the public door to the bus, as the county's account.
fn tried(city: &City, longitude: &str, latitude: &str) {
    let bus = city.data.path().join("nats");
    let document = |file: &Path| serde_json::from_slice::<Value>(&std::fs::read(file).unwrap()).unwrap();
    let ports = std::fs::read_dir(bus.join("ports")).unwrap().next().unwrap().unwrap();
    let address = document(&ports.path())["nats"][0].as_str().unwrap().to_owned();
    let accounts = document(&bus.join("accounts.json"));
    let file = city.data.path().join("password");
    let at = |account: &str, longitude: &str, patience: &str| {
        std::fs::write(&file, accounts[account].as_str().unwrap()).unwrap();
        let place = [
            "try",
            "--nats",
            &address,
            "--user",
            account,
            "--longitude",
            longitude,
            "--latitude",
            latitude,
        ];
        let password = ["--password-file", file.to_str().unwrap(), "--patience", patience];
        city.tool(&[&place[..], &password[..]].concat())
    };
    let output = at("330602", longitude, "60s");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["stage"], "EVENT_STAGE_REPORTED");
    assert_eq!(at("330602", "0", "60s").status.code(), Some(2), "a place that is on no map");
    let elsewhere = at("330681", longitude, "2s");
    assert_eq!(elsewhere.status.code(), Some(1), "a county does not hear its neighbour");
    let wrong = ["try", "--nats", &address, "--longitude", longitude, "--latitude", latitude];
    assert_eq!(city.tool(&wrong).status.code(), Some(2), "the bus lets nobody in without a name");
    let found = city.tool(&["try", "--longitude", longitude, "--latitude", latitude]);
    assert!(
        found.status.success(),
        "the city's own bus is found: {}",
        String::from_utf8_lossy(&found.stderr)
    );
}

/// A map with a gap is told where, and not published.
fn gap(city: &City) {
    let ring = |east: f64| json!([[[120.5, 30.0], [east, 30.0], [east, 30.02], [120.5, 30.02], [120.5, 30.0]]]);
    let feature = |properties: Value, east: f64| json!({ "type": "Feature", "properties": properties, "geometry": { "type": "Polygon", "coordinates": ring(east) } });
    let grid = json!({
        "kind": "basic", "code": "330602001001001", "name": "一", "space_type": "urban_community", "area_class": "A",
    });
    let features = [
        feature(json!({ "kind": "county", "code": "330602" }), 120.52),
        feature(grid, 120.51),
    ];
    let file = city.data.path().join("gap.geojson");
    std::fs::write(&file, json!({ "type": "FeatureCollection", "features": features }).to_string()).unwrap();
    let words = ["grids", "import", file.to_str().unwrap(), "--effective", "2099-01-01", "--publish"];
    let output = city.tool(&words);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["version"]["findings"][0]["kind"], "FINDING_KIND_GAP");
    assert!(told["version"]["findings"][0]["point"]["longitude"].as_f64().unwrap() > 120.51);
    assert_eq!(told["version"]["map"]["state"], "MAP_STATE_LINTED");

    // What is no map leaves no draft behind, however often it is tried, and the one with the gap is thrown away by hand.
    std::fs::write(&file, "{}").unwrap();
    for _ in 0..12 {
        let output = city.tool(&words);
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!String::from_utf8_lossy(&output.stderr).contains("TOO_MANY_DRAFTS"));
    }
    let discarded = city.json(&["grids", "discard", "--all"]);
    let states: Vec<&Value> = discarded["maps"].as_array().unwrap().iter().map(|map| &map["state"]).collect();
    assert_eq!(states, ["MAP_STATE_DISCARDED"]);
    assert_eq!(city.json(&["grids", "discard", "--all"])["maps"], json!([]));
    assert_eq!(
        city.tool(&["grids", "discard", "1"]).status.code(),
        Some(2),
        "what is published stays"
    );
}

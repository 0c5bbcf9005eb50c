//! `shiyu up` as a user runs it: the real command, a real broker, SQLite; demo, tool, import, stop, and back with its data.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use shiyu_kit::testkit::broker::nats_server;
use shiyu_kit::testkit::eventually;
use tempfile::TempDir;

struct City {
    process: Child,
    data: TempDir,
}

fn shiyu(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shiyu"));
    command.arg("--data").arg(data).arg("--json");
    command
}

impl City {
    /// Starts it on free ports, and comes back once it says that it is ready. `None` where there is no nats-server.
    async fn up(data: TempDir) -> Option<Self> {
        let server = nats_server().await?;
        let mut command = shiyu(data.path());
        command
            .args(["up", "--base-port", "0"])
            .env("SHIYU_NATS_SERVER", server)
            .env_remove("SHIYU_NATS_URL");
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        // The one document on stdout ends with a brace of its own.
        let ready = tokio::task::spawn_blocking(move || {
            lines
                .by_ref()
                .map_while(Result::ok)
                .take_while(|line| line != "}")
                .collect::<String>()
        });
        let ready = tokio::time::timeout(Duration::from_mins(1), ready).await.unwrap().unwrap();
        let ready: Value = serde_json::from_str(&format!("{ready}}}")).unwrap();
        assert_eq!(ready["deployments"].as_array().unwrap().len(), 3);
        Some(Self { process, data })
    }

    fn tool(&self, arguments: &[&str]) -> Output {
        shiyu(self.data.path()).args(arguments).output().unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.tool(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Asks it to end, as Ctrl-C does, and gives back its data.
    fn down(mut self) -> TempDir {
        let asked = Command::new("kill")
            .arg("-TERM")
            .arg(self.process.id().to_string())
            .status()
            .unwrap();
        assert!(asked.success());
        assert!(self.process.wait().unwrap().success(), "a clean end");
        self.data
    }
}

fn codes(units: &Value) -> Vec<String> {
    units["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| unit["code"].as_str().unwrap().to_owned())
        .collect()
}

/// What the disputes' stories led to, and the commands that look at it.
fn look_at_the_disputes(city: &City, played: &Value) {
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

/// What the grids' stories led to, and the commands that look at it.
fn look_at_the_grids(city: &City, grids: &Value) {
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
    gap(city);
}

/// What `helm test` runs: from the public door to the bus, as the county's account.
fn tried(city: &City, longitude: &str, latitude: &str) {
    let bus = city.data.path().join("nats");
    let document = |file: &Path| serde_json::from_slice::<Value>(&std::fs::read(file).unwrap()).unwrap();
    let ports = std::fs::read_dir(bus.join("ports")).unwrap().next().unwrap().unwrap();
    let address = document(&ports.path())["nats"][0].as_str().unwrap().to_owned();
    let password = document(&bus.join("accounts.json"))["330602"].as_str().unwrap().to_owned();
    let file = city.data.path().join("password");
    std::fs::write(&file, password).unwrap();
    let at = |longitude: &str, patience: &str| {
        let place = [
            "try",
            "--nats",
            &address,
            "--user",
            "330602",
            "--longitude",
            longitude,
            "--latitude",
            latitude,
        ];
        let password = ["--password-file", file.to_str().unwrap(), "--patience", patience];
        city.tool(&[&place[..], &password[..]].concat())
    };
    let output = at(longitude, "60s");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["stage"], "EVENT_STAGE_REPORTED");
    assert_eq!(at("0", "60s").status.code(), Some(2), "a place that is on no map");
    assert_eq!(at(longitude, "0s").status.code(), Some(1), "a fact that does not come in time");
    let wrong = ["try", "--nats", &address, "--longitude", longitude, "--latitude", latitude];
    assert_eq!(city.tool(&wrong).status.code(), Some(2), "the bus lets nobody in without a name");
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

/// What the cases of enforcement led to, the lists behind them, and the commands that look at it.
fn look_at_enforcement(city: &City, told: &Value) {
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
    assert!(set["number"].as_str().unwrap().contains("罚〔"), "{set}");

    let powers = city.json(&["powers", "count"]);
    assert_eq!(
        ["count", "origins", "holders"].map(|what| powers[what].as_u64().unwrap()),
        [485, 5, 6]
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
        (&json!(485), &json!(6)),
        "{drafted}"
    );

    let names: Vec<&str> = cases.iter().filter_map(|one| one["name"].as_str()).collect();
    let verified = city.tool(&[&["--service", "enforcement", "verify"], names.as_slice()].concat());
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_city_plays_its_demo_stops_and_comes_back_with_its_data() {
    let Some(city) = City::up(tempfile::tempdir().unwrap()).await else {
        return;
    };
    // A new city has units from the start: a petition can be registered without the demo.
    for county in ["330600", "330602", "330681"] {
        let units = codes(&city.json(&["--county", county, "units", "list"]));
        assert!(units.contains(&format!("{county}-XFJ")), "{units:?}");
    }
    let played = city.json(&["demo"]);
    let shown = played["petitions"].as_array().unwrap();
    let names: Vec<&str> = shown.iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert!(names.len() > 40, "{names:?}");
    let stages: HashSet<&str> = shown.iter().map(|one| one["stage"].as_str().unwrap()).collect();
    for stage in ["REGISTERED", "HANDLING", "REVIEW_SERVED", "TERMINATED", "NOT_ACCEPTED", "ARCHIVED"] {
        assert!(stages.contains(format!("STAGE_{stage}").as_str()), "{stage}: {stages:?}");
    }
    let count = city.json(&["count"])["count"].as_u64().unwrap();
    assert_eq!(count, shown.len() as u64);
    let last = shown.last().unwrap();
    let [code, factor] = ["query_code", "second_factor"].map(|field| last[field].as_str().unwrap());
    assert_eq!(city.json(&["status", code, factor])["number"], last["number"]);
    assert_eq!(
        city.tool(&["status", code, "0000"]).status.code(),
        Some(2),
        "a factor that is not theirs"
    );
    let export = city.tool(&["export"]);
    assert_eq!(String::from_utf8(export.stdout).unwrap().lines().count(), shown.len() + 1);

    look_at_the_grids(&city, &played["grids"]);
    look_at_the_disputes(&city, &played["disputes"]);
    look_at_enforcement(&city, &played["enforcement"]);
    let verified = city.tool(&[&["verify"], names.as_slice()].concat());
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));

    // The county's units reached the city desk as facts, through the stream that gathers the counties.
    let county = codes(&city.json(&["units", "list"]));
    assert!(county.len() > 10, "{county:?}");
    let desk = || codes(&city.json(&["--county", "330600", "units", "list"]));
    eventually(Duration::from_mins(1), || async {
        let desk = desk();
        county.iter().all(|unit| desk.contains(unit))
    })
    .await;

    let nobody = "00000000-0000-0000-0000-000000000000";
    let unknown = city.tool(&["verify", names[0], nobody]);
    assert_eq!(unknown.status.code(), Some(2), "no case has that name");
    let told: Value = serde_json::from_slice(&unknown.stdout).unwrap();
    assert_eq!(told["chains"].as_array().unwrap().len(), 2, "a line for each");

    let before = city.json(&["show", names[0]]);
    let second = Command::new(env!("CARGO_BIN_EXE_shiyu"))
        .arg("--data")
        .arg(city.data.path())
        .arg("up")
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(2), "one city at a time in a folder");
    let back = City::up(city.down()).await.unwrap();
    assert_eq!(back.json(&["show", names[0]]), before);
    drop(back.down());
}

#[test]
fn a_folder_without_a_city_is_said_to_have_none() {
    let folder = tempfile::tempdir().unwrap();
    let output = shiyu(folder.path()).arg("list").env_remove("SHIYU_ADDRESS").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

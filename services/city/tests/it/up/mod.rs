//! `shiyu up` as a user runs it: the real command, a real broker, SQLite; demo, tool, import, stop, and back with its data.

mod bulletin;
mod disputes;
mod enforcement;
mod gates;
mod grids;
mod registers;
mod rounds;

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
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
        let ready = tokio::time::timeout(Duration::from_mins(3), ready).await.unwrap().unwrap();
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
    assert_eq!(city.json(&["report", "2025"])["year"], 2025);
    assert_eq!(city.tool(&["report", "9998"]).status.code(), Some(2), "a year that is not over");
    // Once more, nothing of it is played again.
    let again = city.json(&["demo", "--run", played["run"].as_str().unwrap()]);
    let found: Vec<&str> = again["petitions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!((found, &again["advances"]), (names.clone(), &Value::Array(Vec::new())));
    assert_eq!(city.json(&["count"])["count"].as_u64(), Some(count));
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

    grids::look_at(&city, &played["grids"]);
    disputes::look_at(&city, &played["disputes"]);
    enforcement::look_at(&city, &played["enforcement"]);
    registers::take_in(&city);
    bulletin::look_at(&city, &played["bulletin"]);
    gates::a_programme_is_led_to_its_archive(&city);
    gates::an_award_waits_and_a_veto_is_heard(&city);
    gates::a_decision_passes_the_gate_once_it_was_assessed(&city);
    rounds::an_indicator_gets_a_version_of_its_own(&city);
    rounds::a_period_comes_to_its_appeals(&city);
    rounds::a_survey_hands_out_its_tokens_once(&city, &played["bulletin"]);
    rounds::a_covert_round_is_drawn_and_made_again(&city);
    rounds::a_backlog_campaign_is_led_to_its_end(&city);
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
    told_once(&city, names[0]);

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
    a_run_that_is_cut_short_is_not_gone_on_with(&back).await;
    drop(back.down());
}

/// It is ended as its first case is there: then it says what to do, and does nothing more.
async fn a_run_that_is_cut_short_is_not_gone_on_with(city: &City) {
    const RUN: &str = "6f6c1b8e-3a3e-4c47-9d0a-2f1f5b1e7a11";
    let cases = || city.json(&["cases", "count"])["count"].as_u64().unwrap();
    let before = cases();
    let mut playing = shiyu(city.data.path())
        .args(["demo", "--run", RUN])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    eventually(Duration::from_mins(2), || async { cases() > before }).await;
    playing.kill().unwrap();
    playing.wait().unwrap();
    let there = cases();
    let again = city.tool(&["demo", "--run", RUN]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned() + &*String::from_utf8_lossy(&again.stdout);
    assert_eq!((again.status.code(), cases()), (Some(2), there), "{said}");
    assert!(said.contains("was cut short"), "{said}");
}

/// What a tool watches to its end is told again to nobody who goes on from its token.
fn told_once(city: &City, petition: &str) {
    let watched = |from: &[&str]| -> Vec<Value> {
        let output = city.tool(&[&["watch", "--once"], from].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = String::from_utf8(output.stdout).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let facts = |messages: &[Value]| -> Vec<Value> {
        let facts = messages.iter().filter_map(|message| message["facts"].as_array());
        facts.flatten().cloned().collect()
    };
    let messages = watched(&[]);
    let token = messages.last().unwrap()["token"].as_str().unwrap();
    let case = petition.rsplit('/').next().unwrap();
    assert!(facts(&messages).iter().any(|fact| fact["case_id"] == case), "{case}");
    let more = facts(&watched(&["--from", token]));
    let heard = facts(&messages);
    assert!(more.iter().all(|fact| !heard.contains(fact)), "{more:?}");
    assert_eq!(city.tool(&["watch", "--from", "no token"]).status.code(), Some(2));
    assert_eq!(city.tool(&["--service", "assessment", "watch"]).status.code(), Some(2));
}

#[test]
fn a_folder_without_a_city_is_said_to_have_none() {
    let folder = tempfile::tempdir().unwrap();
    let output = shiyu(folder.path()).arg("list").env_remove("SHIYU_ADDRESS").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

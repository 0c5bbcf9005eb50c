//! Indicators and a period, a survey, covert visits and a backlog campaign, led through a city that runs by its commands alone.

use serde_json::Value;
use time::macros::format_description;
use time::{Date, Duration};

use super::City;

const TOWN: &str = "330602001";
const PAPER: [&str; 2] = ["--document", "越考办〔2026〕8号"];
const SURVEYOR: [&str; 2] = ["--as-role", "surveyor"];

/// The reason for which a command was refused.
fn refused(city: &City, arguments: &[&str]) -> String {
    let output = city.tool(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[track_caller]
fn text<'a>(of: &'a Value, field: &str) -> &'a str {
    of[field].as_str().unwrap()
}

fn many(of: &Value, field: &str) -> usize {
    of[field].as_array().map_or(0, Vec::len)
}

/// The default set is adopted once, and one of its indicators gets a version of the county's own.
pub(super) fn an_indicator_gets_a_version_of_its_own(city: &City) {
    let adopt = [&["indicators", "adopt"], PAPER.as_slice()].concat();
    assert!(many(&city.json(&adopt), "adopted") > 30);
    assert_eq!(many(&city.json(&adopt), "adopted"), 0);
    let file = city.data.path().join("indicators.toml");
    let put = ["indicators", "put", file.to_str().unwrap(), "--owner", "330602"];
    let put = [put.as_slice(), &PAPER].concat();
    let write = |of: &str| {
        let text = format!(
            "[\"grid-handling\"]\ntitle = \"处置率\"\nfamily = \"governance\"\ndirection = \"higher\"\nformula = \"n / due\"\n\
             weight = \"5\"\nsources = {{ n = \"{of}\", due = \"grid.handle.due\" }}\n"
        );
        std::fs::write(&file, text).unwrap();
    };
    write("enforcement.fines");
    assert!(refused(city, &put).contains("SOURCE_DENIED"));
    write("grid.handle.met");
    let draft = city.json(&put);
    assert_eq!(
        (text(&draft["indicators"][0], "stage"), &draft["indicators"][0]["version"]),
        ("INDICATOR_STAGE_DRAFT", &Value::from(2))
    );
    let early = refused(city, &["indicators", "publish", "grid-handling", "2"]);
    assert!(early.contains("INDICATOR_MOVE_NOT_ALLOWED"), "{early}");
    city.json(&[&["indicators", "consult", "grid-handling", "2"], PAPER.as_slice()].concat());
    city.json(&["indicators", "publish", "grid-handling", "2"]);
    city.json(&["indicators", "activate", "grid-handling", "2"]);
    let shown = city.json(&["indicators", "show", "grid-handling"]);
    assert_eq!(
        (text(&shown, "stage"), text(&shown["sources"], "n")),
        ("INDICATOR_STAGE_ACTIVE", "grid.handle.met")
    );
    let active = city.json(&["indicators", "list", "--stage", "active", "--limit", "200"]);
    let active = active["indicators"].as_array().unwrap();
    let of_version = |version: i64| active.iter().filter(|one| one["version"] == version).count();
    assert_eq!(of_version(2), 1, "{active:?}");
}

/// A period goes as far as its appeals, and comes out the same when it is reckoned again.
pub(super) fn a_period_comes_to_its_appeals(city: &City) {
    let dates = ["--from", "2020-01-01", "--to", "2020-01-31"];
    let opened = city.json(&[&["periods", "open", "一月考评", "--level", "town"], dates.as_slice()].concat());
    let period = text(&opened["period"], "name");
    let early = refused(city, &["periods", "freeze", period]);
    assert!(early.contains("PERIOD_MOVE_NOT_ALLOWED"), "{early}");
    for step in ["collect", "freeze", "compute", "open-appeals"] {
        city.json(&["periods", step, period]);
    }
    let shown = city.json(&["periods", "show", period]);
    assert_eq!(text(&shown["period"], "stage"), "PERIOD_STAGE_APPEALS");
    assert_eq!(many(&shown["period"], "calculations"), 1);
    let ranking = city.json(&["periods", "ranking", period]);
    assert_eq!(ranking["hash"], shown["period"]["calculations"][0]["hash"]);
    assert_eq!(city.json(&["periods", "verify", period])["same"], true);
    let unused = ["periods", "appeal", period, "grid-handling", "--grounds", "数据有误"];
    let unused = refused(city, &[&unused, ["--as-unit", TOWN, "--as-role", "rated_unit"].as_slice()].concat());
    assert!(unused.contains("UNIT_NOT_RATED"), "{unused}");
    assert!(many(&city.json(&["periods", "list"]), "periods") >= 1);
}

/// Tokens are written once, by whoever assesses nothing, and over nothing.
pub(super) fn a_survey_hands_out_its_tokens_once(city: &City, bulletin: &Value) {
    let to = text(bulletin, "to");
    let day = format_description!("[year]-[month]-[day]");
    let from = (Date::parse(to, day).unwrap() - Duration::days(300)).to_string();
    let open = ["surveys", "open", "全年满意度", "--level", "county", "--sample", "20"];
    let nothing = refused(city, &[open.as_slice(), &["--from", "2001-01-01", "--to", "2001-12-31"]].concat());
    assert!(nothing.contains("NOTHING_TO_DRAW"), "{nothing}");
    let opened = city.json(&[open.as_slice(), &["--from", from.as_str(), "--to", to]].concat());
    let survey = text(&opened, "name");
    let early = refused(city, &["surveys", "close", survey]);
    assert!(early.contains("SURVEY_MOVE_NOT_ALLOWED"), "{early}");
    let file = city.data.path().join("tokens.csv");
    let tokens = ["surveys", "tokens", survey, file.to_str().unwrap()];
    let undrawn = refused(city, &[tokens.as_slice(), &SURVEYOR].concat());
    assert!(undrawn.contains("SURVEY_MOVE_NOT_ALLOWED") && !file.exists(), "{undrawn}");
    let drawn = city.json(&["surveys", "draw", survey]);
    assert_eq!((&drawn["seed"], text(&drawn, "seed_fingerprint").len()), (&Value::Null, 64));
    refused(city, &tokens);
    assert!(!file.exists(), "who assesses never sees them");
    let written = city.json(&[tokens.as_slice(), &SURVEYOR].concat());
    let lines = std::fs::read_to_string(&file).unwrap();
    let told = written["tokens"].as_u64().unwrap();
    assert_eq!((lines.lines().count() as u64, told > 0), (told + 1, true));
    refused(city, &[tokens.as_slice(), &SURVEYOR].concat());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), lines, "what is there is not written over");
    assert_eq!(text(&city.json(&["surveys", "close", survey]), "stage"), "SURVEY_STAGE_CLOSED");
    assert_eq!(city.json(&["surveys", "verify", survey])["same"], true);
    let closed = city.json(&["surveys", "show", survey]);
    assert_eq!(closed["results"][0]["asked"], told);
    assert_eq!(closed["results"][0]["answers"], Value::Null, "nobody answered");
    assert_eq!(many(&city.json(&["surveys", "list"]), "surveys"), 1);
}

/// Where somebody goes is known once they were there; then everybody can make the draw again.
pub(super) fn a_covert_round_is_drawn_and_made_again(city: &City) {
    let announce = ["covert", "announce", "五月暗访", TOWN, "330602002", "--visits", "1"];
    let announced = city.json(&[announce.as_slice(), &PAPER].concat());
    let round = text(&announced, "name");
    let early = refused(city, &["covert", "verify", round]);
    assert!(early.contains("NOT_DRAWN"), "{early}");
    let draw = ["covert", "draw", round, "--seed", "03 11 19 22 28", "--source", "双色球2026052期"];
    let drawn = city.json(&draw);
    let unit = text(&drawn["drawn"][0], "unit").to_owned();
    assert!(refused(city, &draw).contains("DRAWN_ALREADY"));
    let at = text(&drawn, "draw_time").to_owned();
    city.json(&["covert", "visit", round, "1", "--at", &at]);
    city.json(&[
        "covert",
        "find",
        round,
        "1",
        "--finding",
        "灭火器:10:2",
        "--finding",
        "消防通道:4:0",
    ]);
    city.json(&["covert", "share", round, "1"]);
    let own = ["--as-unit", unit.as_str(), "--as-role", "rated_unit"];
    let done = city.json(&[own.as_slice(), &["covert", "rectify", round, "1", "更换灭火器"]].concat());
    assert_eq!(text(&done["drawn"][0], "stage"), "COVERT_STAGE_RECTIFIED");
    let made = city.json(&["covert", "verify", round]);
    assert_eq!(
        (&made["same"], &made["drawn"][0]),
        (&Value::from(true), &Value::from(unit.as_str()))
    );
    assert_eq!(many(&city.json(&["covert", "show", round])["drawn"][0], "findings"), 2);
    assert_eq!(many(&city.json(&["covert", "list"]), "rounds"), 1);
}

/// A campaign is over when its cases came to their end, or were let go, and its milestones are reached.
pub(super) fn a_backlog_campaign_is_led_to_its_end(city: &City) {
    let open = [
        "backlogs",
        "open",
        "化解积案",
        "--sponsor",
        TOWN,
        "--milestone",
        "2099-06-30:全部约谈",
    ];
    let nothing = refused(city, &[open.as_slice(), &PAPER, &["--before", "2001-01-01"]].concat());
    assert!(nothing.contains("NOTHING_TO_CHOOSE"), "{nothing}");
    let opened = city.json(&[open.as_slice(), &PAPER, &["--before", "2099-01-01", "--of", "petition"]].concat());
    let campaign = text(&opened, "name");
    let cases = opened["cases"].as_array().unwrap();
    let early = refused(city, &["backlogs", "close", campaign]);
    assert!(early.contains("CASES_OPEN"), "{early}");
    for case in cases {
        let release = ["backlogs", "release", campaign, text(case, "case"), "--reason", "已移送专班"];
        city.json(&release);
    }
    let unreached = refused(city, &["backlogs", "close", campaign]);
    assert!(unreached.contains("MILESTONES_OPEN"), "{unreached}");
    city.json(&["backlogs", "reach", campaign, "1"]);
    assert!(!text(&city.json(&["backlogs", "close", campaign]), "close_time").is_empty());
    assert_eq!(many(&city.json(&["backlogs", "show", campaign]), "cases"), cases.len());
    assert_eq!(many(&city.json(&["backlogs", "list"]), "campaigns"), 1);
}

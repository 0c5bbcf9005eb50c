//! Programmes, awards and the gate of the risk assessment, led through a city that runs by its commands alone.

use serde_json::Value;
use shiyu_kit::calendar::local_date;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::City;

const TOWN: &str = "330602001";
const UNIT: [&str; 4] = ["--as-unit", TOWN, "--as-role", "rated_unit"];
const PAPER: [&str; 2] = ["--document", "越委〔2026〕5号"];

fn county(city: &City, arguments: &[&str]) -> Value {
    city.json(arguments)
}

fn unit(city: &City, arguments: &[&str]) -> Value {
    city.json(&[&UNIT, arguments].concat())
}

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

/// A catalogue is imported, planned from, and a task of it led to the archive.
pub(super) fn a_programme_is_led_to_its_archive(city: &City) {
    let catalogue = county(city, &["programmes", "catalogue"]);
    let items = catalogue["items"].as_array().unwrap();
    let mut classes: Vec<&str> = items.iter().map(|item| &text(item, "code")[..2]).collect();
    classes.dedup();
    assert_eq!((items.len(), classes.len()), (82, 16));
    let kept = county(city, &[&["programmes", "import", "--edition", "2026"], PAPER.as_slice()].concat());
    assert_eq!(kept["items"], catalogue["items"]);
    let sheet = city.data.path().join("catalogue.csv");
    std::fs::write(&sheet, "code,class,title,evidence\n01-01,组织领导,党委研究市域治理,会议纪要\n").unwrap();
    let import = ["programmes", "import", sheet.to_str().unwrap(), "--edition", "2027"];
    let own = county(city, &[&import, PAPER.as_slice()].concat());
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
    let twice = refused(city, &[&import, PAPER.as_slice()].concat());
    assert!(twice.contains("CATALOGUE_EXISTS"), "{twice}");

    let dates = ["--from", "2020-01-01", "--to", "2099-12-31", "--archive", "2100-03-31"];
    let put = ["programmes", "put", "市域社会治理三年行动", "--unit", "330602"];
    let programme = county(city, &[put.as_slice(), &dates, &PAPER].concat());
    let programme = text(&programme, "name");
    let objective = county(city, &["programmes", "objective", programme, "基础工作", "--unit", "330602"]);
    let objective = text(&objective, "name");
    let plan = [
        "programmes",
        "plan",
        objective,
        TOWN,
        "--edition",
        "2026",
        "--due",
        "2099-06-30",
        "--class",
        "03",
    ];
    let planned = county(city, &plan)["planned"].as_u64().unwrap();
    let of_class = items.iter().filter(|item| text(item, "code").starts_with("03-")).count() as u64;
    assert_eq!((planned, county(city, &plan)["planned"].as_u64()), (of_class, Some(0)));
    let tasks = unit(city, &["programmes", "tasks", "--objective", objective]);
    let task = text(&tasks["tasks"][0], "name").to_owned();

    county(city, &["programmes", "issue", &task]);
    unit(city, &["programmes", "begin", &task]);
    let submit = ["programmes", "submit", &task, "网格图", "--reference", "档-2026-7"];
    unit(city, &submit);
    let back = county(city, &["programmes", "return", &task, "缺少签字"]);
    assert_eq!((text(&back, "stage"), text(&back, "remarks")), ("TASK_STAGE_RETURNED", "缺少签字"));
    unit(city, &submit);
    county(city, &["programmes", "accept", &task]);
    assert_eq!(
        text(&county(city, &["programmes", "archive", &task]), "stage"),
        "TASK_STAGE_ARCHIVED"
    );
    let standing = county(city, &["programmes", "show", programme]);
    let archived = |one: &&Value| one["stage"] == "TASK_STAGE_ARCHIVED";
    assert_eq!(standing["counts"].as_array().unwrap().iter().find(archived).unwrap()["tasks"], 1);
    assert_eq!(text(&county(city, &["programmes", "list"])["programmes"][0], "name"), programme);
}

/// A unit is nominated, publicised and not granted too early; another of its years is vetoed after it was heard.
pub(super) fn an_award_waits_and_a_veto_is_heard(city: &City) {
    let award = county(city, &[&["awards", "nominate", TOWN, "2023"], PAPER.as_slice()].concat());
    let award = text(&award, "name");
    county(city, &[&["awards", "decide", award], PAPER.as_slice()].concat());
    let shown = county(city, &[&["awards", "publicise", award], PAPER.as_slice()].concat());
    assert_eq!(text(&shown, "stage"), "AWARD_STAGE_PUBLICISED");
    let early = refused(city, &[&["awards", "grant", award], PAPER.as_slice()].concat());
    assert!(early.contains("PUBLICITY_NOT_OVER"), "{early}");
    let object = ["awards", "object", award, "年内事故未列入评定", "--document", "档-2023-9"];
    let neighbour = ["--as-unit", "330602002", "--as-role", "rated_unit"];
    let objected = city.json(&[neighbour.as_slice(), &object].concat());
    assert_eq!(objected["objections"].as_array().unwrap().len(), 1);
    let filed = county(city, &["awards", "objections", award]);
    assert_eq!(text(&filed["objections"][0], "unit"), "330602002");
    let answered = county(city, &[&["awards", "answer", award, "1"], PAPER.as_slice()].concat());
    assert_eq!(text(&answered["objections"][0], "decision_document"), PAPER[1]);
    assert_eq!(county(city, &["awards", "streak", TOWN])["years"], Value::Null, "none yet");

    let veto = county(
        city,
        &["awards", "propose", TOWN, "2022", "falsified-figures", "--evidence", "档-2022-3"],
    );
    let veto = text(&veto, "name");
    let decide = ["awards", "decide-veto", veto, "--panel", "330602-XFJ"];
    let decide = [decide.as_slice(), &PAPER].concat();
    let unheard = refused(city, &decide);
    assert!(unheard.contains("HEARING_NOT_HELD"), "{unheard}");
    let before = refused(city, &[&["awards", "hear", veto, "2023-02-01"], PAPER.as_slice()].concat());
    assert!(before.contains("HEARING_NOT_HELD"), "it was not proposed then: {before}");
    let now = OffsetDateTime::parse(text(&shown, "publicise_time"), &Rfc3339).unwrap();
    let today = local_date(now).to_string();
    county(city, &[&["awards", "hear", veto, &today], PAPER.as_slice()].concat());
    assert_eq!(text(&county(city, &decide), "stage"), "VETO_STAGE_VETOED");
    let year = county(city, &[&["awards", "nominate", TOWN, "2022"], PAPER.as_slice()].concat());
    assert_eq!(text(&year, "stage"), "AWARD_STAGE_VETOED");
    assert_eq!(county(city, &["awards", "list"])["years"].as_array().unwrap().len(), 2);
    assert_eq!(county(city, &["awards", "vetoes"])["vetoes"].as_array().unwrap().len(), 1);
}

/// Nothing passes the gate before it was assessed and mitigated.
pub(super) fn a_decision_passes_the_gate_once_it_was_assessed(city: &City) {
    let recorded = unit(city, &["risks", "record", TOWN, "policy", "停车收费"]);
    let decision = text(&recorded, "name");
    let approve = [UNIT.as_slice(), &["risks", "approve", decision], &PAPER].concat();
    let early = refused(city, &approve);
    assert!(early.contains("ASSESSMENT_MISSING"), "{early}");
    unit(city, &["risks", "begin", decision]);
    unit(
        city,
        &[&["risks", "consult", decision, "--heard", "120"], PAPER.as_slice()].concat(),
    );
    let report = ["risks", "report", decision, "--level", "medium", "--findings", "邻近小区停车外溢"];
    let mitigated = ["--mitigation", "增设夜间泊位"];
    let checked = ["--checked", "legality", "--checked", "fairness", "--checked", "means"];
    let reported = unit(city, &[report.as_slice(), &mitigated, &checked].concat());
    assert_eq!(text(&reported, "stage"), "RISK_STAGE_REPORTED");
    county(city, &[&["risks", "decide", decision, "mitigate-then"], PAPER.as_slice()].concat());
    let unmitigated = refused(city, &approve);
    assert!(unmitigated.contains("MITIGATION_MISSING"), "{unmitigated}");
    unit(city, &[&["risks", "mitigate", decision], PAPER.as_slice()].concat());
    assert!(!text(&city.json(&approve), "approval_document").is_empty());
    assert_eq!(text(&county(city, &["risks", "show", decision]), "name"), decision);

    let spared = unit(city, &["risks", "record", TOWN, "activity", "元宵灯会"]);
    let spared = text(&spared, "name");
    county(city, &[&["risks", "exempt", spared, "decided-above"], PAPER.as_slice()].concat());
    city.json(&[UNIT.as_slice(), &["risks", "approve", spared], &PAPER].concat());
    assert_eq!(county(city, &["risks", "list"])["decisions"].as_array().unwrap().len(), 2);
}

//! Files of enforcement, taken in by a city that runs: every row once, however often.

use serde_json::Value;

use super::City;

/// A command that imports, its mapping among the examples, and a file of which the last row is wrong.
struct File {
    command: &'static str,
    mapping: &'static str,
    rows: &'static str,
    /// What is wrong with it.
    wrong: &'static str,
}

/// In an order in which each finds what it names.
const FILES: [File; 6] = [
    File {
        command: "officers",
        mapping: "officers",
        rows: "工号,账号,姓名,单位,证号,发证,到期\n1,roster-1,沈一,330602-ZHZF,33069901,2020-01-01,2099-12-31\n\
            2,roster-2,沈二,330602-ZHZF,33069902,2020-01-01,2099-12-31\n3,roster-3,沈三,somewhere,33069903,2020-01-01,2099-12-31\n",
        wrong: "officer.unit",
    },
    File {
        command: "objects",
        mapping: "objects",
        rows: "编号,名称,统一社会信用代码,街道,地址,行业,主管单位,周期\nA-1,越王城工地,,330602001,塔山,工地,330602-ZHZF,90\n\
            A-2,越王城矿山,,330602001,塔山,矿山,330602-ZHZF,90\n",
        wrong: "category",
    },
    File {
        command: "standards",
        mapping: "benchmarks",
        rows: "事项编码,施行日期,文号,阶次\n330231001000,2099-01-01,文1,light/较轻/一次/fine::200000-500000\n330231999000,2099-01-01,文1,light/较轻/一次/fine::200000-500000\n",
        wrong: "POWER_UNKNOWN",
    },
    File {
        command: "inspections",
        mapping: "inspections",
        rows: "序号,对象编号,单位,检查事项,日期,依据\n1,A-1,330602-ZHZF,扬尘；噪声,2099-01-01,计划\n2,A-9,330602-ZHZF,扬尘,2099-01-01,计划\n",
        wrong: "OBJECT_UNKNOWN",
    },
    File {
        command: "draws",
        mapping: "draws",
        rows: "计划号,单位,名称,依据,行业,抽查数,检查事项,完成日期\n1,330602-ZHZF,抽查一,计划,building-site,1,扬尘,2099-01-01\n\
            2,330602-ZHZF,抽查二,计划,building-site,many,扬尘,2099-01-01\n",
        wrong: "object_count",
    },
    File {
        command: "cases",
        mapping: "clues",
        rows: "案卷号,标题,情况,街道,发现时间,来源,当事人,证件号,电话\nC-1,占道经营,人行道摆摊,330602001,2020-05-06 14:30,举报,沈小满,,\n\
            C-2,占道经营,人行道摆摊,330602001,soon,巡查,,,\n",
        wrong: "found_time",
    },
];

/// What came of an import: its verdicts, and the summary.
fn import(city: &City, file: &File) -> (Vec<Value>, Value) {
    let csv = city.data.path().join(format!("{}.csv", file.mapping));
    std::fs::write(&csv, file.rows).unwrap();
    let mapping = format!("{}/examples/{}.toml", env!("CARGO_MANIFEST_DIR"), file.mapping);
    let output = city.tool(&[file.command, "import", "--mapping", &mapping, csv.to_str().unwrap()]);
    let told = String::from_utf8(output.stdout).unwrap();
    let mut lines: Vec<Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!lines.is_empty(), "{}: {errors}", file.command);
    let summary = lines.pop().unwrap();
    (lines, summary["summary"].clone())
}

/// Every file twice, and a file at the wrong door.
pub(super) fn take_in(city: &City) {
    for file in &FILES {
        let (verdicts, summary) = import(city, file);
        let right = verdicts.len() as u64 - 1;
        assert_eq!(summary["created"].as_u64(), Some(right), "{}: {verdicts:?}", file.command);
        assert!(
            verdicts[verdicts.len() - 1].to_string().contains(file.wrong),
            "{}: {verdicts:?}",
            file.command
        );
        let (again, summary) = import(city, file);
        assert_eq!(
            (summary["created"].as_u64(), summary["already_there"].as_u64()),
            (Some(0), Some(right)),
            "{again:?}"
        );
    }
    let mapping = format!("{}/examples/objects.toml", env!("CARGO_MANIFEST_DIR"));
    let csv = city.data.path().join("objects.csv");
    let elsewhere = city.tool(&["officers", "import", "--mapping", &mapping, csv.to_str().unwrap()]);
    assert_eq!(elsewhere.status.code(), Some(2), "the rows are something else");
    let listed = city.json(&["inspections", "list", "--unit", "330602-ZHZF"]);
    let planned = listed["inspections"].as_array().unwrap();
    assert!(planned.iter().any(|one| one["object_title"] == "越王城工地"), "{listed}");
    let officers = city.json(&["officers", "list", "--unit", "330602-ZHZF"]);
    assert!(officers["officers"].as_array().unwrap().len() >= 2, "{officers}");
    assert!(
        city.json(&["objects", "count", "--category", "building-site"])["count"]
            .as_u64()
            .unwrap()
            >= 1
    );
    assert!(!city.json(&["draws", "list"])["draws"].as_array().unwrap().is_empty());
    let benchmarks = city.json(&["standards", "benchmarks", "--date", "2099-06-01"]);
    assert!(benchmarks.to_string().contains("较轻"), "{benchmarks}");
}

use shiyu_proto::enforcement::v1::{ClueSource, EvidenceKind, ObjectKind, OfficerKind, PartyRole};

use super::super::draft::Request;
use super::*;

fn draft(mapping: &str, cells: &[(&str, &str)]) -> Result<Request, Vec<String>> {
    let entries = Entries::parse(mapping).unwrap();
    let draft = entries.draft(&Cells::of(cells), "330602");
    draft
        .map(|draft| draft.request)
        .map_err(|reasons| reasons.iter().map(Reason::brief).collect())
}

const CLUES: &str = include_str!("../../../examples/clues.toml");
const OFFICERS: &str = include_str!("../../../examples/officers.toml");
const OBJECTS: &str = include_str!("../../../examples/objects.toml");
const BENCHMARKS: &str = include_str!("../../../examples/benchmarks.toml");
const INSPECTIONS: &str = include_str!("../../../examples/inspections.toml");
const DRAWS: &str = include_str!("../../../examples/draws.toml");

#[test]
fn every_example_is_a_mapping_of_enforcement_and_the_others_are_none() {
    let all = [CLUES, OFFICERS, OBJECTS, BENCHMARKS, INSPECTIONS, DRAWS];
    let rows: Vec<&str> = all.iter().map(|text| Entries::parse(text).unwrap().rows()).collect();
    assert_eq!(rows, ["clue", "officer", "object", "benchmark", "inspection", "draw"]);
    assert!(all.iter().all(|text| Entries::is_one(text)));
    assert!(!Entries::is_one(include_str!("../../../examples/disputes.toml")));
    assert!(!Entries::is_one(include_str!("../../../examples/boston311.toml")));
}

#[test]
fn what_is_no_mapping_is_refused_before_a_row_is_read() {
    let broken = [
        ("[clue]", "[officer]"),
        ("title = ", "headline = "),
        ("source = \"智慧城管\"", "source = \" \""),
        ("{标题}", "{标题"),
        ("[clue]", "[draw]\ntitle = \"x\"\n[clue]"),
    ];
    for (from, to) in broken {
        assert!(CLUES.contains(from), "{from}");
        assert!(Entries::parse(&CLUES.replacen(from, to, 1)).is_err(), "{to}");
    }
}

const CLUE: [(&str, &str); 9] = [
    ("案卷号", "C-1"),
    ("标题", "占道经营"),
    ("情况", "人行道摆摊。"),
    ("街道", "330602001"),
    ("发现时间", "2026-05-06 14:30"),
    ("来源", "举报"),
    ("当事人", "沈小满"),
    ("证件号", ""),
    ("电话", ""),
];

#[test]
fn a_row_becomes_a_clue_with_its_suspect() {
    let Ok(Request::Clue(request)) = draft(CLUES, &CLUE) else {
        panic!("a clue");
    };
    let clue = request.clue.unwrap();
    assert_eq!((clue.source(), clue.source_reference.as_str()), (ClueSource::Complaint, "C-1"));
    assert_eq!(clue.found_time.unwrap().seconds, 1_778_049_000, "half past two in Beijing");
    let roles: Vec<PartyRole> = request.parties.iter().map(shiyu_proto::enforcement::v1::Party::role).collect();
    assert_eq!(roles, [PartyRole::Suspect]);
    assert_eq!(request.request_id, request_id("330602", "智慧城管", "C-1").to_string());
}

#[test]
fn everything_wrong_with_a_row_is_said_at_once() {
    let mut row = CLUE;
    row[0].1 = " ";
    row[4].1 = "soon";
    assert_eq!(
        draft(CLUES, &row).unwrap_err(),
        ["source_reference:KEY_MISSING", "found_time:TIME_INVALID"]
    );
    let object = [
        ("编号", "1"),
        ("名称", "x"),
        ("统一社会信用代码", ""),
        ("街道", "330602001"),
        ("地址", ""),
        ("行业", "矿山"),
        ("主管单位", "330602-ZFJ"),
        ("周期", "often"),
    ];
    let wrong = draft(OBJECTS, &object).unwrap_err();
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(wrong.contains(&"category:VALUE_UNMAPPED".to_owned()) && wrong.contains(&"cadence_days:NUMBER_INVALID".to_owned()));
}

#[test]
fn who_has_a_certificate_is_an_officer_and_who_has_none_assists() {
    let row = |number| {
        [
            ("工号", "7"),
            ("账号", "li"),
            ("姓名", "李"),
            ("单位", "330602-ZFJ"),
            ("证号", number),
            ("发证", "2024-01-01"),
            ("到期", "2029-01-01"),
        ]
    };
    let officer = |number| match draft(OFFICERS, &row(number)) {
        Ok(Request::Officer(request)) => request.officer.unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (officer("33020001").kind(), officer("33020001").certificate.is_some()),
        (OfficerKind::Officer, true)
    );
    assert_eq!((officer("").kind(), officer("").certificate), (OfficerKind::Auxiliary, None));
}

#[test]
fn what_has_a_credit_code_is_an_enterprise() {
    let row = [
        ("编号", "1"),
        ("名称", "x"),
        ("统一社会信用代码", "91330602MA2D80006H"),
        ("街道", "330602001"),
        ("地址", ""),
        ("行业", "餐饮"),
        ("主管单位", "330602-ZFJ"),
        ("周期", "90"),
    ];
    let Ok(Request::Object(request)) = draft(OBJECTS, &row) else {
        panic!("an object");
    };
    let object = request.object.unwrap();
    assert_eq!((object.kind(), object.cadence_days), (ObjectKind::Enterprise, 90));
}

#[test]
fn bands_and_requirements_are_read_part_by_part() {
    let row = |bands| {
        [
            ("事项编码", "330217001000"),
            ("施行日期", "2026-06-30"),
            ("文号", "浙综执〔2026〕3号"),
            ("阶次", bands),
        ]
    };
    let bands = "none/不予处罚/轻微并及时改正; light/较轻/不足十平方米/fine::10000-500000+warning";
    let Ok(Request::Benchmark(request)) = draft(BENCHMARKS, &row(bands)) else {
        panic!("a benchmark");
    };
    let bands = request.benchmark.unwrap().bands;
    assert_eq!((bands.len(), bands[0].penalties.len(), bands[1].penalties.len()), (2, 0, 2));
    assert_eq!(bands[1].penalties[0].max_fen, Some(500_000));
    assert_eq!(draft(BENCHMARKS, &row("light")).unwrap_err(), ["bands:VALUE_INVALID"]);
    assert_eq!(draft(BENCHMARKS, &row("a/b/c/jail")).unwrap_err(), ["bands:VALUE_INVALID"]);

    let checklists = BENCHMARKS
        .replace("[benchmark]", "[checklist]")
        .replace("bands = ", "requirements = ");
    let Ok(Request::Checklist(request)) = draft(&checklists, &row("scene/inspection-record/位置和面积/yes")) else {
        panic!("a checklist");
    };
    let requirement = &request.checklist.unwrap().requirements[0];
    assert_eq!((requirement.kind(), requirement.required), (EvidenceKind::InspectionRecord, true));
    assert_eq!(
        draft(&checklists, &row("scene/rumour/x/yes")).unwrap_err(),
        ["requirements:VALUE_INVALID"]
    );
}

#[test]
fn a_visit_finds_the_object_that_was_imported_from_another_file() {
    let row = [
        ("序号", "1"),
        ("对象编号", "A-7"),
        ("单位", "330602-ZFJ"),
        ("检查事项", "扬尘；噪声"),
        ("日期", "2026-06-30"),
        ("依据", "年度计划"),
    ];
    let Ok(Request::Inspection(request)) = draft(INSPECTIONS, &row) else {
        panic!("a visit");
    };
    let id = request_id("330602", "检查对象名录", "A-7");
    assert_eq!(request.object, format!("counties/330602/regulatedObjects/{id}"));
    assert_eq!(request.matters, ["扬尘", "噪声"]);
}

#[test]
fn a_draw_is_from_its_own_units_officers_two_for_each_object() {
    let row = [
        ("计划号", "1"),
        ("单位", "330602-ZFJ"),
        ("名称", "工地抽查"),
        ("依据", "年度计划"),
        ("行业", "building-site"),
        ("抽查数", "5"),
        ("检查事项", "扬尘"),
        ("完成日期", "2026-06-30"),
    ];
    let Ok(Request::Draw(request)) = draft(DRAWS, &row) else {
        panic!("a draw");
    };
    let draw = request.draw.unwrap();
    assert_eq!(
        (draw.officer_units.as_slice(), draw.officer_count, draw.object_count),
        (["330602-ZFJ".to_owned()].as_slice(), 2, 5)
    );
}

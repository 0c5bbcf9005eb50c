//! What enforcement in the demo stands on: a list of power items given to every town's bureau, officers with certificates, a benchmark,
//! wordings, objects to be looked at, and a draw of them.

use shiyu_kit::clock::new_id;
use shiyu_proto::enforcement::v1 as pb;

use super::play::Troupe;
use crate::demo::cast::{Cast, subject};
use crate::demo::grid::units_are_known;
use crate::demo::hour::now;
use crate::demo::places::{County, PETITIONS};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::grids::date;
use crate::powers::{self, sample};

/// The office of a town's, and of the county's, enforcement.
pub const BUREAU: &str = "ZHZF";
/// The departments the items come from: 国土, 住建, 安监, 城管, 水利, as their successors are called.
pub const ORIGINS: [&str; 5] = ["ZRZY", "ZJJ", "YJGL", "ZHZF", "SLJ"];
const OBJECTS: u32 = 12;
/// The items for which a list says what is to be proved: stalls on roads, occupied parks, large advertisements.
const CHECKED: [&str; 3] = ["330231002000", "330231036000", "330231004000"];

/// The bureaus of the county's towns, each with its town.
pub fn bureaus(county: &County) -> Vec<String> {
    county.all_places().map(|(town, _)| format!("{town}-{BUREAU}@{town}")).collect()
}

/// Brings what is lacking.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn settle(cast: &Cast, county: &County) -> Result<(), Failure> {
    let operator = cast.case_seat("operator", &county.unit(PETITIONS)?)?;
    units_are_known(&operator, county).await?;
    let today = &date(now(&operator).await?);
    let keeper = cast.case_seat("director", county.code)?;
    let there = pb::CountPowerItemsRequest {
        parent: keeper.parent(),
        filter: None,
    };
    if keeper.powers().count_power_items(there).await?.into_inner().count > 0 {
        return Ok(());
    }
    let origins = ORIGINS.map(|office| format!("{}-{office}", county.code));
    let list = pb::PowerList {
        document: format!("{}人民政府关于镇街综合行政执法赋权事项的公告", county.name),
        cut_over: today.clone(),
        in_flight: pb::InFlight::Keep.into(),
        ..pb::PowerList::default()
    };
    let drafted = powers::take(&keeper, list, sample::items(&origins, &bureaus(county))?).await?;
    powers::publish(&keeper, &drafted.name, (today, "政府网站")).await?;
    for (town, _) in county.all_places() {
        officers(cast, &format!("{town}-{BUREAU}")).await?;
    }
    standards(&keeper, county, today).await?;
    checklists(&keeper, today).await?;
    objects(cast, county).await
}

async fn officers(cast: &Cast, bureau: &str) -> Result<(), Failure> {
    let desk = cast.case_seat("director", bureau)?;
    let town: String = bureau.chars().take(9).collect();
    for (number, (duty, name)) in [
        ("inspector", "陈执法"),
        ("inspector2", "孟执勤"),
        ("inspector3", "严明"),
        ("host", "周听证"),
    ]
    .into_iter()
    .enumerate()
    {
        let officer = pb::Officer {
            subject: subject(duty, bureau),
            display_name: name.to_owned(),
            unit: bureau.to_owned(),
            kind: pb::OfficerKind::Officer.into(),
            certificate: Some(pb::Certificate {
                number: format!("{town}{number:02}"),
                issuer: "浙江省人民政府".to_owned(),
                valid_from: "2020-01-01".to_owned(),
                valid_to: "2040-12-31".to_owned(),
                ..pb::Certificate::default()
            }),
            ..pb::Officer::default()
        };
        put(&desk, officer).await?;
    }
    let helper = pb::Officer {
        subject: subject("helper", bureau),
        display_name: "协辅".to_owned(),
        unit: bureau.to_owned(),
        kind: pb::OfficerKind::Auxiliary.into(),
        ..pb::Officer::default()
    };
    put(&desk, helper).await
}

async fn put(desk: &Desk, officer: pb::Officer) -> Result<(), Failure> {
    let request = pb::PutOfficerRequest {
        parent: desk.parent(),
        officer: Some(officer),
        request_id: new_id().to_string(),
    };
    desk.officers().put_officer(request).await?;
    Ok(())
}

/// The benchmark of one item, and the county's wording of its decisions.
async fn standards(keeper: &Desk, county: &County, today: &str) -> Result<(), Failure> {
    let band = |code: &str, title: &str, circumstances: &str, least: i64, most: i64| pb::BenchmarkBand {
        code: code.to_owned(),
        title: title.to_owned(),
        circumstances: circumstances.to_owned(),
        penalties: vec![pb::PenaltyRange {
            kind: pb::PenaltyKind::Fine.into(),
            min_fen: Some(least * 100),
            max_fen: Some(most * 100),
            ..pb::PenaltyRange::default()
        }],
    };
    let benchmark = pb::Benchmark {
        power: "330231004000".to_owned(),
        valid_from: today.to_owned(),
        document: "浙江省综合行政执法裁量基准".to_owned(),
        bands: vec![
            band("light", "较轻", "及时停止违法行为", 10_000, 30_000),
            band("normal", "一般", "未及时改正", 30_000, 60_000),
            band("heavy", "较重", "造成危害后果", 60_000, 100_000),
        ],
        ..pb::Benchmark::default()
    };
    let request = pb::PutBenchmarkRequest {
        parent: keeper.parent(),
        benchmark: Some(benchmark),
        request_id: new_id().to_string(),
    };
    keeper.standards().put_benchmark(request).await?;
    for kind in [pb::DocumentKind::Decision, pb::DocumentKind::SpotDecision] {
        let wording = pb::DocumentWording {
            kind: kind.into(),
            valid_from: today.to_owned(),
            document: "行政执法文书样式".to_owned(),
            closing: vec!["本决定书一式三份，一份送达当事人，一份归档，一份备案。".to_owned()],
            payment: "政府非税收入统一收缴平台".to_owned(),
            contact: format!("{}综合行政执法局，0575-88000000", county.name),
            online_reconsideration: "浙里复议".to_owned(),
            ..pb::DocumentWording::default()
        };
        let request = pb::PutDocumentWordingRequest {
            parent: keeper.parent(),
            wording: Some(wording),
            request_id: new_id().to_string(),
        };
        keeper.standards().put_document_wording(request).await?;
    }
    Ok(())
}

/// What is to be proved of some of the items that the stories are about.
async fn checklists(keeper: &Desk, today: &str) -> Result<(), Failure> {
    let proved = |code: &str, kind: pb::EvidenceKind, proves: &str, required: bool| pb::EvidenceRequirement {
        code: code.to_owned(),
        kind: kind.into(),
        proves: proves.to_owned(),
        required,
    };
    for power in CHECKED {
        let checklist = pb::EvidenceChecklist {
            power: power.to_owned(),
            valid_from: today.to_owned(),
            document: "综合行政执法证据指引".to_owned(),
            requirements: vec![
                proved("scene", pb::EvidenceKind::InspectionRecord, "证明违法行为的时间、地点和状况", true),
                proved("said", pb::EvidenceKind::PartyStatement, "证明当事人对事实的陈述", false),
            ],
            ..pb::EvidenceChecklist::default()
        };
        let request = pb::PutEvidenceChecklistRequest {
            parent: keeper.parent(),
            checklist: Some(checklist),
            request_id: new_id().to_string(),
        };
        keeper.standards().put_evidence_checklist(request).await?;
    }
    Ok(())
}

async fn objects(cast: &Cast, county: &County) -> Result<(), Failure> {
    let Some((town, name)) = county.places.first() else { return Ok(()) };
    let bureau = format!("{town}-{BUREAU}");
    let desk = cast.case_seat("inspector", &bureau)?;
    for number in 1..=OBJECTS {
        let object = pb::RegulatedObject {
            kind: pb::ObjectKind::Place.into(),
            title: format!("{name}{number}号工地"),
            place: (*town).to_owned(),
            whereabouts: format!("{name}范围内"),
            category: "building-site".to_owned(),
            unit: bureau.clone(),
            cadence_days: 90,
            ..pb::RegulatedObject::default()
        };
        let request = pb::PutRegulatedObjectRequest {
            parent: desk.parent(),
            object: Some(object),
            request_id: new_id().to_string(),
        };
        desk.inspections().put_regulated_object(request).await?;
    }
    Ok(())
}

/// Three of the objects and two officers for each, by a seed that nobody of the bureau chose, published and computed again.
pub(super) async fn draw(troupe: &Troupe<'_>, county: &'static County) -> Result<Option<pb::Draw>, Failure> {
    let Some((town, _)) = county.places.first() else { return Ok(None) };
    let bureau = format!("{town}-{BUREAU}");
    let desk = troupe.cast.case_seat("director", &bureau)?;
    let today = date(now(troupe.operator).await?);
    let draw = pb::Draw {
        unit: bureau.clone(),
        title: "建筑工地“双随机、一公开”抽查".to_owned(),
        document: "年度抽查计划".to_owned(),
        category: "building-site".to_owned(),
        place: (*town).to_owned(),
        officer_units: vec![bureau],
        object_count: 3,
        officer_count: 2,
        matters: vec!["施工扬尘".to_owned(), "建筑垃圾处置".to_owned()],
        planned_on: today.clone(),
        ..pb::Draw::default()
    };
    let request = pb::AnnounceDrawRequest {
        parent: desk.parent(),
        draw: Some(draw),
        request_id: new_id().to_string(),
    };
    let name = desk.inspections().announce_draw(request).await?.into_inner().name;
    let request = pb::ConductDrawRequest {
        name: name.clone(),
        request_id: new_id().to_string(),
        seed: "03 08 11 19 24 30 + 07".to_owned(),
        seed_source: "双色球开奖号码".to_owned(),
    };
    desk.inspections().conduct_draw(request).await?;
    let request = pb::PublishDrawRequest {
        name: name.clone(),
        request_id: new_id().to_string(),
        published_on: today,
        published_in: "政府网站".to_owned(),
    };
    let published = desk.inspections().publish_draw(request).await?.into_inner();
    let again = troupe
        .cast
        .case_door()?
        .inspections()
        .verify_draw(pb::VerifyDrawRequest { name })
        .await?
        .into_inner();
    if !again.matches {
        return Err(Failure::Late("the draw is not what its seed leads to".to_owned()));
    }
    Ok(Some(published))
}

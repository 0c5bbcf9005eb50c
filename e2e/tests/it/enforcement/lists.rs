//! A list of 485 power items that goes to the bureaus of eight towns and takes a case with it (S15).

use futures::TryStreamExt as _;
use shiyu_e2e::bureau::people::{LI, MAGISTRATE};
use shiyu_e2e::bureau::{BUREAU, Bureau, PLACE, POWER, both};
use shiyu_e2e::people::{Door, OPERATOR, Post, post};
use shiyu_e2e::sample::{COUNTY, import, parent, unit};
use shiyu_e2e::{Backends, PATIENCE, Storage, Town};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::eventually;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::power_service_client::PowerServiceClient;
use time::Duration;

use super::{Under, order};

on_both_storages! {
    a_list_of_485_items_goes_to_eight_towns_and_takes_a_case_along;
}

/// The office that the list gives everything to, in the town of all these cases.
const TOWN_OFFICE: &str = "330602001-ZFD";
const ZHAO: Post = post("officer-zhao", "enforcement_officer", Some(TOWN_OFFICE));
/// 国土, 住建, 安监, 城管, 水利: their offices, the digits of their items, and how many these are.
const DEPARTMENTS: [(&str, u32, u32); 5] = [("GTJ", 15, 60), ("ZJJ", 17, 185), ("AJJ", 25, 90), ("CGJ", 31, 95), ("SLJ", 19, 55)];

fn towns() -> impl Iterator<Item = String> {
    (1..=8).map(|town| format!("{COUNTY}{town:03}"))
}

fn items() -> Vec<pb::PowerItem> {
    let holdings: Vec<_> = towns()
        .map(|region| pb::PowerHolding {
            holder: format!("{region}-ZFD"),
            region,
        })
        .collect();
    let item = |office: &str, digits: u32, number: u32| pb::PowerItem {
        code: format!("3302{digits}{number:03}000"),
        title: format!("对第{number}种违法行为的行政处罚"),
        bases: vec![pb::LegalBasis {
            law: "中华人民共和国城乡规划法".to_owned(),
            article: "第六十四条".to_owned(),
        }],
        penalties: vec![pb::PenaltyRange {
            kind: pb::PenaltyKind::Fine.into(),
            min_fen: Some(10_000),
            max_fen: Some(5_000_000),
            ..pb::PenaltyRange::default()
        }],
        origin: format!("{COUNTY}-{office}"),
        holdings: holdings.clone(),
        ..pb::PowerItem::default()
    };
    DEPARTMENTS
        .iter()
        .flat_map(|&(office, digits, many)| (1..=many).map(move |number| (office, digits, number)))
        .map(|(office, digits, number)| item(office, digits, number))
        .collect()
}

fn powers(bureau: &Bureau, post: &Post) -> PowerServiceClient<Door> {
    PowerServiceClient::new(bureau.caller(post).door())
}

fn today(bureau: &Bureau) -> time::Date {
    local_date(bureau.now())
}

/// The offices of the departments and of eight towns, as the enforcement service knows them.
async fn offices(town: &Town, bureau: &Bureau) {
    let there = ["330602001", "330602-ZJJ"];
    let departments = DEPARTMENTS
        .iter()
        .map(|(office, ..)| unit(&format!("{COUNTY}-{office}"), office, COUNTY));
    let of_towns = towns().flat_map(|code| [unit(&code, "街道", COUNTY), unit(&format!("{code}-ZFD"), "综合行政执法队", &code)]);
    let new = departments.chain(of_towns).filter(|unit| !there.contains(&unit.code.as_str()));
    let imported = town.caller(&OPERATOR).units().import_units(import(new.collect())).await;
    imported.unwrap();
    town.settled().await;
    bureau.settled().await;
}

/// The list, in force in three days, that takes cases along.
async fn handed_over(bureau: &Bureau) -> pb::PowerList {
    let list = pb::PowerList {
        document: "越政函〔2026〕30号".to_owned(),
        cut_over: (today(bureau) + Duration::days(3)).to_string(),
        in_flight: pb::InFlight::Transfer.into(),
        items: items(),
        ..pb::PowerList::default()
    };
    let drafted = pb::ImportPowerListRequest {
        parent: parent(),
        list: Some(list),
        request_id: new_id().to_string(),
    };
    let drafted = powers(bureau, &MAGISTRATE).import_power_list(drafted).await.unwrap().into_inner();
    let published = pb::PublishPowerListRequest {
        name: drafted.name,
        request_id: new_id().to_string(),
        published_on: today(bureau).to_string(),
        published_in: "越城区人民政府网站".to_owned(),
    };
    let list = powers(bureau, &MAGISTRATE).publish_power_list(published).await.unwrap();
    list.into_inner()
}

/// Who may penalise for the one power in its town, as anybody may ask.
async fn holder(bureau: &Bureau) -> pb::PowerExplanation {
    let request = pb::ExplainPowerRequest {
        name: format!("{}/powerItems/{POWER}", parent()),
        place: PLACE.to_owned(),
        date: String::new(),
    };
    let asked = PowerServiceClient::new(bureau.anonymous().door()).explain_power(request).await;
    asked.unwrap().into_inner()
}

async fn of_magistrate(bureau: &Bureau, name: &str) -> pb::Case {
    let request = pb::GetCaseRequest { name: name.to_owned() };
    bureau.cases(&MAGISTRATE).get_case(request).await.unwrap().into_inner()
}

async fn a_list_of_485_items_goes_to_eight_towns_and_takes_a_case_along(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let mut bureau = Bureau::beside(&mut town, &backends, storage).await;
    offices(&town, &bureau).await;
    bureau.certified_in(TOWN_OFFICE, &ZHAO, "33020011").await;
    let qian = post("officer-qian", "enforcement_officer", Some(TOWN_OFFICE));
    bureau.certified_in(TOWN_OFFICE, &qian, "33020012").await;
    let case = Under::received(&bureau).await.filed(&bureau).await;
    bureau.gathered(&case.name).await.unwrap();

    let list = handed_over(&bureau).await;
    assert_eq!((list.item_count, list.origin_count, list.holder_count), (485, 5, 8));
    assert_eq!(holder(&bureau).await.holder, BUREAU, "the day has not come");
    bureau.lives(Duration::days(3)).await;
    let now = holder(&bureau).await;
    assert_eq!((now.holder.as_str(), now.origin_blocked), (TOWN_OFFICE, true));
    let mut asked = PowerServiceClient::new(bureau.anonymous().door());
    let count = pb::CountPowerItemsRequest {
        parent: parent(),
        filter: None,
    };
    let count = asked.count_power_items(count).await.unwrap().into_inner();
    assert_eq!((count.count, count.origin_count, count.holder_count), (485, 5, 8));
    let export = pb::ExportPowerItemsRequest {
        parent: parent(),
        filter: None,
    };
    let file = powers(&bureau, &MAGISTRATE).export_power_items(export).await.unwrap().into_inner();
    let file: Vec<_> = file.map_ok(|piece| piece.data).try_collect().await.unwrap();
    assert_eq!(
        String::from_utf8(file.concat()).unwrap().lines().count(),
        486,
        "a head, and each once"
    );

    // Whoever opens the service finds what has to be handed over.
    bureau.stop().await;
    bureau.start().await;
    eventually(PATIENCE, async || of_magistrate(&bureau, &case.name).await.unit == TOWN_OFFICE).await;
    let request = pb::ListPowerMovesRequest {
        parent: list.name.clone(),
        page_size: 200,
        ..pb::ListPowerMovesRequest::default()
    };
    let moves = async || {
        let (mut request, mut all) = (request.clone(), Vec::new());
        loop {
            let answer = powers(&bureau, &MAGISTRATE).list_power_moves(request.clone()).await;
            let page = answer.unwrap().into_inner();
            all.extend(page.moves);
            if page.next_page_token.is_empty() {
                return all;
            }
            request.page_token = page.next_page_token;
        }
    };
    // Thousands of moves, each settled in a transaction of its own.
    eventually(PATIENCE * 4, async || moves().await.iter().all(|row| row.settle_time.is_some())).await;
    let gone: i32 = moves().await.iter().map(|row| row.handed_over_count).sum();
    assert_eq!(gone, 1);
    let conclude = |officers: Vec<String>| {
        order!(
            case.name,
            ConcludeInvestigationRequest {
                facts: "查明事实".to_owned(),
                officers: officers
            }
        )
    };
    let theirs = bureau.cases(&LI).conclude_investigation(conclude(both())).await;
    theirs.expect_err("it is no longer theirs");
    let ours = vec![ZHAO.subject.to_owned(), qian.subject.to_owned()];
    let head = post("head-of-office", "agency_head", Some(TOWN_OFFICE));
    let assign = order!(case.name, AssignOfficersRequest { officers: ours.clone() });
    bureau.cases(&head).assign_officers(assign).await.unwrap();
    let concluded = bureau.cases(&ZHAO).conclude_investigation(conclude(ours)).await.unwrap();
    assert_eq!(
        concluded.into_inner().unit,
        TOWN_OFFICE,
        "the new hands go on where the old ones were"
    );
}

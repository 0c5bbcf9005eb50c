//! The lists on both databases.

mod lists;

use shiyu_kit::rpc::REPLAYED;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::power_service_server::PowerService;
use tonic::{Request, Response, Status};

use super::domain::Refusal;
use crate::rpc::lookup::Tables as _;
use crate::scene::{
    BUREAU, COUNTY, HOUSING, OTHER_COUNTY, OTHER_TOWN, Scene, TOWN, TOWN_BUREAU, VILLAGE, WATER, asked, code, head, id, parent, reason,
};

shiyu_kit::both_databases! {
    a_list_is_drafted_published_and_in_force_from_its_day;
    a_published_list_is_exclusive_by_place_and_day;
    withdrawals_follow_from_the_list_before_and_are_told;
    a_refusal_changes_nothing;
}

pub(crate) fn item(number: &str) -> pb::PowerItem {
    pb::PowerItem {
        code: number.to_owned(),
        title: "对擅自搭建建筑物的行政处罚".to_owned(),
        bases: vec![pb::LegalBasis {
            law: "中华人民共和国城乡规划法".to_owned(),
            article: "第六十四条".to_owned(),
        }],
        penalties: vec![pb::PenaltyRange {
            kind: pb::PenaltyKind::Fine.into(),
            min_fen: Some(100_000),
            max_fen: Some(1_000_000),
            ..pb::PenaltyRange::default()
        }],
        origin: HOUSING.to_owned(),
        holdings: vec![pb::PowerHolding {
            holder: TOWN_BUREAU.to_owned(),
            region: TOWN.to_owned(),
        }],
        ..pb::PowerItem::default()
    }
}

pub(crate) fn list(items: Vec<pb::PowerItem>) -> pb::PowerList {
    pb::PowerList {
        document: "越政函〔2026〕12号".to_owned(),
        cut_over: "2026-05-06".to_owned(),
        in_flight: pb::InFlight::Keep.into(),
        items,
        ..pb::PowerList::default()
    }
}

impl Scene {
    pub(crate) async fn draft(&self, cut_over: i64, items: Vec<pb::PowerItem>) -> pb::PowerList {
        let list = pb::PowerList {
            cut_over: self.day(cut_over),
            ..list(items)
        };
        let request = pb::ImportPowerListRequest {
            parent: parent(),
            list: Some(list),
            request_id: id(),
        };
        let done = self.powers.import_power_list(asked(&head(COUNTY), request)).await;
        done.unwrap().into_inner()
    }

    pub(crate) async fn publish(&self, list: &pb::PowerList) -> Result<Response<pb::PowerList>, Status> {
        let request = pb::PublishPowerListRequest {
            name: list.name.clone(),
            request_id: id(),
            published_on: self.day(0),
            published_in: "越城区人民政府网站".to_owned(),
        };
        self.powers.publish_power_list(asked(&head(COUNTY), request)).await
    }

    /// A list of these, in force today.
    pub(crate) async fn in_force(&self, items: Vec<pb::PowerItem>) -> pb::PowerList {
        let draft = self.draft(0, items).await;
        self.publish(&draft).await.unwrap().into_inner()
    }

    async fn count(&self, filter: pb::PowerItemFilter) -> pb::CountPowerItemsResponse {
        let request = pb::CountPowerItemsRequest {
            parent: parent(),
            filter: Some(filter),
        };
        self.powers.count_power_items(Request::new(request)).await.unwrap().into_inner()
    }
}

async fn a_list_is_drafted_published_and_in_force_from_its_day(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let draft = scene.draft(0, vec![item("A1"), item("A2")]).await;
    assert_eq!((draft.version, draft.state(), draft.item_count), (1, pb::PowerListState::Draft, 2));
    assert_eq!(
        scene.count(pb::PowerItemFilter::default()).await.count,
        0,
        "a draft is not in force"
    );
    let published = scene.publish(&draft).await.unwrap().into_inner();
    assert_eq!((published.origin_count, published.holder_count), (1, 1));
    assert!(!published.evaluation_due.is_empty());
    assert_eq!(scene.count(pb::PowerItemFilter::default()).await.count, 2);
    let yesterday = pb::PowerItemFilter {
        date: scene.day(-1),
        ..pb::PowerItemFilter::default()
    };
    assert_eq!(scene.count(yesterday).await.count, 0);
    let told: Vec<pb::PowerListPublished> = scene.facts("power.list_published").await;
    assert_eq!(
        (told.len(), told[0].item_count, told[0].move_count),
        (1, 2, 0),
        "nothing was in hands before"
    );

    let next = scene.draft(10, vec![item("A1")]).await;
    scene.publish(&next).await.unwrap();
    assert_eq!(scene.count(pb::PowerItemFilter::default()).await.count, 2);
    let later = pb::PowerItemFilter {
        date: scene.day(10),
        ..pb::PowerItemFilter::default()
    };
    assert_eq!(scene.count(later).await.count, 1);
    let request = pb::GetPowerItemRequest {
        name: format!("{}/powerItems/A2", parent()),
        date: scene.day(10),
    };
    let gone = scene.powers.get_power_item(Request::new(request)).await.unwrap_err();
    assert_eq!(reason(&gone), "POWER_UNKNOWN");
}

async fn a_published_list_is_exclusive_by_place_and_day(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.in_force(vec![item("A1")]).await;
    let today = scene.date(0);
    let may = |unit: &str, place: &str| scene.registers.power("A1", &code(unit), &code(place), today);
    let held = may(TOWN_BUREAU, VILLAGE).unwrap();
    assert_eq!(
        (held.version, held.holder.as_str(), held.basis.as_str()),
        (1, TOWN_BUREAU, "《中华人民共和国城乡规划法》第六十四条")
    );
    assert_eq!(held.penalties[0].most.fen(), 1_000_000);
    assert!(
        may(HOUSING, VILLAGE).is_none(),
        "the origin is blocked where the power was handed over"
    );
    assert!(may(HOUSING, OTHER_TOWN).is_some() && may(TOWN_BUREAU, OTHER_TOWN).is_none());
    assert_eq!(scene.registers.holder("A1", &code(VILLAGE), today), Some(code(TOWN_BUREAU)));
    assert_eq!(scene.registers.holder("A1", &code(VILLAGE), scene.date(-1)), None);
    let held = scene.registers.powers.get();
    let refused = held.held(&"A1".parse().unwrap(), (&code(WATER), &code(TOWN)), today).unwrap_err();
    assert_eq!(refused, Refusal::PowerHeldByAnother("A1".parse().unwrap(), code(TOWN_BUREAU)));
    let request = pb::ExplainPowerRequest {
        name: format!("{}/powerItems/A1", parent()),
        place: VILLAGE.to_owned(),
        date: String::new(),
    };
    let why = scene.powers.explain_power(Request::new(request)).await.unwrap().into_inner();
    assert_eq!(
        (why.holder.as_str(), why.region.as_str(), why.origin_blocked),
        (TOWN_BUREAU, TOWN, true)
    );
}

async fn withdrawals_follow_from_the_list_before_and_are_told(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.in_force(vec![item("A1"), item("A2")]).await;
    let request = pb::AmendPowerListRequest {
        parent: parent(),
        document: "越政函〔2026〕30号".to_owned(),
        cut_over: scene.day(5),
        in_flight: pb::InFlight::Transfer.into(),
        amendments: vec![pb::PowerAmendment {
            code: "A1".to_owned(),
            region: TOWN.to_owned(),
            to: String::new(),
        }],
        request_id: id(),
        ..pb::AmendPowerListRequest::default()
    };
    let first = scene.powers.amend_power_list(asked(&head(BUREAU), request.clone())).await.unwrap();
    let again = scene.powers.amend_power_list(asked(&head(BUREAU), request)).await.unwrap();
    assert!(again.metadata().get(REPLAYED).is_some());
    let draft = again.into_inner();
    assert_eq!((first.into_inner(), draft.item_count), (draft.clone(), 2));
    scene.publish(&draft).await.unwrap();
    let request = pb::ListPowerMovesRequest {
        parent: draft.name.clone(),
        ..pb::ListPowerMovesRequest::default()
    };
    let moves = scene
        .powers
        .list_power_moves(asked(&head(BUREAU), request))
        .await
        .unwrap()
        .into_inner()
        .moves;
    let told: Vec<_> = moves
        .iter()
        .map(|row| (row.code.as_str(), row.region.as_str(), row.from.as_str(), row.to.as_str()))
        .collect();
    assert_eq!(told, [("A1", TOWN, TOWN_BUREAU, HOUSING)]);
    assert_eq!(moves[0].in_flight(), pb::InFlight::Transfer);
    let told: Vec<pb::PowerListPublished> = scene.facts("power.list_published").await;
    assert_eq!(told[1].move_count, 1);
    assert_eq!(scene.registers.holder("A1", &code(TOWN), scene.date(4)), Some(code(TOWN_BUREAU)));
    assert_eq!(scene.registers.holder("A1", &code(TOWN), scene.date(5)), Some(code(HOUSING)));
}

async fn a_refusal_changes_nothing(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let bring = async |by: &str, change: &dyn Fn(&mut pb::PowerItem)| {
        let mut item = item("A1");
        change(&mut item);
        let request = pb::ImportPowerListRequest {
            parent: parent(),
            list: Some(list(vec![item])),
            request_id: id(),
        };
        reason(&scene.powers.import_power_list(asked(&head(by), request)).await.unwrap_err())
    };
    assert_eq!(bring(TOWN, &|_| ()).await, "UNIT_NOT_YOURS");
    assert_eq!(bring(COUNTY, &|item| item.origin = "330602-GONE".to_owned()).await, "UNIT_UNKNOWN");
    let foreign = |item: &mut pb::PowerItem| item.holdings[0].region = OTHER_COUNTY.to_owned();
    assert_eq!(bring(COUNTY, &foreign).await, "UNIT_OUTSIDE_JURISDICTION");
    let next_door = |item: &mut pb::PowerItem| item.holdings[0].region = OTHER_TOWN.to_owned();
    assert_eq!(bring(COUNTY, &next_door).await, "HOLDER_ELSEWHERE");
    assert_eq!(scene.told().await, []);

    let draft = scene.in_force(vec![item("A1")]).await;
    let many = scene.told().await.len();
    assert_eq!(reason(&scene.publish(&draft).await.unwrap_err()), "POWER_LIST_NOT_DRAFT");
    let other = scene.draft(0, vec![item("A2")]).await;
    assert_eq!(reason(&scene.publish(&other).await.unwrap_err()), "POWER_LIST_OUTRUN");
    let request = pb::DiscardPowerListRequest {
        name: other.name.clone(),
        request_id: id(),
    };
    let gone = scene
        .powers
        .discard_power_list(asked(&head(COUNTY), request))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(gone.state(), pb::PowerListState::Discarded);
    assert_eq!(reason(&scene.publish(&other).await.unwrap_err()), "POWER_LIST_NOT_DRAFT");
    assert_eq!(scene.told().await.len(), many + 2, "the second draft and its end");
    let unknown = pb::PowerList {
        name: format!("{}/powerLists/{}", parent(), id()),
        ..other
    };
    assert_eq!(reason(&scene.publish(&unknown).await.unwrap_err()), "POWER_LIST_UNKNOWN");
}

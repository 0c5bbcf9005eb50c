//! Every list is whole, in order, and over an index.

use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect, QueryTrait, Select, Statement};
use shiyu_kit::fault::Violations;
use shiyu_kit::search;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::address_service_server::AddressService;
use shiyu_proto::grid::v1::grid_map_service_server::GridMapService;
use time::macros::{date, datetime};
use tonic::Request;

use super::scene::{Room, asked, chief, code, parent, plan};
use crate::place::domain::{Address, Counts, FeatureKind, Map, MicroKind, MicroUnit};
use crate::place::store::{address, feature, finding, map, micro};
use crate::place::synthetic;

shiyu_kit::both_databases! {
    grids_are_listed_by_code;
    addresses_are_found_by_any_piece;
}

async fn grids(room: &Room, mut request: pb::ListGridsRequest) -> Vec<String> {
    let mut all = Vec::new();
    (request.parent, request.page_size) = (parent(), 7);
    loop {
        let page = room.places.list_grids(Request::new(request.clone())).await.unwrap().into_inner();
        assert!(page.grids.len() <= 7 && page.grids.iter().all(|grid| grid.geometry.is_empty()));
        all.extend(page.grids.into_iter().map(|grid| grid.name));
        request.page_token = page.next_page_token;
        if request.page_token.is_empty() {
            return all;
        }
    }
}

async fn grids_are_listed_by_code(home: TestDatabase) {
    let room = Room::open(&home).await;
    room.with_map().await;
    let features = plan().features();
    let expected = |passes: &dyn Fn(&crate::place::domain::Feature) -> bool| {
        let mut names: Vec<_> = features
            .iter()
            .filter(|feature| passes(feature))
            .map(|feature| format!("{}/grids/{}", parent(), feature.code()))
            .collect();
        names.sort();
        names
    };
    let of = |feature: &crate::place::domain::Feature, kinds: &[FeatureKind]| kinds.contains(&feature.kind());
    let (basic, exclusive, professional) = (FeatureKind::Basic, FeatureKind::Exclusive, FeatureKind::Professional);
    let mut listed = grids(&room, pb::ListGridsRequest::default()).await;
    listed.sort();
    assert_eq!(listed, expected(&|feature| of(feature, &[basic, exclusive, professional])));
    let village = pb::ListGridsRequest {
        village: "330602001003".to_owned(),
        ..pb::ListGridsRequest::default()
    };
    assert_eq!(
        grids(&room, village).await,
        expected(&|feature| feature.grid().is_some() && feature.code().starts_with("330602001003"))
    );
    let kind = pb::ListGridsRequest {
        kind: pb::GridKind::Exclusive.into(),
        ..pb::ListGridsRequest::default()
    };
    assert_eq!(grids(&room, kind).await, expected(&|feature| of(feature, &[exclusive])));
}

async fn addresses_are_found_by_any_piece(home: TestDatabase) {
    let room = Room::open(&home).await;
    let rows = [
        ("330602001001", "解放北路", "12号"),
        ("330602001001", "解放南路", "12号"),
        ("330602001002", "解放北路", "7号"),
        ("330602001002", "胜利路", "7号"),
    ];
    let line = |(village, road, number)| format!("{village},{road},{number},120.51,30.09");
    let lines: Vec<String> = rows.map(line).to_vec();
    let file = format!("village,road,number,longitude,latitude\n{}\n", lines.join("\n"));
    room.addresses(&file).await.unwrap();
    let found = async |query: &str, village: &str| {
        let (mut all, mut page_token) = (Vec::new(), String::new());
        loop {
            let request = pb::ListAddressesRequest {
                parent: parent(),
                query: query.to_owned(),
                village: village.to_owned(),
                page_size: 1,
                page_token,
            };
            let page = room.places.list_addresses(asked(&chief(), request)).await.unwrap().into_inner();
            all.extend(page.addresses.into_iter().map(|found| found.text));
            page_token = page.next_page_token;
            if page_token.is_empty() {
                all.sort();
                return all;
            }
        }
    };
    assert_eq!(found("放北路", "").await, ["解放北路12号", "解放北路7号"]);
    assert_eq!(found("解放 12", "").await, ["解放北路12号", "解放南路12号"]);
    assert_eq!(found("解放", "330602001002").await, ["解放北路7号"]);
    assert_eq!(found("", "").await.len(), 4);
    assert_eq!(found("和平", "").await, Vec::<String>::new());
}

async fn plan_of<E: EntityTrait>(room: &Room, query: Select<E>) -> String {
    let db = &room.db.reader;
    let mut asked: Statement = query.limit(5).build(db.get_database_backend());
    asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
    let rows = db.query_all_raw(asked).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
    plan.join("; ")
}

#[tokio::test]
async fn no_list_scans_or_sorts() {
    let home = TestDatabase::sqlite();
    let room = Room::open(&home).await;
    let a_map = Map::draft(3, Counts::default(), datetime!(2026-05-01 01:00 UTC));
    let mut plans = Vec::new();
    for after in [None, Some(map::key(&a_map))] {
        plans.push(plan_of(&room, map::question(after.as_ref(), 5)).await);
    }
    let a_feature = synthetic::Plan::of(&code("330602"), (120.0, 30.0), 1).features().remove(2);
    for after in [None, Some(feature::key(&a_feature))] {
        for kind in [None, Some(FeatureKind::Basic)] {
            for village in [None, Some(code("330602001001"))] {
                let filter = feature::Filter { map: 1, kind, village };
                plans.push(plan_of(&room, feature::question(&filter, after.as_ref(), 5)).await);
            }
        }
    }
    plans.push(plan_of(&room, finding::question(1, None, 5)).await);
    let unit = MicroUnit {
        id: shiyu_kit::clock::new_id(),
        kind: MicroKind::Micro,
        grid: "330602001001001".parse().unwrap(),
        parent: None,
        name: String::new(),
        phone: String::new(),
        valid_from: date!(2026 - 01 - 01),
        valid_to: None,
    };
    let filter = micro::Filter {
        grid: unit.grid.clone(),
        day: unit.valid_from,
    };
    for after in [None, Some(micro::key(&unit))] {
        plans.push(plan_of(&room, micro::question(&filter, after.as_ref(), 5)).await);
    }
    for plan in plans.iter().chain(&address_plans(&room).await) {
        let own = plan.split("; ").next().unwrap();
        // SQLite keeps the versions in their own order: without a key the list is the table's end.
        let ordered = own == "SCAN grid_map" || own.contains("USING INDEX") || own.contains("PRIMARY KEY");
        assert!(ordered, "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}

async fn address_plans(room: &Room) -> Vec<String> {
    let an_address = Address {
        village: code("330602001001"),
        road: "路".to_owned(),
        estate: String::new(),
        number: String::new(),
        building: String::new(),
        unit: String::new(),
        point: crate::domain::terms::Point::from_degrees(120.0, 30.0).unwrap(),
    };
    let backend = room.db.reader.get_database_backend();
    let mut plans = Vec::new();
    for after in [None, Some(address::key(&an_address))] {
        for village in [None, Some(code("330602001001"))] {
            let filter = address::Filter { query: None, village };
            plans.push(plan_of(room, address::question((&filter, backend), after.as_ref(), 5)).await);
        }
    }
    // What is searched is looked up by its words.
    let query = search::Query::read("解放", "query", &mut Violations::new());
    let filter = address::Filter { query, village: None };
    let plan = plan_of(room, address::question((&filter, backend), None, 5)).await;
    assert!(plan.contains("standard_address_words"), "{plan}");
    plans
}

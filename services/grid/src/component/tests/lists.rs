//! Lists are whole, in order, by today's map, and over an index.

use sea_orm::{ConnectionTrait, QueryTrait, Statement};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::component_service_server::ComponentService;
use time::macros::date;
use tonic::Request;

use super::{Depot, middle, row};
use crate::component::domain::Owner;
use crate::component::store::{self, Filter, question};
use crate::place::tests::scene::parent;

shiyu_kit::both_databases! {
    components_are_listed_by_code_class_grid_and_owner;
    what_is_near_a_point_is_found;
}

async fn listed(depot: &Depot, mut request: pb::ListComponentsRequest) -> Vec<String> {
    let mut all = Vec::new();
    (request.parent, request.page_size) = (parent(), 2);
    loop {
        let page = depot
            .desk
            .list_components(Request::new(request.clone()))
            .await
            .unwrap()
            .into_inner();
        assert!(page.components.len() <= 2);
        let codes = page.components.iter().map(|one| one.name.rsplit('/').next().unwrap().to_owned());
        all.extend(codes);
        request.page_token = page.next_page_token;
        if request.page_token.is_empty() {
            return all;
        }
    }
}

async fn components_are_listed_by_code_class_grid_and_owner(home: TestDatabase) {
    let depot = Depot::open(&home).await;
    let ((first, here), (_, there)) = (middle(0), middle(7));
    let firm = "91350100M000100Y43";
    let rows = [
        row("3306020111000001", here),
        row("3306020103000003", here),
        row("3306020103000001", here),
        row("3306020103000002", there),
        format!("3306020401000001,古树,{},{},,{firm},,2020-03-01,,\n", there.0, there.1),
        format!("3306020103000004,雨水井盖,{},{},,,,2020-03-01,2021-03-01,removed\n", here.0, here.1),
    ];
    let verdicts = depot.import(&rows).await;
    assert!(verdicts.iter().all(|verdict| verdict.problems.is_empty()), "{verdicts:?}");
    let nothing = pb::ListComponentsRequest::default;
    let all = [
        "3306020103000001",
        "3306020103000002",
        "3306020103000003",
        "3306020111000001",
        "3306020401000001",
    ];
    assert_eq!(listed(&depot, nothing()).await, all);
    let of = |subclass: &str| pb::ListComponentsRequest {
        subclass: subclass.to_owned(),
        ..nothing()
    };
    assert_eq!(listed(&depot, of("C0103")).await, all[..3]);
    assert_eq!(listed(&depot, of("C01")).await, all[..4]);
    assert_eq!(listed(&depot, of("C")).await, all);
    let grid = pb::ListComponentsRequest { grid: first, ..nothing() };
    assert_eq!(listed(&depot, grid).await, [all[0], all[2], all[3]]);
    let unit = pb::ListComponentsRequest {
        owner_unit: "330602-SLJ".to_owned(),
        ..nothing()
    };
    assert_eq!(listed(&depot, unit).await, all[..4]);
    let org = pb::ListComponentsRequest {
        owner_org: firm.to_owned(),
        ..nothing()
    };
    assert_eq!(listed(&depot, org).await, all[4..]);
    let then = pb::ListComponentsRequest {
        date: "2021-03-01".to_owned(),
        subclass: "C0103".to_owned(),
        ..nothing()
    };
    assert_eq!(listed(&depot, then).await.len(), 4, "what is gone stood then");
}

async fn what_is_near_a_point_is_found(home: TestDatabase) {
    let depot = Depot::open(&home).await;
    let (_, (longitude, latitude)) = middle(0);
    // About 11 metres for each ten-thousandth of a degree.
    let rows: Vec<_> = [3, 0, 1, 9]
        .into_iter()
        .map(|step| {
            let north = latitude + f64::from(step) * 0.0001;
            row(&format!("33060201030000{:02}", step + 1), (longitude, north))
        })
        .collect();
    let verdicts = depot.import(&rows).await;
    assert!(verdicts.iter().all(|verdict| verdict.problems.is_empty()), "{verdicts:?}");
    let request = pb::ListNearbyComponentsRequest {
        parent: parent(),
        point: Some(common::Point { longitude, latitude }),
    };
    let found = depot.desk.list_nearby_components(Request::new(request)).await.unwrap().into_inner();
    let metres: Vec<_> = found.components.iter().map(|near| near.metres).collect();
    assert_eq!(metres, [0, 11, 33], "the fourth is a hundred metres away");
    assert!(found.components.iter().all(|near| near.component.is_some()));
}

#[tokio::test]
async fn no_list_scans_or_sorts() {
    let home = TestDatabase::sqlite();
    let depot = Depot::over(&home).await;
    let db = &depot.db.reader;
    let filter = |codes, owner| Filter {
        codes,
        within: None,
        owner,
        day: date!(2026 - 05 - 06),
    };
    let span = Some(("3306020103000000".to_owned(), "3306020103999999".to_owned()));
    let unit = Some(Owner::Unit("330602-SLJ".parse().unwrap()));
    let org = Some(Owner::Organisation("91350100M000100Y43".to_owned()));
    let key: store::Key = serde_json::from_str(r#"{"code":"3306020103000001"}"#).unwrap();
    for filter in [filter(None, None), filter(span, None), filter(None, unit), filter(None, org)] {
        for after in [None, Some(&key)] {
            let mut asked: Statement = question(&filter, after, 5).build(db.get_database_backend());
            asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
            let rows = db.query_all_raw(asked).await.unwrap();
            let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
            let plan = plan.join("; ");
            assert!(plan.contains("USING INDEX") && !plan.contains("TEMP B-TREE"), "{plan}");
        }
    }
}

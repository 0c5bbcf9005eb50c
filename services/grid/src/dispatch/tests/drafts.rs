//! A draft is changed, refused and listed.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::routing_service_server::RoutingService;
use tonic::Request;

use super::routing::draft;
use super::scene::{Room, activate, rule, table};
use crate::catalogue::tests::scene::{CENTRE, TOWN, asked, chief, id, parent, reason};

shiyu_kit::both_databases! {
    a_changed_draft_is_simulated_again;
    a_refusal_changes_nothing;
    tables_are_listed_without_their_rules;
}

async fn a_changed_draft_is_simulated_again(home: TestDatabase) {
    let room = Room::open(&home).await;
    let drafted = draft(&room, vec![rule("a", &[], "{town}")]).await;
    room.desk
        .simulate_routing(asked(&chief(CENTRE), room.simulate(&drafted.name)))
        .await
        .unwrap();
    let mut change = table(vec![rule("b", &[], "{village}")]);
    change.table.as_mut().unwrap().name.clone_from(&drafted.name);
    let changed = room
        .desk
        .put_routing_table(asked(&chief(CENTRE), change.clone()))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (changed.version, changed.simulate_time, changed.rules[0].id.as_str()),
        (1, None, "b")
    );
    let refused = room
        .desk
        .activate_routing(asked(&chief(CENTRE), activate(&drafted.name)))
        .await
        .unwrap_err();
    assert_eq!(reason(&refused), "ROUTING_NOT_SIMULATED");
    room.desk
        .simulate_routing(asked(&chief(CENTRE), room.simulate(&drafted.name)))
        .await
        .unwrap();
    room.desk
        .activate_routing(asked(&chief(CENTRE), activate(&drafted.name)))
        .await
        .unwrap();
    change.request_id = id();
    let refused = room.desk.put_routing_table(asked(&chief(CENTRE), change)).await.unwrap_err();
    assert_eq!(reason(&refused), "ROUTING_NOT_DRAFT");
}

async fn a_refusal_changes_nothing(home: TestDatabase) {
    let room = Room::open(&home).await;
    let drafted = draft(&room, vec![rule("a", &[], "{town}")]).await;
    let before = room.told().await;
    let refused = room
        .desk
        .put_routing_table(asked(&chief(TOWN), table(vec![rule("a", &[], "{town}")])))
        .await;
    assert_eq!(reason(&refused.unwrap_err()), "UNIT_NOT_YOURS");
    let refused = room.desk.simulate_routing(asked(&chief(TOWN), room.simulate(&drafted.name))).await;
    assert_eq!(reason(&refused.unwrap_err()), "UNIT_NOT_YOURS");
    let unknown = format!("{}/routingTables/{}", parent(), id());
    let refused = room.desk.simulate_routing(asked(&chief(CENTRE), room.simulate(&unknown))).await;
    assert_eq!(reason(&refused.unwrap_err()), "ROUTING_UNKNOWN");
    let refused = room.desk.activate_routing(asked(&chief(CENTRE), activate(&unknown))).await;
    assert_eq!(reason(&refused.unwrap_err()), "ROUTING_UNKNOWN");
    assert_eq!(room.told().await, before);
}

async fn tables_are_listed_without_their_rules(home: TestDatabase) {
    let room = Room::open(&home).await;
    for _ in 0..3 {
        draft(&room, vec![rule("a", &[], "{town}")]).await;
    }
    let request = pb::ListRoutingTablesRequest {
        parent: parent(),
        page_size: 2,
        ..pb::ListRoutingTablesRequest::default()
    };
    let page = room
        .desk
        .list_routing_tables(Request::new(request.clone()))
        .await
        .unwrap()
        .into_inner();
    let rest = pb::ListRoutingTablesRequest {
        page_token: page.next_page_token.clone(),
        ..request
    };
    let rest = room.desk.list_routing_tables(Request::new(rest)).await.unwrap().into_inner();
    let all: Vec<_> = page
        .tables
        .iter()
        .chain(&rest.tables)
        .map(|row| (row.version, row.rule_count, row.rules.len()))
        .collect();
    assert_eq!(all, [(3, 1, 0), (2, 1, 0), (1, 1, 0)]);
    assert!(rest.next_page_token.is_empty());
}

//! A table is drafted, simulated, put in force, and retires the one before.

use prost::Message;
use shiyu_kit::rpc::REPLAYED;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::routing_service_server::RoutingService;
use tonic::Request;

use super::scene::{Room, activate, rule, table};
use crate::catalogue::tests::scene::{CENTRE, TOWN, TOWN_OFFICE, VILLAGE, asked, chief, parent, reason};
use crate::team::tests::scene::GRID;

shiyu_kit::both_databases! {
    a_table_is_simulated_before_it_is_activated;
    a_component_goes_to_its_owner_and_it_is_told_why;
    a_grid_that_is_on_no_map_is_routed_nowhere;
    the_next_table_retires_the_one_before;
    a_table_with_unknown_units_is_never_in_force;
}

pub(super) async fn draft(room: &Room, rules: Vec<pb::RoutingRule>) -> pb::RoutingTable {
    let request = asked(&chief(CENTRE), table(rules));
    room.desk.put_routing_table(request).await.unwrap().into_inner()
}

async fn put_in_force(room: &Room, rules: Vec<pb::RoutingRule>) -> pb::RoutingTable {
    let name = draft(room, rules).await.name;
    let simulate = asked(&chief(CENTRE), room.simulate(&name));
    room.desk.simulate_routing(simulate).await.unwrap();
    let activate = asked(&chief(CENTRE), activate(&name));
    room.desk.activate_routing(activate).await.unwrap().into_inner()
}

async fn explain(room: &Room, table: &str) -> pb::RoutingExplanation {
    let question = pb::RoutingQuestion {
        subclass: "E0102".to_owned(),
        level: pb::Level::Grid.into(),
        grid: GRID.to_owned(),
        space_type: pb::SpaceType::Rural.into(),
        ..pb::RoutingQuestion::default()
    };
    let request = pb::ExplainRoutingRequest {
        parent: parent(),
        table: table.to_owned(),
        question: Some(question),
    };
    room.desk.explain_routing(Request::new(request)).await.unwrap().into_inner()
}

async fn a_component_goes_to_its_owner_and_it_is_told_why(home: TestDatabase) {
    let room = Room::open(&home).await;
    let question = pb::RoutingQuestion {
        subclass: "C0103".to_owned(),
        level: pb::Level::Town.into(),
        grid: GRID.to_owned(),
        space_type: pb::SpaceType::Rural.into(),
        component: Some(pb::EventComponent {
            code: "3306020103000001".to_owned(),
            owner_unit: TOWN_OFFICE.to_owned(),
            maintainer_unit: String::new(),
        }),
        ..pb::RoutingQuestion::default()
    };
    let explained = async |question: pb::RoutingQuestion| {
        let request = pb::ExplainRoutingRequest {
            parent: parent(),
            table: String::new(),
            question: Some(question),
        };
        room.desk.explain_routing(Request::new(request)).await.unwrap().into_inner()
    };
    let first = explained(question.clone()).await;
    assert_eq!(
        (first.routed, first.rule.as_str(), first.department.as_str()),
        (true, "component.owner", TOWN_OFFICE)
    );
    assert_eq!(first.footing(), pb::Footing::Owner);
    let claims: Vec<_> = first.claims.iter().map(|claim| (claim.footing(), claim.unit.as_str())).collect();
    assert_eq!(claims, [(pb::Footing::Owner, TOWN_OFFICE), (pb::Footing::Territory, TOWN)]);
    assert!(first.tried.iter().any(|tried| tried.matched), "the table was asked all the same");
    let then = explained(pb::RoutingQuestion {
        returned_by: vec![TOWN_OFFICE.to_owned()],
        ..question
    });
    let then = then.await;
    assert_eq!((then.department.as_str(), then.footing()), (TOWN, pb::Footing::Territory));
}

async fn a_grid_that_is_on_no_map_is_routed_nowhere(home: TestDatabase) {
    let room = Room::open(&home).await;
    let question = |grid: &str| pb::ExplainRoutingRequest {
        parent: parent(),
        table: String::new(),
        question: Some(pb::RoutingQuestion {
            subclass: "E0102".to_owned(),
            level: pb::Level::Grid.into(),
            grid: grid.to_owned(),
            space_type: pb::SpaceType::Rural.into(),
            ..pb::RoutingQuestion::default()
        }),
    };
    let refused = room
        .desk
        .explain_routing(Request::new(question("330602001003899")))
        .await
        .unwrap_err();
    assert_eq!((refused.code(), reason(&refused).as_str()), (tonic::Code::NotFound, "GRID_UNKNOWN"));
    room.desk.explain_routing(Request::new(question(GRID))).await.unwrap();
}

async fn a_table_is_simulated_before_it_is_activated(home: TestDatabase) {
    let room = Room::open(&home).await;
    let built_in = explain(&room, "").await;
    assert_eq!((built_in.version, built_in.department.as_str()), (0, TOWN));
    assert!(built_in.routed && built_in.tried.len() > 1 && built_in.tried[0].mismatches().next().is_some());

    let rules = vec![rule("rubbish", &["E01"], "{village}"), rule("rest", &[], "{town}")];
    let drafted = draft(&room, rules).await;
    assert_eq!(
        (drafted.version, drafted.state(), drafted.findings.len()),
        (1, pb::RoutingState::Draft, 0)
    );
    let early = room
        .desk
        .activate_routing(asked(&chief(CENTRE), activate(&drafted.name)))
        .await
        .unwrap_err();
    assert_eq!(reason(&early), "ROUTING_NOT_SIMULATED");

    for (from, to, expected) in [(-48, 24, "WINDOW_AHEAD"), (-400, -300, "SIMULATION_EMPTY")] {
        let hollow = pb::SimulateRoutingRequest {
            from_time: Some(room.in_hours(from)),
            to_time: Some(room.in_hours(to)),
            ..room.simulate(&drafted.name)
        };
        let refused = room.desk.simulate_routing(asked(&chief(CENTRE), hollow)).await.unwrap_err();
        assert_eq!(reason(&refused), expected);
    }
    let early = room.desk.activate_routing(asked(&chief(CENTRE), activate(&drafted.name))).await;
    assert_eq!(
        reason(&early.unwrap_err()),
        "ROUTING_NOT_SIMULATED",
        "what shows nothing counts for nothing"
    );

    let request = room.simulate(&drafted.name);
    let first = room
        .desk
        .simulate_routing(asked(&chief(CENTRE), request.clone()))
        .await
        .unwrap()
        .into_inner();
    assert_eq!((first.asked, first.moved, first.unmoved, first.unrouted), (3, 2, 1, 0));
    let from_to = (first.moves[0].from_department.as_str(), first.moves[0].to_department.as_str());
    assert_eq!((from_to, first.moves[0].count, first.examples.len()), ((TOWN, VILLAGE), 2, 2));
    assert!(first.examples[0].starts_with("counties/330602/events/"));
    let again = room.desk.simulate_routing(asked(&chief(CENTRE), request)).await.unwrap();
    assert!(again.metadata().get(REPLAYED).is_some());
    assert_eq!(again.into_inner(), first);

    assert_eq!(explain(&room, "").await.version, 0, "a draft routes nothing");
    assert_eq!(explain(&room, &drafted.name).await.department, VILLAGE, "but it can be asked");
    let active = room
        .desk
        .activate_routing(asked(&chief(CENTRE), activate(&drafted.name)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(active.state(), pb::RoutingState::Active);
    let now = explain(&room, "").await;
    assert_eq!((now.version, now.rule.as_str(), now.department.as_str()), (1, "rubbish", VILLAGE));
    let (kind, fact) = room.told().await.pop().unwrap();
    let fact = pb::RoutingActivated::decode(fact.unwrap().as_slice()).unwrap();
    assert_eq!((kind.as_str(), fact.version, fact.rule_count), ("routing.activated", 1, 2));
}

async fn the_next_table_retires_the_one_before(home: TestDatabase) {
    let room = Room::open(&home).await;
    let first = put_in_force(&room, vec![rule("a", &[], "{town}")]).await;
    let second = put_in_force(&room, vec![rule("b", &[], "{village}")]).await;
    assert_eq!((first.version, second.version), (1, 2));
    let get = async |name: &str| {
        let request = pb::GetRoutingTableRequest { name: name.to_owned() };
        room.desk
            .get_routing_table(asked(&chief(CENTRE), request))
            .await
            .unwrap()
            .into_inner()
    };
    let (first, second) = (get(&first.name).await, get(&second.name).await);
    assert_eq!(
        (first.state(), second.state()),
        (pb::RoutingState::Retired, pb::RoutingState::Active)
    );
    assert_eq!(first.retire_time, second.effective_time);
    let request = pb::GetActiveRoutingRequest {
        parent: parent(),
        time: None,
    };
    let active = room
        .desk
        .get_active_routing(Request::new(request.clone()))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(active.version, 2);
    let before = pb::GetActiveRoutingRequest {
        time: Some(room.in_hours(-1)),
        ..request
    };
    assert_eq!(
        room.desk
            .get_active_routing(Request::new(before))
            .await
            .unwrap()
            .into_inner()
            .version,
        0
    );
}

async fn a_table_with_unknown_units_is_never_in_force(home: TestDatabase) {
    let room = Room::open(&home).await;
    let drafted = draft(
        &room,
        vec![
            rule("a", &["E"], "330602-GONE"),
            rule("b", &["E01"], "{town}"),
            rule("c", &[], "{town}"),
        ],
    )
    .await;
    let findings: Vec<_> = drafted
        .findings
        .iter()
        .map(|row| (row.kind(), (row.rule_number, row.rule.as_str()), row.about.as_str(), row.fault))
        .collect();
    let expected = [
        (pb::LintKind::UnknownUnit, (1, "a"), "330602-GONE", true),
        (pb::LintKind::Unreachable, (2, "b"), "a", false),
    ];
    assert_eq!(findings, expected);
    room.desk
        .simulate_routing(asked(&chief(CENTRE), room.simulate(&drafted.name)))
        .await
        .unwrap();
    let refused = room
        .desk
        .activate_routing(asked(&chief(CENTRE), activate(&drafted.name)))
        .await
        .unwrap_err();
    assert_eq!(reason(&refused), "ROUTING_HAS_FAULTS");
    assert_eq!(explain(&room, "").await.version, 0);
}

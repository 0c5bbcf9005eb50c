//! Components are taken in row by row, and stand on their days.

use sea_orm::EntityTrait;
use shiyu_kit::journal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::component_service_server::ComponentService;
use time::macros::date;
use tonic::Request;

use super::{Depot, HEADER, chief, middle, name, row};
use crate::component::store;
use crate::place::tests::scene::{asked, principal, reason};

shiyu_kit::both_databases! {
    components_are_taken_in_row_by_row;
    a_component_is_brought_by_who_acts_for_its_village;
    without_a_map_nothing_stands_anywhere;
    what_is_read_is_what_was_written;
}

async fn components_are_taken_in_row_by_row(home: TestDatabase) {
    let depot = Depot::open(&home).await;
    let (grid, at) = middle(7);
    let mut rows: Vec<_> = (1..=501).map(|number| row(&format!("330602010300{number:04}"), at)).collect();
    rows.push(row("3306029999000001", at));
    let verdicts = depot.import(&rows).await;
    assert_eq!(verdicts.len(), 502);
    assert!(
        verdicts[..501]
            .iter()
            .all(|verdict| verdict.outcome() == pb::ComponentOutcome::Inserted)
    );
    let last = &verdicts[501];
    assert_eq!(
        (last.row, last.outcome(), last.name.as_str()),
        (502, pb::ComponentOutcome::Refused, "")
    );
    assert_eq!(last.problems[0].reason, "CLASS_UNKNOWN");

    let gone = format!(
        "3306020103000002,雨水井盖,{},{},330602-SLJ,,,2020-03-01,2025-12-31,removed\n",
        at.0, at.1
    );
    let again = depot.import(&[row("3306020103000001", at), gone]).await;
    let outcomes: Vec<_> = again.iter().map(pb::ComponentVerdict::outcome).collect();
    assert_eq!(outcomes, [pb::ComponentOutcome::Unchanged, pb::ComponentOutcome::Updated]);
    let get = async |component: &str| {
        let request = pb::GetComponentRequest { name: name(component) };
        let found = depot.desk.get_component(asked(&chief(), request)).await;
        found.map(tonic::Response::into_inner)
    };
    let first = get("3306020103000001").await.unwrap();
    assert_eq!(
        (first.name, first.grid, first.subclass.as_str()),
        (name("3306020103000001"), grid, "C0103")
    );
    assert_eq!(
        (first.owner_unit.as_str(), first.maintainer_unit.as_str()),
        ("330602-SLJ", "330602-ZHZ")
    );
    let second = get("3306020103000002").await.unwrap();
    assert_eq!(
        (second.state(), second.valid_to.as_str()),
        (pb::ComponentState::Removed, "2025-12-31")
    );
    assert_eq!(reason(&get("3306020103000999").await.unwrap_err()), "COMPONENT_UNKNOWN");
    let journal = journal::Entity::find().all(&depot.db.reader).await.unwrap();
    let batches = journal.iter().filter(|row| row.kind == "component.imported");
    assert_eq!(batches.count(), 3, "two batches of the first file, one of the second");
}

async fn a_component_is_brought_by_who_acts_for_its_village(home: TestDatabase) {
    let depot = Depot::open(&home).await;
    let (grid, at) = middle(7);
    let told = async |by: &str| {
        let file = format!("{HEADER}{}", row("3306020103000001", at));
        let verdicts = depot.import_by(&principal(by, "command_chief"), &file).await.unwrap();
        let problems = verdicts.into_iter().flat_map(|verdict| verdict.problems);
        problems.map(|problem| problem.reason).collect::<Vec<_>>()
    };
    assert_eq!(told("330602-SLJ").await, ["UNIT_NOT_YOURS"]);
    assert_eq!(told(&grid[..9]).await, Vec::<String>::new());
    let nobody = shiyu_kit::testkit::scene::principal("chief", None, "command_chief");
    let refused = depot.import_by(&nobody, &format!("{HEADER}{}", row("3306020103000002", at))).await;
    assert_eq!(reason(&refused.unwrap_err()), "UNIT_UNKNOWN");
    let filter = store::Filter {
        codes: None,
        within: None,
        owner: None,
        day: date!(2026 - 05 - 06),
    };
    assert_eq!(store::list(&depot.db.reader, &filter, None, 5).await.unwrap().len(), 1);
}

async fn without_a_map_nothing_stands_anywhere(home: TestDatabase) {
    let depot = Depot::over(&home).await;
    let verdicts = depot.import(&[row("3306020103000001", middle(0).1)]).await;
    assert_eq!(verdicts[0].problems[0].reason, "MAP_MISSING");
    let request = pb::ListComponentsRequest {
        parent: super::parent(),
        grid: middle(0).0,
        ..pb::ListComponentsRequest::default()
    };
    let listed = depot.desk.list_components(Request::new(request)).await.unwrap().into_inner();
    assert_eq!(listed.components, []);
}

async fn what_is_read_is_what_was_written(home: TestDatabase) {
    use crate::component::domain::{Component, Owner, State};
    let depot = Depot::over(&home).await;
    let db = &depot.db.writer;
    let of = |number: usize, owner: Option<Owner>, state: State| Component {
        code: format!("330602010300{number:04}").parse().unwrap(),
        title: "雨水井盖".to_owned(),
        make: format!("{number}"),
        point: crate::domain::terms::Point::from_degrees(120.58, 30.01).unwrap(),
        owner,
        maintainer: number.is_multiple_of(2).then(|| "330602-ZHZ".parse::<Code>().unwrap()),
        from: date!(2020 - 03 - 01),
        to: (state == State::Removed).then_some(date!(2030 - 12 - 31)),
        state,
        reference: "YS".to_owned(),
    };
    let owners = [
        None,
        Some(Owner::Unit("330602-SLJ".parse().unwrap())),
        Some(Owner::Organisation("91350100M000100Y43".to_owned())),
    ];
    let owned = (1..).zip(owners).map(|(number, owner)| of(number, owner, State::Intact));
    let in_state = (4..).zip(State::ALL).map(|(number, state)| of(number, None, state));
    let all: Vec<Component> = owned.chain(in_state).collect();
    store::put(db, &all.iter().collect::<Vec<_>>()).await.unwrap();
    for component in &all {
        assert_eq!(store::get(db, &component.code).await.unwrap().as_ref(), Some(component));
    }
    let other = Component {
        title: "污水井盖".to_owned(),
        ..all[0].clone()
    };
    store::put(db, &[&other]).await.unwrap();
    let read = store::of(db, &all.iter().map(|component| &component.code).collect::<Vec<_>>())
        .await
        .unwrap();
    assert_eq!((read.len(), read.get(&other.code)), (all.len(), Some(&other)));
}

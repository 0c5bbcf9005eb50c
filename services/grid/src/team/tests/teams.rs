//! Who is in a grid, and what its team lacks.

use prost::Message;
use sea_orm::{EntityTrait, PaginatorTrait};
use shiyu_kit::rpc::REPLAYED;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::check_team_request::Place;
use shiyu_proto::grid::v1::team_service_server::TeamService;
use tonic::Request;

use super::scene::{
    BUREAU, CENTRE, ELSEWHERE, EXCLUSIVE, GRID, OTHER_TOWN, ROOM, SECOND, Scene, TOWN, VILLAGE, asked, chief, grid, head, id, parent,
    principal, reason,
};
use super::{assignment, desk, put};
use crate::domain::terms::GridRole;
use crate::team::store::assignment as table;

shiyu_kit::both_databases! {
    an_assignment_is_told_without_its_holder;
    an_assignment_ends_and_the_roster_knows;
    a_refusal_changes_nothing;
    a_check_warns_of_roles_and_certificates;
}

async fn an_assignment_is_told_without_its_holder(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let request = assignment(&scene, GRID, "worker-1", pb::GridRole::Patrol);
    let first = desk.put_assignment(asked(&head(ROOM), request.clone())).await.unwrap();
    assert!(first.metadata().get(REPLAYED).is_none());
    let again = desk.put_assignment(asked(&head(ROOM), request)).await.unwrap();
    assert!(again.metadata().get(REPLAYED).is_some());
    let first = first.into_inner();
    assert_eq!(again.into_inner(), first);
    assert_eq!((first.grid.as_str(), first.role()), (GRID, pb::GridRole::Patrol));
    assert_eq!(
        scene.roster.get().role("worker-1", &grid(GRID), scene.today),
        Some(GridRole::Patrol)
    );

    put(&desk, &head(TOWN), assignment(&scene, GRID, "worker-2", pb::GridRole::Patrol)).await;
    let told = scene.told().await;
    assert_eq!(told.keys().collect::<Vec<_>>(), ["team.changed"]);
    let facts = &told["team.changed"];
    let whole: Vec<_> = facts.iter().map(|fact| String::from_utf8_lossy(fact).into_owned()).collect();
    assert!(whole.iter().all(|fact| !fact.contains("worker") && !fact.contains("head-")));
    let last = pb::TeamChanged::decode(facts.last().unwrap().as_slice()).unwrap();
    assert_eq!((last.grid.as_str(), last.role()), (GRID, pb::GridRole::Patrol));
    let counts: Vec<_> = last.active.iter().map(|count| (count.role(), count.people)).collect();
    let expected = [
        (pb::GridRole::Lead, 0),
        (pb::GridRole::Patrol, 2),
        (pb::GridRole::Police, 0),
        (pb::GridRole::Supervisor, 0),
        (pb::GridRole::Volunteer, 0),
    ];
    assert_eq!(counts, expected);
}

async fn an_assignment_ends_and_the_roster_knows(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let put = put(&desk, &head(TOWN), assignment(&scene, GRID, "worker-1", pb::GridRole::Lead)).await;
    let end = |to_date: String| pb::EndAssignmentRequest {
        name: put.name.clone(),
        to_date,
        ending: pb::AssignmentEnding::Transferred.into(),
        request_id: id(),
    };
    let early = desk.end_assignment(asked(&head(TOWN), end(scene.day(-2)))).await.unwrap_err();
    assert_eq!(reason(&early), "DATE_IN_PAST");
    let other = desk.end_assignment(asked(&head(OTHER_TOWN), end(scene.day(-1)))).await.unwrap_err();
    assert_eq!(reason(&other), "UNIT_NOT_YOURS");
    let ended = desk
        .end_assignment(asked(&head(TOWN), end(scene.day(-1))))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (ended.ending(), ended.end_time.is_some()),
        (pb::AssignmentEnding::Transferred, true)
    );
    let roster = scene.roster.get();
    assert_eq!(roster.role("worker-1", &grid(GRID), scene.today), None);
    let yesterday = scene.today.previous_day().unwrap();
    assert_eq!(roster.role("worker-1", &grid(GRID), yesterday), Some(GridRole::Lead));
    let again = desk.end_assignment(asked(&head(TOWN), end(scene.day(0)))).await.unwrap_err();
    assert_eq!(reason(&again), "ASSIGNMENT_ENDED");
    let own = pb::ListOwnAssignmentsRequest {
        parent: parent(),
        ..pb::ListOwnAssignmentsRequest::default()
    };
    let mine = desk
        .list_own_assignments(asked(&principal("worker-1", Some(VILLAGE), "grid_lead"), own.clone()))
        .await;
    assert_eq!(mine.unwrap().into_inner().assignments, [ended]);
    let theirs = desk.list_own_assignments(asked(&head(TOWN), own)).await.unwrap().into_inner();
    assert_eq!(theirs.assignments, []);
}

async fn a_refusal_changes_nothing(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let ask = |grid: &str| assignment(&scene, grid, "worker-1", pb::GridRole::Lead);
    let cases = [
        (head(VILLAGE), ELSEWHERE, "UNIT_NOT_YOURS"),
        (head(OTHER_TOWN), GRID, "UNIT_NOT_YOURS"),
        (head(BUREAU), GRID, "UNIT_NOT_YOURS"),
        (chief(BUREAU), GRID, "UNIT_NOT_YOURS"),
        (head("330602009"), GRID, "UNIT_UNKNOWN"),
        (principal("nobody", None, "unit_head"), GRID, "UNIT_UNKNOWN"),
        (head(TOWN), "330602001009001", "UNIT_UNKNOWN"),
        (head(TOWN), "330602001003007", "GRID_UNKNOWN"),
    ];
    for (by, grid, expected) in cases {
        let refused = desk.put_assignment(asked(&by, ask(grid))).await.unwrap_err();
        assert_eq!(reason(&refused), expected, "{by:?} {grid}");
    }
    assert_eq!(table::Entity::find().count(&scene.db.reader).await.unwrap(), 0);
    assert!(scene.told().await.is_empty());

    let put = put(&desk, &head(TOWN), ask(GRID)).await;
    let twice = desk.put_assignment(asked(&head(TOWN), ask(GRID))).await.unwrap_err();
    assert_eq!(reason(&twice), "ASSIGNMENT_OVERLAPS");
    let end = pb::EndAssignmentRequest {
        name: put.name.clone(),
        ending: pb::AssignmentEnding::Transferred.into(),
        to_date: scene.day(0),
        request_id: id(),
    };
    let theirs = desk.end_assignment(asked(&head(BUREAU), end)).await.unwrap_err();
    assert_eq!(reason(&theirs), "UNIT_NOT_YOURS");
    let mut moved = ask(SECOND);
    moved.assignment.as_mut().unwrap().name.clone_from(&put.name);
    let moved = desk.put_assignment(asked(&head(TOWN), moved)).await.unwrap_err();
    assert_eq!(reason(&moved), "ASSIGNMENT_FIXED");
    assert_eq!(table::Entity::find().count(&scene.db.reader).await.unwrap(), 1);
}

async fn a_check_warns_of_roles_and_certificates(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let by = chief(CENTRE);
    for (index, role) in [
        pb::GridRole::Lead,
        pb::GridRole::Patrol,
        pb::GridRole::Police,
        pb::GridRole::Supervisor,
    ]
    .into_iter()
    .enumerate()
    {
        put(&desk, &by, assignment(&scene, GRID, &format!("worker-{index}"), role)).await;
    }
    let mut certified = assignment(&scene, SECOND, "worker-9", pb::GridRole::Patrol);
    certified.assignment.as_mut().unwrap().certificate = Some(pb::Certificate {
        number: "330602-0009".to_owned(),
        valid_to: scene.day(30),
    });
    let certified = put(&desk, &by, certified).await;
    let check = async |place: Place, date: String| {
        let request = pb::CheckTeamRequest {
            parent: parent(),
            page_size: 1,
            place: Some(place),
            date,
            ..pb::CheckTeamRequest::default()
        };
        let (mut gaps, mut request) = (Vec::new(), request);
        loop {
            let page = desk.check_team(asked(&by, request.clone())).await.unwrap().into_inner();
            gaps.extend(page.gaps);
            request.page_token = page.next_page_token;
            if request.page_token.is_empty() {
                return gaps;
            }
        }
    };
    let gaps = check(Place::Division(TOWN.to_owned()), String::new()).await;
    let [gap] = gaps.as_slice() else { panic!("{gaps:?}") };
    assert_eq!(gap.grid, SECOND);
    let missing: Vec<_> = gap.missing().collect();
    assert_eq!(missing, [pb::GridRole::Lead, pb::GridRole::Police, pb::GridRole::Supervisor]);
    assert_eq!(gap.lapsing.len(), 1);
    assert_eq!(
        (gap.lapsing[0].assignment.as_str(), gap.lapsing[0].lapsed),
        (certified.name.as_str(), false)
    );
    assert_eq!(check(Place::Division("330602".to_owned()), String::new()).await.len(), 2);
    let late = check(Place::Grid(SECOND.to_owned()), scene.day(31)).await;
    assert!(late[0].lapsing[0].lapsed);
    assert_eq!(check(Place::Grid(EXCLUSIVE.to_owned()), String::new()).await, []);
    let earlier = check(Place::Grid(SECOND.to_owned()), scene.day(-1)).await;
    assert_eq!(earlier[0].lapsing, []);

    let ask = |place: Place, date: &str| pb::CheckTeamRequest {
        parent: parent(),
        place: Some(place),
        date: date.to_owned(),
        ..pb::CheckTeamRequest::default()
    };
    let division = |code: &str| Place::Division(code.to_owned());
    let refused = desk.check_team(asked(&head(OTHER_TOWN), ask(division(TOWN), ""))).await;
    assert_eq!(reason(&refused.unwrap_err()), "UNIT_NOT_YOURS");
    let refused = desk.check_team(asked(&by, ask(division(TOWN), "2019-12-31"))).await;
    assert_eq!(reason(&refused.unwrap_err()), "MAP_MISSING");
    let capabilities = desk
        .list_capabilities(Request::new(pb::ListCapabilitiesRequest { parent: parent() }))
        .await;
    assert_eq!(capabilities.unwrap().into_inner().roles.len(), 5);
}

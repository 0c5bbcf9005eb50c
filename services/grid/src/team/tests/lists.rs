//! Lists, their pages and their indexes.

use shiyu_kit::audience::Reach;
use shiyu_kit::auth::Principal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::team_service_server::TeamService;
use time::macros::{date, datetime};

use super::scene::{
    BUREAU, CENTRE, ELSEWHERE, GRID, OTHER_TOWN, SECOND, Scene, TOWN, VILLAGE, asked, chief, code, grid, head, is_indexed, parent, plan,
};
use super::{assignment, desk, put};
use crate::domain::terms::GridRole;
use crate::team::domain::{AdmissionState, Assignment, Frequency, Item, Proposal};
use crate::team::store::{assignment as table, item};

shiyu_kit::both_databases! {
    assignments_are_listed_by_grid_and_seen_from_above;
}

async fn assignments_are_listed_by_grid_and_seen_from_above(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let mut all = Vec::new();
    for (index, place) in [ELSEWHERE, SECOND, GRID, GRID].into_iter().enumerate() {
        let role = if index == 3 { pb::GridRole::Lead } else { pb::GridRole::Patrol };
        all.push(put(&desk, &chief(CENTRE), assignment(&scene, place, &format!("worker-{index}"), role)).await);
    }
    all.sort_by_key(|row| (row.grid.clone(), row.name.clone()));
    let list = async |by: Principal, mut request: pb::ListAssignmentsRequest| {
        let mut rows = Vec::new();
        (request.parent, request.page_size) = (parent(), 2);
        loop {
            let page = desk.list_assignments(asked(&by, request.clone())).await.unwrap().into_inner();
            rows.extend(page.assignments);
            request.page_token = page.next_page_token;
            if request.page_token.is_empty() {
                return rows;
            }
        }
    };
    let any = pb::ListAssignmentsRequest::default();
    assert_eq!(list(chief(CENTRE), any.clone()).await, all);
    assert_eq!(list(head(TOWN), any.clone()).await, all[..3]);
    assert_eq!(list(head(VILLAGE), any.clone()).await, all[..3]);
    assert_eq!(list(head(BUREAU), any.clone()).await, []);
    let other = pb::ListAssignmentsRequest {
        division: OTHER_TOWN.to_owned(),
        ..any.clone()
    };
    assert_eq!(list(chief(CENTRE), other.clone()).await, all[3..]);
    assert_eq!(list(head(TOWN), other).await, []);
    let leads = pb::ListAssignmentsRequest {
        grid: GRID.to_owned(),
        role: pb::GridRole::Lead.into(),
        ..any.clone()
    };
    assert_eq!(list(head(TOWN), leads).await.len(), 1);
    let before = pb::ListAssignmentsRequest {
        date: scene.day(-11),
        ..any
    };
    assert_eq!(list(chief(CENTRE), before).await, []);
}

fn an_assignment() -> Assignment {
    Assignment {
        id: shiyu_kit::clock::new_id(),
        grid: grid(GRID),
        subject: "worker-1".to_owned(),
        role: GridRole::Lead,
        from: date!(2026 - 01 - 01),
        to: None,
        certificate: None,
        ended: None,
    }
}

fn an_item() -> Item {
    Item {
        proposal: Proposal {
            id: shiyu_kit::clock::new_id(),
            department: code(BUREAU),
            title: "题".to_owned(),
            task: "事".to_owned(),
            class: None,
            frequency: Frequency::Once,
            unit_cost_fen: 0,
            minutes_each: 1,
            from: date!(2026 - 01 - 01),
            to: date!(2026 - 12 - 31),
        },
        proposed_by: code(BUREAU),
        proposed_at: datetime!(2026-01-01 01:00 UTC),
        decision: None,
        withdrawal: None,
    }
}

#[tokio::test]
async fn no_list_scans_or_sorts() {
    let home = TestDatabase::sqlite();
    let scene = Scene::open(&home).await;
    let day = date!(2026 - 05 - 01);
    let reaches = [
        Reach::Everything,
        Reach::Units([code(VILLAGE)].into()),
        Reach::Units([code(TOWN), code(VILLAGE)].into()),
    ];
    for reach in &reaches {
        for (of_grid, division) in [(None, None), (Some(grid(GRID)), None), (None, Some(code(TOWN)))] {
            for role in [None, Some(GridRole::Lead)] {
                let filter = table::Filter {
                    grid: of_grid.clone(),
                    division: division.clone(),
                    role,
                    day,
                };
                for after in [None, Some(table::key(&an_assignment()))] {
                    let plan = plan(&scene.db, table::question((&filter, reach), after.as_ref(), 5)).await;
                    assert!(is_indexed(&plan), "{filter:?} {reach:?} {after:?}: {plan}");
                }
            }
        }
    }
    for after in [None, Some(table::key(&an_assignment()))] {
        let plan = plan(&scene.db, table::own_question("worker-1", after.as_ref(), 5)).await;
        assert!(is_indexed(&plan), "{after:?}: {plan}");
    }
    for department in [None, Some(code(BUREAU))] {
        for state in [None, Some(AdmissionState::Approved)] {
            for day in [None, Some(day)] {
                let filter = item::Filter {
                    department: department.clone(),
                    state,
                    day,
                };
                for after in [None, Some(item::key(&an_item()))] {
                    let plan = plan(&scene.db, item::question(&filter, after.as_ref(), 5)).await;
                    assert!(is_indexed(&plan), "{filter:?} {after:?}: {plan}");
                }
            }
        }
    }
}

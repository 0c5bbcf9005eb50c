//! Plans and rounds.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::patrol_service_server::PatrolService;
use tonic::Status;

use super::scene::{HERE, OTHER_TOWN, Scene, TOWN, VILLAGE, asked, chief, event, grid, id, parent, patrol, plan, point, principal, reason};

shiyu_kit::both_databases! {
    a_round_is_walked_place_by_place;
    a_missed_round_is_told_once;
    replicas_make_each_round_once;
    a_plan_put_again_changes_what_has_not_begun;
    a_plan_is_refused_with_its_reason;
    rounds_are_read_page_by_page;
    a_plan_rests_while_its_grid_is_off_the_map_and_can_be_ended;
}

async fn put(scene: &Scene) -> pb::PatrolPlan {
    scene
        .desk
        .put_patrol_plan(asked(&chief(TOWN), plan(scene)))
        .await
        .unwrap()
        .into_inner()
}

fn all(size: i32, token: &str) -> pb::ListPatrolRoundsRequest {
    pb::ListPatrolRoundsRequest {
        parent: parent(),
        page_size: size,
        page_token: token.to_owned(),
        ..pb::ListPatrolRoundsRequest::default()
    }
}

async fn rounds(scene: &Scene) -> Vec<pb::PatrolRound> {
    let listed = scene.desk.list_patrol_rounds(asked(&chief(TOWN), all(0, ""))).await.unwrap();
    listed.into_inner().rounds
}

/// The round of today.
async fn today(scene: &Scene) -> pb::PatrolRound {
    let day = scene.day(0);
    rounds(scene).await.into_iter().find(|round| round.first_day == day).unwrap()
}

fn visit(round: &str, checkpoint: i32, at: (f64, f64)) -> pb::CheckInRequest {
    pb::CheckInRequest {
        name: round.to_owned(),
        checkpoint,
        point: point(at),
        finding: String::new(),
        request_id: id(),
    }
}

async fn check_in(scene: &Scene, request: pb::CheckInRequest) -> Result<pb::PatrolRound, Status> {
    Ok(scene.desk.check_in(asked(&patrol(), request)).await?.into_inner())
}

async fn refused(scene: &Scene, request: pb::CheckInRequest) -> String {
    reason(&check_in(scene, request).await.unwrap_err())
}

async fn a_round_is_walked_place_by_place(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    put(&scene).await;
    assert_eq!(scene.desk.sweep().await.unwrap().planned, 1);
    let made = rounds(&scene).await;
    assert_eq!(
        made.iter().map(|round| round.first_day.clone()).collect::<Vec<_>>(),
        [scene.day(1), scene.day(0)]
    );
    let tomorrow = &made[0].name;
    assert_eq!(refused(&scene, visit(tomorrow, 1, (120.59, 30.0))).await, "ROUND_AHEAD");
    let name = today(&scene).await.name;
    let far = (120.59, 30.001_4);
    assert_eq!(refused(&scene, visit(&name, 1, far)).await, "CHECKPOINT_TOO_FAR");
    assert_eq!(refused(&scene, visit(&name, 3, HERE)).await, "CHECKPOINT_UNKNOWN");
    let unknown = pb::CheckInRequest {
        finding: event().replace("e7e", "e7f"),
        ..visit(&name, 2, HERE)
    };
    assert_eq!(refused(&scene, unknown).await, "EVENT_UNKNOWN");
    let volunteer = principal("volunteer-1", Some(VILLAGE), "grid_patrol");
    let theirs = scene.desk.check_in(asked(&volunteer, visit(&name, 2, HERE))).await.unwrap_err();
    assert_eq!(reason(&theirs), "ROLE_NOT_ASSIGNED");

    let near = (120.59, 30.001_2);
    let begun = check_in(&scene, visit(&name, 1, near)).await.unwrap();
    assert_eq!((begun.state(), begun.visited_count), (pb::PatrolRoundState::InProgress, 1));
    let minute = begun.stops[0].visit_time.unwrap();
    assert_eq!((minute.seconds % 60, minute.nanos), (0, 0));
    assert_eq!(begun.stops[0].checkpoint.as_ref().unwrap().point, point((120.59, 30.0)));
    assert_eq!(refused(&scene, visit(&name, 1, near)).await, "CHECKPOINT_VISITED");
    let last = pb::CheckInRequest {
        finding: event(),
        ..visit(&name, 2, HERE)
    };
    let done = check_in(&scene, last).await.unwrap();
    assert_eq!(done.state(), pb::PatrolRoundState::Finished);
    assert_eq!(refused(&scene, visit(&name, 2, HERE)).await, "ROUND_OVER");

    let asked_for = pb::GetPatrolRoundRequest { name: name.clone() };
    let read = scene.desk.get_patrol_round(asked(&chief(TOWN), asked_for.clone())).await.unwrap();
    assert_eq!(read.into_inner().patrolled_by, ["patrol-1"]);
    let elsewhere = scene.desk.get_patrol_round(asked(&chief(OTHER_TOWN), asked_for)).await.unwrap_err();
    assert_eq!(reason(&elsewhere), "ROUND_UNKNOWN");
    assert!(today(&scene).await.patrolled_by.is_empty());

    let told: Vec<pb::PatrolEnded> = scene.facts("patrol.finished").await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].visited_count, told[0].finding_count), (2, 1));
    assert_eq!(told[0].grid, grid().rsplit_once('/').unwrap().1);
    assert!(!format!("{told:?}").contains("patrol-1"));
}

async fn a_missed_round_is_told_once(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    put(&scene).await;
    scene.desk.sweep().await.unwrap();
    let name = today(&scene).await.name;
    check_in(&scene, visit(&name, 2, HERE)).await.unwrap();
    scene.wait(1);
    let (one, two) = scene.sweep_twice(&home).await;
    assert_eq!(one.missed + two.missed, 1);
    assert_eq!(scene.desk.sweep().await.unwrap().missed, 0);
    let told: Vec<pb::PatrolEnded> = scene.facts("patrol.missed").await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].checkpoint_count, told[0].visited_count), (2, 1));
    assert_eq!(refused(&scene, visit(&name, 1, (120.59, 30.0))).await, "ROUND_OVER");
    let listed = pb::ListPatrolRoundsRequest {
        state: pb::PatrolRoundState::Missed.into(),
        grid: grid(),
        ..all(0, "")
    };
    let listed = scene.desk.list_patrol_rounds(asked(&patrol(), listed)).await.unwrap().into_inner();
    assert_eq!(listed.rounds.into_iter().map(|round| round.name).collect::<Vec<_>>(), [name]);
}

async fn replicas_make_each_round_once(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    put(&scene).await;
    let (one, two) = scene.sweep_twice(&home).await;
    assert_eq!(one.planned + two.planned, 1);
    assert_eq!(rounds(&scene).await.len(), 2);
    assert_eq!(scene.desk.sweep().await.unwrap(), crate::patrol::Swept::default());
    scene.wait(3);
    scene.desk.sweep().await.unwrap();
    let days: Vec<_> = rounds(&scene).await.into_iter().map(|round| round.first_day).collect();
    let expected: Vec<_> = [1, 0, -1, -2, -3].map(|day| scene.day(day)).to_vec();
    assert_eq!(days, expected, "the day on which nobody swept is not lost");
    let missed: Vec<pb::PatrolEnded> = scene.facts("patrol.missed").await;
    assert_eq!(missed.len(), 3, "and it was missed as those before it");
}

async fn a_plan_put_again_changes_what_has_not_begun(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let first = put(&scene).await;
    scene.desk.sweep().await.unwrap();
    let mut again = plan(&scene);
    let put = again.plan.as_mut().unwrap();
    put.name.clone_from(&first.name);
    put.title = "夜间巡查".to_owned();
    scene.desk.put_patrol_plan(asked(&chief(TOWN), again.clone())).await.unwrap();
    scene.desk.sweep().await.unwrap();
    let titles: Vec<_> = rounds(&scene).await.into_iter().map(|round| round.title).collect();
    assert_eq!(titles, ["夜间巡查", "日常巡查"]);
    again.request_id = id();
    again.plan.as_mut().unwrap().valid_to = scene.day(0);
    scene.desk.put_patrol_plan(asked(&chief(TOWN), again)).await.unwrap();
    scene.desk.sweep().await.unwrap();
    assert_eq!(rounds(&scene).await.len(), 1);
}

async fn a_plan_is_refused_with_its_reason(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let ask = async |by, change: fn(&mut pb::PatrolPlan)| {
        let mut request = plan(&scene);
        change(request.plan.as_mut().unwrap());
        reason(&scene.desk.put_patrol_plan(asked(&chief(by), request)).await.unwrap_err())
    };
    assert_eq!(ask(OTHER_TOWN, |_| ()).await, "UNIT_NOT_YOURS");
    let nowhere = |plan: &mut pb::PatrolPlan| plan.grid = plan.grid.replace("003001", "003002");
    assert_eq!(ask(TOWN, nowhere).await, "GRID_UNKNOWN");
    let outside = |plan: &mut pb::PatrolPlan| plan.checkpoints[0].point = point((121.5, 30.0));
    assert_eq!(ask(TOWN, outside).await, "POINT_OUTSIDE_GRID");
    let lost = |plan: &mut pb::PatrolPlan| plan.checkpoints[1].address = plan.checkpoints[1].address.replace("0add", "0ade");
    assert_eq!(ask(TOWN, lost).await, "ADDRESS_UNKNOWN");
    let unknown = |plan: &mut pb::PatrolPlan| plan.name = format!("counties/330602/patrolPlans/{}", id());
    assert_eq!(ask(TOWN, unknown).await, "PLAN_UNKNOWN");
    assert_eq!(scene.told().await, []);
    let office = principal("chief", Some("330602-ZHZX"), "command_chief");
    assert!(scene.desk.put_patrol_plan(asked(&office, plan(&scene))).await.is_ok());
}

async fn rounds_are_read_page_by_page(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    for _ in 0..3 {
        put(&scene).await;
    }
    scene.desk.sweep().await.unwrap();
    let (mut seen, mut token) = (Vec::new(), String::new());
    loop {
        let page = scene
            .desk
            .list_patrol_rounds(asked(&chief(TOWN), all(2, &token)))
            .await
            .unwrap()
            .into_inner();
        assert!(page.rounds.len() <= 2);
        seen.extend(page.rounds.into_iter().map(|round| (round.first_day, round.name)));
        token = page.next_page_token;
        if token.is_empty() {
            break;
        }
    }
    let mut sorted = seen.clone();
    sorted.sort_by(|one, other| other.cmp(one));
    sorted.dedup();
    assert_eq!((seen.len(), &seen), (6, &sorted));
    let elsewhere = scene.desk.list_patrol_rounds(asked(&chief(OTHER_TOWN), all(0, ""))).await.unwrap();
    assert!(elsewhere.into_inner().rounds.is_empty());
}

async fn a_plan_rests_while_its_grid_is_off_the_map_and_can_be_ended(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let first = put(&scene).await;
    scene.desk.sweep().await.unwrap();
    scene.redraw();
    scene.wait(3);
    let swept = scene.desk.sweep().await.unwrap();
    assert_eq!(swept.missed, 1, "of the last day of the grid, and of none after it");
    assert_eq!(scene.facts::<pb::PatrolEnded>("patrol.missed").await.len(), 1);
    assert_eq!(rounds(&scene).await.len(), 1);

    let mut again = plan(&scene);
    let sketch = again.plan.as_mut().unwrap();
    sketch.name.clone_from(&first.name);
    sketch.title = "夜间巡查".to_owned();
    let changed = scene.desk.put_patrol_plan(asked(&chief(TOWN), again.clone())).await.unwrap_err();
    assert_eq!(reason(&changed), "GRID_UNKNOWN");
    again.request_id = id();
    again.plan.as_mut().unwrap().valid_to = scene.day(0);
    let ended = scene.desk.put_patrol_plan(asked(&chief(TOWN), again)).await.unwrap().into_inner();
    assert_eq!((ended.valid_to, ended.title), (scene.day(0), first.title));
}

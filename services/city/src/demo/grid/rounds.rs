//! Patrols: a plan with checkpoints in the grids of two towns. In the first town the round is walked; in the second nobody comes to its
//! last checkpoint, and it is missed. No track is kept, only that checkpoints were visited.

use std::time::Duration as Wait;

use shiyu_proto::common::v1::Point;
use shiyu_proto::grid::v1::{
    CheckInRequest, Checkpoint, GridRole, ListPatrolRoundsRequest, PatrolFrequency, PatrolPlan, PatrolRound, PatrolRoundState,
    PutPatrolPlanRequest,
};

use super::super::cast::Cast;
use super::super::places::ROOM;
use super::super::until::until;
use super::scene::Run;
use crate::desk::Desk;
use crate::failure::Failure;

/// North of the middle of a grid, in degrees: some fifty metres.
const NORTH: f64 = 0.0005;

/// How many rounds came to which end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rounds {
    /// Every checkpoint was visited in time.
    pub finished: usize,
    /// Somebody did not come.
    pub missed: usize,
}

/// Puts up the plans, and walks their first rounds.
pub async fn walk(cast: &Cast, run: &Run, wait: Wait) -> Result<(), Failure> {
    for (word, visited) in [("T1", 2), ("T2", 1)] {
        let town = run.county.unit(word)?;
        let grid = format!("{town}001001");
        let Some(middle) = run.points.get(&town).copied() else { continue };
        let spots = [
            middle,
            Point {
                latitude: middle.latitude + NORTH,
                ..middle
            },
        ];
        let room = cast.grid_seat("dispatcher", &format!("{town}-{ROOM}"))?;
        put_plan(&room, run, &grid, &spots).await?;
        let patrol = cast.grid_seat("patrol", &format!("{town}001"))?;
        let today = run.date(0);
        let of_today = |round: &PatrolRound| round.first_day == today;
        let round = until(wait, "a round of patrol", async || {
            Ok(rounds(&room, &grid).await?.into_iter().find(|round| of_today(round)))
        });
        let name = round.await?.name;
        for (number, point) in (1..).zip(spots).take(visited) {
            let request = CheckInRequest {
                name: name.clone(),
                checkpoint: number,
                point: Some(point),
                finding: String::new(),
                request_id: run.id(&format!("grid/patrol/{grid}/{number}")),
            };
            patrol.patrols().check_in(request).await?;
        }
    }
    Ok(())
}

async fn put_plan(room: &Desk, run: &Run, grid: &str, spots: &[Point]) -> Result<(), Failure> {
    let checkpoint = |(title, point): (&str, &Point)| Checkpoint {
        title: title.to_owned(),
        point: Some(*point),
        look_at: "消防通道、充电桩、堆放物。".to_owned(),
        ..Checkpoint::default()
    };
    let plan = PatrolPlan {
        name: String::new(),
        grid: room.name("grids", grid),
        title: "每日巡查".to_owned(),
        frequency: PatrolFrequency::OnDates.into(),
        dates: vec![run.date(0)],
        checkpoints: ["社区入口", "充电棚"].into_iter().zip(spots).map(checkpoint).collect(),
        role: GridRole::Patrol.into(),
        valid_from: run.date(0),
        valid_to: String::new(),
    };
    let request = PutPatrolPlanRequest {
        parent: room.parent(),
        plan: Some(plan),
        request_id: run.id(&format!("grid/patrol/{grid}")),
    };
    room.patrols().put_patrol_plan(request).await?;
    Ok(())
}

/// How the rounds of the first day ended, once the day is over for all of them.
pub async fn count(cast: &Cast, run: &Run, wait: Wait) -> Result<Rounds, Failure> {
    let mut counted = Rounds::default();
    for word in ["T1", "T2"] {
        let town = run.county.unit(word)?;
        let (room, grid) = (cast.grid_seat("dispatcher", &format!("{town}-{ROOM}"))?, format!("{town}001001"));
        let over = until(wait, "the end of a round of patrol", async || {
            let rounds = rounds(&room, &grid).await?.into_iter();
            Ok(rounds.map(|round| round.state()).find(|state| is_over(*state)))
        });
        match over.await? {
            PatrolRoundState::Finished => counted.finished += 1,
            PatrolRoundState::Missed => counted.missed += 1,
            PatrolRoundState::Unspecified | PatrolRoundState::Planned | PatrolRoundState::InProgress => {}
        }
    }
    Ok(counted)
}

fn is_over(state: PatrolRoundState) -> bool {
    matches!(state, PatrolRoundState::Finished | PatrolRoundState::Missed)
}

async fn rounds(desk: &Desk, grid: &str) -> Result<Vec<PatrolRound>, Failure> {
    let request = ListPatrolRoundsRequest {
        parent: desk.parent(),
        grid: desk.name("grids", grid),
        ..ListPatrolRoundsRequest::default()
    };
    Ok(desk.patrols().list_patrol_rounds(request).await?.into_inner().rounds)
}

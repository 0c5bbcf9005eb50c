//! Events that may be the same.

use shiyu_kit::case::Filed;
use shiyu_kit::testkit::database::TestDatabase;
use time::Duration;
use uuid::Uuid;

use super::{everything, filed, opened, put};
use crate::domain::terms::Point;
use crate::domain::tests::given::{Given, class};
use crate::domain::{Incident, StageName};
use crate::store::{candidates, repeats};

shiyu_kit::both_databases! {
    what_is_alike_and_near_in_place_and_time_may_be_the_same;
    what_happened_at_its_place_within_thirty_days_happens_again;
}

/// One ten-thousandth of a degree of latitude is 11 metres.
fn at(north: f64, changed: impl FnOnce(&mut Incident)) -> Filed<Incident> {
    let mut filed = filed(&Given::an_event(StageName::Reported));
    filed.case.place.point = Some(Point::from_degrees(120.58, 30.01 + north * 1e-4).unwrap());
    changed(&mut filed.case);
    filed
}

async fn what_is_alike_and_near_in_place_and_time_may_be_the_same(home: TestDatabase) {
    let db = opened(&home).await;
    let next_grid = |incident: &mut Incident| incident.place.grid = "330602001003002".parse().unwrap();
    let this = at(0.0, |_| ());
    let same_grid = at(500.0, |incident| incident.reported_at += Duration::hours(1));
    let unpointed = at(0.0, |incident| {
        incident.place.point = None;
        incident.reported_at += Duration::hours(2);
    });
    let near = at(10.0, |incident| {
        next_grid(incident);
        incident.reported_at += Duration::hours(3);
    });
    let far = at(20.0, next_grid);
    let another = at(0.0, |incident| incident.class = class("E1202", 5));
    let long_ago = at(0.0, |incident| incident.reported_at -= Duration::hours(25));
    let ended = filed(&Given::an_event(StageName::Closed));
    for filed in [&this, &same_grid, &unpointed, &near, &far, &another, &long_ago, &ended] {
        put(&db, filed).await;
    }
    let found = candidates(&db.reader, &everything(), &this).await.unwrap();
    let told: Vec<(Uuid, bool, Option<u32>)> = found
        .iter()
        .map(|candidate| (candidate.filed.id, candidate.same_grid, candidate.metres))
        .collect();
    let expected = [
        (same_grid.id, true, Some(5560)),
        (unpointed.id, true, None),
        (near.id, false, Some(111)),
    ];
    assert_eq!(told, expected);
}

async fn what_happened_at_its_place_within_thirty_days_happens_again(home: TestDatabase) {
    let db = opened(&home).await;
    let this = at(0.0, |_| ());
    let place = (&this.case.place.grid, this.case.class.code);
    let of_stage = |stage: StageName, days: i64| {
        let mut filed = filed(&Given::an_event(stage));
        filed.case.reported_at = this.case.reported_at - Duration::days(days);
        filed
    };
    let again = async || repeats(&db.reader, this.id, place, this.case.reported_at).await.unwrap();
    let mut elsewhere = of_stage(StageName::Closed, 1);
    elsewhere.case.place.grid = "330602001003002".parse().unwrap();
    let mut another = of_stage(StageName::Closed, 1);
    another.case.class = class("E1202", 5);
    let (long_ago, rejected) = (of_stage(StageName::Closed, 31), of_stage(StageName::Rejected, 1));
    let duplicate = of_stage(StageName::Duplicate, 1);
    for filed in [&this, &elsewhere, &another, &long_ago, &rejected, &duplicate] {
        put(&db, filed).await;
        assert!(!again().await);
    }
    put(&db, &of_stage(StageName::Closed, 29)).await;
    assert!(again().await);
}

//! A county whose bus cannot be reached for an hour goes on working, loses nothing, and catches up; the other counties notice nothing.

use shiyu_e2e::desks::{Assessed, CITY, COUNTY, NEIGHBOUR};
use shiyu_e2e::{Backends, Desks, PATIENCE, Storage, Wire};
use shiyu_kit::testkit::eventually;
use time::Duration;

use super::{facts, report, reported};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_county_cut_off_for_an_hour_loses_nothing_and_catches_up() {
    let Some(backends) = Backends::with_accounts(Some(CITY), &[COUNTY, NEIGHBOUR]).await else {
        return;
    };
    let wire = Wire::to(&backends.nats_url).await;
    let desks = Desks::over(&backends, Storage::Postgres, Some(&wire)).await;
    let mut own = Assessed::open(&desks, &backends, Storage::Sqlite, COUNTY).await;
    let mut city = Assessed::open(&desks, &backends, Storage::Postgres, CITY).await;
    report(&desks).await;
    eventually(PATIENCE, async || reported(&city.figures(&desks, CITY).await) == 1).await;

    wire.cut();
    for _ in 0..5 {
        report(&desks).await;
    }
    desks.advance_past(desks.now() + Duration::HOUR).await;
    report(&desks).await;
    // The county wrote down seven, and nobody else knows of six of them.
    assert!(desks.untold(COUNTY).await >= 6);
    assert_eq!(reported(&city.figures(&desks, CITY).await), 1);
    assert_eq!(desks.untold(NEIGHBOUR).await, 0);

    wire.join();
    eventually(PATIENCE, async || {
        let (figures, whole) = (own.figures(&desks, COUNTY).await, city.figures(&desks, CITY).await);
        reported(&figures) == 7 && figures.figures == whole.figures && facts(&figures) == facts(&whole)
    })
    .await;
    for assessed in [&own, &city] {
        assessed.heard_out(&desks).await;
    }
    for assessed in [&mut own, &mut city] {
        assessed.stop().await;
    }
    desks.close().await;
}

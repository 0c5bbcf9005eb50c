//! What two counties tell is counted in each of them, and in the city; neither knows of the other's; and heard again from the beginning
//! of the streams it comes to the same figures.

mod apart;
mod cut_off;
mod office;
mod whole;

use shiyu_e2e::desks::{Assessed, CITY, COUNTY, NEIGHBOUR, spot};
use shiyu_e2e::ground::people::PATROL;
use shiyu_e2e::ground::reporting;
use shiyu_e2e::{Backends, Desks, PATIENCE, Storage};
use shiyu_kit::testkit::eventually;
use shiyu_proto::assessment::v1 as assessment;
use shiyu_proto::grid::v1 as pb;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_city_counts_what_its_counties_tell_and_they_know_nothing_of_each_other() {
    let counties = [COUNTY, NEIGHBOUR];
    let Some(backends) = Backends::with_accounts(Some(CITY), &counties).await else {
        return;
    };
    let desks = Desks::open(&backends, Storage::Postgres).await;
    let mut own = Assessed::open(&desks, &backends, Storage::Postgres, COUNTY).await;
    let mut other = Assessed::open(&desks, &backends, Storage::Sqlite, NEIGHBOUR).await;
    let mut city = Assessed::open(&desks, &backends, Storage::Postgres, CITY).await;
    report(&desks).await;
    eventually(PATIENCE, async || {
        let (figures, whole) = (own.figures(&desks, COUNTY).await, city.figures(&desks, CITY).await);
        reported(&figures) == 1 && figures.figures == whole.figures && facts(&figures) == facts(&whole)
    })
    .await;
    for assessed in [&own, &other, &city] {
        assessed.heard_out(&desks).await;
    }
    let of = |figures: &assessment::Figures| figures.watermarks.iter().map(|mark| mark.county.clone()).collect::<Vec<_>>();
    let (figures, whole) = (own.figures(&desks, COUNTY).await, city.figures(&desks, CITY).await);
    assert_eq!((of(&figures), of(&whole)), (vec![COUNTY.to_owned()], vec![COUNTY.to_owned()]));
    assert_eq!((&whole.figures, facts(&whole)), (&figures.figures, facts(&figures)));
    let neighbours = other.figures(&desks, NEIGHBOUR).await;
    assert_eq!(
        (reported(&neighbours), neighbours.figures.len(), neighbours.watermarks.len()),
        (0, 0, 0)
    );
    for (assessed, county, before) in [(&mut own, COUNTY, &figures), (&mut city, CITY, &whole)] {
        assessed.begin_anew(&desks).await;
        assessed.heard_out(&desks).await;
        assert_eq!(&assessed.figures(&desks, county).await, before);
    }
    for assessed in [&mut own, &mut other, &mut city] {
        assessed.stop().await;
    }
    desks.close().await;
}

pub(crate) fn reported(figures: &assessment::Figures) -> i64 {
    let of_source = figures.figures.iter().filter(|figure| figure.source == "grid.reported");
    of_source.map(|figure| figure.count).sum()
}

pub(crate) fn facts(figures: &assessment::Figures) -> i64 {
    figures.watermarks.iter().map(|mark| mark.facts).sum()
}

/// Reports an event in the first county, and says which.
pub(crate) async fn report(desks: &Desks) -> String {
    let request = pb::ReportEventRequest {
        class_code: "E0103".to_owned(),
        point: Some(spot()),
        ..reporting(desks.now(), pb::EventSource::Patrol)
    };
    let reported = desks.caller(COUNTY, &PATROL).events().report_event(request).await;
    reported.unwrap().into_inner().event.unwrap().name
}

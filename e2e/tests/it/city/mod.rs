//! A city of programs, each by itself, as it is installed.

mod restore;
mod upgrade;

use shiyu_e2e::people::{Post, post};
use shiyu_e2e::{City, sample};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::WallClock;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::statistics_service_client::StatisticsServiceClient;

const AUDITOR: Post = post("auditor", "auditor", None);

/// The figures of counties, of these thirty days, as the assessment of a place has them.
pub async fn figures(city: &City, code: &str) -> pb::Figures {
    let today = local_date(WallClock::system().now());
    let door = city.caller(code, "assessment", &AUDITOR).door();
    let told = StatisticsServiceClient::new(door).get_figures(sample::figures(code, today)).await;
    told.unwrap().into_inner()
}

/// What was counted of a source, as in `grid.reported`.
pub fn count(figures: &pb::Figures, source: &str) -> i64 {
    let of_source = figures.figures.iter().filter(|figure| figure.source == source);
    of_source.map(|figure| figure.count).sum()
}

//! A city of programs, each by itself, as it is installed.

mod contract;
mod restore;
mod servers;
mod upgrade;

use shiyu_e2e::people::{Post, post};
use shiyu_e2e::{City, sample};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::WallClock;
use shiyu_kit::nats::COUNTY_STREAM;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::statistics_service_client::StatisticsServiceClient;

const AUDITOR: Post = post("auditor", "auditor", None);

/// A generation of the figures that nobody has heard the stream under.
const ANEW: &str = "4";

/// Takes away the name by which the stream was heard under the generation there is by default: nobody hears by it any more.
async fn hears_no_more(city: &City, code: &str) {
    let stream = city.bus(code).jetstream().get_stream(COUNTY_STREAM).await.unwrap();
    stream.delete_consumer("assessment-facts-3").await.unwrap();
}

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

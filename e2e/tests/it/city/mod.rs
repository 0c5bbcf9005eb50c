//! A city of programs, each by itself, as it is installed.

mod contract;
mod restore;
mod servers;
mod upgrade;

use std::collections::BTreeSet;

use futures::TryStreamExt as _;
use shiyu_e2e::people::{Post, post};
use shiyu_e2e::{City, sample};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::WallClock;
use shiyu_kit::nats::COUNTY_STREAM;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::statistics_service_client::StatisticsServiceClient;

const AUDITOR: Post = post("auditor", "auditor", None);

/// What the names begin with by which the stream is heard for the figures; a generation follows.
const FIGURES: &str = "assessment-facts-";

/// A generation of the figures that nobody has heard the stream under: the last that the settings take.
const ANEW: u32 = 1_000_000;

/// Under which generations the stream is heard, or was.
async fn generations(city: &City, code: &str) -> BTreeSet<u32> {
    let stream = city.bus(code).jetstream().get_stream(COUNTY_STREAM).await.unwrap();
    let names: Vec<String> = stream.consumer_names().try_collect().await.unwrap();
    names.iter().filter_map(|name| name.strip_prefix(FIGURES)?.parse().ok()).collect()
}

/// Takes away the names by which the stream was heard under earlier generations than this: nobody hears by them any more.
async fn hears_no_more(city: &City, code: &str, before: u32) {
    let stream = city.bus(code).jetstream().get_stream(COUNTY_STREAM).await.unwrap();
    for earlier in generations(city, code).await.range(..before) {
        stream.delete_consumer(&format!("{FIGURES}{earlier}")).await.unwrap();
    }
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

//! The streams of the house: a county's own facts, every county's facts gathered by the city, and what the city tells its counties.

use std::time::Duration;

use async_nats::jetstream::stream::{Config, External, RetentionPolicy, Source, StorageType, SubjectTransform};

/// The stream of a county's facts, the same name in every account.
pub const COUNTY_STREAM: &str = "SHIYU";

/// The stream in which the city gathers the facts of its counties.
pub const CITY_STREAM: &str = "CITY";

/// The stream in which a county keeps its copy of what the city tells it.
pub const DESK_STREAM: &str = "DESK";

/// The stream of what the city tells one of its counties, in the city's account: no other county is let into it.
#[must_use]
pub fn desk_stream(county: &str) -> String {
    format!("{DESK_STREAM}_{county}")
}

/// What the city tells a county: `shiyu.<service>.desk.<county>.<past tense>`, and nothing else of its own.
fn desk_subjects(county: &str) -> String {
    format!("shiyu.*.desk.{county}.>")
}

/// Within this span JetStream drops a fact it has seen; past it the receiver's inbox does.
const DUPLICATE_WINDOW: Duration = Duration::from_mins(2);

/// A county's stream: every fact the county's services tell, in the order they told it, for good. It is no work queue:
/// the copy that counts is the journal row.
#[must_use]
pub fn county_stream(replicas: usize) -> Config {
    Config {
        subjects: vec!["shiyu.>".to_owned()],
        ..kept(COUNTY_STREAM, replicas)
    }
}

/// Where the city finds a county's stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitySource {
    /// The county's code, which the source stamps on every fact.
    pub code: String,
    /// Prefixes under which the county's JetStream and its deliveries are imported; none for a stream of the city's own
    /// account.
    pub external: Option<CityImport>,
}

/// How a county's stream is imported into the city's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityImport {
    /// Prefix of the county's JetStream API.
    pub api_prefix: String,
    /// Prefix of what the county's JetStream delivers.
    pub deliver_prefix: String,
}

/// The city's stream. It has no subjects of its own: what is in it came through a source, whose transform stamps the
/// county from the account it came from, so that no county can speak for another.
#[must_use]
pub fn city_stream(sources: &[CitySource], replicas: usize) -> Config {
    Config {
        sources: Some(sources.iter().map(source).collect()),
        ..kept(CITY_STREAM, replicas)
    }
}

/// The city's desk for one county: of its own facts those that are for it, so that it is let into nothing else.
#[must_use]
pub fn city_desk(county: &str, replicas: usize) -> Config {
    let own = Source {
        name: COUNTY_STREAM.to_owned(),
        filter_subject: Some(desk_subjects(county)),
        ..Source::default()
    };
    Config {
        sources: Some(vec![own]),
        ..kept(&desk_stream(county), replicas)
    }
}

/// A county's copy of what the city's desk tells it, every fact with the city's stamp.
#[must_use]
pub fn county_desk(city: &CitySource, county: &str, replicas: usize) -> Config {
    let desk = Source {
        name: desk_stream(county),
        external: external(city),
        subject_transforms: vec![SubjectTransform {
            source: desk_subjects(county),
            destination: format!("county.{}.{{{{wildcard(1)}}}}.desk.>", city.code),
        }],
        ..Source::default()
    };
    Config {
        sources: Some(vec![desk]),
        ..kept(DESK_STREAM, replicas)
    }
}

fn kept(name: &str, replicas: usize) -> Config {
    Config {
        name: name.to_owned(),
        retention: RetentionPolicy::Limits,
        storage: StorageType::File,
        duplicate_window: DUPLICATE_WINDOW,
        num_replicas: replicas,
        allow_direct: true,
        ..Config::default()
    }
}

fn source(of: &CitySource) -> Source {
    Source {
        name: COUNTY_STREAM.to_owned(),
        external: external(of),
        subject_transforms: vec![SubjectTransform {
            source: "shiyu.>".to_owned(),
            destination: format!("county.{}.>", of.code),
        }],
        ..Source::default()
    }
}

fn external(of: &CitySource) -> Option<External> {
    of.external.as_ref().map(|import| External {
        api_prefix: import.api_prefix.clone(),
        delivery_prefix: Some(import.deliver_prefix.clone()),
    })
}

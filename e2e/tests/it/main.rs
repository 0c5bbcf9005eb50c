//! The walkthroughs.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::large_futures,
    clippy::assigning_clones,
    reason = "a test says what it shows in its name and stops where it fails"
)]

/// Runs each walkthrough over both storages, each time with a bus of its own.
macro_rules! on_both_storages {
    ($($walk:ident;)*) => {
        on_both_storages!(postgres Postgres $($walk)*);
        on_both_storages!(sqlite Sqlite $($walk)*);
    };
    ($room:ident $storage:ident $($walk:ident)*) => {
        mod $room {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $walk() {
                if let Some(backends) = shiyu_e2e::Backends::over(shiyu_e2e::Storage::$storage).await {
                    super::$walk(backends, shiyu_e2e::Storage::$storage).await;
                }
            })*
        }
    };
}

/// Runs walkthroughs over the storages that are named, each time on a bus with an account for the city's desk and for two counties.
macro_rules! over_a_city {
    ($($storage:ident $room:ident: $($walk:ident)*;)*) => {$(
        mod $room {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $walk() {
                let counties = [shiyu_e2e::desks::COUNTY, shiyu_e2e::desks::NEIGHBOUR];
                if let Some(backends) = shiyu_e2e::Backends::with_accounts(Some(shiyu_e2e::desks::CITY), &counties).await {
                    super::$walk(backends, shiyu_e2e::Storage::$storage).await;
                }
            })*
        }
    )*};
}

mod accountability;
mod anonymous;
mod assessment;
mod at_once;
mod backends;
mod bad_config;
mod bad_input;
mod borders;
#[path = "../rights/raw.rs"]
mod bytes;
mod calendar;
mod city;
mod counter;
mod dead_letters;
mod enforcement;
mod grid;
mod jurisdiction;
mod lapse;
mod leaks;
mod listing;
mod lists;
mod mediation;
mod numbers;
#[path = "../../template/our_county.rs"]
mod our_county;
mod outage;
mod paths;
mod picture;
mod promises;
mod publication;
mod raw;
mod referral;
mod remedies;
mod repeat;
mod saying;
mod sealed;
mod status;
mod subjects;
mod suggestions;
mod supervision;
mod units;
mod watch;

//! What it costs to hear a million facts of some 143,000 cases from the beginning, as another generation does, and to fold all of them once
//! more, as the verification of a period does; on both databases. `SHIYU_BENCH_FACTS` asks for another number.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot go on has nothing to say")]

use std::time::Instant;

use futures::stream::{self, StreamExt as _};
use prost::Message as _;
use shiyu_assessment::figures::{Intake, Span, figures, hear, refold};
use shiyu_assessment::migration::Migrator;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1::Clock;
use shiyu_proto::grid::v1 as grid;
use time::Duration;
use time::macros::{date, datetime};
use uuid::Uuid;

/// Steps of a case.
const STEPS: [&str; 7] = ["reported", "accepted", "filed", "dispatched", "handled", "verified", "closed"];

/// Cases go on side by side, as they do in a county.
const ABREAST: u64 = 5_000;

#[tokio::main]
async fn main() {
    let facts: u64 = std::env::var("SHIYU_BENCH_FACTS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000_000);
    if let Some(home) = TestDatabase::postgres().await {
        measure("PostgreSQL", &home, facts).await;
    }
    measure("SQLite", &TestDatabase::sqlite(), facts).await;
}

async fn measure(which: &str, home: &TestDatabase, facts: u64) {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.expect("the tables");
    let intake = Intake::open(db.writer.clone());
    let began = Instant::now();
    // As many at once as the service hears.
    let hearing = |number| {
        let intake = intake.clone();
        async move { hear(&intake, &fact(number)).await }
    };
    let mut heard = stream::iter((0..facts).map(hearing)).buffered(200);
    while let Some(outcome) = heard.next().await {
        assert_eq!(outcome, Outcome::Done);
    }
    drop(heard);
    let taken = began.elapsed();
    let span = Span {
        from: date!(2026 - 01 - 01),
        to: date!(2026 - 12 - 31),
    };
    let began = Instant::now();
    let cube = figures(&db.reader, span).await.expect("the figures");
    let read = began.elapsed();
    let began = Instant::now();
    let again = refold(&db.reader, i64::MAX, span).await.expect("the facts");
    let folded = began.elapsed();
    assert_eq!(again.cube, cube, "folded again it comes to the same");
    let rate = |taken: std::time::Duration| f64::from(u32::try_from(facts).unwrap_or(u32::MAX)) / taken.as_secs_f64().max(1e-9);
    println!("{which}: {facts} facts heard in {taken:.1?} ({:.0}/s)", rate(taken));
    println!("{which}: the figures of a year read in {read:.1?}");
    println!(
        "{which}: all of them folded again in {folded:.1?} ({:.0}/s), the same figures",
        rate(folded)
    );
    db.close().await;
}

/// The fact of this number, as it arrives: those of the cases abreast of each other come by turns.
fn fact(number: u64) -> Fact {
    let steps = u64::try_from(STEPS.len()).unwrap_or(7);
    let (round, within) = (number / (ABREAST * steps), number % (ABREAST * steps));
    let (step, case) = (within / ABREAST, round * ABREAST + within % ABREAST);
    let version = i64::try_from(step).unwrap_or_default() + 1;
    let opened = datetime!(2026-01-01 02:00 UTC) + Duration::days(i64::try_from(case % 330).unwrap_or_default());
    let at = opened + Duration::hours(12 * version);
    let town = case % 16 + 1;
    let what = STEPS.get(usize::try_from(step).unwrap_or_default()).copied().unwrap_or("closed");
    let handle = Clock {
        name: "handle".to_owned(),
        legal_due_time: Some(timestamp(opened + Duration::days(3))),
        stop_time: (version >= 5).then(|| timestamp(opened + Duration::hours(60))),
        ..Clock::default()
    };
    let happening = grid::Happening {
        unit: format!("330602{town:03}-ZFD"),
        village: format!("330602{town:03}{:03}", case % 12 + 1),
        class_code: format!("E{:04}", 101 + case % 40),
        clocks: vec![handle],
        ..grid::Happening::default()
    };
    let moved = grid::EventMoved {
        happening: Some(happening),
    };
    Fact {
        id: Uuid::from_u128(u128::from(number) + 1),
        kind: format!("grid.event.{what}"),
        source: "//shiyu/330602/grid".to_owned(),
        county: None,
        // As ids are given: in the order of time.
        case: Uuid::from_u128(u128::from(case + 1) << 64),
        case_version: version,
        at,
        trace: None,
        data: moved.encode_to_vec().into(),
        headers: Headers::from([("Nats-Sequence".to_owned(), vec![(number + 1).to_string()])]),
    }
}

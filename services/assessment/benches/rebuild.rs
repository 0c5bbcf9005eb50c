//! What it costs to hear a million facts of some 143,000 cases from the beginning, as another generation does, and to fold all of them once
//! more, as the verification of a period does; on both databases. `SHIYU_BENCH_FACTS` asks for another number.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot go on has nothing to say")]

use std::time::Instant;

use futures::stream::{self, StreamExt as _};
use shiyu_assessment::figures::{Heard, Intake, Limited, Said, Span, figures, refold};
use shiyu_assessment::migration::Migrator;
use shiyu_kit::testkit::database::TestDatabase;
use time::macros::{date, datetime};
use time::{Date, Duration};
use uuid::Uuid;

/// Steps of a case.
const STEPS: [&str; 7] = ["reported", "accepted", "filed", "dispatched", "handled", "verified", "closed"];
const FIRST: Date = date!(2026 - 01 - 01);

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
    let mut taken = stream::iter((0..facts).map(|number| intake.take(fact(number)))).buffered(200);
    while let Some(answer) = taken.next().await {
        answer.expect("taken in");
    }
    let heard = began.elapsed();
    let span = Span {
        from: FIRST,
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
    println!("{which}: {facts} facts heard in {heard:.1?} ({:.0}/s)", rate(heard));
    println!("{which}: the figures of a year read in {read:.1?}");
    println!(
        "{which}: all of them folded again in {folded:.1?} ({:.0}/s), the same figures",
        rate(folded)
    );
    db.close().await;
}

/// The fact of this number: those of the cases abreast of each other come by turns.
fn fact(number: u64) -> Heard {
    let steps = u64::try_from(STEPS.len()).unwrap_or(7);
    let (round, within) = (number / (ABREAST * steps), number % (ABREAST * steps));
    let (step, case) = (within / ABREAST, round * ABREAST + within % ABREAST);
    let version = i64::try_from(step).unwrap_or_default() + 1;
    let opened = i64::try_from(case % 330).unwrap_or_default();
    let at = datetime!(2026-01-01 02:00 UTC) + Duration::days(opened) + Duration::hours(12 * version);
    let town = case % 16 + 1;
    let what = STEPS.get(usize::try_from(step).unwrap_or_default()).copied().unwrap_or("closed");
    Heard {
        id: Uuid::from_u128(u128::from(number) + 1),
        county: "330602".to_owned(),
        // As ids are given: in the order of time.
        case: Uuid::from_u128(u128::from(case) << 64),
        version,
        at,
        sequence: i64::try_from(number).unwrap_or_default() + 1,
        said: Said {
            service: "grid".to_owned(),
            unit: format!("330602{town:03}-ZFD"),
            category: format!("E{:04}", 101 + case % 40),
            place: format!("330602{town:03}{:03}", case % 12 + 1),
            ended: what == "closed",
            happened: vec![format!("grid.{what}")],
            limits: vec![Limited {
                clock: "handle".to_owned(),
                due: FIRST + Duration::days(opened + 3),
                met: (version >= 5).then(|| FIRST + Duration::days(opened + 2)),
                in_time: version >= 5,
                rung: None,
            }],
            ..Said::default()
        },
    }
}

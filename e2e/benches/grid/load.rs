//! The load: an open one, in which events come whether or not the service keeps up, and a closed one, in which every caller waits.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, pull};
use futures::StreamExt as _;
use shiyu_kit::clock::new_id;
use shiyu_kit::nats::COUNTY_STREAM;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::Outcome;
use crate::cpu::Cpu;
use crate::scene::Scene;

/// Who dispatches at the same time.
const DISPATCHERS: usize = 16;
/// How long the last facts may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// What was measured.
#[derive(Debug, Default)]
pub struct Measured {
    /// How long, in seconds.
    pub seconds: f64,
    /// How long each event took from the moment it was due to be reported to its end, in microseconds, in order.
    pub latencies: Vec<u64>,
    /// Of each, how long the report alone took; empty where that was not noted.
    pub reports: Vec<u64>,
    /// Processor time of it all.
    pub cpu: Cpu,
}

impl Measured {
    /// Another turn of the same.
    pub fn add(&mut self, other: Self) {
        self.cpu = if self.latencies.is_empty() {
            other.cpu
        } else {
            self.cpu.plus(other.cpu)
        };
        self.seconds += other.seconds;
        self.latencies.extend(other.latencies);
        self.latencies.sort_unstable();
    }

    /// How many events.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    pub fn events(&self) -> f64 {
        self.latencies.len() as f64
    }

    /// Events a second.
    pub fn rate(&self) -> f64 {
        self.events() / self.seconds
    }
}

/// Milliseconds below which so many of a thousand stayed.
#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
pub fn percentile(sorted: &[u64], permille: usize) -> f64 {
    let at = (sorted.len() * permille / 1_000).min(sorted.len().saturating_sub(1));
    sorted.get(at).map_or(0.0, |micros| *micros as f64 / 1e3)
}

/// When each event was due, and what is noted of it.
#[derive(Default)]
struct Book {
    due: BTreeMap<Uuid, Instant>,
    reports: Vec<u64>,
    whole: Vec<u64>,
}

type Shared = Arc<Mutex<Book>>;

/// Events are reported at this rate, each is dispatched, and each dispatch is heard. An event that is lost is an error.
pub async fn at_rate(scene: &Scene, span: Duration, rate: u32) -> Outcome<Measured> {
    scene.told().await?;
    let book = Shared::default();
    let many = u64::from(rate) * span.as_secs();
    let heard = tokio::spawn(hear(listener(scene).await?, book.clone(), many));
    let (reported, dispatched) = counts(scene).await?;
    let (before, since) = (scene.cpu(), Instant::now());
    let (tell, asked) = mpsc::unbounded_channel();
    let asked = Arc::new(tokio::sync::Mutex::new(asked));
    let mut dispatchers = JoinSet::new();
    for desk in scene.desks.iter().cycle().take(DISPATCHERS).cloned() {
        let asked = asked.clone();
        dispatchers.spawn(async move {
            let mut desk = desk;
            loop {
                let next = asked.lock().await.recv().await;
                let Some(id) = next else { return Outcome::Ok(()) };
                desk.dispatch(id).await?;
            }
        });
    }
    report(scene, (many, rate), &book, tell).await?;
    let seconds = since.elapsed().as_secs_f64();
    while let Some(done) = dispatchers.join_next().await {
        done??;
    }
    tokio::time::timeout(PATIENCE, heard)
        .await
        .map_err(|_| "a dispatched event was never heard")???;
    scene.told().await?;
    let now = counts(scene).await?;
    if now != (reported + many, dispatched + many) {
        return Err(format!("{many} reported; in the database {now:?} after {:?}", (reported, dispatched)).into());
    }
    let cpu = scene.cpu().since(before);
    let mut book = lock(&book);
    book.whole.sort_unstable();
    book.reports.sort_unstable();
    Ok(Measured {
        seconds,
        latencies: std::mem::take(&mut book.whole),
        reports: std::mem::take(&mut book.reports),
        cpu,
    })
}

/// One report every so often, whether or not those before it were answered.
async fn report(scene: &Scene, (many, rate): (u64, u32), book: &Shared, tell: mpsc::UnboundedSender<Uuid>) -> Outcome<()> {
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / rate.max(1));
    let spots = Arc::new(scene.spots.clone());
    let mut under_way = JoinSet::new();
    for (number, desk) in (0..usize::try_from(many)?).zip(scene.desks.iter().cycle()) {
        let due = ticks.tick().await.into_std();
        let (id, mut desk) = (new_id(), desk.clone());
        let (book, tell, spots) = (book.clone(), tell.clone(), spots.clone());
        lock(&book).due.insert(id, due);
        under_way.spawn(async move {
            desk.report(id, number, &spots).await?;
            lock(&book).reports.push(micros(due));
            tell.send(id)?;
            Outcome::Ok(())
        });
        while let Some(done) = under_way.try_join_next() {
            done??;
        }
    }
    drop(tell);
    while let Some(done) = under_way.join_next().await {
        done??;
    }
    Ok(())
}

async fn listener(scene: &Scene) -> Outcome<pull::Stream> {
    let stream = scene.bus.jetstream().get_stream(COUNTY_STREAM).await?;
    let config = pull::Config {
        deliver_policy: DeliverPolicy::New,
        ack_policy: AckPolicy::Explicit,
        filter_subject: "shiyu.grid.event.dispatched".to_owned(),
        max_ack_pending: 10_000,
        ..pull::Config::default()
    };
    Ok(stream.create_consumer(config).await?.messages().await?)
}

/// Hears every dispatch of the book once.
async fn hear(mut facts: pull::Stream, book: Shared, many: u64) -> Outcome<()> {
    let mut left = many;
    while left > 0 {
        let fact = facts.next().await.ok_or("the bus is gone")??;
        let case = fact.headers.as_ref().and_then(|headers| headers.get("ce-subject"));
        let case: Uuid = case.ok_or("a fact of no case")?.as_str().parse()?;
        {
            let mut book = lock(&book);
            if let Some(due) = book.due.remove(&case) {
                book.whole.push(micros(due));
                left -= 1;
            }
        }
        fact.ack().await?;
    }
    Ok(())
}

/// Events in the database, and those of them that are dispatched.
async fn counts(scene: &Scene) -> Outcome<(u64, u64)> {
    let reported = scene.count("SELECT count(*) AS count FROM incident").await?;
    let dispatched = scene
        .count("SELECT count(*) AS count FROM incident WHERE stage = 'dispatched'")
        .await?;
    Ok((reported, dispatched))
}

/// Every caller reports an event, waits, dispatches it, waits, and begins again.
pub async fn as_fast_as_it_goes(scene: &Scene, span: Duration) -> Outcome<Measured> {
    scene.told().await?;
    let (before, since) = (scene.cpu(), Instant::now());
    let callers = scene.desks.iter().cloned().enumerate().map(async |(caller, mut desk)| {
        let mut noted = Vec::new();
        while since.elapsed() < span {
            let (id, start) = (new_id(), Instant::now());
            desk.report(id, caller * 7 + noted.len(), &scene.spots).await?;
            desk.dispatch(id).await?;
            noted.push(micros(start));
        }
        Outcome::Ok(noted)
    });
    let mut latencies = futures::future::try_join_all(callers).await?.concat();
    let seconds = since.elapsed().as_secs_f64();
    scene.told().await?;
    latencies.sort_unstable();
    Ok(Measured {
        seconds,
        latencies,
        reports: Vec::new(),
        cpu: scene.cpu().since(before),
    })
}

fn micros(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX)
}

fn lock(book: &Shared) -> std::sync::MutexGuard<'_, Book> {
    book.lock().unwrap_or_else(PoisonError::into_inner)
}

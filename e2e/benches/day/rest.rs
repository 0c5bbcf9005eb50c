//! When the last event of a day is told, and when the assessment has heard it: looked up in the journals and on the bus.

use std::time::{Duration, Instant};

use futures::{StreamExt as _, TryStreamExt as _};
use shiyu_e2e::City;
use shiyu_kit::clock::WallClock;
use shiyu_kit::database::Database;
use shiyu_kit::relay;
use tokio::time::interval;

use crate::Outcome;

/// How often it is looked: the answers are as coarse as that.
const PACE: Duration = Duration::from_millis(250);

/// Nobody waits longer for a day to be heard.
const LONGEST: Duration = Duration::from_hours(2);

/// What the consumers of the assessment begin with.
const ASSESSMENT: &str = "assessment-";

/// Since the day began: when every service but the assessment had told and heard all, and when the assessment had heard it too, in the
/// counties and at the city's desk.
#[derive(Debug, Clone, Copy)]
pub struct Reached {
    /// See there.
    pub told: Duration,
    /// See there.
    pub heard: Duration,
}

/// Messages that wait for a consumer.
#[derive(Debug, Default)]
struct Waiting {
    assessment: u64,
    others: u64,
}

/// Whoever watches a city.
#[derive(Debug)]
pub struct Watch<'a> {
    city: &'a City,
    places: Vec<&'static str>,
    journals: Vec<Database>,
}

impl<'a> Watch<'a> {
    /// Of these places.
    pub async fn open(city: &'a City, places: Vec<&'static str>) -> Self {
        let mut journals = Vec::new();
        for place in &places {
            for office in city.place(place).offices() {
                if office.service != "assessment" {
                    journals.push(office.connect().await);
                }
            }
        }
        Self { city, places, journals }
    }

    /// Waits until all is told and heard, which has to hold for two looks.
    pub async fn reached(&self, since: Instant) -> Outcome<Reached> {
        let mut turns = interval(PACE);
        let (mut told, mut heard): (Option<Duration>, Option<Duration>) = (None, None);
        while since.elapsed() < LONGEST {
            turns.tick().await;
            let untold = self.untold().await?;
            let waiting = self.waiting().await?;
            let now = since.elapsed();
            told = told.or(Some(now)).filter(|_| untold == 0 && waiting.others == 0);
            let before = heard;
            heard = heard.or(Some(now)).filter(|_| told.is_some() && waiting.assessment == 0);
            if let (Some(told), Some(heard), Some(_)) = (told, heard, before) {
                return Ok(Reached { told, heard });
            }
        }
        Err(format!("not everything was heard after {} s", LONGEST.as_secs()).into())
    }

    /// Facts that no stream has yet.
    async fn untold(&self) -> Outcome<u64> {
        let (mut rows, now) = (0, WallClock::system().now());
        for journal in &self.journals {
            rows += relay::lag(&journal.reader, now).await?.rows;
        }
        Ok(rows)
    }

    async fn waiting(&self) -> Outcome<Waiting> {
        let mut waiting = Waiting::default();
        for place in &self.places {
            let bus = self.city.bus(place).jetstream();
            let streams: Vec<_> = bus.streams().try_collect().await?;
            for info in streams {
                let stream = bus.get_stream(&info.config.name).await?;
                let mut consumers = stream.consumers();
                while let Some(consumer) = consumers.next().await {
                    let consumer = consumer?;
                    let count = consumer.num_pending + u64::try_from(consumer.num_ack_pending)?;
                    if consumer.name.starts_with(ASSESSMENT) {
                        waiting.assessment += count;
                    } else {
                        waiting.others += count;
                    }
                }
            }
        }
        Ok(waiting)
    }

    /// Lets go of the journals.
    pub async fn close(self) {
        for journal in self.journals {
            journal.close().await;
        }
    }
}

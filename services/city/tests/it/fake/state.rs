//! What the made-up city knows.

use std::collections::{BTreeMap, HashMap, VecDeque};

use prost_types::Timestamp;
use shiyu_city::times::{to_stamp, to_time};
use shiyu_kit::rpc::REPLAYED;
use shiyu_proto::common::v1::{Clock, Ring, TimelineEntry, Unit};
use shiyu_proto::petition::v1::{Petition, Stage};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use tonic::{Code, Response, Status};
use tonic_types::{ErrorDetails, StatusExt};

pub struct State {
    pub now: OffsetDateTime,
    /// Request ids and what was asked under them.
    pub done: HashMap<String, String>,
    pub petitions: BTreeMap<String, Petition>,
    pub timelines: HashMap<String, Vec<TimelineEntry>>,
    pub units: BTreeMap<String, Unit>,
    /// What the next calls are answered with, before anything is done.
    pub trouble: VecDeque<Status>,
    /// From so many petitions on, nothing is registered.
    pub full_at: usize,
    pub calls: usize,
    /// The clock was moved, and the clocks have not rung yet.
    pub due: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            now: datetime!(2026-03-02 01:00 UTC),
            done: HashMap::new(),
            petitions: BTreeMap::new(),
            timelines: HashMap::new(),
            units: BTreeMap::new(),
            trouble: VecDeque::new(),
            full_at: usize::MAX,
            calls: 0,
            due: false,
        }
    }
}

pub fn refused(code: Code, reason: &str) -> Status {
    let details = ErrorDetails::with_error_info(reason, "shiyu", HashMap::<String, String>::new());
    Status::with_error_details(code, reason, details)
}

/// An answer, marked if it was given before.
pub fn answer<T>(message: T, replayed: bool) -> Response<T> {
    let mut response = Response::new(message);
    if replayed {
        response.metadata_mut().insert(REPLAYED, "true".parse().unwrap());
    }
    response
}

impl State {
    /// Whether this was asked before; a refusal if something else was asked under the same id.
    pub fn replayed(&mut self, id: &str, asked: String) -> Result<bool, Status> {
        match self.done.get(id) {
            Some(before) if *before == asked => Ok(true),
            Some(_) => Err(refused(Code::InvalidArgument, "REQUEST_ID_REUSED")),
            None => {
                self.done.insert(id.to_owned(), asked);
                Ok(false)
            }
        }
    }

    pub fn petition(&self, name: &str) -> Result<Petition, Status> {
        let found = self.petitions.get(name).cloned();
        found.ok_or_else(|| refused(Code::NotFound, "PETITION_UNKNOWN"))
    }

    pub fn note(&mut self, name: &str, kind: &str) {
        let time = Some(to_stamp(self.now));
        let entries = self.timelines.entry(name.to_owned()).or_default();
        entries.push(TimelineEntry {
            version: i64::try_from(entries.len()).unwrap() + 1,
            kind: kind.to_owned(),
            time,
            ..TimelineEntry::default()
        });
    }

    /// Stops the clocks of these names and starts another, of so many days.
    pub fn turn(&self, petition: &mut Petition, stop: &[&str], start: &str, days: i64) {
        let now = to_stamp(self.now);
        for clock in petition.clocks.iter_mut().filter(|clock| stop.contains(&clock.name.as_str())) {
            clock.stop_time.get_or_insert(now);
        }
        let due = Some(to_stamp(self.now + Duration::days(days)));
        petition.clocks.push(Clock {
            name: start.to_owned(),
            start_time: Some(now),
            internal_due_time: due,
            legal_due_time: due,
            ..Clock::default()
        });
    }

    /// Rings every clock that is due.
    pub fn ring(&mut self) {
        self.due = false;
        let names: Vec<String> = self.petitions.keys().cloned().collect();
        for name in names {
            let mut petition = self.petitions[&name].clone();
            for kind in self.rings(&mut petition) {
                self.note(&name, kind);
            }
            self.petitions.insert(name, petition);
        }
    }

    fn rings(&self, petition: &mut Petition) -> Vec<&'static str> {
        let at = |stamp: Option<&Timestamp>| to_time(stamp.unwrap()).unwrap();
        let mut kinds = Vec::new();
        let mut lapsed = false;
        for clock in petition.clocks.iter_mut().filter(|clock| clock.stop_time.is_none()) {
            let (start, due) = (at(clock.start_time.as_ref()), at(clock.legal_due_time.as_ref()));
            if clock.name == "review_window" {
                lapsed = self.now >= due;
            } else if self.now >= due && clock.rung().all(|ring| ring != Ring::Overdue) {
                clock.push_rung(Ring::Overdue);
                kinds.push("clock.overdue");
            } else if self.now >= start + (due - start) / 2 && clock.rung.is_empty() {
                clock.push_rung(if self.now >= start + (due - start) * 4 / 5 {
                    Ring::Eighty
                } else {
                    Ring::Half
                });
                kinds.push("clock.warned");
            }
        }
        if lapsed {
            petition.set_stage(Stage::Closed);
            let now = to_stamp(self.now);
            for clock in &mut petition.clocks {
                clock.stop_time.get_or_insert(now);
            }
            kinds.push("matter.closed");
        }
        kinds
    }
}

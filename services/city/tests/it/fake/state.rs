//! What the made-up city knows.

use std::collections::{BTreeMap, HashMap, VecDeque};

use shiyu_city::times::to_stamp;
use shiyu_kit::rpc::REPLAYED;
use shiyu_proto::common::v1::{TimelineEntry, Unit};
use shiyu_proto::petition::v1::Petition;
use time::OffsetDateTime;
use time::macros::datetime;
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
    /// Why identities were shown.
    pub reasons: Vec<String>,
    /// Exports break off before their end.
    pub breaks_off: bool,
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
            reasons: Vec::new(),
            breaks_off: false,
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
    /// The one code that every petitioner gets.
    pub const QUERY_CODE: &str = "7K2M-9QXA-41BD";

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
}

//! Decides a batch of acts over what was loaded for them. No I/O.

use std::collections::HashMap;

use uuid::Uuid;

use super::{Done, Job};
use crate::case::{Act, Beside, Context, Filed, Record};
use crate::clock;
use crate::fault::{Corrupt, Fault};
use crate::journal::{self, chain};
use crate::{audience, inbox};

/// What the desk has in hand about the acts of a batch.
pub(super) struct Loaded<C> {
    pub(super) done: HashMap<Uuid, inbox::Model>,
    pub(super) cases: HashMap<Uuid, Open<C>>,
}

/// A case in hand: as it stands, with the end of its chain.
pub(super) struct Open<C> {
    pub(super) filed: Option<Filed<C>>,
    pub(super) version: i64,
    pub(super) hash: Vec<u8>,
    pub(super) touched: bool,
}

impl<C> Default for Open<C> {
    fn default() -> Self {
        Self {
            filed: None,
            version: 0,
            hash: chain::genesis(),
            touched: false,
        }
    }
}

/// What came of one act, to be told once the batch is safe.
pub(super) enum Outcome<C: Record> {
    Answer(super::Answer<C>),
    /// Done before, and the case has moved on since: the answer is the fold up to that version.
    AsOf(Uuid, i64),
}

/// What a batch writes.
#[derive(Default)]
pub(super) struct Writing {
    pub(super) inbox: Vec<inbox::Model>,
    pub(super) journal: Vec<journal::Model>,
    pub(super) beside: Beside,
}

impl Writing {
    fn enclose(&mut self, mut beside: Beside) {
        self.beside.parties.append(&mut beside.parties);
        self.beside.audience.append(&mut beside.audience);
    }

    /// What lies beside the cases, in the order of its keys, as locks are taken.
    pub(super) fn take_beside(&mut self) -> Beside {
        let mut beside = std::mem::take(&mut self.beside);
        beside.parties.sort_by_key(|party| party.id);
        let key = |entry: &audience::row::Model| (entry.case_id, entry.kind.clone(), entry.entry.clone());
        beside.audience.sort_by_cached_key(key);
        beside.audience.dedup();
        beside
    }
}

/// What one act led to.
type Taken = (Vec<journal::Model>, Beside);

impl<C: Record> Loaded<C> {
    /// The cases that changed. Two replicas that touch the same ones take their locks in the same order.
    pub(super) fn touched(&self) -> Vec<&Open<C>> {
        let mut touched: Vec<&Open<C>> = self.cases.values().filter(|open| open.touched).collect();
        touched.sort_by_key(|open| open.filed.as_ref().map(|filed| filed.id));
        touched
    }

    /// Decides one act, and keeps what it led to in hand for the next.
    pub(super) fn settle(&mut self, job: &Job<C>, context: &Context<'_>, writing: &mut Writing) -> Outcome<C> {
        if let Some(before) = self.done.get(&job.act.id) {
            return self.repeat(before, job);
        }
        let open = self.cases.entry(job.act.case).or_default();
        match open.take(&job.act, &job.command, context) {
            Ok((rows, beside)) => {
                if !rows.is_empty() {
                    let entry = inbox::Model {
                        act_id: job.act.id,
                        case_id: job.act.case,
                        version: open.version,
                        digest: job.digest.clone(),
                        at: context.now,
                    };
                    self.done.insert(job.act.id, entry.clone());
                    writing.inbox.push(entry);
                    writing.journal.extend(rows);
                    writing.enclose(beside);
                }
                Outcome::Answer(open.answer(false))
            }
            Err(fault) => Outcome::Answer(Err(fault)),
        }
    }

    fn repeat(&self, before: &inbox::Model, job: &Job<C>) -> Outcome<C> {
        if before.digest != job.digest {
            return Outcome::Answer(Err(Fault::Reused));
        }
        match self.cases.get(&before.case_id) {
            Some(open) if open.version == before.version => Outcome::Answer(open.answer(true)),
            _ => Outcome::AsOf(before.case_id, before.version),
        }
    }
}

impl<C: Record> Open<C> {
    /// The end of its chain, as a row.
    pub(super) fn head(&self) -> Option<journal::head::Model> {
        self.filed.as_ref().map(|filed| journal::head::Model {
            case_id: filed.id,
            version: self.version,
            hash: self.hash.clone(),
        })
    }

    /// Decides and evolves; the case in hand changes only if every event could follow.
    fn take(&mut self, act: &Act, command: &C::Command, context: &Context<'_>) -> Result<Taken, Fault<C::Refusal>> {
        if let Some(expected) = act.expected.filter(|&expected| expected != self.version) {
            return Err(Fault::Stale {
                expected,
                actual: self.version,
            });
        }
        let events = C::decide(self.filed.as_ref().map(|filed| &filed.case), command, context).map_err(Fault::Refused)?;
        let mut filed = self.filed.clone();
        let mut hash = self.hash.clone();
        let mut rows = Vec::with_capacity(events.len());
        for event in &events {
            let version = self.version + 1 + i64::try_from(rows.len()).unwrap_or(i64::MAX);
            let case = C::evolve(filed.map(|filed| filed.case), event).ok_or_else(|| Corrupt {
                table: "journal",
                id: act.case.to_string(),
                what: format!("a decision's own event cannot follow version {}", version - 1),
            })?;
            let after = Filed {
                id: act.case,
                version,
                case,
            };
            let row = sealed(act, context, C::encode(event, &after), version, &hash)?;
            hash.clone_from(&row.hash);
            rows.push(row);
            filed = Some(after);
        }
        self.version = filed.as_ref().map_or(0, |filed| filed.version);
        self.touched |= !rows.is_empty();
        let beside = match &filed {
            Some(after) if !rows.is_empty() => C::beside(command, self.filed.as_ref(), after),
            _ => Beside::default(),
        };
        self.filed = filed;
        self.hash = hash;
        Ok((rows, beside))
    }

    fn answer(&self, repeated: bool) -> super::Answer<C> {
        // A command that led to no event on no case has nothing to show.
        let filed = self.filed.clone().ok_or_else(|| Corrupt {
            table: "journal",
            id: String::new(),
            what: "a command on no case led to no event".to_owned(),
        })?;
        Ok(Done { filed, repeated })
    }
}

fn sealed(act: &Act, context: &Context<'_>, entry: crate::case::Entry, version: i64, previous: &[u8]) -> Result<journal::Model, Corrupt> {
    let actor = serde_json::to_string(&act.by).map_err(|error| Corrupt {
        table: "journal",
        id: act.case.to_string(),
        what: error.to_string(),
    })?;
    let mut row = journal::Model {
        position: 0,
        event_id: clock::new_id(),
        case_id: act.case,
        version,
        act_id: act.id,
        kind: entry.kind.to_owned(),
        at: context.now,
        actor,
        detail: entry.detail,
        fact: entry.fact,
        trace: act.trace.clone(),
        hash: Vec::new(),
        sequence: None,
    };
    row.hash = chain::seal(previous, &row);
    Ok(row)
}

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
        self.beside.booked.append(&mut beside.booked);
        self.beside.freed.append(&mut beside.freed);
    }

    /// The events, those of a case in their order, and the cases in the order of their ids: two replicas that write of the same two
    /// cases wait for each other, and neither waits in vain.
    pub(super) fn take_journal(&mut self) -> Vec<journal::Model> {
        let mut journal = std::mem::take(&mut self.journal);
        journal.sort_by_key(|row| row.case_id);
        journal
    }

    /// What lies beside the cases, in the order of its keys, as locks are taken.
    pub(super) fn take_beside(&mut self) -> Beside {
        let mut beside = std::mem::take(&mut self.beside);
        beside.parties.sort_by_key(|party| party.id);
        let key = |entry: &audience::row::Model| (entry.case_id, entry.kind.clone(), entry.entry.clone());
        beside.audience.sort_by_cached_key(key);
        beside.audience.dedup();
        beside.booked.sort();
        beside.freed.sort();
        beside
    }
}

/// What one act led to in one case: as it stands then, and what is written of it.
struct Step<C> {
    open: Open<C>,
    rows: Vec<journal::Model>,
    beside: Beside,
}

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
        match self.take(&job.act, &job.command, context) {
            Ok(steps) => self.put_down(steps, job, context, writing),
            Err(fault) => Outcome::Answer(Err(fault)),
        }
    }

    /// Decides and evolves; what is in hand changes only if every event could follow, in every case of the order.
    fn take(&self, act: &Act, command: &C::Command, context: &Context<'_>) -> Result<Vec<Step<C>>, Fault<C::Refusal>> {
        let (none, first) = (Open::default(), self.cases.get(&act.case));
        let first = first.unwrap_or(&none);
        first.is_expected(act.expected)?;
        let events = C::decide(first.case(), command, context).map_err(Fault::Refused)?;
        let step = first.after(&events, (act, act.case), command, context)?;
        let other = C::other(command).filter(|_| !step.rows.is_empty()).zip(step.open.filed.as_ref());
        let joined = match other {
            None => None,
            Some((id, filed)) => {
                let other = self.cases.get(&id).filter(|_| id != act.case).unwrap_or(&none);
                let events = C::join(other.case(), filed, command, context).map_err(Fault::Refused)?;
                Some(other.after(&events, (act, id), command, context)?)
            }
        };
        Ok([step].into_iter().chain(joined).collect())
    }

    /// Keeps what an act led to in hand for the next, and what of it is to be written.
    fn put_down(&mut self, steps: Vec<Step<C>>, job: &Job<C>, context: &Context<'_>, writing: &mut Writing) -> Outcome<C> {
        for Step { open, rows, beside } in steps {
            let Some(id) = open.filed.as_ref().map(|filed| filed.id).filter(|_| !rows.is_empty()) else {
                continue;
            };
            if id == job.act.case {
                let entry = inbox::Model {
                    act_id: job.act.id,
                    case_id: id,
                    version: open.version,
                    digest: job.digest.clone(),
                    at: context.now,
                };
                self.done.insert(job.act.id, entry.clone());
                writing.inbox.push(entry);
            }
            writing.journal.extend(rows);
            writing.enclose(beside);
            self.cases.insert(id, open);
        }
        Outcome::Answer(self.cases.entry(job.act.case).or_default().answer(false))
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

    fn case(&self) -> Option<&C> {
        self.filed.as_ref().map(|filed| &filed.case)
    }

    fn is_expected(&self, expected: Option<i64>) -> Result<(), Fault<C::Refusal>> {
        match expected.filter(|&expected| expected != self.version) {
            Some(expected) => Err(Fault::Stale {
                expected,
                actual: self.version,
            }),
            None => Ok(()),
        }
    }

    /// The case after these events of an act.
    fn after(&self, events: &[C::Event], of: (&Act, Uuid), command: &C::Command, context: &Context<'_>) -> Result<Step<C>, Corrupt> {
        let (_, id) = of;
        let mut filed = self.filed.clone();
        let mut hash = self.hash.clone();
        let mut rows = Vec::with_capacity(events.len());
        for event in events {
            let version = self.version + 1 + i64::try_from(rows.len()).unwrap_or(i64::MAX);
            let case = C::evolve(filed.map(|filed| filed.case), event).ok_or_else(|| Corrupt {
                table: "journal",
                id: id.to_string(),
                what: format!("a decision's own event cannot follow version {}", version - 1),
            })?;
            let after = Filed { id, version, case };
            let row = sealed(of, context, C::encode(event, &after), version, &hash)?;
            hash.clone_from(&row.hash);
            rows.push(row);
            filed = Some(after);
        }
        let beside = match &filed {
            Some(after) if !rows.is_empty() => C::beside(command, self.filed.as_ref(), after),
            _ => Beside::default(),
        };
        let open = Self {
            version: filed.as_ref().map_or(0, |filed| filed.version),
            touched: self.touched || !rows.is_empty(),
            filed,
            hash,
        };
        Ok(Step { open, rows, beside })
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

fn sealed(
    (act, case): (&Act, Uuid),
    context: &Context<'_>,
    entry: crate::case::Entry,
    version: i64,
    previous: &[u8],
) -> Result<journal::Model, Corrupt> {
    let actor = serde_json::to_string(&act.by).map_err(|error| Corrupt {
        table: "journal",
        id: case.to_string(),
        what: error.to_string(),
    })?;
    let digest = chain::digest(&entry.detail);
    let mut row = journal::Model {
        position: 0,
        event_id: clock::new_id(),
        case_id: case,
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
        digest: Some(digest),
    };
    row.hash = chain::seal(previous, &row);
    Ok(row)
}

//! What an order led to: its answer, and what the journal says of it.

use std::collections::BTreeSet;

use prost::Message;
use serde_json::json;
use uuid::Uuid;

use crate::case::Entry;
use crate::journal::Posting;
use crate::unit::Code;

/// What an order led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    id: Uuid,
    answer: Vec<u8>,
    notes: Vec<Note>,
}

/// What the journal says of one resource.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Note {
    id: Uuid,
    kind: &'static str,
    fact: Option<Vec<u8>>,
    to: Option<String>,
}

impl Effect {
    /// Something became of the resource `id`, which is answered as it now is. The journal keeps that under `kind`, as in
    /// `place.put`, and nobody else is told.
    #[must_use]
    pub fn silent(id: Uuid, kind: &'static str, answer: &impl Message) -> Self {
        Self {
            id,
            answer: answer.encode_to_vec(),
            notes: vec![Note::silent(id, kind)],
        }
    }

    /// Others are told of the latest thing that became of it.
    #[must_use]
    pub fn told(mut self, fact: &impl Message) -> Self {
        if let Some(note) = self.notes.last_mut() {
            note.fact = Some(fact.encode_to_vec());
        }
        self
    }

    /// The city's desk tells it to one county, and to no other: the kind is `desk.<past tense>`.
    #[must_use]
    pub fn told_to(self, county: &Code, fact: &impl Message) -> Self {
        let mut told = self.told(fact);
        if let Some(note) = told.notes.last_mut() {
            note.to = Some(county.county().to_owned());
        }
        told
    }

    /// Something became of another resource as well, or one thing more of the same: one more row of the journal, silent until it is
    /// [`Effect::told`].
    #[must_use]
    pub fn also(mut self, id: Uuid, kind: &'static str) -> Self {
        self.notes.push(Note::silent(id, kind));
        self
    }

    pub(super) const fn id(&self) -> Uuid {
        self.id
    }

    pub(super) fn answer(&self) -> &[u8] {
        &self.answer
    }

    /// The answer, and the postings in their order, in as many rounds as the same chain occurs: each may occur once in a round.
    pub(super) fn rounds(self, chain: impl Fn(Uuid) -> Uuid) -> (Vec<u8>, Vec<Vec<Posting>>) {
        let mut waiting: Vec<Posting> = self.notes.into_iter().map(|note| note.posting(&chain)).collect();
        let mut rounds = Vec::new();
        while !waiting.is_empty() {
            let mut seen = BTreeSet::new();
            let (round, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|posting| seen.insert(posting.chain));
            rounds.push(round);
            waiting = later;
        }
        (self.answer, rounds)
    }
}

impl Note {
    const fn silent(id: Uuid, kind: &'static str) -> Self {
        Self {
            id,
            kind,
            fact: None,
            to: None,
        }
    }

    fn posting(self, chain: impl Fn(Uuid) -> Uuid) -> Posting {
        Posting {
            chain: chain(self.id),
            entry: Entry {
                kind: self.kind,
                detail: match self.to {
                    Some(to) => json!({ "id": self.id, "to": to }),
                    None => json!({ "id": self.id }),
                }
                .to_string(),
                fact: self.fact,
            },
        }
    }
}

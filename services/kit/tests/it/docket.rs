//! A case small enough to read at a glance: a docket takes notes until it is closed, and a clock closes it. A note may come with
//! a party and with a unit that sees the docket from then on. A docket is folded into another, which notes it. It may book a
//! desk for a time, and free it. A file is a note of its hash.

mod row;

use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use shiyu_kit::case::{Case, Context, Filed};
use shiyu_kit::fault::{Refusal, RefusalClass};
use shiyu_kit::file::Hash;
use time::{Duration, OffsetDateTime};

pub use row::{ActiveModel, Column, Entity, Model, sealed};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docket {
    pub title: String,
    pub notes: Vec<String>,
    pub closes_at: Option<OffsetDateTime>,
    pub rung: u32,
    pub calendar: i64,
}

#[derive(Debug, Clone, Serialize)]
pub enum Command {
    Open { title: String },
    Note { text: String },
    Enclose { party: Option<Uuid>, unit: String },
    File { hash: Hash },
    Fold { into: Uuid },
    Book { slots: Vec<i64> },
    Free { slots: Vec<i64> },
    Tick { at: OffsetDateTime },
    Reckon,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    Opened {
        title: String,
        closes_at: OffsetDateTime,
        calendar: i64,
    },
    Noted {
        text: String,
    },
    Filed {
        hash: Hash,
    },
    Rang,
    Reckoned {
        calendar: i64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum No {
    #[error("there is such a docket")]
    AlreadyOpen,
    #[error("there is no such docket")]
    Unknown,
    #[error("the docket is closed")]
    Closed,
    #[error("a note says something")]
    EmptyNote,
}

impl Refusal for No {
    fn reason(&self) -> &'static str {
        match self {
            Self::AlreadyOpen => "ALREADY_OPEN",
            Self::Unknown => "UNKNOWN",
            Self::Closed => "CLOSED",
            Self::EmptyNote => "EMPTY_NOTE",
        }
    }

    fn class(&self) -> RefusalClass {
        RefusalClass::Precondition
    }
}

impl Case for Docket {
    type Command = Command;
    type Event = Event;
    type Refusal = No;

    fn decide(case: Option<&Self>, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, No> {
        match (case, command) {
            (Some(_), Command::Open { .. }) => Err(No::AlreadyOpen),
            (None, Command::Open { title }) => Ok(vec![Event::Opened {
                title: title.clone(),
                closes_at: context.now + Duration::days(15),
                calendar: context.calendar.version(),
            }]),
            (None, _) => Err(No::Unknown),
            (Some(_), Command::Note { text }) if text.is_empty() => Err(No::EmptyNote),
            (Some(docket), Command::Note { text }) => {
                docket.closes_at.ok_or(No::Closed)?;
                Ok(vec![Event::Noted { text: text.clone() }])
            }
            (Some(_), Command::Enclose { unit, .. }) if unit.is_empty() => Err(No::EmptyNote),
            (Some(_), Command::Enclose { unit, .. }) => Ok(vec![Event::Noted { text: unit.clone() }]),
            (Some(docket), Command::File { hash }) => {
                docket.closes_at.ok_or(No::Closed)?;
                Ok(vec![Event::Filed { hash: *hash }])
            }
            (Some(docket), Command::Fold { .. }) => {
                docket.closes_at.ok_or(No::Closed)?;
                Ok(vec![Event::Rang])
            }
            (Some(_), Command::Book { .. } | Command::Free { .. }) => Ok(vec![Event::Noted { text: "desk".to_owned() }]),
            (Some(docket), Command::Tick { at }) => Ok(docket
                .closes_at
                .filter(|closes| closes == at)
                .map(|_| Event::Rang)
                .into_iter()
                .collect()),
            (Some(_), Command::Reckon) => Ok(vec![Event::Reckoned {
                calendar: context.calendar.version(),
            }]),
        }
    }

    fn evolve(case: Option<Self>, event: &Event) -> Option<Self> {
        match (case, event) {
            (
                None,
                Event::Opened {
                    title,
                    closes_at,
                    calendar,
                },
            ) => Some(Self {
                title: title.clone(),
                notes: Vec::new(),
                closes_at: Some(*closes_at),
                rung: 0,
                calendar: *calendar,
            }),
            (Some(mut docket), Event::Noted { text }) => {
                docket.notes.push(text.clone());
                Some(docket)
            }
            (Some(mut docket), Event::Filed { hash }) => {
                docket.notes.push(hash.to_string());
                Some(docket)
            }
            (Some(docket), Event::Rang) => Some(Self {
                closes_at: None,
                rung: docket.rung + 1,
                ..docket
            }),
            (Some(docket), Event::Reckoned { calendar }) => Some(Self {
                calendar: *calendar,
                ..docket
            }),
            (Some(_), Event::Opened { .. }) | (None, _) => None,
        }
    }

    fn other(command: &Command) -> Option<Uuid> {
        match command {
            Command::Fold { into } => Some(*into),
            Command::Open { .. }
            | Command::Note { .. }
            | Command::Enclose { .. }
            | Command::File { .. }
            | Command::Book { .. }
            | Command::Free { .. }
            | Command::Tick { .. }
            | Command::Reckon => None,
        }
    }

    fn join(other: Option<&Self>, first: &Filed<Self>, _: &Command, _: &Context<'_>) -> Result<Vec<Event>, No> {
        other.ok_or(No::Unknown)?.closes_at.ok_or(No::Closed)?;
        let text = first.id.to_string();
        Ok(vec![Event::Noted { text }])
    }
}

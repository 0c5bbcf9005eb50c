//! A case small enough to read at a glance: a docket takes notes until it is closed, and a clock closes it. A note may come with
//! a party and with a unit that sees the docket from then on. A docket is folded into another, which notes it. It may book a
//! desk for a time, and free it.

use sea_orm::Set;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::row::Model as Shown;
use shiyu_kit::booking::Model as Booking;
use shiyu_kit::case::{Beside, Case, Context, Entry, Filed, Record, Ringing};
use shiyu_kit::fault::{Corrupt, Refusal, RefusalClass};
use shiyu_kit::party::row::Model as Party;
use time::{Duration, OffsetDateTime};

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

pub fn sealed(id: Uuid, case: Uuid) -> Party {
    Party {
        id,
        case_id: case,
        envelope_key: "2026-1".to_owned(),
        wrapped_key: vec![1],
        sealed: vec![2, 3],
        document_index: None,
        phone_index: Some(vec![4]),
        name_index: None,
        index_key: None,
        sealed_at: OffsetDateTime::UNIX_EPOCH,
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "docket")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i64,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub notes: String,
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    pub legal_due_at: Option<TimeDateTimeWithTimeZone>,
    pub rung: i32,
    pub calendar: i64,
    pub claimed_until: Option<TimeDateTimeWithTimeZone>,
    pub closed_at: Option<TimeDateTimeWithTimeZone>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Docket {
    type Entity = Entity;
    type Row = ActiveModel;
    const SERVICE: &'static str = "docket";
    const ID: Column = Column::Id;

    fn read(row: Model) -> Result<Filed<Self>, Corrupt> {
        let notes = serde_json::from_str(&row.notes).map_err(|error| Corrupt {
            table: "docket",
            id: row.id.to_string(),
            what: error.to_string(),
        })?;
        let case = Self {
            title: row.title,
            notes,
            closes_at: row.due_at,
            rung: row.rung.unsigned_abs(),
            calendar: row.calendar,
        };
        Ok(Filed {
            id: row.id,
            version: row.version,
            case,
        })
    }

    fn write(filed: &Filed<Self>) -> ActiveModel {
        let docket = &filed.case;
        ActiveModel {
            id: Set(filed.id),
            version: Set(filed.version),
            title: Set(docket.title.clone()),
            notes: Set(serde_json::to_string(&docket.notes).unwrap()),
            due_at: Set(docket.closes_at),
            legal_due_at: Set(docket.closes_at),
            rung: Set(i32::try_from(docket.rung).unwrap()),
            calendar: Set(docket.calendar),
            claimed_until: Set(None),
            closed_at: Set(docket.closes_at.is_none().then_some(OffsetDateTime::UNIX_EPOCH)),
        }
    }

    fn encode(event: &Event, after: &Filed<Self>) -> Entry {
        let kind = match event {
            Event::Opened { .. } => "docket.opened",
            Event::Noted { .. } => "docket.noted",
            Event::Rang => "docket.rang",
            Event::Reckoned { .. } => "docket.reckoned",
        };
        Entry {
            kind,
            detail: serde_json::to_string(event).unwrap(),
            fact: Some(after.version.to_be_bytes().to_vec()),
        }
    }

    fn beside(command: &Command, before: Option<&Filed<Self>>, after: &Filed<Self>) -> Beside {
        let desk = |slots: &[i64]| -> Vec<Booking> {
            let booking = |slot: &i64| Booking {
                resource: "desk/1".to_owned(),
                slot: *slot,
                case_id: after.id,
            };
            slots.iter().map(booking).collect()
        };
        let (party, unit) = match command {
            Command::Enclose { party, unit } => (party, unit),
            Command::Book { slots } => {
                return Beside {
                    booked: desk(slots),
                    ..Beside::default()
                };
            }
            Command::Free { slots } => {
                return Beside {
                    freed: desk(slots),
                    ..Beside::default()
                };
            }
            Command::Open { .. } | Command::Note { .. } | Command::Fold { .. } | Command::Tick { .. } | Command::Reckon => {
                return Beside::default();
            }
        };
        assert_eq!(before.map(|before| before.version + 1), Some(after.version));
        Beside {
            parties: party.map(|id| sealed(id, after.id)).into_iter().collect(),
            audience: vec![Shown {
                case_id: after.id,
                kind: "unit".to_owned(),
                entry: unit.clone(),
            }],
            ..Beside::default()
        }
    }

    fn decode(_: &str, detail: &str) -> Result<Event, String> {
        serde_json::from_str(detail).map_err(|error| error.to_string())
    }

    fn is_major(&self) -> bool {
        self.title.starts_with("重大")
    }

    fn ringing(&self) -> Option<Ringing> {
        self.closes_at.map(|at| Ringing {
            clock: "close".to_owned(),
            at,
        })
    }

    fn tick(ringing: &Ringing) -> Command {
        Command::Tick { at: ringing.at }
    }

    fn reckon() -> Command {
        Command::Reckon
    }
}

//! The docket's row, and what lies beside it.

use sea_orm::Set;
use sea_orm::entity::prelude::*;
use shiyu_kit::audience::row::Model as Shown;
use shiyu_kit::booking::Model as Booking;
use shiyu_kit::case::{Beside, Entry, Filed, Record, Ringing};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::file::Hash;
use shiyu_kit::party::row::Model as Party;
use shiyu_kit::retention::Words;
use time::OffsetDateTime;

use super::{Command, Docket, Event};

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
    const SAID: Option<Words> = Some(Words {
        gone: &["title", "text"],
        kept: &[],
        cards: None,
    });

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
            Event::Filed { .. } => "docket.filed",
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
            Command::Open { .. }
            | Command::Note { .. }
            | Command::File { .. }
            | Command::Fold { .. }
            | Command::Tick { .. }
            | Command::Reckon => {
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

    fn files(&self) -> Vec<&str> {
        let notes = self.notes.iter().map(String::as_str);
        notes.filter(|note| note.parse::<Hash>().is_ok()).collect()
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

//! The routing tables and the command rooms as every event looks into them, held in memory.

use std::ops::Deref;

use sea_orm::DatabaseConnection;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::snapshot::Held;
use time::OffsetDateTime;

use super::domain::{Command, Explanation, NotReadable, Question, Table, builtin};
use super::store::{centre, table};

/// The tables that were ever in force or are to be, the newest first, and the built-in one.
#[derive(Debug, Clone)]
pub struct Routing {
    tables: Vec<Table>,
    builtin: Table,
}

impl Routing {
    /// The routing of these tables; drafts do not count.
    ///
    /// # Errors
    /// When the built-in one cannot be read.
    pub fn of(mut tables: Vec<Table>) -> Result<Self, NotReadable> {
        tables.retain(|table| table.effective.is_some());
        tables.sort_by_key(|table| std::cmp::Reverse(table.version));
        let builtin = builtin()?;
        Ok(Self { tables, builtin })
    }

    /// The table in force at a time.
    #[must_use]
    pub fn active(&self, at: OffsetDateTime) -> &Table {
        let active = self.tables.iter().find(|table| table.is_active(at));
        active.unwrap_or(&self.builtin)
    }

    /// Asks the table in force at the time of the question.
    #[must_use]
    pub fn explain(&self, asked: &Question<'_>) -> Explanation {
        self.active(asked.at).explain(asked)
    }
}

impl Held for Routing {
    const NAME: &'static str = "routing";

    async fn load(db: &DatabaseConnection) -> Result<Self, Unread> {
        let tables = table::activated(db).await?;
        let unreadable = |error: NotReadable| Corrupt {
            table: "routing_table",
            id: "0".to_owned(),
            what: error.to_string(),
        };
        Ok(Self::of(tables).map_err(unreadable)?)
    }
}

/// The command rooms and centres of all days.
#[derive(Debug, Clone, Default)]
pub struct Rooms(Command);

impl Deref for Rooms {
    type Target = Command;

    fn deref(&self) -> &Command {
        &self.0
    }
}

impl From<Command> for Rooms {
    fn from(command: Command) -> Self {
        Self(command)
    }
}

impl Held for Rooms {
    const NAME: &'static str = "command_rooms";

    async fn load(db: &DatabaseConnection) -> Result<Self, Unread> {
        Ok(Self(Command::of_centres(centre::all(db).await?)))
    }
}

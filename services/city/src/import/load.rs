//! The rows of a sheet on their way to the city, several at a time, their verdicts in the order of the file.

use std::collections::HashMap;

use futures::{StreamExt, stream};
use tonic::Status;
use uuid::Uuid;

use super::draft::{Draft, request_id};
use super::plan::Plan;
use super::send::{Answer, Halt, Patience, register};
use super::sheet::{Row, Sheet};
use super::tally::Tally;
use super::verdict::{Outcome, Reason, Verdict};
use crate::desk::Desk;
use crate::failure::Failure;

/// How many rows are under way at a time.
const UNDER_WAY: usize = 16;

/// A sheet to load, and where to.
#[derive(Debug, Clone, Copy)]
pub struct Load<'a> {
    /// Where to.
    pub desk: &'a Desk,
    /// Which column becomes what.
    pub mapping: &'a dyn Plan,
    /// The rows.
    pub sheet: &'a Sheet,
    /// How long a row is tried.
    pub patience: Patience,
}

/// What became of a sheet.
#[derive(Debug)]
pub struct Report {
    /// How many rows came to which end.
    pub tally: Tally,
    /// Why the import stopped before its end, if it did.
    pub stopped: Option<Status>,
}

/// A row that was read.
struct Ready {
    row: u64,
    line: u64,
    key: String,
    draft: Result<Draft, Vec<Reason>>,
}

impl Load<'_> {
    /// Loads every row and hands each verdict to `tell`, in the order of the file.
    ///
    /// # Errors
    /// What `tell` fails with; [`Failure::File`]; [`Failure::Unaccounted`] when there are not as many verdicts as rows.
    pub async fn run(self, mut tell: impl FnMut(&Verdict) -> Result<(), Failure>) -> Result<Report, Failure> {
        let halt = Halt::new();
        let mut seen = HashMap::new();
        let rows = self.sheet.read()?.map(|row| self.prepare(row, &mut seen));
        let verdicts = stream::iter(rows).map(|ready| self.settle(ready, &halt)).buffered(UNDER_WAY);
        let mut verdicts = std::pin::pin!(verdicts);
        let mut tally = Tally::default();
        while let Some(verdict) = verdicts.next().await {
            tally.add(&verdict);
            tell(&verdict)?;
        }
        tally.check(self.sheet.rows())?;
        Ok(Report {
            tally,
            stopped: halt.get().cloned(),
        })
    }

    fn prepare(&self, row: Row, seen: &mut HashMap<Uuid, u64>) -> Ready {
        let county = self.desk.county();
        let cells = row.cells.as_ref();
        let key = cells.map_or_else(|_| String::new(), |cells| self.mapping.key_of(cells));
        let mut draft = match row.cells {
            Ok(cells) => self.mapping.draft(&cells, county),
            Err(reason) => Err(vec![reason]),
        };
        if !key.is_empty() {
            let id = request_id(county, self.mapping.source(), &key);
            let first = *seen.entry(id).or_insert(row.line);
            if first != row.line {
                let detail = format!("line {first} has the same key");
                draft = Err(vec![Reason::new("KEY_DUPLICATE", "source_reference", detail)]);
            }
        }
        Ready {
            row: row.number,
            line: row.line,
            key,
            draft,
        }
    }

    async fn settle(&self, ready: Ready, halt: &Halt) -> Verdict {
        let answer = match ready.draft {
            Ok(draft) => register(self.desk, &draft.request, halt, self.patience).await,
            Err(reasons) => Answer {
                outcome: Outcome::Unreadable,
                petition: String::new(),
                reasons,
            },
        };
        Verdict {
            row: ready.row,
            line: ready.line,
            key: ready.key,
            outcome: answer.outcome,
            petition: answer.petition,
            reasons: answer.reasons,
        }
    }
}

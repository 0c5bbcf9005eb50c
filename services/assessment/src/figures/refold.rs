//! The figures of some days once more, from what was heard: case by case, without the tables that were written on the way.

use std::cmp::max;
use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shiyu_kit::clock::to_micros;
use shiyu_kit::ledger::Unread;
use uuid::Uuid;

use super::cube::Cube;
use super::fold::tally;
use super::read::Heard;
use super::store::{Span, Watermark, read, surveyed};
use super::table::heard;

/// Facts of one look into the database.
const PAGE: u64 = 5_000;

/// What the facts come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refolded {
    /// The counts, by the units as the facts name them.
    pub cube: Cube,
    /// As of when, by county.
    pub watermarks: Vec<Watermark>,
    /// How many cases are counted.
    pub cases: i64,
}

/// Folds everything that was heard up to a position.
///
/// # Errors
/// The database's, or a row that cannot be read.
pub async fn refold(db: &impl ConnectionTrait, position: i64, span: Span) -> Result<Refolded, Unread> {
    let mut folding = Folding {
        span,
        refolded: Refolded::default(),
        marks: BTreeMap::new(),
        case: Vec::new(),
    };
    let mut after: Option<(Uuid, Uuid)> = None;
    loop {
        let mut query = heard::Entity::find().filter(heard::Column::Position.lte(position));
        if let Some((case, id)) = after {
            let key = Expr::tuple([Expr::col(heard::Column::CaseId), Expr::col(heard::Column::Id)]);
            query = query.filter(key.gt(Expr::tuple([Expr::val(case), Expr::val(id)])));
        }
        let query = query.order_by_asc(heard::Column::CaseId).order_by_asc(heard::Column::Id);
        let rows = query.limit(PAGE).all(db).await?;
        let Some(last) = rows.last().map(|row| (row.case_id, row.id)) else {
            break;
        };
        for row in rows {
            folding.take(read(row)?);
        }
        after = Some(last);
    }
    let mut refolded = folding.end();
    refolded.cube.join(&surveyed(db, span).await?);
    Ok(refolded)
}

struct Folding {
    span: Span,
    refolded: Refolded,
    marks: BTreeMap<String, Watermark>,
    case: Vec<Heard>,
}

impl Folding {
    fn take(&mut self, heard: Heard) {
        self.mark(&heard);
        if self.case.last().is_some_and(|last| last.case != heard.case) {
            self.fold();
        }
        self.case.push(heard);
    }

    /// The case is whole.
    fn fold(&mut self) {
        let tally = tally(&std::mem::take(&mut self.case));
        let happened = tally.occurrences.iter().any(|occurrence| self.span.holds(occurrence.day));
        self.refolded.cases += i64::from(happened);
        self.refolded.cube.join(&Cube::of(&tally, self.span));
    }

    fn mark(&mut self, heard: &Heard) {
        let at = to_micros(heard.at);
        let mark = self.marks.entry(heard.county.clone()).or_insert_with(|| Watermark {
            county: heard.county.clone(),
            sequence: heard.sequence,
            at,
            facts: 0,
        });
        mark.sequence = max(mark.sequence, heard.sequence);
        mark.at = max(mark.at, at);
        mark.facts += 1;
    }

    fn end(mut self) -> Refolded {
        self.fold();
        self.refolded.watermarks = self.marks.into_values().collect();
        self.refolded
    }
}

//! Whether a case's row is what its journal leads to. The chain proves the journal; this proves the row beside it.

use std::sync::Arc;

use futures::future::BoxFuture;
use sea_orm::{ActiveModelTrait, ActiveValue, ColumnTrait, DbErr, EntityTrait, IdenStatic, IntoActiveModel, Iterable, QueryFilter, Value};
use uuid::Uuid;

use crate::case::{Filed, Record};
use crate::database::{Database, is_illegible, legibly};
use crate::journal;
use crate::ledger::{Unread, replay};

/// Asks whether a case's row is the fold of its whole journal; the journal's newest version if it is not.
pub type Fold = Arc<dyn Fn(Uuid) -> BoxFuture<'static, Result<Option<i64>, DbErr>> + Send + Sync>;

/// The clock loop's mark on a row; it is decided by nobody.
const MARK: &str = "claimed_until";

/// How often a row is read that acts keep changing meanwhile.
const TRIES: usize = 5;

/// The question over the cases `C` of a database.
#[must_use]
pub fn fold<C: Record>(db: Database) -> Fold {
    Arc::new(move |case| {
        let db = db.clone();
        Box::pin(async move { differs::<C>(&db, case).await })
    })
}

async fn differs<C: Record>(db: &Database, id: Uuid) -> Result<Option<i64>, DbErr> {
    for _ in 0..TRIES {
        let Some(found) = row::<C>(db, id).await? else {
            return newest(db, id).await;
        };
        let Some(replayed) = replayed::<C>(db, id).await? else {
            return newest(db, id).await;
        };
        match (&found, &replayed) {
            // A chain of something else than cases, as of units, has no row.
            (None, Replayed::NoCase) => return Ok(None),
            (Some(row), Replayed::Case(filed)) if is_fold::<C>(row, filed) => return Ok(None),
            (_, Replayed::NoCase | Replayed::Case(_)) => {}
        }
        // An act may have been committed between the two readings: only a row that stands still differs.
        let again = row::<C>(db, id).await?.flatten();
        if again.map(columns::<C>) == found.map(columns::<C>) {
            return newest(db, id).await;
        }
    }
    Ok(None)
}

type Model<C> = <<C as Record>::Entity as EntityTrait>::Model;

/// The row, if there is one; `None` if it cannot be read.
async fn row<C: Record>(db: &Database, id: Uuid) -> Result<Option<Option<Model<C>>>, DbErr> {
    match legibly(C::Entity::find().filter(C::ID.eq(id)).one(&db.writer)).await {
        Err(error) if is_illegible(&error) => Ok(None),
        row => row.map(Some),
    }
}

enum Replayed<C> {
    Case(Filed<C>),
    NoCase,
}

/// The case the journal leads to; `None` if its events follow from nothing.
async fn replayed<C: Record>(db: &Database, id: Uuid) -> Result<Option<Replayed<C>>, DbErr> {
    match replay::<C>(&db.writer, id, i64::MAX).await {
        Ok(Some(filed)) => Ok(Some(Replayed::Case(filed))),
        Ok(None) => Ok(Some(Replayed::NoCase)),
        Err(Unread::Database(error)) => Err(error),
        Err(Unread::Corrupt(_)) => {
            let rows = journal::timeline(&db.writer, id).await?;
            let is_case = rows.first().is_some_and(|row| C::decode(&row.kind, &row.detail).is_ok());
            Ok((!is_case).then_some(Replayed::NoCase))
        }
    }
}

async fn newest(db: &Database, id: Uuid) -> Result<Option<i64>, DbErr> {
    let head = journal::head::Entity::find_by_id(id).one(&db.writer).await?;
    Ok(Some(head.map_or(0, |head| head.version)))
}

/// Every column as the journal would have it. A text of an older build may be spelled otherwise and mean the same: then
/// what it is read as decides.
fn is_fold<C: Record>(row: &Model<C>, filed: &Filed<C>) -> bool {
    let found = columns::<C>(row.clone());
    let expected = values::<C>(&C::write(filed));
    let Ok(read) = C::read(row.clone()) else { return false };
    let rewritten = values::<C>(&C::write(&read));
    found
        .iter()
        .zip(&expected)
        .zip(&rewritten)
        .all(|((found, expected), rewritten)| found == expected || (is_document(found.as_ref()) && rewritten == expected))
}

fn columns<C: Record>(row: Model<C>) -> Vec<Option<Value>> {
    values::<C>(&row.into_active_model())
}

fn values<C: Record>(row: &C::Row) -> Vec<Option<Value>> {
    <C::Entity as EntityTrait>::Column::iter()
        .filter(|column| column.as_str() != MARK)
        .map(|column| match row.get(column) {
            ActiveValue::Set(value) | ActiveValue::Unchanged(value) => Some(value),
            ActiveValue::NotSet => None,
        })
        .collect()
}

/// Whether a value is a JSON object or list, where spelling is not meaning.
fn is_document(value: Option<&Value>) -> bool {
    if let Some(Value::String(Some(text))) = value {
        return text.starts_with(['{', '[']);
    }
    matches!(value, Some(Value::Json(_)))
}

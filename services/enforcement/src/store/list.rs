//! The lists: keyset-paged, each over an index that matches it.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shiyu_kit::case::{Filed, Record};
use shiyu_kit::ledger::Unread;
use shiyu_kit::listing::{Columns, Listed, Order};
use shiyu_kit::search;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::row::{Column, Entity, Model};
use super::text;
use crate::domain::CaseFile;
use crate::domain::terms::ClueSource;
use crate::wire::Filter;

impl Listed for CaseFile {
    type Filter = Filter;

    const COLUMNS: Columns<Column> = Columns {
        id: Column::Id,
        opened_at: Column::OpenedAt,
        legal_due_at: Column::LegalDueAt,
    };

    fn filtered(filter: &Filter, order: Order, backend: DbBackend) -> Condition {
        let columns = Self::COLUMNS;
        let mut all = Condition::all().add_option(filter.unit.as_ref().map(|unit| Column::Unit.eq(unit.as_str())));
        let words = [
            (Column::Stage, filter.stage.map(|stage| stage.as_str().to_owned())),
            (Column::Source, filter.source.map(|source| source.as_str().to_owned())),
            (Column::Power, filter.power.clone()),
            (Column::Place, filter.place.as_ref().map(ToString::to_string)),
            (Column::Outcome, filter.outcome.map(str::to_owned)),
        ];
        for (column, value) in words {
            all = all.add_option(value.map(|value| columns.is(order, column, &value)));
        }
        all = all.add_option(filter.due_before.map(|before| columns.due_before(order, before)));
        all = all.add_option(filter.number.as_ref().map(|number| of_number(number)));
        match &filter.query {
            Some(words) => all.add(search::condition(backend, text::TABLE, Column::Id, words)),
            None => all,
        }
    }

    fn opened_at(&self) -> OffsetDateTime {
        self.received_at
    }

    fn legal_due(&self) -> Option<OffsetDateTime> {
        CaseFile::legal_due(self)
    }
}

/// By the running count, by which its index is ordered; none has 0.
fn of_number(number: &str) -> Condition {
    let digits = number.trim_end_matches('号').rsplit(|letter: char| !letter.is_ascii_digit()).next();
    let serial: i64 = digits.and_then(|digits| digits.parse().ok()).unwrap_or_default();
    Condition::all().add(Column::Serial.eq(serial)).add(Column::Number.eq(number))
}

/// The case of this number.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by_number(db: &impl ConnectionTrait, number: &str) -> Result<Option<Filed<CaseFile>>, Unread> {
    one(db, of_number(number)).await
}

/// The case a source gave this id, if it is on record.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by_source(db: &impl ConnectionTrait, source: ClueSource, reference: &str) -> Result<Option<Filed<CaseFile>>, Unread> {
    let of_source = Condition::all()
        .add(Column::Source.eq(source.as_str()))
        .add(Column::SourceReference.eq(reference));
    one(db, of_source).await
}

/// The case of an offer, if it is on record.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by_referral(db: &impl ConnectionTrait, referral: Uuid) -> Result<Option<Filed<CaseFile>>, Unread> {
    one(db, Condition::all().add(Column::Referral.eq(referral))).await
}

/// The cases of a suspect under one power in one town: those whose key is this one but for its day.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn of_suspect(db: &impl ConnectionTrait, key: &str) -> Result<Vec<Filed<CaseFile>>, Unread> {
    let (who, _) = key.rsplit_once(':').unwrap_or((key, ""));
    // Between the two lies every day. A collation that passes over colons lets others in between, which are left out again.
    let query = Entity::find()
        .filter(Column::ActKey.gte(format!("{who}:0000-00-00")))
        .filter(Column::ActKey.lte(format!("{who}:9999-99-99")))
        .order_by_desc(Column::ActKey);
    let theirs = |row: &Model| {
        row.act_key
            .as_deref()
            .and_then(|key| key.rsplit_once(':'))
            .is_some_and(|(of, _)| of == who)
    };
    let rows = query.all(db).await?.into_iter().filter(theirs);
    Ok(rows.map(CaseFile::read).collect::<Result<_, _>>()?)
}

/// The last turn that was taken among the filings in one town; 0: none was.
///
/// # Errors
/// The database's.
pub async fn last_turn(db: &impl ConnectionTrait, of: &str) -> Result<i64, DbErr> {
    let last = Entity::find()
        .select_only()
        .column(Column::FiledTurn)
        .filter(Column::FiledUnder.eq(of))
        .filter(Column::FiledTurn.is_not_null())
        .order_by_desc(Column::FiledTurn)
        .limit(1)
        .into_tuple::<i64>()
        .one(db)
        .await?;
    Ok(last.unwrap_or_default())
}

/// Those of these cases that were filed, the latest first.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn filed_among(db: &impl ConnectionTrait, cases: BTreeSet<Uuid>) -> Result<Vec<Filed<CaseFile>>, Unread> {
    let query = Entity::find().filter(Column::Id.is_in(cases)).filter(Column::Power.is_not_null());
    let rows = query.order_by_desc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(CaseFile::read).collect::<Result<_, _>>()?)
}

async fn one(db: &impl ConnectionTrait, of: Condition) -> Result<Option<Filed<CaseFile>>, Unread> {
    let row = Entity::find().filter(of).one(db).await?;
    Ok(row.map(CaseFile::read).transpose()?)
}

/// Cases in flight upon a power item, of the unit that has them: what a change of the list concerns (S15).
///
/// # Errors
/// The database's.
pub async fn in_flight(db: &impl ConnectionTrait, power: &str, unit: &Code, limit: u64) -> Result<Vec<Uuid>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Power.eq(power))
        .filter(Column::Unit.eq(unit.as_str()))
        .filter(Column::ClosedAt.is_null())
        .order_by_asc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}

/// The running counts in this range that a unit's cases of a year have.
///
/// # Errors
/// The database's.
pub async fn numbers(db: &impl ConnectionTrait, unit: &str, year: i32, range: RangeInclusive<i64>) -> Result<Vec<i64>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Serial)
        .filter(Column::Year.eq(year))
        .filter(Column::Serial.between(*range.start(), *range.end()))
        .filter(Column::Receiver.eq(unit))
        .into_tuple()
        .all(db)
        .await
}

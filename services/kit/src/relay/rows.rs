//! The rows of a batch: read, put into waves, and marked when they are in the stream.

use std::collections::HashMap;

use async_nats::jetstream::publish::PublishAck;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IdenStatic, Iterable, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use crate::journal::{self, Column};

/// A row that is in the stream.
pub(super) struct Acknowledged {
    pub(super) position: i64,
    pub(super) sequence: i64,
    pub(super) duplicate: bool,
}

impl Acknowledged {
    pub(super) fn new(position: i64, answer: &PublishAck) -> Self {
        Self {
            position,
            sequence: i64::try_from(answer.sequence).unwrap_or(i64::MAX),
            duplicate: answer.duplicate,
        }
    }
}

/// What is pending, without the columns that stay in this database: they are the larger part of a row.
pub(super) async fn pending(db: &impl ConnectionTrait, size: u64) -> Result<Vec<journal::Model>, DbErr> {
    let kept = |column: &Column| matches!(column, Column::Actor | Column::Detail);
    journal::Entity::find()
        .select_only()
        .columns(Column::iter().filter(|column| !kept(column)))
        .expr_as(Expr::cust("''"), Column::Actor.as_str())
        // Whom a fact of the desk is for stands there: its subject is made of it.
        .expr_as(
            Expr::cust("CASE WHEN kind LIKE 'desk.%' THEN detail ELSE '' END"),
            Column::Detail.as_str(),
        )
        .filter(Column::Fact.is_not_null())
        .filter(Column::Sequence.is_null())
        .order_by_asc(Column::Position)
        .limit(size)
        .all(db)
        .await
}

/// The n-th row of every case, for n from 1.
pub(super) fn waves(rows: Vec<journal::Model>) -> Vec<Vec<journal::Model>> {
    let mut waves: Vec<Vec<journal::Model>> = Vec::new();
    let mut depth = HashMap::new();
    for row in rows {
        let wave: &mut usize = depth.entry(row.case_id).or_default();
        match waves.get_mut(*wave) {
            Some(rows) => rows.push(row),
            None => waves.push(vec![row]),
        }
        *wave += 1;
    }
    waves
}

pub(super) async fn mark(db: &impl ConnectionTrait, rows: &[Acknowledged]) -> Result<(), DbErr> {
    let positions = rows.iter().map(|row| row.position);
    let Some((first, last)) = positions.clone().min().zip(positions.max()) else {
        return Ok(());
    };
    let backend = db.get_database_backend();
    // Without the bounds a table that nobody has counted yet is read as a whole.
    let statement = if backend == DbBackend::Postgres {
        let positions: Vec<i64> = rows.iter().map(|row| row.position).collect();
        let sequences: Vec<i64> = rows.iter().map(|row| row.sequence).collect();
        Statement::from_sql_and_values(
            backend,
            "UPDATE journal SET sequence = acknowledged.sequence \
             FROM UNNEST($1::bigint[], $2::bigint[]) AS acknowledged(position, sequence) \
             WHERE journal.position = acknowledged.position AND journal.position BETWEEN $3 AND $4",
            [positions.into(), sequences.into(), first.into(), last.into()],
        )
    } else {
        let pairs: Vec<[i64; 2]> = rows.iter().map(|row| [row.position, row.sequence]).collect();
        let pairs = serde_json::to_string(&pairs).map_err(|error| DbErr::Json(error.to_string()))?;
        Statement::from_sql_and_values(
            backend,
            "UPDATE journal SET sequence = acknowledged.value ->> 1 \
             FROM json_each(?) AS acknowledged \
             WHERE journal.position = acknowledged.value ->> 0 AND journal.position BETWEEN ? AND ?",
            [pairs.into(), first.into(), last.into()],
        )
    };
    db.execute_raw(statement).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    fn row(position: i64, case: u128) -> journal::Model {
        journal::Model {
            position,
            event_id: Uuid::from_u128(position.unsigned_abs().into()),
            case_id: Uuid::from_u128(case),
            version: 1,
            act_id: Uuid::nil(),
            kind: "matter.accepted".into(),
            at: datetime!(2025-01-02 03:04 UTC),
            actor: String::new(),
            detail: String::new(),
            fact: Some(Vec::new()),
            trace: None,
            hash: Vec::new(),
            sequence: None,
            digest: None,
        }
    }

    #[test]
    fn a_wave_holds_one_row_of_a_case_and_keeps_their_order() {
        let rows = [(1, 7), (2, 7), (3, 8), (4, 7), (5, 9), (6, 8)].map(|(position, case)| row(position, case));
        let positions: Vec<Vec<i64>> = waves(rows.to_vec())
            .iter()
            .map(|wave| wave.iter().map(|row| row.position).collect())
            .collect();
        assert_eq!(positions, [vec![1, 3, 5], vec![2, 6], vec![4]]);
    }
}

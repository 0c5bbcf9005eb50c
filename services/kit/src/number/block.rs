//! The blocks in the database. Each statement is its own lock: whoever changed the row was first.

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, Set, TransactionTrait};
use time::OffsetDateTime;

use super::pool::Block;
use super::row::{ActiveModel, Column, Entity, Model, State};
use super::{Series, Settings};
use crate::clock::new_id;
use crate::database::{Database, is_lost_race};

/// The blocks as one process sees them.
#[derive(Debug)]
pub(super) struct Blocks {
    db: Database,
    holder: Uuid,
    settings: Settings,
}

impl Blocks {
    pub fn new(db: Database, holder: Uuid, settings: Settings) -> Self {
        Self { db, holder, settings }
    }

    /// The next block of so many numbers of a unit and year; none if another process was faster.
    pub async fn take(&self, series: &Series, size: u32, now: OffsetDateTime) -> Result<Option<Block>, DbErr> {
        let highest = of(series).order_by_desc(Column::First).one(&self.db.writer).await?;
        let first = highest.map_or(1, |row| row.last + 1);
        let last = first + i64::from(size.max(1)) - 1;
        let (id, until) = (new_id(), now + self.settings.lease);
        let row = ActiveModel {
            id: Set(id),
            unit: Set(series.unit.clone()),
            year: Set(series.year),
            first: Set(first),
            last: Set(last),
            state: Set(State::Held),
            holder: Set(Some(self.holder)),
            leased_until: Set(Some(until)),
            taken_at: Set(now),
        };
        match Entity::insert(row).exec_without_returning(&self.db.writer).await {
            Ok(_) => Ok(Some(Block::of(id, first..=last, &[], until))),
            Err(error) if is_lost_race(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The lowest block that nobody has, or that its holder left for longer than the grace.
    pub async fn abandoned(&self, series: &Series, now: OffsetDateTime) -> Result<Option<Model>, DbErr> {
        let left = of(series).filter(self.left(now)).order_by_asc(Column::First);
        left.one(&self.db.writer).await
    }

    fn left(&self, now: OffsetDateTime) -> Condition {
        let held = Condition::all()
            .add(Column::State.eq(State::Held))
            .add(Column::LeasedUntil.lt(now - self.settings.grace));
        Condition::any().add(Column::State.eq(State::Free)).add(held)
    }

    /// The same of a row at hand, for numbers of it that no case has.
    pub fn is_abandoned(&self, row: &Model, now: OffsetDateTime) -> bool {
        row.state == State::Held && row.leased_until.is_some_and(|until| until < now - self.settings.grace)
    }

    /// Makes an abandoned block ours, and until when; none if another process was faster.
    pub async fn adopt(&self, row: &Model, now: OffsetDateTime) -> Result<Option<OffsetDateTime>, DbErr> {
        self.hold(Condition::all().add(Column::Id.eq(row.id)).add(self.left(now)), now)
            .await
    }

    /// Holds a block on, and until when; none if it was adopted meanwhile.
    pub async fn renew(&self, id: Uuid, now: OffsetDateTime) -> Result<Option<OffsetDateTime>, DbErr> {
        self.hold(self.ours([id]), now).await
    }

    async fn hold(&self, which: Condition, now: OffsetDateTime) -> Result<Option<OffsetDateTime>, DbErr> {
        let until = now + self.settings.lease;
        let held = Entity::update_many()
            .col_expr(Column::State, Expr::value(State::Held))
            .col_expr(Column::Holder, Expr::value(self.holder))
            .col_expr(Column::LeasedUntil, Expr::value(until))
            .filter(which)
            .exec(&self.db.writer)
            .await?;
        Ok((held.rows_affected == 1).then_some(until))
    }

    fn ours(&self, ids: impl IntoIterator<Item = Uuid>) -> Condition {
        Condition::all()
            .add(Column::Id.is_in(ids))
            .add(Column::State.eq(State::Held))
            .add(Column::Holder.eq(self.holder))
    }

    /// Records that all numbers of these blocks are used.
    pub async fn settle(&self, ids: Vec<Uuid>) -> Result<(), DbErr> {
        if ids.is_empty() {
            return Ok(());
        }
        Entity::update_many()
            .col_expr(Column::State, Expr::value(State::Used))
            .col_expr(Column::Holder, Expr::value(None::<Uuid>))
            .col_expr(Column::LeasedUntil, Expr::value(None::<OffsetDateTime>))
            .filter(self.ours(ids))
            .exec(&self.db.writer)
            .await
            .map(drop)
    }

    /// Puts rows of what became of its numbers in the place of a block's row. A block that was adopted meanwhile stays as it is.
    pub async fn give_back(&self, series: &Series, block: &Block) -> Result<(), DbErr> {
        let Some(row) = Entity::find_by_id(block.id).one(&self.db.writer).await? else {
            return Ok(());
        };
        let transaction = self.db.writer.begin().await?;
        let removed = Entity::delete_many().filter(self.ours([block.id])).exec(&transaction).await?;
        if removed.rows_affected == 0 {
            return transaction.rollback().await;
        }
        let parts = block.parts().into_iter().map(|part| {
            let held = part.state == State::Held;
            ActiveModel {
                id: Set(new_id()),
                unit: Set(series.unit.clone()),
                year: Set(series.year),
                first: Set(part.first),
                last: Set(part.last),
                state: Set(part.state),
                holder: Set(held.then_some(self.holder)),
                leased_until: Set(held.then_some(block.leased_until)),
                taken_at: Set(row.taken_at),
            }
        });
        Entity::insert_many(parts).exec_without_returning(&transaction).await?;
        transaction.commit().await
    }

    /// All blocks of a unit and year, which follow one another.
    pub async fn rows(&self, series: &Series) -> Result<Vec<Model>, DbErr> {
        of(series).order_by_asc(Column::First).all(&self.db.writer).await
    }
}

fn of(series: &Series) -> Select<Entity> {
    Entity::find()
        .filter(Column::Unit.eq(series.unit.as_str()))
        .filter(Column::Year.eq(series.year))
}

//! How far the acts of ended cases have been forgotten, for each table of cases.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use time::OffsetDateTime;

/// The last case whose acts were forgotten: cases go in the order in which they ended, and by their ids within one moment.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox_purge")]
pub struct Model {
    /// The table of cases.
    #[sea_orm(primary_key, auto_increment = false)]
    pub cases: String,
    /// When that case ended.
    pub closed_at: TimeDateTimeWithTimeZone,
    /// That case.
    pub case_id: Uuid,
    /// How many acts were forgotten so far.
    pub acts: i64,
}

/// It points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Before the first case of a table.
    fn first(cases: &str) -> Self {
        Self {
            cases: cases.to_owned(),
            closed_at: OffsetDateTime::UNIX_EPOCH,
            case_id: Uuid::nil(),
            acts: 0,
        }
    }

    /// Where the table stands.
    pub(super) async fn of(db: &impl ConnectionTrait, cases: &str) -> Result<Self, DbErr> {
        let kept = Entity::find_by_id(cases.to_owned()).one(db).await?;
        Ok(kept.unwrap_or_else(|| Self::first(cases)))
    }

    /// Moves on to a case, with so many acts more; `false` if another replica has moved it meanwhile.
    pub(super) async fn advance(self, db: &impl ConnectionTrait, to: (Uuid, OffsetDateTime), acts: u64) -> Result<bool, DbErr> {
        let before = self.case_id;
        let next = Self {
            case_id: to.0,
            closed_at: to.1,
            acts: self.acts.saturating_add(i64::try_from(acts).unwrap_or(i64::MAX)),
            ..self
        };
        if before.is_nil() {
            let other = OnConflict::column(Column::Cases).do_nothing().to_owned();
            let rows = Entity::insert(next.into_active_model())
                .on_conflict(other)
                .exec_without_returning(db)
                .await?;
            return Ok(rows > 0);
        }
        let moved = Entity::update_many()
            .col_expr(Column::ClosedAt, Expr::value(next.closed_at))
            .col_expr(Column::CaseId, Expr::value(next.case_id))
            .col_expr(Column::Acts, Expr::value(next.acts))
            .filter(Column::Cases.eq(next.cases))
            .filter(Column::CaseId.eq(before))
            .exec(db)
            .await?;
        Ok(moved.rows_affected > 0)
    }
}

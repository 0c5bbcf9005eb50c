//! The calendar tables: every version that was ever in force, so that a reckoning can be told again.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};

use super::{Calendar, DayKind, SpecialDay};

/// Special days by version.
pub mod day {
    use sea_orm::entity::prelude::*;

    /// One special day of one version.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar_day")]
    pub struct Model {
        /// The calendar's version.
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
        /// The day.
        #[sea_orm(primary_key, auto_increment = false)]
        pub date: TimeDate,
        /// `true` for a make-up workday, `false` for a day off.
        pub worked: bool,
        /// The festival.
        pub name: String,
    }

    /// Days point at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Notices by version.
pub mod document {
    use sea_orm::entity::prelude::*;

    /// The notice a year rests on.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar_document")]
    pub struct Model {
        /// The calendar's version.
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
        /// The year.
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        /// Number of the State Council's notice.
        pub number: String,
    }

    /// Notices point at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The newest calendar of the tables, if it is newer than `known`.
///
/// # Errors
/// The database's, or tables that are no calendar.
pub async fn newest(db: &impl ConnectionTrait, known: i64) -> Result<Option<Calendar>, DbErr> {
    let newest: Option<i64> = document::Entity::find()
        .select_only()
        .column_as(document::Column::Version.max(), "version")
        .into_tuple()
        .one(db)
        .await?
        .flatten();
    match newest {
        Some(version) if version > known => read(db, version).await.map(Some),
        _ => Ok(None),
    }
}

async fn read(db: &impl ConnectionTrait, version: i64) -> Result<Calendar, DbErr> {
    let days = day::Entity::find()
        .filter(day::Column::Version.eq(version))
        .order_by_asc(day::Column::Date)
        .all(db)
        .await?;
    let documents = document::Entity::find()
        .filter(document::Column::Version.eq(version))
        .all(db)
        .await?;
    let days = days
        .into_iter()
        .map(|row| SpecialDay::new(row.date, if row.worked { DayKind::Work } else { DayKind::Off }, row.name))
        .collect();
    let documents: BTreeMap<i32, String> = documents.into_iter().map(|row| (row.year, row.number)).collect();
    Calendar::new(version, days, documents).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        DbErr::Custom(format!("calendar version {version}: {}", errors.join("; ")))
    })
}

/// Writes a calendar under its version. A version that was written by another meanwhile is a lost race.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, calendar: &Calendar) -> Result<(), DbErr> {
    let version = calendar.version();
    let documents = calendar.documents().iter().map(|(&year, number)| document::ActiveModel {
        version: Set(version),
        year: Set(year),
        number: Set(number.clone()),
    });
    document::Entity::insert_many(documents).exec_without_returning(transaction).await?;
    let days: Vec<day::ActiveModel> = calendar
        .days()
        .map(|day| day::ActiveModel {
            version: Set(version),
            date: Set(day.date),
            worked: Set(day.kind == DayKind::Work),
            name: Set(day.name.clone()),
        })
        .collect();
    for part in days.chunks(500) {
        day::Entity::insert_many(part.to_vec()).exec_without_returning(transaction).await?;
    }
    Ok(())
}

//! A database belongs to one service of one county: the first start writes it down, and no other may start on it.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, Set};

/// The one row.
const ONLY: i32 = 1;

/// Whose database it is.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "home")]
pub struct Model {
    /// There is one row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub only: i32,
    /// The county's code.
    pub county: String,
    /// The service's name.
    pub service: String,
}

/// A home points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Why a service may not start on a database.
#[derive(Debug, thiserror::Error)]
pub enum HomeError {
    /// It is somebody else's.
    #[error(
        "the database belongs to {} of county {}, and this is {service} of county {county}: see database.url and county.code",
        found.service, found.county
    )]
    Other {
        /// Whose it is.
        found: Box<Model>,
        /// Who asked.
        service: String,
        /// And where from.
        county: String,
    },
    /// The database's error.
    #[error("the database cannot be used")]
    Database(#[from] DbErr),
}

/// Takes a database that belongs to nobody yet, or makes sure that it is ours. Replicas may do so at once.
///
/// # Errors
/// [`HomeError`]; nothing has changed then.
pub async fn settle(db: &impl ConnectionTrait, county: &str, service: &str) -> Result<(), HomeError> {
    let ours = Model {
        only: ONLY,
        county: county.to_owned(),
        service: service.to_owned(),
    };
    Entity::insert(ActiveModel {
        only: Set(ONLY),
        ..ours.clone().into_active_model()
    })
    .on_conflict(OnConflict::column(Column::Only).do_nothing().to_owned())
    .exec_without_returning(db)
    .await?;
    match Entity::find_by_id(ONLY).one(db).await? {
        Some(found) if found != ours => Err(HomeError::Other {
            found: Box::new(found),
            service: ours.service,
            county: ours.county,
        }),
        Some(_) | None => Ok(()),
    }
}

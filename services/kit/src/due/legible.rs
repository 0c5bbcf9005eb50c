//! What the clock loop can read of the cases it claimed; what it cannot is reported, and holds up nobody else.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityName, EntityTrait, ModelTrait, QueryFilter, QueryResult, Value};
use uuid::Uuid;

use crate::case::{Filed, Record};
use crate::database::{is_illegible, legibly};

/// The cases of some rows.
pub(super) struct Read<C> {
    pub filed: Vec<Filed<C>>,
    pub illegible: Vec<Uuid>,
}

/// Reads rows together, and one by one where that fails.
pub(super) async fn read<C: Record>(db: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<Read<C>, DbErr> {
    let mut read = Read {
        filed: Vec::with_capacity(ids.len()),
        illegible: Vec::new(),
    };
    match legibly(C::Entity::find().filter(C::ID.is_in(ids.clone())).all(db)).await {
        Ok(rows) => rows.into_iter().for_each(|row| read.take(row)),
        Err(error) if is_illegible(&error) => {
            for id in ids {
                match legibly(C::Entity::find().filter(C::ID.eq(id)).one(db)).await {
                    Ok(row) => row.into_iter().for_each(|row| read.take(row)),
                    Err(error) if is_illegible(&error) => read.put_aside(id, &error),
                    Err(error) => return Err(error),
                }
            }
        }
        Err(error) => return Err(error),
    }
    Ok(read)
}

impl<C: Record> Read<C> {
    fn take(&mut self, row: <C::Entity as EntityTrait>::Model) {
        let id = row.get(C::ID);
        match C::read(row) {
            Ok(filed) => self.filed.push(filed),
            Err(corrupt) => {
                if let Value::Uuid(Some(id)) = id {
                    self.put_aside(id, &corrupt);
                }
            }
        }
    }

    fn put_aside(&mut self, id: Uuid, error: &dyn std::error::Error) {
        tell::<C>(&id.to_string(), error);
        self.illegible.push(id);
    }
}

/// The id of a claimed row.
pub(super) fn id<C: Record>(row: &QueryResult) -> Option<Uuid> {
    let id = row.try_get("", "id");
    id.inspect_err(|error| tell::<C>("unreadable", error)).ok()
}

fn tell<C: Record>(id: &str, error: &dyn std::error::Error) {
    tracing::error!(
        service = C::SERVICE,
        row.table = C::Entity::default().table_name(),
        row.id = id,
        error = %error,
        "a case cannot be read: its clocks do not ring until its row is mended"
    );
}

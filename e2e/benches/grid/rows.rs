//! One event's rows as the service wrote them, before and after its dispatch: what pgbench writes are the same.

use sea_orm::ConnectionTrait;
use shiyu_kit::clock::new_id;
use uuid::Uuid;

use crate::Outcome;
use crate::scene::{Scene, sql};

/// The tables an event lies in, the column that names it, and in which order its rows came.
const TABLES: [(&str, &str, &str); 5] = [
    ("inbox", "case_id", "version"),
    ("journal", "case_id", "version"),
    ("journal_head", "case_id", "version"),
    ("incident", "id", "version"),
    ("audience", "case_id", "kind, entry"),
];

/// One row: each column with its text.
pub type Row = Vec<(String, Option<String>)>;

/// The rows of one event, by table.
pub type Rows = Vec<(&'static str, &'static str, Vec<Row>)>;

/// After the report, and after the dispatch.
pub async fn sample(scene: &Scene) -> Outcome<(Rows, Rows)> {
    let mut desk = scene.desks.first().cloned().ok_or("nobody is connected")?;
    let id = new_id();
    desk.report(id, 2, &scene.spots).await?;
    scene.told().await?;
    let reported = of(scene, id).await?;
    desk.dispatch(id).await?;
    scene.told().await?;
    Ok((reported, of(scene, id).await?))
}

async fn of(scene: &Scene, id: Uuid) -> Outcome<Rows> {
    let mut all = Rows::new();
    for (table, key, order) in TABLES {
        let columns = columns(scene, table).await?;
        let list: Vec<String> = columns.iter().map(|column| format!("\"{column}\"::text AS \"{column}\"")).collect();
        let question = format!("SELECT {} FROM {table} WHERE {key} = '{id}' ORDER BY {order}", list.join(", "));
        let mut rows = Vec::new();
        for found in scene.db.query_all_raw(sql(&question)).await? {
            let row = columns
                .iter()
                .map(|column| Ok((column.clone(), found.try_get::<Option<String>>("", column)?)));
            rows.push(row.collect::<Outcome<Row>>()?);
        }
        all.push((table, key, rows));
    }
    Ok(all)
}

/// All but what the database counts up by itself.
async fn columns(scene: &Scene, table: &str) -> Outcome<Vec<String>> {
    let question = format!(
        "SELECT column_name::text AS name FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name = '{table}' AND column_default IS NULL AND is_identity = 'NO' ORDER BY ordinal_position"
    );
    let rows = scene.db.query_all_raw(sql(&question)).await?;
    rows.iter().map(|row| Ok(row.try_get::<String>("", "name")?)).collect()
}

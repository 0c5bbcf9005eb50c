//! A table that grows: copies of one petition with ids, times, units, categories and channels of their own.

use sea_orm::{ConnectionTrait, DatabaseConnection};
use shiyu_kit::clock::new_id;

use crate::Outcome;
use crate::scene::{Scene, sql};

/// How many units hold petitions.
pub const UNITS: u64 = 40;

/// The code of a unit, counted from 1.
pub fn unit(number: u64) -> String {
    format!("330602{number:03}")
}

/// Makes it a table of exactly so many rows, in order and counted. The first call puts away what was there.
pub async fn grow(scene: &Scene, rows: u64) -> Outcome<()> {
    let db = &scene.db;
    let known = db.query_one_raw(sql("SELECT to_regclass('grown') IS NOT NULL AS known")).await?;
    if !known.ok_or("no answer")?.try_get::<bool>("", "known")? {
        let id = new_id();
        let mut desks = scene.desks.first().cloned().ok_or("nobody is connected")?;
        desks.register(id).await?;
        let copied = format!("CREATE TABLE grown AS SELECT * FROM petition WHERE id = '{id}'");
        db.execute_unprepared(&copied).await?;
        db.execute_unprepared("TRUNCATE petition").await?;
    }
    let indexes = indexes(db).await?;
    for (name, _) in &indexes {
        db.execute_unprepared(&format!("DROP INDEX {name}")).await?;
    }
    db.execute_unprepared(&copies(rows)).await?;
    db.execute_unprepared(SHOWN).await?;
    for (_, definition) in &indexes {
        db.execute_unprepared(definition).await?;
    }
    db.execute_unprepared("VACUUM ANALYZE petition, audience").await?;
    db.execute_unprepared("CHECKPOINT").await?;
    Ok(())
}

/// Every index but the primary key's: built once at the end, they are ready in a tenth of the time.
async fn indexes(db: &DatabaseConnection) -> Outcome<Vec<(String, String)>> {
    let asked = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'petition' AND indexname <> 'petition_pkey'";
    let rows = db.query_all_raw(sql(asked)).await?;
    let named = rows
        .iter()
        .map(|row| Ok((row.try_get("", "indexname")?, row.try_get("", "indexdef")?)));
    named.collect()
}

/// Each copy is shown to the unit that received it and to the one that holds it. Nobody stands in a copy: an identity is sealed
/// to its petition.
const SHOWN: &str = "INSERT INTO audience (case_id, kind, entry) \
    SELECT id, 'unit', receiver FROM petition UNION ALL SELECT id, 'unit', unit FROM petition WHERE unit <> receiver \
    ON CONFLICT DO NOTHING";

fn copies(rows: u64) -> String {
    format!(
        "INSERT INTO petition (id, version, number, year, serial, receiver, stage, unit, category, channel, place, source_reference, \
         opened_at, due_at, due_clock, legal_due_at, window_until, calendar, claimed_until, closed_at, query_index, body) \
         SELECT lpad(to_hex(n), 32, '0')::uuid, version, number, year, n, receiver, stage, '330602' || lpad((n % {UNITS} + 1)::text, 3, '0'), \
         'matter.' || n / {UNITS} % 30, (ARRAY['online', 'letter', 'phone', 'visit'])[1 + n % 7 % 4], place, NULL, \
         opened_at - n * interval '7 seconds', due_at + n * interval '1 second', due_clock, legal_due_at + n * 7919 % 1000003 * interval '1 second', \
         NULL, calendar, NULL, NULL, md5(n::text), body \
         FROM grown, generate_series((SELECT count(*) + 1 FROM petition), {rows}) AS n ORDER BY n"
    )
}

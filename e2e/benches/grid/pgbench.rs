//! pgbench: an event's rows, statement by statement, reported in one transaction and dispatched in the next, as a careful program
//! without a desk would write them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::process::Command;

use crate::cpu::Cpu;
use crate::load::Measured;
use crate::rows::{self, Row, Rows};
use crate::scene::Scene;
use crate::{CONNECTIONS, Outcome};

/// An id drawn in order of time, as the service draws them.
const DRAWN: &str = "(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') \
    || substr(replace(gen_random_uuid()::text, '-', ''), 13))::uuid";

/// The program with its script.
pub struct Pgbench {
    program: PathBuf,
    folder: PathBuf,
}

impl Pgbench {
    /// Writes the script from an event that the service took in.
    pub async fn prepare(scene: &Scene) -> Outcome<Self> {
        let folder = std::env::temp_dir().join(format!("shiyu-pgbench-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let (reported, dispatched) = rows::sample(scene).await?;
        std::fs::write(folder.join("event.sql"), script(&reported, &dispatched))?;
        let program = program(scene.postmaster)?;
        Ok(Self { program, folder })
    }

    /// As fast as it goes.
    pub async fn run(&self, scene: &Scene, span: Duration) -> Outcome<Measured> {
        scene.told().await?;
        let before = scene.cpu();
        let mut command = Command::new(&self.program);
        command.args(["--no-vacuum", "--protocol=prepared", "--log", "--jobs=2", "--file=event.sql"]);
        command
            .arg(format!("--client={CONNECTIONS}"))
            .arg(format!("--time={}", span.as_secs().max(1)));
        let output = command.arg(&scene.twin).current_dir(&self.folder).output().await?;
        let cpu = scene.cpu().since(before);
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        let said = String::from_utf8_lossy(&output.stdout);
        let rate = said
            .lines()
            .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse::<f64>().ok());
        let mut measured = Measured {
            latencies: latencies(&self.folder)?,
            cpu: Cpu { service: 0.0, ..cpu },
            ..Measured::default()
        };
        measured.seconds = measured.events() / rate.ok_or("pgbench said no rate")?;
        Ok(measured)
    }
}

impl Drop for Pgbench {
    fn drop(&mut self) {
        // Left behind, it is only a folder too many.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The one that came with the server, if that can be seen; else the newest installed; else the one on the path.
fn program(postmaster: Option<u32>) -> Outcome<PathBuf> {
    let beside = |server: PathBuf| server.parent().map(|folder| folder.join("pgbench"));
    let running = postmaster
        .and_then(|process| std::fs::read_link(format!("/proc/{process}/exe")).ok())
        .and_then(beside);
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut installed: Vec<PathBuf> = installed.map(|version| version.path().join("bin/pgbench")).collect();
    installed.sort();
    let path = std::env::var_os("PATH").ok_or("no PATH")?;
    let on_path = std::env::split_paths(&path).map(|folder| folder.join("pgbench"));
    let all = running.into_iter().chain(installed.into_iter().rev()).chain(on_path);
    let mut all = all.filter(|program| program.exists());
    all.next()
        .ok_or_else(|| "there is no pgbench: install PostgreSQL's server package".into())
}

/// The third word of each line is how long it took, in microseconds. The logs are read once.
fn latencies(folder: &Path) -> Outcome<Vec<u64>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        if name.is_some_and(|name| name.starts_with("pgbench_log.")) {
            let text = std::fs::read_to_string(&file)?;
            all.extend(text.lines().filter_map(|line| line.split(' ').nth(2)?.parse::<u64>().ok()));
            std::fs::remove_file(file)?;
        }
    }
    all.sort_unstable();
    Ok(all)
}

/// Both transactions.
fn script(reported: &Rows, dispatched: &Rows) -> String {
    let mut lines = vec![format!("SELECT {DRAWN} AS case \\gset"), act(), "BEGIN;".to_owned()];
    for (table, key, rows) in reported {
        lines.extend(rows.iter().map(|row| insert(table, key, row)));
    }
    lines.extend([
        "COMMIT;".to_owned(),
        act(),
        "BEGIN;".to_owned(),
        "SELECT * FROM journal_head WHERE case_id = :case;".to_owned(),
        "SELECT * FROM incident WHERE id = :case;".to_owned(),
        "SELECT * FROM inbox WHERE act_id = :act;".to_owned(),
    ]);
    for ((table, key, before), (_, _, after)) in reported.iter().zip(dispatched) {
        if ["journal_head", "incident"].contains(table) {
            lines.extend(after.iter().map(|row| update(table, key, row)));
        } else {
            let new = after.iter().filter(|row| !before.contains(row));
            lines.extend(new.map(|row| insert(table, key, row)));
        }
    }
    lines.push("COMMIT;\n".to_owned());
    lines.join("\n")
}

fn act() -> String {
    format!("SELECT {DRAWN} AS act \\gset")
}

fn insert(table: &str, key: &str, row: &Row) -> String {
    let columns: Vec<String> = row.iter().map(|(column, _)| format!("\"{column}\"")).collect();
    let values: Vec<String> = row.iter().map(|(column, text)| value(key, column, text.as_deref())).collect();
    let (columns, values) = (columns.join(", "), values.join(", "));
    // Whom it is shown to already is shown no second time; everything else is new.
    let conflict = if table == "audience" { " ON CONFLICT DO NOTHING" } else { "" };
    format!("INSERT INTO {table} ({columns}) VALUES ({values}){conflict};")
}

fn update(table: &str, key: &str, row: &Row) -> String {
    let changed = row.iter().filter(|(column, _)| column != key);
    let changed: Vec<String> = changed
        .map(|(column, text)| format!("\"{column}\" = {}", value(key, column, text.as_deref())))
        .collect();
    format!("UPDATE {table} SET {} WHERE {key} = :case;", changed.join(", "))
}

/// Ids and times are the run's own, everything else is the sample's. Nobody marks what was told.
fn value(key: &str, column: &str, text: Option<&str>) -> String {
    match (column, text) {
        ("sequence", _) | (_, None) => "NULL".to_owned(),
        ("act_id", Some(_)) => ":act".to_owned(),
        ("event_id", Some(_)) => DRAWN.to_owned(),
        ("at" | "opened_at", Some(_)) => "now()".to_owned(),
        (column, Some(_)) if column == key => ":case".to_owned(),
        (column, Some(_)) if column.ends_with("_at") => "now() + interval '4 hours'".to_owned(),
        (_, Some(text)) => literal(text),
    }
}

/// A literal that pgbench does not take for variables: a colon before a letter would be one.
fn literal(value: &str) -> String {
    let escaped = value
        .replace('\\', "\\\\")
        .replace('\'', "''")
        .replace(':', "\\x3a")
        .replace(';', "\\x3b");
    format!("E'{escaped}'")
}

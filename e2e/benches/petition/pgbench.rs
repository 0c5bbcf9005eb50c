//! pgbench: the same rows, statement by statement, as a careful program without a desk would write them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::ConnectionTrait;
use shiyu_kit::{audience, party};
use tokio::process::Command;

use crate::cpu::Cpu;
use crate::load::Measured;
use crate::sample::Sample;
use crate::scene::Scene;
use crate::{CONNECTIONS, Outcome};

/// Petitions of each connection that steps are taken on: no two connections meet on one.
const EACH: usize = 1_000;

/// An id drawn in order of time, as the service draws them.
const DRAWN: &str = "(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') \
    || substr(replace(gen_random_uuid()::text, '-', ''), 13))::uuid";

/// The program with its scripts.
pub struct Pgbench {
    program: PathBuf,
    folder: PathBuf,
    intake: PathBuf,
    steps: Vec<PathBuf>,
}

impl Pgbench {
    /// Writes the scripts, and the petitions that steps are taken on.
    pub async fn prepare(scene: &Scene, samples: &[Sample]) -> Outcome<Self> {
        let folder = std::env::temp_dir().join(format!("shiyu-pgbench-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let (first, later) = samples.split_first().ok_or("no sample")?;
        let write = |name: String, text: String| -> Outcome<PathBuf> {
            let file = folder.join(name);
            std::fs::write(&file, text)?;
            Ok(file)
        };
        let intake = write("intake.sql".to_owned(), intake(first))?;
        let steps = later
            .iter()
            .zip(samples)
            .enumerate()
            .map(|(number, steps)| write(format!("step{number}.sql"), step(steps)));
        let steps = steps.collect::<Outcome<_>>()?;
        scene.twin.1.execute_unprepared(&existing(first)).await?;
        scene.twin.1.execute_unprepared("VACUUM ANALYZE").await?;
        Ok(Self {
            program: program(scene.postmaster)?,
            folder,
            intake,
            steps,
        })
    }

    /// Registrations.
    pub async fn intake(&self, scene: &Scene, span: Duration) -> Outcome<Measured> {
        self.run(scene, std::slice::from_ref(&self.intake), span).await
    }

    /// The five steps, mixed.
    pub async fn steps(&self, scene: &Scene, span: Duration) -> Outcome<Measured> {
        self.run(scene, &self.steps, span).await
    }

    async fn run(&self, scene: &Scene, scripts: &[PathBuf], span: Duration) -> Outcome<Measured> {
        scene.told().await?;
        let before = scene.cpu();
        let mut command = Command::new(&self.program);
        command.args(["--no-vacuum", "--protocol=prepared", "--log", "--jobs=2"]);
        command
            .arg(format!("--client={CONNECTIONS}"))
            .arg(format!("--time={}", span.as_secs().max(1)));
        for script in scripts {
            command.arg("--file").arg(script);
        }
        let output = command.arg(&scene.twin.0).current_dir(&self.folder).output().await?;
        let cpu = scene.cpu().since(before);
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        let said = String::from_utf8_lossy(&output.stdout);
        let rate = said
            .lines()
            .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse::<f64>().ok());
        let mut measured = Measured::default();
        measured.add(Measured {
            seconds: 0.0,
            latencies: latencies(&self.folder)?,
            cpu: Some(Cpu { service: 0.0, ..cpu }),
        });
        measured.seconds = measured.operations() / rate.ok_or("pgbench said no rate")?;
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
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin/pgbench"))
        .collect();
    found.sort();
    found.extend(running);
    let path = std::env::var_os("PATH").ok_or("no PATH")?;
    let on_path = std::env::split_paths(&path).map(|folder| folder.join("pgbench"));
    let all = found.into_iter().rev().chain(on_path);
    all.into_iter()
        .find(|program| program.exists())
        .ok_or_else(|| "there is no pgbench: install PostgreSQL's server package".into())
}

/// The third word of each line is how long it took, in microseconds. The logs are read once.
fn latencies(folder: &Path) -> Outcome<Vec<u64>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        if file
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("pgbench_log."))
        {
            let text = std::fs::read_to_string(&file)?;
            all.extend(text.lines().filter_map(|line| line.split(' ').nth(2)?.parse::<u64>().ok()));
            std::fs::remove_file(file)?;
        }
    }
    Ok(all)
}

/// Petitions as they stand after registration, with the ends of their chains.
fn existing(sample: &Sample) -> String {
    let last = EACH * CONNECTIONS - 1;
    format!(
        "INSERT INTO journal_head (case_id, version, hash) SELECT lpad(to_hex(n), 32, '0')::uuid, 1, {hash} FROM generate_series(0, {last}) AS n; \
         INSERT INTO petition ({COLUMNS}) SELECT lpad(to_hex(n), 32, '0')::uuid, 1, {values}, n, md5(n::text) FROM generate_series(0, {last}) AS n",
        hash = bytes(&sample.journal.hash),
        values = values(sample),
    )
}

const COLUMNS: &str = "id, version, stage, unit, category, channel, place, source_reference, opened_at, due_at, due_clock, legal_due_at, calendar, \
    claimed_until, closed_at, body, number, year, receiver, window_until, serial, query_index";

/// A running count that grows and is nobody else's, and an index of a code.
const OWN: &str = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint * 16 + :client_id, md5(:act::text)";

fn values(sample: &Sample) -> String {
    let row = &sample.row;
    format!(
        "{}, {}, {}, {}, {}, NULL, now(), now() + interval '7 days', {}, now() + interval '15 days', {}, NULL, NULL, {}, {}, {}, {}, NULL",
        text(&row.stage),
        text(&row.unit),
        text(&row.category),
        text(&row.channel),
        text(&row.place),
        text(row.due_clock.as_deref().unwrap_or_default()),
        row.calendar,
        text(&row.body),
        text(&row.number),
        row.year,
        text(&row.receiver),
    )
}

/// What lies beside the petition: who stands in it, if they came with this act, and to whom it is shown.
fn beside(sample: &Sample, parties: bool) -> String {
    let optional = |value: &Option<Vec<u8>>| value.as_deref().map_or_else(|| "NULL".to_owned(), bytes);
    let party = |row: &party::row::Model| {
        format!(
            "INSERT INTO party (id, case_id, envelope_key, wrapped_key, sealed, document_index, phone_index, name_index, sealed_at) \
             VALUES ({DRAWN}, :case, {}, {}, {}, {}, {}, {}, now());",
            text(&row.envelope_key),
            bytes(&row.wrapped_key),
            bytes(&row.sealed),
            optional(&row.document_index),
            optional(&row.phone_index),
            optional(&row.name_index),
        )
    };
    let shown = |row: &audience::row::Model| {
        let (kind, entry) = (text(&row.kind), text(&row.entry));
        format!("INSERT INTO audience (case_id, kind, entry) VALUES (:case, {kind}, {entry}) ON CONFLICT DO NOTHING;")
    };
    let parties = sample.parties.iter().filter(|_| parties).map(party);
    parties.chain(sample.audience.iter().map(shown)).collect::<Vec<_>>().join("\n")
}

fn journal(sample: &Sample, version: &str) -> String {
    let row = &sample.journal;
    format!(
        "INSERT INTO journal (event_id, case_id, version, act_id, kind, at, actor, detail, fact, trace, hash, sequence, digest) \
         VALUES ({DRAWN}, :case, {version}, :act, {}, now(), {}, {}, {}, NULL, {}, NULL, {});",
        text(&row.kind),
        text(&row.actor),
        text(&row.detail),
        row.fact.as_deref().map_or_else(|| "NULL".to_owned(), bytes),
        bytes(&row.hash),
        row.digest.as_deref().map_or_else(|| "NULL".to_owned(), bytes),
    )
}

fn intake(sample: &Sample) -> String {
    let digest = bytes(&sample.inbox.digest);
    let hash = bytes(&sample.journal.hash);
    [
        "BEGIN;".to_owned(),
        format!(
            "WITH drawn AS (SELECT {DRAWN} AS id) INSERT INTO inbox (act_id, case_id, version, digest, at) \
             SELECT id, id, 1, {digest}, now() FROM drawn RETURNING act_id AS act, case_id AS case \\gset"
        ),
        journal(sample, "1"),
        format!("INSERT INTO journal_head (case_id, version, hash) VALUES (:case, 1, {hash});"),
        format!("INSERT INTO petition ({COLUMNS}) VALUES (:case, 1, {}, {OWN});", values(sample)),
        beside(sample, true),
        "COMMIT;".to_owned(),
        format!("INSERT INTO petition_text (id, words) VALUES (:case, {});\n", text(&sample.words)),
    ]
    .join("\n")
}

fn step((sample, before): (&Sample, &Sample)) -> String {
    let row = &sample.row;
    let digest = bytes(&sample.inbox.digest);
    let hash = bytes(&sample.journal.hash);
    [
        format!("\\set n random(0, {EACH} - 1) * {CONNECTIONS} + :client_id"),
        "BEGIN;".to_owned(),
        format!(
            "SELECT case_id AS case, version AS before, {DRAWN} AS act FROM journal_head \
             WHERE case_id = lpad(to_hex(:n::bigint), 32, '0')::uuid \\gset"
        ),
        "SELECT * FROM petition WHERE id = :case;".to_owned(),
        "SELECT * FROM inbox WHERE act_id = :act;".to_owned(),
        format!("INSERT INTO inbox (act_id, case_id, version, digest, at) VALUES (:act, :case, :before::bigint + 1, {digest}, now());"),
        journal(sample, ":before::bigint + 1"),
        format!("UPDATE journal_head SET version = :before::bigint + 1, hash = {hash} WHERE case_id = :case;"),
        format!(
            "UPDATE petition SET version = :before::bigint + 1, stage = {}, unit = {}, due_at = now() + interval '7 days', due_clock = {}, \
             legal_due_at = now() + interval '15 days', calendar = {}, claimed_until = NULL, closed_at = NULL, body = {} WHERE id = :case;",
            text(&row.stage),
            text(&row.unit),
            text(row.due_clock.as_deref().unwrap_or_default()),
            row.calendar,
            text(&row.body),
        ),
        if sample.audience == before.audience {
            String::new()
        } else {
            beside(sample, false)
        },
        "COMMIT;\n".to_owned(),
    ]
    .join("\n")
}

/// A literal that pgbench does not take for variables: a colon before a letter would be one.
fn text(value: &str) -> String {
    let escaped = value
        .replace('\\', "\\\\")
        .replace('\'', "''")
        .replace(':', "\\x3a")
        .replace(';', "\\x3b");
    format!("E'{escaped}'")
}

fn bytes(value: &[u8]) -> String {
    use std::fmt::Write as _;
    let hex = value.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    });
    format!("'\\x{hex}'::bytea")
}

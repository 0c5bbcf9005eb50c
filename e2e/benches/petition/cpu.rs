//! Processor time, read from `/proc`: of the service, and of every process of the database cluster.

use std::fs;

use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::Outcome;

/// Ticks a second of `/proc/<pid>/stat`, which Linux fixed for good.
const TICKS: f64 = 100.0;

/// Processor seconds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cpu {
    /// The service's.
    pub service: f64,
    /// The cluster's; `None` where its processes cannot be seen from here.
    pub postgres: Option<f64>,
}

impl Cpu {
    /// What was used from `before` on.
    pub fn since(self, before: Self) -> Self {
        Self {
            service: self.service - before.service,
            postgres: self.postgres.zip(before.postgres).map(|(now, then)| now - then),
        }
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            service: self.service + other.service,
            postgres: self.postgres.zip(other.postgres).map(|(one, two)| one + two),
        }
    }
}

/// The first process of the cluster behind a connection; `None` if it runs where we cannot see it.
pub async fn postmaster(db: &DatabaseConnection) -> Outcome<Option<u32>> {
    let row = db.query_one_raw(crate::scene::sql("SELECT pg_backend_pid() AS pid")).await?;
    let backend: i32 = row.ok_or("no backend")?.try_get("", "pid")?;
    let is_postgres = fs::read_to_string(format!("/proc/{backend}/comm")).is_ok_and(|name| name.starts_with("postgres"));
    let parent = stat(u32::try_from(backend)?).map(|stat| stat.parent);
    Ok(parent.filter(|_| is_postgres))
}

/// Processor seconds of one process, its ended children left out.
pub fn of_process(process: u32) -> f64 {
    stat(process).map_or(0.0, |stat| stat.own)
}

/// Processor seconds of the first process, of its children, and of those that have ended.
pub fn of_cluster(postmaster: u32) -> f64 {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let processes = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    processes
        .filter_map(|process: u32| stat(process).map(|stat| (process, stat)))
        .filter(|(process, stat)| *process == postmaster || stat.parent == postmaster)
        .map(|(process, stat)| stat.own + if process == postmaster { stat.ended } else { 0.0 })
        .sum()
}

/// Resident memory of a process in MB.
pub fn memory(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}

struct Stat {
    parent: u32,
    own: f64,
    ended: f64,
}

/// The fields after the name, which may hold spaces: state, parent, …, utime (12th), stime, cutime, cstime.
fn stat(process: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(") ")?.1.split(' ').collect();
    let seconds = |at: usize| Some(fields.get(at)?.parse::<f64>().ok()? / TICKS);
    Some(Stat {
        parent: fields.get(1)?.parse().ok()?,
        own: seconds(11)? + seconds(12)?,
        ended: seconds(13)? + seconds(14)?,
    })
}

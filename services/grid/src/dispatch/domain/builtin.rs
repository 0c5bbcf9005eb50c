//! The routing table we bring along, for a county that has activated none.

use std::sync::LazyLock;

use serde::Deserialize;
use uuid::Uuid;

use super::{ClassPattern, Conditions, Department, Destination, Draft, Rule, Table};
use crate::domain::terms::{Level, Platform};
use time::OffsetDateTime;

const TEXT: &str = include_str!("../../../config/routing.toml");

/// The file we bring along cannot be read: a bug, and a test finds it.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the routing table that comes with the service cannot be read: {0}")]
pub struct NotReadable(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<FileRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRule {
    id: String,
    title: String,
    #[serde(default)]
    classes: Vec<ClassPattern>,
    #[serde(default)]
    levels: Vec<Level>,
    department: Department,
    platform: Option<Platform>,
    level: Level,
}

static BUILTIN: LazyLock<Result<Table, NotReadable>> = LazyLock::new(|| read(TEXT));

/// The built-in table, version 0, always in force where no other is.
///
/// # Errors
/// [`NotReadable`], of a build that no test let through.
pub fn builtin() -> Result<Table, NotReadable> {
    BUILTIN.clone()
}

fn read(text: &str) -> Result<Table, NotReadable> {
    let file: File = toml::from_str(text).map_err(|error| NotReadable(error.to_string()))?;
    let draft = Draft {
        id: Uuid::nil(),
        title: "built-in".to_owned(),
        document: "built-in defaults".to_owned(),
        rules: file.rule.into_iter().map(rule).collect(),
    };
    Ok(Table {
        version: 0,
        draft,
        drafted_at: OffsetDateTime::UNIX_EPOCH,
        simulated_at: None,
        effective: Some(OffsetDateTime::UNIX_EPOCH),
        until: None,
    })
}

fn rule(row: FileRule) -> Rule {
    Rule {
        id: row.id,
        title: row.title,
        when: Conditions {
            classes: row.classes,
            levels: row.levels,
            ..Conditions::default()
        },
        to: Destination {
            department: row.department,
            platform: row.platform,
            level: row.level,
        },
    }
}

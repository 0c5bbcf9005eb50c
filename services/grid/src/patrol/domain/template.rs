//! The checklists of screening rounds: those we bring along, or a deployment's own, from a file of the same form.

use std::collections::BTreeSet;

use serde::Deserialize;
use shiyu_kit::unit::Level;

use super::Frequency;
use crate::domain::terms::ClassCode;

const TEXT: &str = include_str!("../../../config/screening.toml");

/// An item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateItem {
    /// Its code.
    pub code: String,
    /// What to look at.
    pub title: String,
    /// Subclass of what is found.
    pub class: Option<ClassCode>,
}

/// Which units screen how often, and what they look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Every unit of this level screens.
    pub level: Level,
    /// How often: weekly or monthly.
    pub frequency: Frequency,
    /// The checklist.
    pub items: Vec<TemplateItem>,
}

/// The file cannot be used; all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the screening templates cannot be used: {}", .0.join("; "))]
pub struct BadTemplate(pub Vec<String>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    template: Vec<FileTemplate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTemplate {
    code: String,
    title: String,
    level: Level,
    frequency: Frequency,
    items: Vec<FileItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileItem {
    code: String,
    title: String,
    class: Option<String>,
}

/// Those we bring along.
///
/// # Errors
/// [`BadTemplate`], of a build that no test let through.
pub fn builtin() -> Result<Vec<Template>, BadTemplate> {
    read(TEXT)
}

/// Reads a file of templates.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(text: &str) -> Result<Vec<Template>, BadTemplate> {
    let file: File = toml::from_str(text).map_err(|error| BadTemplate(vec![error.to_string()]))?;
    let mut problems = Vec::new();
    let mut codes = BTreeSet::new();
    let templates: Vec<_> = file
        .template
        .into_iter()
        .map(|found| template(found, &mut codes, &mut problems))
        .collect();
    if problems.is_empty() {
        Ok(templates)
    } else {
        Err(BadTemplate(problems))
    }
}

fn template(found: FileTemplate, codes: &mut BTreeSet<String>, problems: &mut Vec<String>) -> Template {
    let code = found.code;
    if !is_code(&code) || !codes.insert(code.clone()) {
        problems.push(format!("template {code}: a code is 1 to 40 of a-z, 0-9 and _, and there once"));
    }
    if !matches!(found.frequency, Frequency::Weekly | Frequency::Monthly) {
        problems.push(format!("template {code}: it is weekly or monthly"));
    }
    if !(1..=100).contains(&found.items.len()) {
        problems.push(format!("template {code}: 1 to 100 items"));
    }
    let mut seen = BTreeSet::new();
    let items = found.items.into_iter().map(|found| item(found, (&code, &mut seen), problems));
    Template {
        items: items.collect(),
        code,
        title: found.title,
        level: found.level,
        frequency: found.frequency,
    }
}

fn item(found: FileItem, (template, seen): (&str, &mut BTreeSet<String>), problems: &mut Vec<String>) -> TemplateItem {
    let code = found.code;
    if !is_code(&code) || !seen.insert(code.clone()) {
        problems.push(format!(
            "item {code} of {template}: a code is 1 to 40 of a-z, 0-9 and _, and there once"
        ));
    }
    let class = found.class.map(|class| class.parse());
    if let Some(Err(_)) = class {
        problems.push(format!("item {code} of {template}: its class is no subclass"));
    }
    TemplateItem {
        code,
        title: found.title,
        class: class.and_then(Result::ok),
    }
}

fn is_code(text: &str) -> bool {
    let sign = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'_';
    (1..=40).contains(&text.len()) && text.bytes().all(sign)
}

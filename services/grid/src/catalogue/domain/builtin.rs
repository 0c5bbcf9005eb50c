//! The catalogue we bring along, for a county that has not decided on its own.

use std::sync::LazyLock;

use serde::Deserialize;
use shiyu_kit::calendar::Amount;
use uuid::Uuid;

use super::{Content, Edition, HandlingLimit, Heading, LimitStage, Subclass};
use crate::domain::terms::{AreaClass, ClassCode, Kind, Platform};

const TEXT: &str = include_str!("../../../config/catalogue.toml");

/// The file we bring along cannot be read: a bug, and a test finds it.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the catalogue that comes with the service cannot be read: {0}")]
pub struct NotReadable(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    document: String,
    class: Vec<FileClass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileClass {
    kind: Kind,
    number: u8,
    title: String,
    platform: Option<Platform>,
    #[serde(default)]
    hazard: bool,
    subclasses: Vec<FileSubclass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSubclass {
    number: u8,
    title: String,
    /// For every area, or for A, B and C.
    handle: Vec<String>,
    stop: Option<String>,
    penalise: Option<String>,
    remove: Option<String>,
}

static BUILTIN: LazyLock<Result<Edition, NotReadable>> = LazyLock::new(|| read(TEXT));

/// The built-in edition, version 0.
///
/// # Errors
/// [`NotReadable`], of a build that no test let through.
pub fn builtin() -> Result<Edition, NotReadable> {
    BUILTIN.clone()
}

fn read(text: &str) -> Result<Edition, NotReadable> {
    let file: File = toml::from_str(text).map_err(|error| NotReadable(error.to_string()))?;
    let mut content = Content::default();
    for class in file.class {
        for row in &class.subclasses {
            content.subclasses.push(subclass(&class, row)?);
        }
        content.headings.push(Heading {
            kind: class.kind,
            number: class.number,
            title: class.title,
        });
    }
    Ok(Edition {
        id: Uuid::nil(),
        version: 0,
        valid_from: None,
        document: file.document,
        imported_at: None,
        content: content.sorted(),
    })
}

fn subclass(class: &FileClass, row: &FileSubclass) -> Result<Subclass, NotReadable> {
    let areas: &[Option<AreaClass>] = match row.handle.len() {
        1 => &[None],
        3 => &[Some(AreaClass::A), Some(AreaClass::B), Some(AreaClass::C)],
        _ => return Err(NotReadable(format!("{}: one limit, or three", row.title))),
    };
    let mut limits = Vec::new();
    for (area, text) in areas.iter().zip(&row.handle) {
        limits.push(limit(LimitStage::Handle, *area, text)?);
    }
    let others = [
        (LimitStage::Stop, &row.stop),
        (LimitStage::Penalise, &row.penalise),
        (LimitStage::Remove, &row.remove),
    ];
    for (stage, text) in others {
        if let Some(text) = text {
            limits.push(limit(stage, None, text)?);
        }
    }
    Ok(Subclass {
        code: ClassCode {
            kind: class.kind,
            class: class.number,
            subclass: row.number,
        },
        title: row.title.clone(),
        hazard: class.hazard,
        platform: class.platform,
        limits,
    })
}

fn limit(stage: LimitStage, area: Option<AreaClass>, text: &str) -> Result<HandlingLimit, NotReadable> {
    let amount: Amount = text.parse().map_err(|_| NotReadable(format!("{text} is no limit")))?;
    Ok(HandlingLimit {
        stage,
        area,
        amount: amount.count,
        unit: amount.unit,
    })
}

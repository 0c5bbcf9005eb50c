//! The press: templates read once, leaves set off the threads that answer calls, few at a time.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;
use time::OffsetDateTime;
use tokio::sync::Semaphore;

use super::DocumentFault;
use super::face::face;
use super::leaf::Leaf;
use super::{html, pdf};
use crate::file::Hash;

/// Leaves set at once; the next ones wait. Setting one takes some megabytes for a moment.
const AT_ONCE: usize = 2;

/// As what a document is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page of its own, with its style within and nothing from outside.
    Html,
    /// PDF/A-2u (ISO 19005-2), the face within.
    Pdf,
}

impl Format {
    /// The media type of RFC 6838.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }
}

/// What is to be set.
#[derive(Debug, Clone)]
pub struct Order<F> {
    /// The name of the template.
    pub template: &'static str,
    /// What the template tells. Texts are taken as they are; only signs that no paper shows are left out.
    pub facts: F,
    /// As what.
    pub format: Format,
    /// Since when the case says this: the date within the PDF. Never the time of printing, which would make every print another.
    pub at: OffsetDateTime,
}

/// A document that was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// What it is.
    pub format: Format,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their SHA-256, which belongs on the record of the case.
    pub hash: Hash,
    /// Signs that the face of the PDF does not have: 〓 stands for each, and somebody writes it in by hand.
    pub lacking: BTreeSet<char>,
}

/// The templates of one service. Clones share them.
#[derive(Debug, Clone)]
pub struct Press {
    templates: Arc<Environment<'static>>,
    turns: Arc<Semaphore>,
}

impl Press {
    /// Reads templates: their names and texts. The face is read when the first PDF is set, not here.
    ///
    /// # Errors
    /// [`DocumentFault::Template`].
    pub fn new(templates: &[(&'static str, &'static str)]) -> Result<Self, DocumentFault> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        for (name, text) in templates {
            environment.add_template(name, text)?;
        }
        Ok(Self {
            templates: Arc::new(environment),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        })
    }

    /// Sets a document. The same order is the same bytes.
    ///
    /// # Errors
    /// [`DocumentFault`].
    pub async fn print<F: Serialize>(&self, order: Order<F>) -> Result<Printed, DocumentFault> {
        let turn = self.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|_| DocumentFault::Stopped)?;
        let templates = self.templates.clone();
        let order = Order {
            facts: Value::from(Serde(&order.facts)),
            template: order.template,
            format: order.format,
            at: order.at,
        };
        let set = tokio::task::spawn_blocking(move || {
            let printed = set(&templates, &order);
            drop(turn);
            printed
        });
        set.await.map_err(|_| DocumentFault::Stopped)?
    }
}

fn set(templates: &Environment<'static>, order: &Order<Value>) -> Result<Printed, DocumentFault> {
    let body = templates.get_template(order.template)?.render(&order.facts)?;
    let leaf = Leaf::read(&body)?;
    let (bytes, lacking) = match order.format {
        Format::Html => (html::page(&leaf).into_bytes(), BTreeSet::new()),
        Format::Pdf => (pdf::write(&leaf, order.at)?, lacking(&leaf.markup)?),
    };
    Ok(Printed {
        format: order.format,
        hash: Hash::of(&bytes),
        bytes,
        lacking,
    })
}

/// The signs of a text that are written with no letter of the face. Markup is ASCII, which it has.
fn lacking(text: &str) -> Result<BTreeSet<char>, DocumentFault> {
    let face = face()?;
    let signs = text.chars().filter(|sign| !sign.is_ascii() && !sign.is_whitespace());
    Ok(signs.filter(|sign| !face.has(*sign)).collect())
}

//! The one place that prints: results to stdout, messages to stderr.

use std::error::Error;
use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::refusal::Refusal;

/// For whom results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printer {
    /// For people.
    Plain,
    /// For programs: stdout is JSON and nothing else.
    Json,
}

impl Printer {
    /// Prints a result in one of its two forms.
    pub fn show(self, value: &Value, text: impl FnOnce() -> String) {
        match self {
            Self::Plain => write(&mut io::stdout(), &text()),
            Self::Json => write(&mut io::stdout(), &format!("{value:#}")),
        }
    }

    /// Prints one line of JSON, for programs only: results that come one by one.
    pub fn line(self, value: impl FnOnce() -> Value) {
        if self == Self::Json {
            write(&mut io::stdout(), &value().to_string());
        }
    }

    /// Tells people something on the way.
    pub fn note(self, text: &str) {
        write(&mut io::stderr(), text);
    }

    /// Tells why a command failed.
    pub fn failure(self, failure: &Failure) {
        let text = match self {
            Self::Plain => lines(failure).join("\n"),
            Self::Json => json!({ "error": document(failure) }).to_string(),
        };
        write(&mut io::stderr(), &text);
    }
}

/// What cannot be printed is lost: whoever read it went away, as `head` does.
fn write(to: &mut dyn Write, text: &str) {
    drop(writeln!(to, "{}", text.trim_end()).and_then(|()| to.flush()));
}

/// A failure for people.
#[must_use]
pub fn lines(failure: &Failure) -> Vec<String> {
    if let Failure::Refused(status) = failure {
        return Refusal::from(status).lines();
    }
    let mut lines = vec![failure.to_string()];
    let mut cause = failure.source();
    while let Some(error) = cause {
        lines.push(format!("  {error}"));
        cause = error.source();
    }
    lines
}

fn document(failure: &Failure) -> Value {
    match failure {
        Failure::Refused(status) => Refusal::from(status).json(),
        Failure::Usage(_) | Failure::File { .. } | Failure::Unreachable { .. } | Failure::Late(_) | Failure::Unaccounted { .. } => {
            json!({ "message": lines(failure).join(":") })
        }
    }
}

/// A table with these heads.
#[must_use]
pub fn table(heads: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(heads.to_vec());
    table
}

//! The types a key may be asked for. A value that is not of its type is noted, and a placeholder stands in for it.

use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use super::error::Problem;
use super::value::Shape;
use super::{Reader, Secret, units};

impl Reader {
    /// A text that must be there.
    pub fn text(&mut self, key: &str) -> String {
        self.required(key, "a text", String::new(), |shape| shape.text().map(str::to_owned))
    }

    /// A text that may be absent.
    pub fn optional_text(&mut self, key: &str) -> Option<String> {
        self.optional(key, "a text", |shape| shape.text().map(str::to_owned))
    }

    /// A whole number within a range.
    pub fn number<T>(&mut self, key: &str, range: RangeInclusive<T>) -> T
    where
        T: FromStr + PartialOrd + std::fmt::Display + Copy,
    {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        self.required(key, &expected, *range.start(), |shape| {
            let number = shape.number()?.parse().ok()?;
            range.contains(&number).then_some(number)
        })
    }

    /// A share between zero and one.
    pub fn ratio(&mut self, key: &str) -> f64 {
        self.required(key, "a number from 0.0 to 1.0", 0.0, |shape| {
            let ratio: f64 = shape.number()?.parse().ok()?;
            (0.0..=1.0).contains(&ratio).then_some(ratio)
        })
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str) -> bool {
        self.required(key, "true or false", false, Shape::flag)
    }

    /// A duration such as `"5s"`.
    pub fn duration(&mut self, key: &str) -> Duration {
        let expected = "a duration such as \"250ms\", \"5s\", \"2m\" or \"1h\"";
        self.required(key, expected, Duration::ZERO, |shape| units::duration(shape.text()?))
    }

    /// A duration of more than nothing.
    pub fn pace(&mut self, key: &str) -> Duration {
        let expected = "a duration of more than nothing, such as \"250ms\", \"5s\", \"2m\" or \"1h\"";
        self.required(key, expected, Duration::from_secs(1), |shape| {
            units::duration(shape.text()?).filter(|duration| !duration.is_zero())
        })
    }

    /// A duration of so much or more.
    pub fn at_least(&mut self, key: &str, least: Duration) -> Duration {
        let expected = format!("a duration of at least {}s, such as \"30s\" or \"2m\"", least.as_secs());
        self.required(key, &expected, least, |shape| {
            units::duration(shape.text()?).filter(|duration| *duration >= least)
        })
    }

    /// A size in bytes such as `"4MiB"`.
    pub fn size(&mut self, key: &str) -> usize {
        let expected = "a size such as \"512KiB\" or \"4MiB\"";
        self.required(key, expected, 0, |shape| units::size(shape.text()?))
    }

    /// An IP address and a port.
    pub fn address(&mut self, key: &str) -> SocketAddr {
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
        self.parsed(key, "an address such as 0.0.0.0:50051", nowhere)
    }

    /// Anything that reads itself from a text; the placeholder stands in for what does not.
    pub fn parsed<T: FromStr>(&mut self, key: &str, expected: &str, placeholder: T) -> T {
        self.required(key, expected, placeholder, |shape| shape.text()?.parse().ok())
    }

    /// The path of a file or folder that must be given.
    pub fn path(&mut self, key: &str) -> PathBuf {
        self.text(key).into()
    }

    /// The path of a file or folder that may be left out.
    pub fn optional_path(&mut self, key: &str) -> Option<PathBuf> {
        self.optional_text(key).map(PathBuf::from)
    }

    /// The path of a file that may be left out, but not be unreadable.
    pub fn optional_file(&mut self, key: &str) -> Option<PathBuf> {
        let path = self.optional_path(key)?;
        if let Err(trouble) = std::fs::read(&path) {
            self.reject(key, Problem::Unreadable(trouble.to_string()));
        }
        Some(path)
    }

    /// Notes a text that is not what it should be.
    pub(super) fn expect(&mut self, key: &str, holds: bool, expected: &str) {
        if !holds {
            let expected = expected.to_owned();
            self.reject(key, Problem::Invalid { expected });
        }
    }

    /// Texts; a variable separates them by commas.
    pub fn list(&mut self, key: &str) -> Vec<String> {
        self.optional(key, "a list of texts", Shape::list).unwrap_or_default()
    }

    /// The content of the file a key names, without the line break at its end.
    pub fn secret_file(&mut self, key: &str) -> Option<Secret> {
        let path = self.optional_path(key)?;
        match std::fs::read_to_string(path) {
            Ok(text) => Some(Secret::new(text.trim_end())),
            Err(trouble) => {
                self.reject(key, Problem::Unreadable(trouble.to_string()));
                None
            }
        }
    }

    /// A secret given as `key` or in the file that `key_file` names; not both.
    pub fn secret(&mut self, key: &str) -> Option<Secret> {
        let inline = self.optional_text(key).map(Secret::new);
        let file = format!("{key}_file");
        let filed = self.secret_file(&file);
        if inline.is_some() && self.is_set(&file) {
            self.reject(key, Problem::Conflict(format!("is given beside {file}")));
        }
        inline.or(filed)
    }
}

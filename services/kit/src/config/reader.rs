//! The layers of a configuration and which of them a key is found in. What is wrong is noted and the reading goes on,
//! so that an operator learns of every error at once.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::{ConfigError, ConfigErrors, Problem, Source, variable};
use super::value::{Flat, Shape, Value, flatten};
use super::{PREFIX, hint};

/// A configuration being read.
#[derive(Debug)]
pub struct Reader {
    defaults: Flat,
    file: Flat,
    environment: Flat,
    asked: BTreeSet<String>,
    open: BTreeSet<String>,
    errors: Vec<ConfigError>,
}

impl Reader {
    /// Begins with the text of the defaults.
    #[must_use]
    pub fn new(defaults: &str) -> Self {
        let mut errors = Vec::new();
        let defaults = flatten(defaults, &|_| Source::Default, &mut errors);
        let (file, environment) = (Flat::new(), Flat::new());
        Self {
            defaults,
            file,
            environment,
            asked: BTreeSet::new(),
            open: BTreeSet::new(),
            errors,
        }
    }

    /// Puts a file above the defaults.
    #[must_use]
    pub fn file(mut self, path: &Path) -> Self {
        let name = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => self.text_file(&name, &text),
            Err(trouble) => {
                let source = Source::File { name, line: 0 };
                self.note("", source, Problem::Unreadable(trouble.to_string()));
                self
            }
        }
    }

    /// Puts the text of a file above the defaults.
    #[must_use]
    pub fn text_file(mut self, name: &str, text: &str) -> Self {
        let source = |line| Source::File {
            name: name.to_owned(),
            line,
        };
        self.file = flatten(text, &source, &mut self.errors);
        self
    }

    /// Puts variables above both. Only those that begin with [`PREFIX`] and have two underscores are settings: the others
    /// are the command line's, the `shiyu` command's, or what Kubernetes tells of a service of its own.
    #[must_use]
    pub fn environment(mut self, variables: impl IntoIterator<Item = (String, String)>) -> Self {
        for (name, text) in variables {
            let Some(rest) = name.strip_prefix(PREFIX) else { continue };
            if !rest.contains("__") {
                continue;
            }
            let key = rest.to_lowercase().replace("__", ".");
            let value = Value {
                shape: Shape::Loose(text),
                source: Source::Environment(name),
            };
            self.environment.insert(key, value);
        }
        self
    }

    /// Whether a key has a value.
    #[must_use]
    pub fn is_set(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Notes something wrong with a key that only its reader can see.
    pub fn reject(&mut self, key: &str, problem: Problem) {
        let source = self.find(key).map_or(Source::Nowhere, |value| value.source.clone());
        self.note(key, source, problem);
    }

    /// The end of reading.
    ///
    /// # Errors
    /// Everything that was wrong, keys nobody asked for among it.
    pub fn finish(mut self) -> Result<(), ConfigErrors> {
        self.note_unknown();
        let explained = |key: &&String| self.defaults.contains_key(*key) || self.open.contains(*key);
        let undocumented: Vec<_> = self.asked.iter().filter(|key| !explained(key)).cloned().collect();
        for key in undocumented {
            self.note(&key, Source::Default, Problem::Undocumented);
        }
        self.finish_part()
    }

    /// The end of reading a part: what nobody asked for is somebody else's.
    ///
    /// # Errors
    /// Everything that was wrong with what was asked for.
    pub fn finish_part(self) -> Result<(), ConfigErrors> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(ConfigErrors(self.errors))
        }
    }

    fn note_unknown(&mut self) {
        let mut unknown = Vec::new();
        for (key, value) in self.environment.iter().chain(&self.file).chain(&self.defaults) {
            if !self.asked.contains(key) {
                let nearest = hint::nearest(key, self.asked.iter().map(String::as_str));
                unknown.push((key.clone(), value.source.clone(), nearest.map(str::to_owned)));
            }
        }
        for (key, source, nearest) in unknown {
            let from_environment = matches!(source, Source::Environment(_));
            let nearest = nearest.map(|known| if from_environment { variable(&known) } else { known });
            self.note(&key, source, Problem::Unknown { nearest });
        }
    }

    /// A text that may be absent, of a section whose keys the default file explains as a whole.
    pub fn open<T>(&mut self, key: &str, expected: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.open.insert(key.to_owned());
        self.optional(key, expected, |shape| parse(shape.text()?))
    }

    pub(super) fn required<T>(&mut self, key: &str, expected: &str, placeholder: T, parse: impl FnOnce(&Shape) -> Option<T>) -> T {
        if !self.is_set(key) {
            self.note(key, Source::Nowhere, Problem::Missing);
        }
        self.optional(key, expected, parse).unwrap_or(placeholder)
    }

    pub(super) fn optional<T>(&mut self, key: &str, expected: &str, parse: impl FnOnce(&Shape) -> Option<T>) -> Option<T> {
        self.asked.insert(key.to_owned());
        let parsed = parse(&self.find(key)?.shape);
        if parsed.is_none() {
            self.reject(
                key,
                Problem::Invalid {
                    expected: expected.to_owned(),
                },
            );
        }
        parsed
    }

    fn find(&self, key: &str) -> Option<&Value> {
        [&self.environment, &self.file, &self.defaults]
            .into_iter()
            .filter_map(|layer| layer.get(key))
            .find(|value| !value.shape.is_none())
    }

    fn note(&mut self, key: &str, source: Source, problem: Problem) {
        let key = key.to_owned();
        self.errors.push(ConfigError {
            key,
            source_of_value: source,
            problem,
        });
    }
}

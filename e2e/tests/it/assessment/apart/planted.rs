//! What is planted in one county, in the bytes in which it might be found in another.

use uuid::Uuid;

/// A case of a service, and what was said of it.
pub(super) struct Plant {
    /// What it is.
    pub what: &'static str,
    /// What the paths of its service's methods begin with.
    pub service: &'static str,
    /// Its name.
    pub name: String,
    /// What was said of it, in words that nobody else says.
    pub words: Vec<&'static str>,
}

impl Plant {
    /// Its id.
    pub(super) fn id(&self) -> Uuid {
        self.name.rsplit('/').next().unwrap().parse().unwrap()
    }

    /// What was said of it, for whoever says its id themselves.
    pub(super) fn said(&self) -> Planted {
        let said = self
            .words
            .iter()
            .map(|word| (format!("“{word}” of {}", self.what), word.as_bytes().to_vec()));
        Planted(said.collect())
    }

    /// Its id, in whatever spelling.
    pub(super) fn named(&self) -> Planted {
        Planted::named(self.what, self.id())
    }
}

/// What must not be found.
#[derive(Default)]
pub(super) struct Planted(Vec<(String, Vec<u8>)>);

impl Planted {
    /// An id, in whatever spelling.
    pub(super) fn named(what: &str, id: Uuid) -> Self {
        Self(vec![
            (format!("the id of {what}"), id.to_string().into_bytes()),
            (format!("the id of {what} without hyphens"), id.simple().to_string().into_bytes()),
            (format!("the id of {what} in bytes"), id.as_bytes().to_vec()),
        ])
    }

    /// The same and more.
    pub(super) fn also(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    #[track_caller]
    pub(super) fn nowhere_in(&self, what: &str, bytes: &[u8]) {
        for (name, planted) in &self.0 {
            let found = bytes.windows(planted.len()).any(|window| window == planted.as_slice());
            assert!(!found, "{name} is in {what}");
        }
    }

    pub(super) fn somewhere_in(&self, bytes: &[u8]) -> bool {
        self.0
            .iter()
            .any(|(_, planted)| bytes.windows(planted.len()).any(|window| window == planted.as_slice()))
    }
}

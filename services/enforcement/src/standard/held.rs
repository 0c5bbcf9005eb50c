//! The standards as every case looks into them, held in memory.

use std::collections::BTreeMap;
use std::ops::Bound;

use sea_orm::DatabaseConnection;
use shiyu_kit::ledger::Unread;
use shiyu_kit::snapshot::Held;
use time::Date;

use super::domain::{Band, Body, DocumentKind, Requirement, Standard, StandardKind, Subject, Wording};
use super::store;
use crate::power::domain::PowerCode;

/// Every version, by subject, the latest first.
#[derive(Debug, Clone, Default)]
pub struct Standards {
    versions: BTreeMap<Subject, Vec<Standard>>,
}

impl Standards {
    /// These versions.
    #[must_use]
    pub fn of(all: impl IntoIterator<Item = Standard>) -> Self {
        let mut versions: BTreeMap<Subject, Vec<Standard>> = BTreeMap::new();
        for standard in all {
            versions.entry(standard.subject.clone()).or_default().push(standard);
        }
        for known in versions.values_mut() {
            known.sort_by_key(|standard| std::cmp::Reverse((standard.valid_from, standard.version)));
        }
        Self { versions }
    }

    /// The version in force on a day.
    #[must_use]
    pub fn on(&self, subject: &Subject, day: Date) -> Option<&Standard> {
        self.versions.get(subject)?.iter().find(|standard| standard.valid_from <= day)
    }

    /// One version, whatever the day.
    #[must_use]
    pub fn version(&self, subject: &Subject, version: i64) -> Option<&Standard> {
        self.versions.get(subject)?.iter().find(|standard| standard.version == version)
    }

    /// Those of a kind in force on a day, after a subject, in the order of their subjects.
    pub fn after<'a>(&'a self, kind: StandardKind, after: Option<&Subject>, day: Date) -> impl Iterator<Item = &'a Standard> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let rest = self.versions.range::<Subject, _>((from, Bound::Unbounded));
        let of_kind = rest.filter(move |(subject, _)| subject.kind() == kind);
        of_kind.filter_map(move |(_, known)| known.iter().find(|standard| standard.valid_from <= day))
    }

    /// The benchmark of an item on a day, with its version.
    #[must_use]
    pub fn benchmark(&self, code: &PowerCode, day: Date) -> Option<(i64, &[Band])> {
        let standard = self.on(&Subject::Benchmark(code.clone()), day)?;
        match &standard.body {
            Body::Bands(bands) => Some((standard.version, bands)),
            Body::Requirements(_) | Body::Wording(_) => None,
        }
    }

    /// The evidence checklist of an item on a day, with its version.
    #[must_use]
    pub fn checklist(&self, code: &PowerCode, day: Date) -> Option<(i64, &[Requirement])> {
        let standard = self.on(&Subject::Checklist(code.clone()), day)?;
        match &standard.body {
            Body::Requirements(requirements) => Some((standard.version, requirements)),
            Body::Bands(_) | Body::Wording(_) => None,
        }
    }

    /// The wording of a document on a day, with its version; version 0 where the county has none of its own.
    #[must_use]
    pub fn wording(&self, kind: DocumentKind, day: Date) -> (i64, Wording) {
        let standard = self.on(&Subject::Wording(kind), day);
        let wording = standard.and_then(|standard| match &standard.body {
            Body::Wording(wording) => Some((standard.version, wording.clone())),
            Body::Bands(_) | Body::Requirements(_) => None,
        });
        wording.unwrap_or_default()
    }
}

impl Held for Standards {
    const NAME: &'static str = "standards";

    async fn load(db: &DatabaseConnection) -> Result<Self, Unread> {
        Ok(Self::of(store::all(db).await?))
    }
}

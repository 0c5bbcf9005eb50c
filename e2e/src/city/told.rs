//! What a county told, and that each fact of it was told once.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use shiyu_kit::journal;
use shiyu_kit::nats::COUNTY_STREAM;

use super::City;
use crate::stream::{Told, everything};

impl City {
    /// Everything in a county's stream, in order.
    ///
    /// # Panics
    /// When the bus does not answer.
    pub async fn told(&self, code: &str) -> Vec<Told> {
        everything(self.bus(code), COUNTY_STREAM).await
    }

    /// Insists that the stream of a county holds every fact of its journals, each once, and those of every case in the order of its
    /// versions. How many there are is answered.
    ///
    /// # Panics
    /// When a fact is missing, doubled, nobody's, or out of order.
    pub async fn each_fact_is_told_once(&self, code: &str) -> usize {
        let told = self.told(code).await;
        let mut ids = BTreeSet::new();
        let mut versions: BTreeMap<(String, String), u64> = BTreeMap::new();
        for fact in &told {
            let id = fact.header("ce-id").to_owned();
            assert!(ids.insert(id), "{} is told twice", fact.subject);
            let Ok(version) = fact.header("ce-caseversion").parse() else {
                continue;
            };
            let service = fact.subject.split('.').nth(1).unwrap_or_default().to_owned();
            let before = versions.insert((service, fact.header("ce-subject").to_owned()), version);
            assert!(before.unwrap_or_default() < version, "{} is out of order", fact.subject);
        }
        let mut written = BTreeSet::new();
        for office in self.place(code).offices() {
            let db = office.connect().await;
            let rows = journal::Entity::find()
                .filter(journal::Column::Fact.is_not_null())
                .all(&db.reader)
                .await;
            written.extend(rows.expect("the journal").into_iter().map(|row| row.event_id.to_string()));
            db.close().await;
        }
        assert_eq!(ids, written, "the stream and the journals of {code}");
        told.len()
    }
}

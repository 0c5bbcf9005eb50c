//! What a visit found, as the clue (线索) of a case.

use shiyu_kit::calendar::local_date;
use shiyu_kit::unit::Code;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::domain::{Finding, Visit};
use crate::domain::command::Receive;
use crate::domain::terms::ClueSource;
use crate::domain::{Clue, Discovery, Number};
use crate::wire::Receiving;

impl Visit {
    /// The clue that one of its findings is, as it was put on record at that moment.
    #[must_use]
    pub fn clue(&self, finding: Uuid, (told, county): (OffsetDateTime, &Code)) -> Option<Receiving> {
        let made = self.result.as_ref()?;
        let finding = made.findings.iter().find(|found| found.id == finding)?;
        // Of the day itself nobody wrote down the hour.
        let days = (local_date(told) - made.on).whole_days().max(0);
        let found_at = told - Duration::days(days);
        Some(Receiving {
            id: finding.id,
            receive: self.receive(finding, (found_at, county)),
            identities: Vec::new(),
            spot: None,
        })
    }

    fn receive(&self, finding: &Finding, (found_at, county): (OffsetDateTime, &Code)) -> Receive {
        Receive {
            county: county.clone(),
            number: Number::default(),
            unit: Some(finding.unit.clone()),
            clue: Clue {
                source: ClueSource::Inspection,
                source_reference: Some(format!("inspections/{}/{}", self.id, finding.id)),
                title: "执法检查发现线索".to_owned(),
                description: format!("事项{}：{}", finding.power, finding.text),
                place: self.place.clone(),
                found_at,
                discovery: Some(Discovery {
                    reference: format!("inspections/{}", self.id),
                    issuer: finding.unit.to_string(),
                }),
                leads: Vec::new(),
                referred: None,
            },
            parties: Vec::new(),
            sealed: Vec::new(),
        }
    }
}

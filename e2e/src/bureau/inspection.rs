//! What the bureau looks at on its rounds, and the clue that what it finds becomes.

use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::inspection_service_client::InspectionServiceClient;
use time::{Duration, OffsetDateTime};

use super::{BUREAU, Bureau, PLACE, WORDS, people};
use crate::people::{Door, Post};
use crate::sample::parent;

/// What an inspection of a place found five minutes before, of nobody yet: a clue, for the counter.
#[must_use]
pub fn inspected(place: &str, now: OffsetDateTime) -> pb::ReceiveClueRequest {
    let [found, ..] = WORDS;
    pb::ReceiveClueRequest {
        parent: parent(),
        request_id: new_id().to_string(),
        clue: Some(pb::Clue {
            source: pb::ClueSource::Inspection.into(),
            title: found.to_owned(),
            description: found.to_owned(),
            place: place.to_owned(),
            found_time: Some(timestamp(now - Duration::minutes(5))),
            ..pb::Clue::default()
        }),
        ..pb::ReceiveClueRequest::default()
    }
}

impl Bureau {
    /// The door of regulated objects, draws and visits.
    #[must_use]
    pub fn inspections(&self, post: &Post) -> InspectionServiceClient<Door> {
        InspectionServiceClient::new(self.caller(post).door())
    }

    /// A building site is looked at every ninety days.
    ///
    /// # Panics
    /// When it cannot be put on record.
    pub async fn site(&self, title: &str) -> String {
        let object = pb::RegulatedObject {
            kind: pb::ObjectKind::Place.into(),
            title: title.to_owned(),
            place: PLACE.to_owned(),
            category: "building-site".to_owned(),
            whereabouts: "塔山街道".to_owned(),
            unit: BUREAU.to_owned(),
            cadence_days: 90,
            ..pb::RegulatedObject::default()
        };
        let put = pb::PutRegulatedObjectRequest {
            parent: parent(),
            object: Some(object),
            request_id: new_id().to_string(),
        };
        let put = self.inspections(&people::LI).put_regulated_object(put).await;
        put.expect("a regulated object").into_inner().name
    }

    /// The case that the first finding of a visit became.
    ///
    /// # Panics
    /// When nothing was found, or there is no case of it.
    pub async fn clue_of(&self, visit: &pb::Inspection) -> pb::Case {
        self.settled().await;
        let finding = visit.findings.first().expect("a finding");
        self.case(&format!("{}/cases/{}", parent(), finding.id)).await
    }
}

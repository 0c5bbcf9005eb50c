//! What a county does all day, at any pace: petitions that are registered, forwarded, accepted, handled and offered to mediation or to
//! enforcement, and events that a patrol reports. Every call has to be answered, once, and is never repeated.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use shiyu_kit::clock::{WallClock, new_id};
use shiyu_proto::common::v1::{IdentityField, ReferralDestination};
use shiyu_proto::grid::v1 as grid;
use shiyu_proto::petition::v1 as pb;
use tonic::Status;
use uuid::Uuid;

use super::{City, Doors};
use crate::desks::{in_county, spot_in};
use crate::ground::people::PATROL;
use crate::ground::reporting;
use crate::orders::Orders;
use crate::people::{HANDLER, OFFICER};
use crate::sample::{BUREAU, COUNTY, registration};

/// Calls of one story, each of which writes.
pub const WRITES: u32 = 6;

/// What came of a load.
#[derive(Debug, Default)]
pub struct Book {
    /// How long every answered call took.
    pub answered: Vec<Duration>,
    /// What every other was answered.
    pub failed: Vec<String>,
    /// Petitions that were registered.
    pub petitions: BTreeSet<Uuid>,
    /// How many were offered to mediation, and to enforcement.
    pub offered: [usize; 2],
    /// Events that were reported.
    pub events: BTreeSet<Uuid>,
}

/// The load of one county. Clones write into the same book.
#[derive(Debug, Clone)]
pub struct Load {
    county: &'static str,
    petition: Doors,
    grid: Doors,
    book: Arc<Mutex<Book>>,
}

impl Load {
    /// Of a county that was prepared, with the petition and the grid service.
    #[must_use]
    pub fn of(city: &City, county: &'static str) -> Self {
        Self {
            county,
            petition: city.place(county).doors("petition"),
            grid: city.place(county).doors("grid"),
            book: Arc::default(),
        }
    }

    /// What came of it so far; the next book is empty.
    #[must_use]
    pub fn take(&self) -> Book {
        std::mem::take(&mut *self.book.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How many calls were answered so far.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.book.lock().unwrap_or_else(PoisonError::into_inner).answered.len()
    }

    /// One story from its beginning, [`WRITES`] calls; the first that fails ends it. Every second one goes to enforcement.
    pub async fn story(&self, number: usize) {
        let _ = Box::pin(self.petition(number)).await;
        let _ = self.event().await;
    }

    async fn petition(&self, number: usize) -> Option<()> {
        let id = new_id();
        let mut request = registration(id);
        request.parent = format!("counties/{}", self.county);
        if let Some(petition) = &mut request.petition {
            petition.place = self.here(&petition.place);
        }
        let name = format!("counties/{}/petitions/{id}", self.county);
        let office = || self.petition.caller(&in_county(self.county, &OFFICER));
        let bureau = || Orders::new(&name, self.petition.caller(&in_county(self.county, &HANDLER)));
        let registered = async { office().petitions().register_petition(request).await };
        Box::pin(self.note(registered)).await?;
        self.write(|book| book.petitions.insert(id));
        let unit = self.here(BUREAU);
        self.note(async { Orders::new(&name, office()).forward(&unit).await }).await?;
        self.note(async { bureau().accept(pb::DeliveryMethod::Mail).await }).await?;
        self.note(async { bureau().relieve(pb::ReliefPath::HandlingOpinion).await }).await?;
        self.note(async { bureau().offer(offer(number)).await }).await?;
        self.write(|book| book.offered.get_mut(number % 2).map(|count| *count += 1));
        Some(())
    }

    async fn event(&self) -> Option<()> {
        let id = new_id();
        let request = grid::ReportEventRequest {
            parent: format!("counties/{}", self.county),
            request_id: id.to_string(),
            class_code: "E0103".to_owned(),
            point: Some(spot_in(self.county)),
            ..reporting(WallClock::system().now(), grid::EventSource::Patrol)
        };
        let patrol = self.grid.caller(&in_county(self.county, &PATROL));
        self.note(async { patrol.events().report_event(request).await }).await?;
        self.write(|book| book.events.insert(id));
        Some(())
    }

    /// What stands in the first county, in this one.
    fn here(&self, code: &str) -> String {
        code.replacen(COUNTY, self.county, 1)
    }

    async fn note<T>(&self, call: impl Future<Output = Result<T, Status>>) -> Option<T> {
        let since = Instant::now();
        let answer = call.await;
        self.write(|book| match &answer {
            Ok(_) => book.answered.push(since.elapsed()),
            Err(status) => book.failed.push(format!("{status:?}")),
        });
        answer.ok()
    }

    fn write<T>(&self, entry: impl FnOnce(&mut Book) -> T) {
        entry(&mut self.book.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

fn offer(number: usize) -> pb::OfferReferralRequest {
    let (destination, purpose, consent) = if number.is_multiple_of(2) {
        (ReferralDestination::Mediation, "mediation", "CONSENT-2026-7")
    } else {
        (ReferralDestination::Enforcement, "enforcement", "")
    };
    pb::OfferReferralRequest {
        destination: destination.into(),
        purpose: purpose.to_owned(),
        summary: "A roof that leaks, and who repairs it".to_owned(),
        consent_reference: consent.to_owned(),
        granted_fields: vec![IdentityField::Name.into()],
        grant_days: 30,
        ..pb::OfferReferralRequest::default()
    }
}

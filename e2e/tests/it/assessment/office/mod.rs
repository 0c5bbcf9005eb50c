//! What the office of assessment leads beside figures and supervision, over the real doors: surveys, covert visits, backlog campaigns,
//! programmes, awards and the gate of the risk assessment.

mod backlog;
mod covert;
mod gate;
mod programme;
mod survey;

use shiyu_e2e::house::{Assessment, House};
use shiyu_e2e::people::{HANDLER, Post, post};
use shiyu_e2e::sample::{BUREAU, COUNTY, TRANSPORT};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_proto::petition::v1::Stage;
use time::Date;

use crate::saying::at;

/// The county's office of assessment.
const ASSESSOR: Post = post("assessor", "assessor", Some(COUNTY));
/// A town of the county.
const TOWN: &str = "330602001";
/// Speak for the housing bureau, the transport bureau and the town.
const HOUSING: Post = post("head-of-housing", "rated_unit", Some(BUREAU));
const TRAFFIC: Post = post("head-of-traffic", "rated_unit", Some(TRANSPORT));
const STREET: Post = post("head-of-street", "rated_unit", Some(TOWN));
/// What an order rests on.
const PAPER: &str = "越考办〔2026〕8号";

fn id() -> String {
    new_id().to_string()
}

/// A town with its petitions, and the county's assessment.
struct Office {
    // In the order in which they are closed.
    assessment: House<Assessment>,
    town: Town,
}

impl Office {
    async fn open(backends: &Backends, storage: Storage) -> Self {
        let town = Town::open(backends, storage).await;
        let assessment = Box::pin(House::beside(&*town, backends, storage, &[])).await;
        let office = Self { assessment, town };
        office.told().await;
        office
    }

    /// Every fact is told and heard.
    async fn told(&self) {
        self.town.settled().await;
        self.assessment.settled().await;
    }

    fn today(&self) -> Date {
        local_date(self.assessment.now())
    }

    /// A matter at the housing bureau that came to its end by an agreement.
    async fn ended(&self) -> Matter {
        let matter = at(&self.town, Stage::Handling).await;
        let settled = matter.by(&self.town, &HANDLER).settle("The roof is repaired by May").await.unwrap();
        assert_eq!(settled.stage(), Stage::Settled);
        matter
    }
}

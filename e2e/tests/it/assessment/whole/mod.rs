//! A county with all its services: what they tell becomes figures, and what people ask of them is counted.

mod asked;
mod period;

use std::net::SocketAddr;

use shiyu_e2e::bureau::Bureau;
use shiyu_e2e::house::{Assessment, House};
use shiyu_e2e::people::{Post, post};
use shiyu_e2e::{Backends, Ground, Hall, Storage};
use shiyu_kit::calendar::local_date;
use time::Date;

/// The office of assessment.
const ASSESSOR: Post = post("assessor", "assessor", Some("330602-XFJ"));

/// A county with all its services.
struct County {
    // In the order in which they are closed.
    assessment: House<Assessment>,
    bureau: Bureau,
    hall: Hall,
    ground: Ground,
}

impl County {
    async fn open(backends: &Backends, storage: Storage) -> Self {
        let mut ground = Box::pin(Ground::open(backends, storage)).await;
        let bureau = Box::pin(Bureau::beside(&mut ground.town, backends, storage)).await;
        let peers = [("petition", ground.town.address())];
        let mut hall = Box::pin(Hall::beside(&ground.town, &*ground.town, &peers, (backends, storage))).await;
        let peers: [(&str, SocketAddr); 3] = [
            ("petition", ground.town.address()),
            ("grid", ground.address()),
            ("mediation", hall.address()),
        ];
        let told = ground.town.plot().peers("assessment", &peers);
        let told: Vec<(&str, &str)> = told.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let assessment = Box::pin(House::beside(&*ground.town, backends, storage, &told)).await;
        Self {
            assessment,
            bureau,
            hall,
            ground,
        }
    }

    /// Every fact is told and heard.
    async fn settled(&self) {
        self.ground.town.settled().await;
        self.hall.settled().await;
        self.bureau.settled().await;
        self.assessment.settled().await;
    }

    fn today(&self) -> Date {
        local_date(self.assessment.now())
    }
}

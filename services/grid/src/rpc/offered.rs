//! What the petition service offers to the grids: a matter of a place, which becomes an event (S1).

use shiyu_kit::fault::Fault;
use shiyu_kit::nats::Fact;
use shiyu_kit::referral::Offer;
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::command::Report;
use crate::domain::incident::{self, Offered};
use crate::domain::terms::{ClassCode, Source};
use crate::domain::{Command, Known, Order, Refusal};

/// Events of offers are named under this, by the offer's id.
const OFFERS: Uuid = Uuid::from_u128(0x6a1f_52c0_8d3e_5b77_9c41_4f46_4645_5253);

impl Desk {
    /// Takes an offer up as an event, for the command room to accept or to reject: no machine refuses (G-09). A point outside the map goes
    /// to the nearest grid.
    ///
    /// # Errors
    /// As a report's.
    pub async fn take_on(&self, offer: Offer, class: ClassCode, fact: &Fact) -> Result<(), Fault<Refusal>> {
        let today = self.today();
        let located = offer.point.and_then(|point| self.tables.locate_nearest(point, today));
        let mut known = Known::default();
        if let Some(located) = located {
            known.class = self.tables.class(class, located.place.area, today);
            known.command_room = self.tables.command_room(&located.place.town, today);
            known.neighbours = located.neighbours;
            known.place = Some(located.place);
        }
        let act = fact.act(Uuid::new_v5(&OFFERS, offer.referral.as_bytes()));
        let command = Command::Report(Box::new(self.report_upon(offer, class)));
        self.ledger.execute(act, Order { command, known }).await.map(drop)
    }

    fn report_upon(&self, offer: Offer, class: ClassCode) -> Report {
        let report = incident::Report {
            source: Source::Petition,
            source_reference: Some(offer.referral.to_string()),
            title: "信访交办".to_owned(),
            description: offer.summary,
            whereabouts: "见坐标".to_owned(),
            seen_at: offer.at,
            reopens: None,
            admission_item: None,
            handed_over: None,
            carried: None,
            offered: Some(Offered {
                case: offer.case,
                referral: offer.referral,
            }),
        };
        Report {
            county: self.county.clone(),
            report,
            class,
            point: offer.point,
            address: None,
            component: None,
            query_index: String::new(),
            parties: Vec::new(),
            sealed: Vec::new(),
        }
    }
}

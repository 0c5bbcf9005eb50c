//! What the city's desk hands to this county: an event of a neighbour's that is ours now (S7).

use shiyu_kit::calendar::CHINA;
use shiyu_kit::case::{Act, Actor};
use shiyu_kit::fault::Fault;
use time::OffsetDateTime;
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::command::Report;
use crate::domain::incident::{self, Carried};
use crate::domain::terms::{ClassCode, Point, Source};
use crate::domain::{Command, Known, Order, Refusal};

/// Events of neighbours are named under this, by the name they had there.
const NEIGHBOURS: Uuid = Uuid::from_u128(0x0b5d_91e2_77c4_5f10_8a3e_4e45_4947_4842);

/// An event of a neighbour's.
#[derive(Debug, Clone)]
pub struct Takeover {
    /// Id of the fact that tells of it.
    pub fact: Uuid,
    /// Its name in the county that handed it over.
    pub event: String,
    /// The subclass.
    pub class: ClassCode,
    /// Where it is; on the neighbour's side of the border, it goes to the nearest grid.
    pub point: Option<Point>,
    /// When it was put on record there: the reporter's time runs from here.
    pub reported_at: OffsetDateTime,
    /// Since when its handling runs; none if it never ran.
    pub handled_since: Option<OffsetDateTime>,
    /// W3C `traceparent` of what caused it.
    pub trace: Option<String>,
}

/// The event of ours that a neighbour's became, by the name it had there.
#[must_use]
pub fn neighbours(event: &str) -> Uuid {
    Uuid::new_v5(&NEIGHBOURS, event.as_bytes())
}

impl Desk {
    /// Takes it up as an event of this county's. It carries no words of the reporter's: the first county's desk answers for them.
    ///
    /// # Errors
    /// As a report's.
    pub async fn take_over(&self, takeover: Takeover) -> Result<(), Fault<Refusal>> {
        let today = self.today();
        let located = takeover.point.and_then(|point| self.tables.locate_nearest(point, today));
        let mut known = Known::default();
        if let Some(located) = located {
            known.class = self.tables.class(takeover.class, located.place.area, today);
            known.command_room = self.tables.command_room(&located.place.town, today);
            known.neighbours = located.neighbours;
            known.place = Some(located.place);
        }
        let act = Act {
            id: takeover.fact,
            case: neighbours(&takeover.event),
            by: Actor::Service { name: "grid".to_owned() },
            expected: None,
            trace: takeover.trace.clone(),
        };
        let outside = takeover.point.is_some_and(|point| self.tables.locate(point, today).is_none());
        let command = Command::Report(Box::new(self.report_of(takeover, outside)));
        self.ledger.execute(act, Order { command, known }).await.map(drop)
    }

    /// It says where it came from, about what and since when, and that its grid is only the nearest one where the point lies `outside`
    /// the county's map.
    fn report_of(&self, takeover: Takeover, outside: bool) -> Report {
        let seen = takeover.reported_at.to_offset(CHINA);
        let whereabouts = if outside {
            "坐标在本县网格图之外，暂归最近的网格，到场核实"
        } else {
            "见坐标"
        };
        let report = incident::Report {
            source: Source::Neighbour,
            source_reference: Some(takeover.event.clone()),
            title: format!("邻县移交 {}", takeover.class),
            description: format!(
                "邻县移交事件，类别 {}，原上报时间 {} {:02}:{:02}，原事件 {}",
                takeover.class,
                seen.date(),
                seen.hour(),
                seen.minute(),
                takeover.event
            ),
            whereabouts: whereabouts.to_owned(),
            seen_at: takeover.reported_at,
            reopens: None,
            admission_item: None,
            handed_over: Some(takeover.event),
            carried: Some(Carried {
                reported_at: takeover.reported_at,
                handled_since: takeover.handled_since,
            }),
            offered: None,
        };
        Report {
            county: self.county.clone(),
            report,
            class: takeover.class,
            point: takeover.point,
            address: None,
            component: None,
            query_index: String::new(),
            parties: Vec::new(),
            sealed: Vec::new(),
        }
    }
}

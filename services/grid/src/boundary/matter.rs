//! What is said at the desk of an event that may be another county's: what it is, and what goes with it when it is handed over.

use serde::Serialize;
use shiyu_kit::border::{HandOver, Matter, OrderOf};
use shiyu_kit::case::json;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::nats::Fact;
use shiyu_kit::register::{Row, Sitting};
use shiyu_kit::unit::NotCompetent;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::wire;
use crate::domain::terms::{ClassCode, Point, SpaceType};
use crate::team::domain as team;

/// Events.
#[derive(Debug, Clone)]
pub struct Events;

/// What an event is, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// The subclass.
    pub class: ClassCode,
    /// What kind of space.
    pub space: SpaceType,
    /// Code of the grid.
    pub grid: String,
}

/// What goes with an event that is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// The subclass.
    pub class: ClassCode,
    /// Where it is.
    pub point: Option<Point>,
    /// When it was put on record first.
    pub reported_at: OffsetDateTime,
    /// Since when its handling runs; none if it never ran.
    pub handled_since: Option<OffsetDateTime>,
}

impl Matter for Events {
    type About = About;
    type Bundle = Bundle;
    type Case = pb::BoundaryCase;
    type HandedOver = pb::DeskHandedOver;

    const SERVICE: &'static str = "grid";
    const CHAINS: Uuid = Uuid::from_u128(0x5e02_77a1_c4d9_5b6e_9d10_424f_554e_4453);
    const NAME: &'static str = "event";
    const COLUMNS: &'static [&'static str] = &["class_code", "space", "grid"];

    fn words(about: &About) -> Vec<String> {
        vec![about.class.to_string(), json(&about.space), about.grid.clone()]
    }

    fn read(words: Vec<String>, row: &Row) -> Result<About, Corrupt> {
        let Ok([class, space, grid]) = <[String; 3]>::try_from(words) else {
            return Err(row.corrupt("not a subclass, a space and a grid"));
        };
        Ok(About {
            class: class.parse().map_err(|_| row.corrupt("not a subclass"))?,
            space: row.json(&space)?,
            grid,
        })
    }

    /// A person of the county, or of the city, whose desk it is, or of its command centre: none of the counties that quarrel designates at
    /// the city's.
    fn speaks(sitting: &Sitting<'_>) -> Result<(), NotCompetent> {
        let sitting = team::Sitting {
            by: sitting.by,
            county: sitting.county,
            units: sitting.units,
            now: sitting.now,
        };
        sitting.county_wide().map(drop)
    }

    fn told(about: &About) -> pb::BoundaryCase {
        wire::about(about)
    }

    fn learnt(told: &pb::BoundaryCase) -> Option<About> {
        wire::learnt(told)
    }

    fn handed_over(over: &HandOver<Bundle>) -> pb::DeskHandedOver {
        wire::desk_handed_over(over)
    }

    fn heard(fact: &Fact) -> Result<OrderOf<Self>, Outcome> {
        wire::heard(fact)
    }
}

//! What is said at the desk of a matter that may be another county's: what it is about, and what goes with it when it is handed over.

use serde::Serialize;
use shiyu_kit::border::{HandOver, Matter, OrderOf};
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::nats::Fact;
use shiyu_kit::register::{Row, Sitting};
use shiyu_kit::unit::{Code, NotCompetent};
use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::wire;
use crate::domain::{Category, is_petition_office};

/// Petition matters.
#[derive(Debug, Clone)]
pub struct Matters;

/// What a matter is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// The category.
    pub category: Category,
    /// The division.
    pub place: Code,
}

/// What goes with a matter that is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// What it is about.
    pub category: Category,
    /// When it was received first.
    pub received_at: OffsetDateTime,
}

impl Matter for Matters {
    type About = About;
    type Bundle = Bundle;
    type Case = pb::BoundaryCase;
    type HandedOver = pb::DeskHandedOver;

    const SERVICE: &'static str = "petition";
    const CHAINS: Uuid = Uuid::from_u128(0x91c3_5e07_b4d8_5a6f_8e21_424f_5244_4552);
    const NAME: &'static str = "petition";
    const COLUMNS: &'static [&'static str] = &["category", "place"];

    fn words(about: &About) -> Vec<String> {
        vec![about.category.to_string(), about.place.to_string()]
    }

    fn read(words: Vec<String>, row: &Row) -> Result<About, Corrupt> {
        let Ok([category, place]) = <[String; 2]>::try_from(words) else {
            return Err(row.corrupt("not a category and a place"));
        };
        Ok(About {
            category: category.parse().map_err(|_| row.corrupt("not a category"))?,
            place: row.code(&place)?,
        })
    }

    /// A person of the county or city itself, or of its petition office, speaks for it: no bureau does.
    fn speaks(sitting: &Sitting<'_>) -> Result<(), NotCompetent> {
        let (own, home) = (sitting.competence().own_unit()?, sitting.county);
        let office = is_petition_office(&own) && own.enclosing().as_ref() == Some(home);
        if own == *home || office {
            return Ok(());
        }
        Err(NotCompetent::UnitNotYours(home.clone()))
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

//! What is said at the desk of a case that may be another county's: where the act was found, and what goes with it when it is handed over.

use serde::Serialize;
use shiyu_kit::border::{Boundary, HandOver, Matter, OrderOf};
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::nats::Fact;
use shiyu_kit::register::{Row, Sitting};
use shiyu_kit::unit::{Code, NotCompetent};
use shiyu_proto::enforcement::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::wire;

/// Case files.
#[derive(Debug, Clone)]
pub struct Cases;

/// Where the act was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// The division.
    pub place: Code,
}

/// What goes with a case that is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// When the act was found.
    pub found_at: OffsetDateTime,
}

impl Matter for Cases {
    type About = About;
    type Bundle = Bundle;
    type Case = pb::BoundaryCase;
    type HandedOver = pb::DeskHandedOver;

    const SERVICE: &'static str = "enforcement";
    const CHAINS: Uuid = Uuid::from_u128(0x6b1d_83f0_52ce_5e97_93a4_424f_5244_4558);
    const NAME: &'static str = "file";
    const COLUMNS: &'static [&'static str] = &["place"];

    fn words(about: &About) -> Vec<String> {
        vec![about.place.to_string()]
    }

    fn read(words: Vec<String>, row: &Row) -> Result<About, Corrupt> {
        let Ok([place]) = <[String; 1]>::try_from(words) else {
            return Err(row.corrupt("not a place"));
        };
        Ok(About { place: row.code(&place)? })
    }

    /// A person of the county or city itself, or of an office of it, speaks for it: no town does, and no county at the city's.
    fn speaks(sitting: &Sitting<'_>) -> Result<(), NotCompetent> {
        let (own, home) = (sitting.competence().own_unit()?, sitting.county);
        let office = own.is_office() && own.enclosing().as_ref() == Some(home);
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

/// That the other county has it now: the first receiver lets it go once, with the fact that says whose it is. None while it is open, or
/// is its own.
pub fn let_go(told: &Boundary<About>, found_at: OffsetDateTime) -> Option<HandOver<Bundle>> {
    let settled = told.settled.as_ref()?;
    let another = told.counties.iter().skip(1).any(|county| *county == settled.owner);
    another.then(|| HandOver {
        id: told.id,
        matter: told.matter.clone(),
        owner: settled.owner.clone(),
        bundle: Bundle { found_at },
        at: settled.at,
    })
}

//! A standard address (标准地址): words and a point, to the unit of a building. It never says who lives there.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use uuid::Uuid;

use crate::domain::terms::Point;

/// Ids of addresses are named under this by their words.
const ADDRESSES: Uuid = Uuid::from_u128(0x5b0e_7a1c_92d4_5f38_a6c1_5348_4959_5511);

/// An address. Parts it does not have are empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The village or community.
    pub village: Code,
    /// Road, lane or hamlet.
    pub road: String,
    /// Estate or park.
    pub estate: String,
    /// House number.
    pub number: String,
    /// Building.
    pub building: String,
    /// Unit of the building (单元).
    pub unit: String,
    /// Where it is.
    pub point: Point,
}

/// What became of a row of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Inserted,
    /// It was there as it is.
    Unchanged,
    /// Its point is another now.
    Updated,
}

impl Address {
    /// Its words in one line, the same for the same address.
    #[must_use]
    pub fn text(&self) -> String {
        [&self.road, &self.estate, &self.number, &self.building, &self.unit]
            .into_iter()
            .map(String::as_str)
            .collect()
    }

    /// Its id follows from its village and its words.
    #[must_use]
    pub fn id(&self) -> Uuid {
        let parts = [&self.road, &self.estate, &self.number, &self.building, &self.unit];
        let mut named = self.village.to_string();
        for part in parts {
            named.push('\u{1f}');
            named.push_str(part);
        }
        Uuid::new_v5(&ADDRESSES, named.as_bytes())
    }

    /// What became of it, when `before` is what was there of the same words.
    #[must_use]
    pub fn against(&self, before: Option<&Self>) -> Outcome {
        match before {
            None => Outcome::Inserted,
            Some(before) if before.point == self.point => Outcome::Unchanged,
            Some(_) => Outcome::Updated,
        }
    }
}

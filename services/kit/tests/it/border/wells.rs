//! The smallest matter that may be another county's: a well, of which nothing is known but the place.

use prost_types::Timestamp;
use serde::Serialize;
use shiyu_kit::border::{Boundary, Desk, HandOver, Matter, Order, OrderOf, Settlement, UNREADABLE, codes, told};
use shiyu_kit::border_contract;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::nats::Fact;
use shiyu_kit::register::{Row, Sitting};
use shiyu_kit::unit::{Code, NotCompetent};
use shiyu_kit::wire::{moment, timestamp};
use time::OffsetDateTime;
use uuid::Uuid;

/// The contract, as a service would have it in its protos.
pub mod pb {
    use prost_types::Timestamp;

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
    #[repr(i32)]
    pub enum BoundaryWord {
        Unspecified = 0,
        Claimed = 1,
        Declined = 2,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
    #[repr(i32)]
    pub enum BoundaryState {
        Unspecified = 0,
        Raised = 1,
        Referred = 2,
        Settled = 3,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub struct BoundaryAnswer {
        #[prost(string, tag = "1")]
        pub county: String,
        #[prost(enumeration = "BoundaryWord", tag = "2")]
        pub word: i32,
        #[prost(string, tag = "3")]
        pub reference: String,
        #[prost(message, optional, tag = "4")]
        pub answer_time: Option<Timestamp>,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub struct BoundaryCase {
        #[prost(string, tag = "1")]
        pub name: String,
        #[prost(string, tag = "2")]
        pub well: String,
        #[prost(string, repeated, tag = "3")]
        pub counties: Vec<String>,
        #[prost(string, tag = "4")]
        pub place: String,
        #[prost(enumeration = "BoundaryState", tag = "5")]
        pub state: i32,
        #[prost(message, optional, tag = "6")]
        pub raise_time: Option<Timestamp>,
        #[prost(message, optional, tag = "7")]
        pub refer_time: Option<Timestamp>,
        #[prost(string, tag = "8")]
        pub owner: String,
        #[prost(bool, tag = "9")]
        pub designated: bool,
        #[prost(string, tag = "10")]
        pub reference: String,
        #[prost(message, optional, tag = "11")]
        pub settle_time: Option<Timestamp>,
        #[prost(message, repeated, tag = "12")]
        pub answers: Vec<BoundaryAnswer>,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub struct BoundaryAnswered {
        #[prost(string, tag = "1")]
        pub boundary: String,
        #[prost(string, tag = "2")]
        pub well: String,
        #[prost(enumeration = "BoundaryWord", tag = "3")]
        pub word: i32,
        #[prost(string, tag = "4")]
        pub reference: String,
        #[prost(message, optional, tag = "5")]
        pub answer_time: Option<Timestamp>,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub struct DeskAnswered {
        #[prost(string, tag = "1")]
        pub boundary: String,
        #[prost(string, tag = "2")]
        pub well: String,
        #[prost(message, optional, tag = "3")]
        pub answer: Option<BoundaryAnswer>,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub struct DeskMoved {
        #[prost(message, optional, tag = "1")]
        pub boundary: Option<BoundaryCase>,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub struct DeskDesignated {
        #[prost(string, tag = "1")]
        pub boundary: String,
        #[prost(string, tag = "2")]
        pub well: String,
        #[prost(string, tag = "3")]
        pub owner: String,
        #[prost(string, tag = "4")]
        pub reference: String,
        #[prost(message, optional, tag = "5")]
        pub designate_time: Option<Timestamp>,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub struct DeskHandedOver {
        #[prost(string, tag = "1")]
        pub well: String,
        #[prost(string, tag = "2")]
        pub owner: String,
        #[prost(message, optional, tag = "3")]
        pub dig_time: Option<Timestamp>,
    }

    /// What a county tells of a boundary, and of a well that it let go.
    #[derive(Clone, PartialEq, prost::Message)]
    pub struct WellMoved {
        #[prost(string, tag = "1")]
        pub boundary: String,
        #[prost(string, tag = "2")]
        pub well: String,
        #[prost(string, repeated, tag = "3")]
        pub counties: Vec<String>,
        #[prost(string, tag = "4")]
        pub place: String,
        #[prost(message, optional, tag = "5")]
        pub raise_time: Option<Timestamp>,
        #[prost(message, optional, tag = "6")]
        pub refer_time: Option<Timestamp>,
        #[prost(string, tag = "7")]
        pub owner: String,
        #[prost(message, optional, tag = "8")]
        pub settle_time: Option<Timestamp>,
        #[prost(message, optional, tag = "9")]
        pub dig_time: Option<Timestamp>,
    }
}

/// Wells.
#[derive(Debug, Clone)]
pub struct Wells;

/// Where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lies {
    pub place: Code,
}

/// When it was dug.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dug {
    pub at: OffsetDateTime,
}

pub type WellDesk = Desk<Wells>;

border_contract! { Wells is pb of well }

impl Matter for Wells {
    type About = Lies;
    type Bundle = Dug;
    type Case = pb::BoundaryCase;
    type HandedOver = pb::DeskHandedOver;

    const SERVICE: &'static str = "wells";
    const CHAINS: Uuid = Uuid::from_u128(0x0b5e_11f0_0000_5000_8000_0000_0000_0002);
    const NAME: &'static str = "well";
    const COLUMNS: &'static [&'static str] = &["place"];

    fn words(about: &Lies) -> Vec<String> {
        vec![about.place.to_string()]
    }

    fn read(words: Vec<String>, row: &Row) -> Result<Lies, Corrupt> {
        let place = words.first().ok_or_else(|| row.corrupt("no place"))?;
        Ok(Lies { place: row.code(place)? })
    }

    fn speaks(sitting: &Sitting<'_>) -> Result<(), NotCompetent> {
        sitting.county_wide()
    }

    fn told(about: &Lies) -> pb::BoundaryCase {
        pb::BoundaryCase {
            place: about.place.to_string(),
            ..pb::BoundaryCase::default()
        }
    }

    fn learnt(told: &pb::BoundaryCase) -> Option<Lies> {
        Some(Lies {
            place: told.place.parse().ok()?,
        })
    }

    fn handed_over(over: &HandOver<Dug>) -> pb::DeskHandedOver {
        pb::DeskHandedOver {
            well: over.matter.clone(),
            owner: over.owner.to_string(),
            dig_time: Some(timestamp(over.bundle.at)),
        }
    }

    fn heard(fact: &Fact) -> Result<OrderOf<Self>, Outcome> {
        let moved: pb::WellMoved = told(fact).ok_or(UNREADABLE)?;
        if moved.counties.is_empty() {
            return Err(Outcome::Ignored);
        }
        let order = if fact.kind.ends_with(".handed_over") {
            over(fact, &moved).map(Order::Relay)
        } else {
            heard(fact, &moved).map(|told| Order::Hear { told, over: None })
        };
        order.ok_or(UNREADABLE)
    }
}

fn over(fact: &Fact, moved: &pb::WellMoved) -> Option<HandOver<Dug>> {
    Some(HandOver {
        id: fact.case,
        matter: moved.well.clone(),
        owner: moved.owner.parse().ok()?,
        bundle: Dug { at: at(moved.dig_time)? },
        at: at(moved.settle_time)?,
    })
}

fn heard(fact: &Fact, moved: &pb::WellMoved) -> Option<Boundary<Lies>> {
    let mut counties = codes(&moved.counties)?;
    counties.insert(0, fact.told_in().parse().ok()?);
    let settled = if moved.owner.is_empty() {
        None
    } else {
        Some(Settlement {
            owner: moved.owner.parse().ok()?,
            designated: false,
            reference: String::new(),
            at: at(moved.settle_time)?,
        })
    };
    Some(Boundary {
        id: moved.boundary.parse().ok()?,
        matter: moved.well.clone(),
        counties,
        about: Lies {
            place: moved.place.parse().ok()?,
        },
        raised_at: at(moved.raise_time)?,
        referred_at: moved.refer_time.and_then(moment),
        answers: Vec::new(),
        settled,
    })
}

fn at(told: Option<Timestamp>) -> Option<OffsetDateTime> {
    told.and_then(moment)
}

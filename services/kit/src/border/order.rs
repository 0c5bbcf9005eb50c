//! What is ordered about boundaries, at the city and in a county; two orders of the same content are the same order.

use serde::Serialize;
use time::OffsetDateTime;
use uuid::Uuid;

use super::boundary::{Boundary, CountyAnswer, CountyWord};
use crate::unit::Code;

/// That a matter is another county's now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandOver<B> {
    /// What the journal says it of: the matter, or its boundary.
    pub id: Uuid,
    /// The matter, by its name in the county that handed it over.
    pub matter: String,
    /// The county that has it now.
    pub owner: Code,
    /// What goes with it.
    pub bundle: B,
    /// When it was handed over.
    pub at: OffsetDateTime,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order<A, B> {
    /// A county tells the city where a boundary stands.
    Hear {
        /// As it stands.
        told: Boundary<A>,
        /// That it lets the matter go, where the fact that settles it says so too.
        over: Option<HandOver<B>>,
    },
    /// The city tells a county where a boundary stands.
    Learn(Boundary<A>),
    /// This county says whether it is its own.
    Answer {
        /// Which.
        id: Uuid,
        /// Its word.
        word: CountyWord,
        /// Reference of the document in which it says so.
        reference: String,
    },
    /// A county told the city whether it is its own.
    Note {
        /// Which.
        id: Uuid,
        /// What it said.
        answer: CountyAnswer,
    },
    /// Tell a county that it has another's matter now.
    Relay(HandOver<B>),
    /// Say whose it is.
    Designate {
        /// Which.
        id: Uuid,
        /// The county that has it.
        owner: Code,
        /// Reference of the designation.
        reference: String,
    },
}

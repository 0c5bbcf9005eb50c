//! What the door looked up before an order is decided upon: the map, the catalogue, the team, the routing table. A decision never
//! asks a table itself, so that it can be tested and repeated.

use std::collections::BTreeSet;

use shiyu_kit::unit::Code;
use uuid::Uuid;

use crate::domain::stage::StageName;
use crate::domain::terms::{Class, ClassCode, GridCode, GridRole, Level, Place, Platform};
use crate::team::domain::NotAdmitted;

/// What was known. What an order does not need stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Known {
    /// As what the caller works today in the grid that covers the event's place; none: not at all.
    pub role: Option<GridRole>,
    /// Whether the caller, in one of their roles in the event's grid, sees what others say and did (核实, 核查).
    pub verifies: bool,
    /// Whether nobody of the grid's team does so today: it lacks whom it should have.
    pub unwatched: bool,
    /// As what whoever is sent to see, or is said to stand aside, works in the event's grid today; none: not at all, or nobody is named.
    pub sent: Option<GridRole>,
    /// Where it is, by the map of the day.
    pub place: Option<Place>,
    /// The subclass, as the catalogue has it today, with its limit at the place.
    pub class: Option<Class>,
    /// What the routing table says.
    pub route: Option<Route>,
    /// The grids within the configured distance of the event's point; of one that is merged, the one that covers it today too.
    pub neighbours: Vec<GridCode>,
    /// The other event that the order names.
    pub linked: Option<Linked>,
    /// Whether the item of the admission list that a department names admits what it reports today (网格准入); none: it names none.
    pub admission: Option<Result<(), NotAdmitted>>,
    /// Whether the unit that the order names is a command room or centre today.
    pub centre: bool,
    /// Whether something of the subclass was reported in the grid within the thirty days before (重复发生).
    pub repeats: bool,
    /// Whether it is the first there, as far as is known: of two at one instant only one is.
    pub is_first: bool,
    /// The first day since which the item of the admission list by which it is asked for is asked for once in a grid; none: whenever it is
    /// needed, or there is no item.
    pub asked_since: Option<time::Date>,
    /// The unit of the caller's that receives reports of the place's town: its command room, or the town itself.
    pub command_room: Option<Code>,
    /// The sub-centre of the place's town, if it has one today.
    pub sub_centre: Option<Code>,
    /// Whether the desk that has the event was a command room or centre, and is none any more.
    pub desk_is_over: bool,
    /// The most a reward may be, in fen.
    pub most_reward_fen: u32,
    /// What the photo is once the areas of the order are covered in it; none: there is no such photo.
    pub covered: Option<Covered>,
}

/// A photo in which areas were covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// SHA-256 of what is kept, lowercase hex.
    pub hash: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What the routing table suggests; a person confirms it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Version of the table.
    pub table: i64,
    /// Id of the rule that matched.
    pub rule: String,
    /// The level.
    pub level: Level,
    /// The platform.
    pub platform: Option<Platform>,
    /// The unit that has to handle it.
    pub to: Code,
}

/// Another event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Which.
    pub id: Uuid,
    /// Where it stands.
    pub stage: StageName,
    /// When it ended, if it did.
    pub ended_at: Option<time::OffsetDateTime>,
    /// Its subclass.
    pub class: ClassCode,
    /// The grid it was reported in, and the one that covers its place today.
    pub grids: BTreeSet<GridCode>,
}

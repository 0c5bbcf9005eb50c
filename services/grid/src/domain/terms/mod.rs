//! The small vocabularies, each word with its Chinese term.

mod class;
mod component;
mod hands;
mod place;
mod report;
mod work;

pub use class::{AreaClass, Class, ClassCode, Kind, Limit, NotAClass, Responsibility, Step, StepLimit};
pub use component::{ComponentCode, NotAComponent, Thing};
pub use hands::{GridRole, Hands, Slot};
pub use place::{GridCode, NotAGrid, Place, SpaceType};
pub use report::{EmergencyLine, Party, PartyRole, Rating, Rejection, Source};
pub use shiyu_kit::place::{NotAPoint, Point};
pub use work::{Ground, Level, Measure, Platform, ResolutionTier};

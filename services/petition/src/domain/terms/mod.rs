//! The small vocabularies, each word with its Chinese term.

mod answer;
mod category;
mod intake;
mod kind;

pub use answer::{AccountabilityGround, Closing, Decision, DeliveryMethod, Fault, Rating, Remedy, Ruling};
pub use category::{Category, NotACategory};
pub use intake::{Channel, Filing, Party, PartyRole};
pub use kind::{Adoption, Classification, NotAccepted, ReliefPath};
pub use shiyu_kit::referral::{Destination, IdentityField};

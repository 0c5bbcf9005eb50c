//! The words of a dispute.

mod agreement;
mod category;
mod confirmation;
mod intake;
mod mediator;
mod party;

pub use agreement::{Form, Method, ObligationKind};
pub use category::Category;
pub use confirmation::{ConfirmationResult, Court, CourtBasis, CourtStep, CourtVerdict, NotConfirmed, Subject};
pub use intake::{Beyond, Decline, Procedure, Source, Termination};
pub use mediator::{Fault, InvitedAs, Leaving, MediatorKind, Risk, SessionForm};
pub use party::{Channel, DeliveryMethod, Party, PartyRole, Rating, Route};

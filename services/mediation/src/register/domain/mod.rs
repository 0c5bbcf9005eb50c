//! What the registers know of committees, mediators, centres, counsel and matters, and what may be done to each.

mod charge;
mod clinic;
mod committee;
mod counsel;
mod days;
mod finding;
mod house;
mod matter;
mod mediator;
mod order;
mod refusal;
mod screening;
mod sitting;
#[cfg(test)]
mod tests;

pub use charge::{Charge, ChargeOutcome, Verdict};
pub use clinic::{Clinic, ClinicKind, Visit, Visiting};
pub use committee::{Committee, CommitteeKind, Dissolved, Member, Post, Reported};
pub use counsel::{Adviser, Consultation, ConsultationChannel, Consulting, CounselOutcome};
pub use days::Days;
pub use finding::{Finding, FindingState};
pub use house::{Centre, Counter, CounterKind, Room};
pub use matter::Matter;
pub use mediator::{Certificate, Ended, Ending, Mediator};
pub use order::{Charging, Deciding, Dissolving, EndingOrder, Order, Reporting};
pub use refusal::Refusal;
pub use screening::{Answer, Found, Item, Outcome, Report, Round, RoundState};
pub use sitting::Sitting;

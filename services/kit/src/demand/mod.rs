//! What people ask for, counted where it is known who they are (domain.md G-10): by category, place and week, in counts that anybody may
//! see. Which cases share an applicant never leaves the service.

mod count;
mod people;
mod rpc;
mod table;
#[cfg(test)]
mod tests;
pub mod week;

use uuid::Uuid;

use crate::desk::Shown;
use crate::listing::Listed;
use crate::unit::Code;

pub use count::{applicants, count};
pub use rpc::DemandDesk;
pub use table::{Asked, Cell, LEAST_APPLICANTS, LEAST_CASES, table};
pub use week::Week;

/// What a case asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// The category, as facts name it.
    pub category: String,
    /// The division it is about.
    pub place: Code,
    /// Who asks: ids of the vault.
    pub applicants: Vec<Uuid>,
}

/// A case of which it is counted what it asks for.
pub trait Demanded: Shown + Listed {
    /// What it asks for; nothing of one that is sealed or kept from somebody.
    fn demand(&self) -> Option<Demand>;
}

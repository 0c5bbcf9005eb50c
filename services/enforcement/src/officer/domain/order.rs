//! The orders the register takes.

use serde::Serialize;
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::{Certificate, OfficerKind, Suspension};

/// Somebody as they are put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Id in the register.
    pub id: Uuid,
    /// Subject of the token.
    pub subject: String,
    /// The name as documents have it.
    pub name: String,
    /// The unit.
    pub unit: Code,
    /// Officer or auxiliary.
    pub kind: OfficerKind,
    /// The certificate of an officer.
    pub certificate: Option<Certificate>,
}

/// A certificate is taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suspend {
    /// Whose.
    pub officer: Uuid,
    /// From when, until when, why.
    pub suspension: Suspension,
}

/// Somebody leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leave {
    /// Who.
    pub officer: Uuid,
    /// The last day.
    pub last: Date,
}

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Puts somebody.
    Put(Standing, Box<Person>),
    /// Takes a certificate away.
    Suspend(Suspend),
    /// Somebody leaves.
    End(Leave),
}

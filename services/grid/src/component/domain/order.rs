//! The order the desk takes.

use serde::Serialize;

use super::{Component, Problem};

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Take rows into the register.
    Import(Vec<Row>),
}

/// A row of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its number, counted from 1.
    pub number: i32,
    /// The component, or what is wrong with it.
    pub read: Result<Component, Vec<Problem>>,
}

//! In which order, and where in it.

use sea_orm::Order as Direction;
use serde::{Deserialize, Serialize};
use shiyu_proto::common::v1 as common;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Listed;
use crate::case::Filed;
use crate::clock::to_micros;
use crate::vocabulary;

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// What came last, first.
    #[default]
    Newest,
    /// Earliest legal due time first; only cases with a running clock.
    DueFirst,
}

vocabulary! { Order is common::ListOrder: Newest DueFirst }

/// Where a row stands in its order; the page token holds the last one seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// When it came, or when it is due.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The case.
    pub id: Uuid,
}

impl Order {
    /// Where a case stands in this order.
    #[must_use]
    pub fn key<C: Listed>(self, filed: &Filed<C>) -> Key {
        let opened = filed.case.opened_at();
        let at = match self {
            Self::Newest => opened,
            Self::DueFirst => filed.case.legal_due().unwrap_or(opened),
        };
        Key {
            at: to_micros(at),
            id: filed.id,
        }
    }

    pub(super) fn direction(self) -> Direction {
        match self {
            Self::Newest => Direction::Desc,
            Self::DueFirst => Direction::Asc,
        }
    }
}

//! A report (上报).

use serde::Serialize;
use shiyu_kit::party::Sealed;
use shiyu_kit::unit::Code;

use crate::domain::incident;
use crate::domain::terms::{ClassCode, ComponentCode, Party, Point};

/// What is reported, and by whom. The door locates it and looks the subclass up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The county.
    pub county: Code,
    /// What is the matter.
    pub report: incident::Report,
    /// What it is about.
    pub class: ClassCode,
    /// Where, as a point.
    pub point: Option<Point>,
    /// Where, as the id of a standard address.
    pub address: Option<uuid::Uuid>,
    /// The component that it is about or happens at, which says where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub component: Option<ComponentCode>,
    /// Keyed index of the reporter's code; empty where the reporter is staff.
    pub query_index: String,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// Their identities, sealed.
    pub sealed: Vec<Sealed>,
}

//! The petition hall (信访超市), the reception of visitors by leaders and lawyers, and the teams sent out (外送服务): reference and
//! work data in plain tables, no cases. It says nothing about who a visitor is.

mod desk;
pub mod domain;
mod rpc;
pub mod store;
#[cfg(test)]
mod tests;
mod wire;

use shiyu_kit::audience::Viewer;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::operations::Office;
use shiyu_kit::unit::Code;
use time::Date;

use crate::sight;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// The reception service of one county.
#[derive(Debug, Clone)]
pub struct Reception {
    county: Code,
    office: Office,
}

impl Reception {
    /// The reception of a county, over the database, units, clock and relay of its service's office.
    #[must_use]
    pub const fn new(county: Code, office: Office) -> Self {
        Self { county, office }
    }

    fn today(&self) -> Date {
        local_date(self.office.clock.now())
    }

    fn viewer(&self, by: &Actor) -> Viewer {
        sight::viewer(by, &self.county, &self.office.reference.units(), self.office.clock.now())
    }
}

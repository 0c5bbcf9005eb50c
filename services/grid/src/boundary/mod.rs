//! Events that may be another county's (属地争议, S7), at the desk of the city and of the counties named: the desk is the kit's, and here is what is
//! said of the events at it.

mod matter;
mod passage;
mod rpc;
#[cfg(test)]
mod tests;
mod wire;

use shiyu_kit::border::Desk;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::Office;
use shiyu_kit::unit::Code;

pub(crate) use matter::Events;
use passage::Passages;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// The boundaries' desk of the city, or of a county.
#[derive(Debug, Clone)]
pub struct BoundaryDesk {
    desk: Desk<Events>,
    passages: Passages,
}

impl BoundaryDesk {
    /// The desk of a city or county, over its service's office.
    #[must_use]
    pub fn new(home: Code, office: Office) -> Self {
        Self {
            passages: Passages::new(office.clone()),
            desk: Desk::new(home, office),
        }
    }

    /// Takes in what a county tells the city of its events, or the city a county.
    pub async fn hear(&self, fact: &Fact) -> Outcome {
        self.desk.hear(fact).await
    }

    /// Passes on what a county tells the city of an event that was handed over.
    pub async fn pass_on(&self, fact: &Fact) -> Outcome {
        self.passages.pass_on(fact).await
    }
}

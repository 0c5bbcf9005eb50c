//! Cases that may be another county's (管辖争议, 行政处罚法 art. 25, E-03, S7), at the desk of the city and of the counties named: the desk is the
//! kit's, and here is what is said of the cases at it.

mod matter;
mod rpc;
#[cfg(test)]
mod tests;
mod wire;

use shiyu_kit::border::Desk;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::Office;
use shiyu_kit::unit::Code;

pub(crate) use matter::Cases;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// The boundaries' desk of the city, or of a county.
#[derive(Debug, Clone)]
pub struct BoundaryDesk(Desk<Cases>);

impl BoundaryDesk {
    /// The desk of a city or county, over its service's office.
    #[must_use]
    pub const fn new(home: Code, office: Office) -> Self {
        Self(Desk::new(home, office))
    }

    /// Takes in what a county tells the city of its cases, or the city a county. What units of one county dispute is nobody's here.
    pub async fn hear(&self, fact: &Fact) -> Outcome {
        self.0.hear(fact).await
    }
}

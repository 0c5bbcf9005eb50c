//! What can be done in a story, who does such things, and how it is asked for. Units are named as the stories name them.

mod answer;
mod beside;
mod door;
mod intake;
mod remedy;
mod work;

use futures::FutureExt as _;
use serde::Deserialize;

use super::moment::Moment;
use crate::failure::Failure;

pub use answer::Answer;
pub use beside::Beside;
pub use door::Door;
pub use intake::Intake;
pub use remedy::Remedy;
pub use work::Work;

/// An order upon the petition of a moment, by whoever sits at its desk.
macro_rules! order {
    ($moment:ident, $call:ident, $request:ident { $($field:ident: $value:expr),* $(,)? }) => {{
        let request = shiyu_proto::petition::v1::$request {
            name: $moment.name(),
            etag: String::new(),
            request_id: $moment.id(),
            $($field: $value),*
        };
        $moment.desk.petitions().$call(request).await
    }};
}
use order;

/// What can be done.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Deed {
    /// From registration to classification.
    Intake(Intake),
    /// While it is handled.
    Work(Work),
    /// How it is answered.
    Answer(Answer),
    /// Review and re-review.
    Remedy(Remedy),
    /// Beside the stages.
    Beside(Beside),
    /// At the public door.
    Door(Door),
}

/// Whose the unit is that does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The unit that holds the petition.
    Holder,
    /// The petition office.
    Office,
    /// The unit that accepted the petition.
    Handler,
    /// The unit that took up the last review.
    Reviewer,
}

impl Deed {
    /// Who does such a thing: the duty and the unit; nobody where the petitioner does it at the public door.
    pub fn doer(&self) -> Option<(&'static str, Whose)> {
        match self {
            Self::Intake(deed) => Some(deed.doer()),
            Self::Work(deed) => Some(deed.doer()),
            Self::Answer(deed) => Some(deed.doer()),
            Self::Remedy(deed) => Some(deed.doer()),
            Self::Beside(deed) => Some(deed.doer()),
            Self::Door(_) => None,
        }
    }

    /// Does it.
    ///
    /// # Errors
    /// [`Failure::Refused`], and [`Failure::Late`] when what was asked for did not come about.
    pub async fn carry_out(&self, moment: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::Intake(deed) => deed.carry_out(moment).boxed_local().await,
            Self::Work(deed) => deed.carry_out(moment).boxed_local().await,
            Self::Answer(deed) => deed.carry_out(moment).boxed_local().await,
            Self::Remedy(deed) => deed.carry_out(moment).boxed_local().await,
            Self::Beside(deed) => deed.carry_out(moment).boxed_local().await,
            Self::Door(deed) => deed.carry_out(moment).boxed_local().await,
        }
    }

    /// The other story it points at.
    #[cfg(test)]
    pub fn other(&self) -> Option<&str> {
        match self {
            Self::Intake(deed) => deed.other(),
            Self::Work(_) | Self::Answer(_) | Self::Remedy(_) | Self::Beside(_) | Self::Door(_) => None,
        }
    }
}

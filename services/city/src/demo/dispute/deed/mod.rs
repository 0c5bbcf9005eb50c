//! What can be done in a story, who does such things, and how it is asked for.

mod agree;
mod end;
mod keep;
mod mediate;
mod offered;
mod take_in;

use futures::FutureExt as _;
use serde::Deserialize;

use super::scene::Moment;
use crate::failure::Failure;

pub use agree::Agree;
pub use end::End;
pub use keep::Keep;
pub use mediate::Mediate;
pub use offered::Offered;
pub use take_in::TakeIn;

/// An order upon the dispute of a moment, by whoever sits at its desk.
macro_rules! order {
    ($moment:ident, $call:ident, $request:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {
        order!($moment, "", $call, $request { $($field $(: $value)?),* })
    };
    ($moment:ident, $part:expr, $call:ident, $request:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {{
        let request = shiyu_proto::mediation::v1::$request {
            name: $moment.name(),
            etag: String::new(),
            request_id: $moment.id($part),
            $($field $(: $value)?),*
        };
        $moment.desk.disputes().$call(request).await.map(drop)
    }};
}
use order;

/// Who asks, or who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Who asks.
    Applicant,
    /// Who answers.
    Respondent,
}

impl Side {
    /// Whether it is the side that asks.
    pub fn asks(self) -> bool {
        self == Self::Applicant
    }
}

/// What can be done.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Deed {
    /// From its opening to the parties' word.
    TakeIn(TakeIn),
    /// While they talk.
    Mediate(Mediate),
    /// Until an agreement is in effect.
    Agree(Agree),
    /// While it is kept.
    Keep(Keep),
    /// At its end, and beside it.
    End(End),
    /// Of what another service offered.
    Offered(Offered),
}

impl Deed {
    /// The duty of who does such a thing, in the unit that has it.
    pub const fn duty(&self) -> &'static str {
        match self {
            Self::TakeIn(_) | Self::Keep(_) | Self::Offered(_) => "registrar",
            Self::Mediate(deed) => deed.duty(),
            Self::Agree(deed) => deed.duty(),
            Self::End(deed) => deed.duty(),
        }
    }

    /// Does it.
    ///
    /// # Errors
    /// [`Failure::Refused`].
    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::TakeIn(deed) => deed.carry_out(at).boxed_local().await,
            Self::Mediate(deed) => deed.carry_out(at).boxed_local().await,
            Self::Agree(deed) => deed.carry_out(at).boxed_local().await,
            Self::Keep(deed) => deed.carry_out(at).boxed_local().await,
            Self::End(deed) => deed.carry_out(at).boxed_local().await,
            Self::Offered(deed) => deed.carry_out(at).boxed_local().await,
        }
    }
}

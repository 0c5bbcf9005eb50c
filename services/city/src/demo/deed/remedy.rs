//! Review and re-review (arts. 35, 36).

use serde::Deserialize;
use shiyu_proto::petition::v1::{DeliveryMethod, Ruling};

use super::{Whose, order};
use crate::demo::moment::Moment;
use crate::demo::spoken::Word;
use crate::failure::Failure;

/// What is done on review and re-review.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Remedy {
    /// The counter puts a request on record; `posted` on that day.
    Request { why: String, posted: Option<u32> },
    /// The unit above takes it up.
    TakeUp,
    /// The request is none.
    Dismiss { why: String },
    /// 复查意见, 复核意见.
    Decide {
        ruling: Word<Ruling>,
        text: String,
        law: String,
        #[serde(default)]
        supported: bool,
    },
    /// It is served.
    ServeRuling,
}

impl Remedy {
    /// Who does such a thing.
    pub fn doer(&self) -> (&'static str, Whose) {
        match self {
            Self::Request { .. } => ("officer", Whose::Office),
            Self::TakeUp | Self::Dismiss { .. } | Self::Decide { .. } => ("reviewer", Whose::Holder),
            Self::ServeRuling => ("reviewer", Whose::Reviewer),
        }
    }

    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::Request { why, posted } => order!(
                at,
                request_remedy,
                RequestRemedyRequest {
                    party: at.party(),
                    reasons: at.text(why),
                    receive_time: None,
                    post_time: posted.map(|day| at.on(day)),
                }
            ),
            Self::TakeUp => order!(at, take_up_remedy, TakeUpRemedyRequest {}),
            Self::Dismiss { why } => order!(at, dismiss_remedy, DismissRemedyRequest { reason: at.text(why) }),
            Self::Decide {
                ruling,
                text,
                law,
                supported,
            } => order!(
                at,
                decide_remedy,
                DecideRemedyRequest {
                    ruling: (*ruling).into(),
                    text: at.text(text),
                    legal_basis: vec![law.clone()],
                    supported: *supported,
                }
            ),
            Self::ServeRuling => order!(
                at,
                serve_ruling,
                ServeRulingRequest {
                    method: DeliveryMethod::Mail.into(),
                    serve_time: None,
                    proof: at.proof(),
                }
            ),
        }?;
        Ok(())
    }
}

//! What a petitioner does at the public door, with the code of the receipt and a second factor (arts. 18, 21).

use serde::Deserialize;
use shiyu_proto::petition::v1::{
    QueryStatusRequest, Rating, SubmitEvaluationRequest, SubmitMessageRequest, SubmitRemedyRequestRequest, SubmitSupplementRequest,
    SubmitWithdrawalRequest,
};

use crate::demo::moment::Moment;
use crate::demo::spoken::Word;
use crate::failure::Failure;

/// What a petitioner does at the public door.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Door {
    /// Where does it stand?
    Ask,
    /// Something is added.
    Add { text: String },
    /// A message to the office.
    Write { text: String },
    /// It is withdrawn.
    Withdraw { why: String },
    /// Review or re-review is asked for.
    Appeal { why: String },
    /// Both offices are rated.
    Rate { office: Word<Rating>, unit: Word<Rating> },
}

/// A request of the public door: every one begins with the same fields.
macro_rules! submission {
    ($at:ident, $request:ident { $($field:ident: $value:expr),* $(,)? }) => {
        $request {
            query_code: $at.query_code(),
            second_factor: $at.second_factor(),
            party: String::new(),
            request_id: $at.id(),
            $($field: $value),*
        }
    };
}

impl Door {
    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        let mut door = at.desk.status();
        match self {
            Self::Ask => {
                let request = QueryStatusRequest {
                    query_code: at.query_code(),
                    second_factor: at.second_factor(),
                };
                door.query_status(request).await
            }
            Self::Add { text } => {
                door.submit_supplement(submission!(at, SubmitSupplementRequest { text: at.text(text) }))
                    .await
            }
            Self::Write { text } => {
                door.submit_message(submission!(at, SubmitMessageRequest { text: at.text(text) }))
                    .await
            }
            Self::Withdraw { why } => {
                door.submit_withdrawal(submission!(at, SubmitWithdrawalRequest { reason: at.text(why) }))
                    .await
            }
            Self::Appeal { why } => {
                let request = submission!(at, SubmitRemedyRequestRequest { reasons: at.text(why) });
                door.submit_remedy_request(request).await
            }
            Self::Rate { office, unit } => {
                let request = submission!(
                    at,
                    SubmitEvaluationRequest {
                        petition_office: (*office).into(),
                        handling_unit: (*unit).into(),
                    }
                );
                door.submit_evaluation(request).await
            }
        }?;
        Ok(())
    }
}

//! What petitioners ask and bring, with the query code and a second factor.

use std::collections::BTreeSet;
use std::fmt;

use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use crate::domain::command::{Evaluate, RequestRemedy, Withdraw};
use crate::domain::{Command, Rating};
use crate::wire::reading::{ESSAY, NOTE};
use crate::wire::request::read_ratings;

/// More than any code or factor has, however it is spaced.
const LONGEST: usize = 100;

/// What a petitioner shows. Whether it is right is not asked here, and its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The query code, as it was typed.
    pub code: String,
    /// The last four characters of a document's number or a telephone.
    pub factor: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Credentials").finish_non_exhaustive()
    }
}

/// Something a petitioner brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// Who says so.
    pub credentials: Credentials,
    /// The request's own id.
    pub id: Uuid,
    /// The party who acts; `None`: the one of the second factor.
    pub party: Option<Uuid>,
    /// What is brought.
    pub wish: Wish,
}

/// What a petitioner brings; an order once it is known who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Something after registration.
    Supplement {
        /// What they say.
        text: String,
    },
    /// That the matter be withdrawn.
    Withdraw {
        /// Why, if they say so.
        reason: String,
    },
    /// Review or re-review.
    RequestRemedy {
        /// Why.
        reasons: String,
    },
    /// A message to the office.
    Message {
        /// What they write.
        text: String,
    },
    /// A rating.
    Evaluate {
        /// Of the petition office.
        petition_office: Option<Rating>,
        /// Of the handling unit.
        handling_unit: Option<Rating>,
    },
}

impl Wish {
    /// The order.
    #[must_use]
    pub fn by(self, party: Uuid) -> Command {
        match self {
            Self::Supplement { text } => Command::Supplement { party, text },
            Self::Message { text } => Command::Message { from: Some(party), text },
            Self::Withdraw { reason } => Command::Withdraw(Withdraw {
                party,
                reason,
                proof: None,
                for_all: false,
                own: BTreeSet::new(),
            }),
            Self::RequestRemedy { reasons } => Command::RequestRemedy(RequestRemedy {
                party,
                reasons,
                at: None,
                posted_at: None,
            }),
            Self::Evaluate {
                petition_office,
                handling_unit,
            } => Command::Evaluate(Evaluate {
                party,
                petition_office,
                handling_unit,
            }),
        }
    }
}

/// Reads the query code and the second factor. Violations: `REQUIRED`, `TOO_LONG`. A code of the wrong form is as good as a
/// wrong code.
pub fn credentials(query_code: &str, second_factor: &str, violations: &mut Violations) -> Option<Credentials> {
    let mut read = |field: &str, text: &str| {
        let there = violations.require(!text.trim().is_empty(), field, "REQUIRED", "it is needed");
        let short = text.chars().count() <= LONGEST;
        let short = violations.require(short, field, "TOO_LONG", format!("at most {LONGEST} characters"));
        (there && short).then(|| text.trim().to_owned())
    };
    let code = read("query_code", query_code);
    let factor = read("second_factor", second_factor);
    Some(Credentials {
        code: code?,
        factor: factor?,
    })
}

/// Reads `QueryStatus`.
///
/// # Errors
/// All that is wrong with the request.
pub fn query(request: &pb::QueryStatusRequest) -> Result<Credentials, Violations> {
    let mut violations = Violations::new();
    let read = credentials(&request.query_code, &request.second_factor, &mut violations);
    read.ok_or(violations)
}

/// Reads `SubmitSupplement`.
///
/// # Errors
/// All that is wrong with the request.
pub fn submit_supplement(request: pb::SubmitSupplementRequest, county: &Code) -> Result<Submitted, Violations> {
    let pb::SubmitSupplementRequest {
        query_code,
        second_factor,
        party,
        request_id,
        text,
    } = request;
    let mut reading = Reading::new(county);
    let head = Head::read(&mut reading, [&query_code, &second_factor, &party, &request_id]);
    let text = reading.text("text", text, ESSAY);
    head.submitted(reading, text.map(|text| Wish::Supplement { text }))
}

/// Reads `SubmitWithdrawal`.
///
/// # Errors
/// All that is wrong with the request.
pub fn submit_withdrawal(request: pb::SubmitWithdrawalRequest, county: &Code) -> Result<Submitted, Violations> {
    let pb::SubmitWithdrawalRequest {
        query_code,
        second_factor,
        party,
        request_id,
        reason,
    } = request;
    let mut reading = Reading::new(county);
    let head = Head::read(&mut reading, [&query_code, &second_factor, &party, &request_id]);
    let reason = reading.text_or_nothing("reason", reason, NOTE);
    head.submitted(reading, reason.map(|reason| Wish::Withdraw { reason }))
}

/// Reads `SubmitRemedyRequest`.
///
/// # Errors
/// All that is wrong with the request.
pub fn submit_remedy_request(request: pb::SubmitRemedyRequestRequest, county: &Code) -> Result<Submitted, Violations> {
    let pb::SubmitRemedyRequestRequest {
        query_code,
        second_factor,
        party,
        request_id,
        reasons,
    } = request;
    let mut reading = Reading::new(county);
    let head = Head::read(&mut reading, [&query_code, &second_factor, &party, &request_id]);
    let reasons = reading.text("reasons", reasons, ESSAY);
    head.submitted(reading, reasons.map(|reasons| Wish::RequestRemedy { reasons }))
}

/// Reads `SubmitMessage`.
///
/// # Errors
/// All that is wrong with the request.
pub fn submit_message(request: pb::SubmitMessageRequest, county: &Code) -> Result<Submitted, Violations> {
    let pb::SubmitMessageRequest {
        query_code,
        second_factor,
        party,
        request_id,
        text,
    } = request;
    let mut reading = Reading::new(county);
    let head = Head::read(&mut reading, [&query_code, &second_factor, &party, &request_id]);
    let text = reading.text("text", text, NOTE);
    head.submitted(reading, text.map(|text| Wish::Message { text }))
}

/// Reads `SubmitEvaluation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn submit_evaluation(request: pb::SubmitEvaluationRequest, county: &Code) -> Result<Submitted, Violations> {
    let pb::SubmitEvaluationRequest {
        query_code,
        second_factor,
        party,
        request_id,
        petition_office,
        handling_unit,
    } = request;
    let mut reading = Reading::new(county);
    let head = Head::read(&mut reading, [&query_code, &second_factor, &party, &request_id]);
    let ratings = read_ratings(&mut reading, petition_office, handling_unit);
    let wish = ratings.map(|(petition_office, handling_unit)| Wish::Evaluate {
        petition_office,
        handling_unit,
    });
    head.submitted(reading, wish)
}

/// What every submission begins with.
struct Head {
    credentials: Option<Credentials>,
    party: Option<Uuid>,
    id: Option<Uuid>,
}

impl Head {
    fn read(reading: &mut Reading<'_>, [code, factor, party, id]: [&str; 4]) -> Self {
        Self {
            credentials: credentials(code, factor, &mut reading.violations),
            party: (!party.is_empty())
                .then(|| name::uuid("party", party, &mut reading.violations))
                .flatten(),
            id: reading.request_id(id),
        }
    }

    fn submitted(self, reading: Reading<'_>, wish: Option<Wish>) -> Result<Submitted, Violations> {
        let party = self.party;
        let read = self.credentials.zip(self.id).zip(wish);
        reading.finish(read.map(|((credentials, id), wish)| Submitted {
            credentials,
            id,
            party,
            wish,
        }))
    }
}

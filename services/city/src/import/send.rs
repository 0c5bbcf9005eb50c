//! One row to the city and back, tried again while the trouble is the connection's.

use std::sync::OnceLock;
use std::time::Duration;

use shiyu_kit::rpc::REPLAYED;
use tonic::{Code, Response, Status};

use super::draft::Request;
use super::verdict::{Outcome, Reason};
use crate::desk::Desk;
use crate::failure::is_unreachable;
use crate::pause::pause;
use crate::refusal::Refusal;

/// How long a row is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How often, in all; at least 1.
    pub tries: u32,
    /// The wait after the first try; it doubles with every other.
    pub first: Duration,
    /// The longest wait.
    pub longest: Duration,
}

impl Default for Patience {
    /// About forty seconds in all: a rolling restart passes, an outage does not.
    fn default() -> Self {
        Self {
            tries: 10,
            first: Duration::from_millis(200),
            longest: Duration::from_secs(10),
        }
    }
}

impl Patience {
    /// The wait after a try (from 1): at least what the city asks for.
    fn after(self, attempt: u32, asked: Option<Duration>) -> Duration {
        let doubled = self.first.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
        doubled.min(self.longest).max(asked.unwrap_or_default())
    }
}

/// Why an import stopped; the first reason counts.
pub(super) type Halt = OnceLock<Status>;

/// What became of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub outcome: Outcome,
    pub petition: String,
    pub reasons: Vec<Reason>,
}

/// Registers one row, or gives up and stops the whole import.
pub(super) async fn register(desk: &Desk, request: &Request, halt: &Halt, patience: Patience) -> Answer {
    let mut attempt = 1;
    while halt.get().is_none() {
        let status = match ask(desk, request).await {
            Ok((name, replayed)) => return taken(name, replayed),
            Err(status) => status,
        };
        match judge(&status) {
            Judgement::Settled(outcome) => return refused(outcome, &status),
            Judgement::Trouble if attempt < patience.tries => {
                pause(patience.after(attempt, Refusal::from(&status).retry_after)).await;
                attempt += 1;
            }
            Judgement::Trouble | Judgement::Stop => drop(halt.set(status)),
        }
    }
    unsettled()
}

/// The name of what was registered, and whether it had been before.
async fn ask(desk: &Desk, request: &Request) -> Result<(String, bool), Status> {
    match request {
        Request::Petition(request) => {
            let response = desk.petitions().register_petition(request.clone()).await?;
            let replayed = is_replayed(&response);
            let petition = response.into_inner().petition;
            Ok((petition.map(|petition| petition.name).unwrap_or_default(), replayed))
        }
        Request::Dispute(request) => {
            let response = desk.disputes().open_dispute(request.clone()).await?;
            let replayed = is_replayed(&response);
            let dispute = response.into_inner().dispute;
            Ok((dispute.map(|dispute| dispute.name).unwrap_or_default(), replayed))
        }
        Request::Clue(request) => {
            let response = desk.cases().receive_clue(request.clone()).await?;
            let replayed = is_replayed(&response);
            let case = response.into_inner().case;
            Ok((case.map(|case| case.name).unwrap_or_default(), replayed))
        }
        Request::Officer(request) => named(desk.officers().put_officer(request.clone()).await?, |one| one.name),
        Request::Object(request) => named(desk.inspections().put_regulated_object(request.clone()).await?, |one| one.name),
        Request::Benchmark(request) => named(desk.standards().put_benchmark(request.clone()).await?, |one| one.name),
        Request::Checklist(request) => named(desk.standards().put_evidence_checklist(request.clone()).await?, |one| one.name),
        Request::Inspection(request) => named(desk.inspections().plan_inspection(request.clone()).await?, |one| one.name),
        Request::Draw(request) => named(desk.inspections().announce_draw(request.clone()).await?, |one| one.name),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one shape with the calls that can fail")]
fn named<T>(response: Response<T>, name: fn(T) -> String) -> Result<(String, bool), Status> {
    let replayed = is_replayed(&response);
    Ok((name(response.into_inner()), replayed))
}

fn is_replayed<T>(response: &Response<T>) -> bool {
    response.metadata().get(REPLAYED).is_some_and(|value| value == "true")
}

fn taken(name: String, replayed: bool) -> Answer {
    Answer {
        outcome: if replayed { Outcome::AlreadyThere } else { Outcome::Created },
        petition: name,
        reasons: Vec::new(),
    }
}

fn refused(outcome: Outcome, status: &Status) -> Answer {
    let refusal = Refusal::from(status);
    let code = if refusal.reason.is_empty() { refusal.code } else { refusal.reason };
    let mut reasons: Vec<Reason> = refusal
        .violations
        .into_iter()
        .map(|one| Reason::new(&one.reason, &one.field, one.description))
        .collect();
    if reasons.is_empty() {
        reasons.push(Reason::new(&code, "", refusal.message));
    }
    Answer {
        outcome,
        petition: String::new(),
        reasons,
    }
}

fn unsettled() -> Answer {
    Answer {
        outcome: Outcome::Unsettled,
        petition: String::new(),
        reasons: Vec::new(),
    }
}

enum Judgement {
    /// The row has its verdict.
    Settled(Outcome),
    /// The same request may succeed in a moment.
    Trouble,
    /// No row will succeed.
    Stop,
}

fn judge(status: &Status) -> Judgement {
    let refusal = Refusal::from(status);
    if is_unreachable(status) || refusal.retry_after.is_some() {
        return Judgement::Trouble;
    }
    answered(status.code(), &refusal.reason)
}

fn answered(code: Code, reason: &str) -> Judgement {
    match (code, reason) {
        (Code::Aborted | Code::Cancelled | Code::ResourceExhausted, _) => Judgement::Trouble,
        // Of another unit is one row; what the caller may not do at all, no row is for. And somebody else's number is no row that is there.
        (Code::PermissionDenied, "UNIT_NOT_YOURS") | (Code::AlreadyExists, "CERTIFICATE_TAKEN") => Judgement::Settled(Outcome::Refused),
        (Code::Unauthenticated | Code::PermissionDenied | Code::Unimplemented, _) => Judgement::Stop,
        (Code::InvalidArgument, "REQUEST_ID_REUSED") => Judgement::Settled(Outcome::ChangedSince),
        (Code::AlreadyExists, _) => Judgement::Settled(Outcome::AlreadyThere),
        _ => Judgement::Settled(Outcome::Refused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_somebody_elses_is_no_row_that_is_there() {
        let told = |reason| answered(Code::AlreadyExists, reason);
        assert!(matches!(told("CERTIFICATE_TAKEN"), Judgement::Settled(Outcome::Refused)));
        assert!(matches!(told("SOURCE_REFERENCE_TAKEN"), Judgement::Settled(Outcome::AlreadyThere)));
    }

    #[test]
    fn waits_double_up_to_the_longest_and_never_below_what_the_city_asks() {
        let patience = Patience {
            tries: 9,
            first: Duration::from_millis(100),
            longest: Duration::from_millis(350),
        };
        let waits: Vec<u128> = (1..=4).map(|attempt| patience.after(attempt, None).as_millis()).collect();
        assert_eq!(waits, [100, 200, 350, 350]);
        assert_eq!(patience.after(1, Some(Duration::from_secs(5))), Duration::from_secs(5));
        assert_eq!(patience.after(u32::MAX, None), Duration::from_millis(350));
    }
}

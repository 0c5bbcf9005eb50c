//! Why a peer did not answer.

use std::error::Error;

use tonic::{Code, Status};

use crate::fault::{retry_later, with_reason};

/// Why a peer did not answer, and how whoever asked us hears of it.
#[derive(Debug, thiserror::Error)]
pub enum PeerFault {
    /// Nobody told us where it is.
    #[error("there is no address of the service {0}")]
    NotConfigured(String),
    /// It does not answer in time, or not at all; the same may succeed later.
    #[error("the service {0} does not answer: {1}")]
    Unreachable(String, Code),
    /// It does not know us, or does not understand us: our own trouble.
    #[error("the service {0} does not take our call: {1}")]
    Rejected(String, Code),
    /// It says no, for a reason of its own.
    #[error("the service {0} refuses")]
    Refused(String, Box<Status>),
}

impl PeerFault {
    /// What a peer's status means to us. What a peer answers has no source; what our own connection says of a call has.
    #[must_use]
    pub fn of(service: &str, status: Status) -> Self {
        let service = service.to_owned();
        if status.source().is_some() {
            return Self::Unreachable(service, status.code());
        }
        match status.code() {
            Code::NotFound | Code::PermissionDenied | Code::FailedPrecondition | Code::AlreadyExists => {
                Self::Refused(service, Box::new(status))
            }
            Code::Unavailable | Code::DeadlineExceeded | Code::Cancelled | Code::Aborted | Code::ResourceExhausted => {
                Self::Unreachable(service, status.code())
            }
            Code::Ok
            | Code::Unknown
            | Code::InvalidArgument
            | Code::OutOfRange
            | Code::Unimplemented
            | Code::Internal
            | Code::DataLoss
            | Code::Unauthenticated => Self::Rejected(service, status.code()),
        }
    }
}

impl From<PeerFault> for Status {
    fn from(fault: PeerFault) -> Self {
        match fault {
            PeerFault::Refused(_, status) => *status,
            PeerFault::Unreachable(service, code) => {
                tracing::warn!(peer.service = service, peer.code = %code, "another service does not answer");
                retry_later(Code::Unavailable, "another service does not answer", "PEER_UNAVAILABLE")
            }
            PeerFault::NotConfigured(service) => {
                tracing::error!(peer.service = service, "another service is asked and there is no address of it");
                with_reason(Code::Internal, "internal error", "INTERNAL")
            }
            PeerFault::Rejected(service, code) => {
                tracing::error!(peer.service = service, peer.code = %code, "another service does not take our call");
                with_reason(Code::Internal, "internal error", "INTERNAL")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_goes_away_is_no_answer_of_the_peer() {
        let broken = PeerFault::of("petition", Status::from_error("the connection went away".into()));
        assert!(matches!(broken, PeerFault::Unreachable(_, Code::Unknown)), "{broken}");
        let answered = PeerFault::of("petition", Status::internal("internal error"));
        assert!(matches!(answered, PeerFault::Rejected(_, Code::Internal)), "{answered}");
    }
}

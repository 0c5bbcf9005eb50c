//! Why the register says no, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is nobody of this name.
    #[error("there is no such officer")]
    OfficerUnknown,
    /// The subject is in the register.
    #[error("the subject is in the register already")]
    OfficerKnown,
    /// They left.
    #[error("the officer has left")]
    OfficerLeft,
    /// Who somebody is, and as what, stays.
    #[error("an officer stays the same person, and does not become an auxiliary")]
    OfficerFixed,
    /// Nobody shows such a certificate.
    #[error("there is no such certificate")]
    CertificateUnknown,
    /// Another has a certificate of this number.
    #[error("another has a certificate of this number")]
    CertificateTaken,
    /// There is none.
    #[error("there is no certificate")]
    CertificateMissing,
    /// It was taken away for good.
    #[error("the certificate was taken away for good")]
    CertificateRevoked,
    /// What was done with a certificate was done with it.
    #[error("a certificate is taken away from today on at the earliest")]
    SuspensionPast,
    /// Nobody has left before it was said.
    #[error("the last day is today at the earliest")]
    LeavingPast,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::OfficerUnknown => "OFFICER_UNKNOWN",
            Self::OfficerKnown => "OFFICER_KNOWN",
            Self::OfficerLeft => "OFFICER_LEFT",
            Self::OfficerFixed => "OFFICER_FIXED",
            Self::CertificateUnknown => "CERTIFICATE_UNKNOWN",
            Self::CertificateTaken => "CERTIFICATE_TAKEN",
            Self::CertificateMissing => "CERTIFICATE_MISSING",
            Self::CertificateRevoked => "CERTIFICATE_REVOKED",
            Self::SuspensionPast => "SUSPENSION_PAST",
            Self::LeavingPast => "LEAVING_PAST",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::OfficerUnknown | Self::CertificateUnknown => RefusalClass::NotFound,
            Self::OfficerKnown | Self::CertificateTaken => RefusalClass::AlreadyExists,
            Self::OfficerLeft
            | Self::OfficerFixed
            | Self::CertificateMissing
            | Self::CertificateRevoked
            | Self::SuspensionPast
            | Self::LeavingPast => RefusalClass::Precondition,
        }
    }
}

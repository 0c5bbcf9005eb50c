//! What is wrong with a file that was brought, or with the place where files are kept.

use std::path::PathBuf;

use sea_orm::DbErr;
use thiserror::Error;
use tonic::{Code, Status};

use super::Hash;
use crate::fault::{Corrupt, Violation, Violations, retry_later, with_reason};
use crate::ledger::Unread;
use crate::nats::NatsError;

pub(super) type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a file is not kept.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum FileRefusal {
    /// `FILE_EMPTY`.
    #[error("the file is empty")]
    Empty,
    /// `FILE_TOO_LARGE`.
    #[error("the file is larger than {0} bytes")]
    TooLarge(usize),
    /// `FILE_TYPE_REFUSED`.
    #[error("only image/jpeg, image/png, image/webp and application/pdf are kept")]
    TypeRefused,
    /// `FILE_TYPE_MISMATCH`.
    #[error("the content is {0}, which is not what was said")]
    TypeMismatch(super::MediaType),
    /// `FILE_DAMAGED`.
    #[error("the file is cut off or cannot be followed")]
    Damaged,
    /// `FILE_ENCRYPTED`.
    #[error("the document is encrypted, so that what is in it cannot be read")]
    Encrypted,
    /// `FILE_UNREADABLE`: where people are covered, what cannot be opened to look for them is not kept.
    #[error("the picture moves, is of a rare kind, or larger than 150 million bytes when it is open, so that nobody can be covered in it")]
    Unreadable,
}

impl FileRefusal {
    /// Its code, which never changes.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Empty => "FILE_EMPTY",
            Self::TooLarge(_) => "FILE_TOO_LARGE",
            Self::TypeRefused => "FILE_TYPE_REFUSED",
            Self::TypeMismatch(_) => "FILE_TYPE_MISMATCH",
            Self::Damaged => "FILE_DAMAGED",
            Self::Encrypted => "FILE_ENCRYPTED",
            Self::Unreadable => "FILE_UNREADABLE",
        }
    }

    /// As a violation of a field of the request.
    #[must_use]
    pub fn violation(self, field: impl Into<String>) -> Violation {
        Violation {
            field: field.into(),
            reason: self.reason(),
            description: self.to_string(),
        }
    }
}

/// Why a file was not put or not read.
#[derive(Debug, Error)]
pub enum FileFault {
    /// What was brought is not kept: `INVALID_ARGUMENT`.
    #[error(transparent)]
    Refused(#[from] FileRefusal),
    /// The upload ended before its end: `CANCELLED` with `UPLOAD_BROKEN_OFF`. Nothing was kept.
    #[error("the upload broke off")]
    BrokenOff(#[source] Cause),
    /// Where files are kept does not answer: `UNAVAILABLE`.
    #[error("the keep of files does not answer")]
    Unavailable(#[source] Cause),
    /// What is kept is not what was put: `INTERNAL`, and an error in the log.
    #[error(transparent)]
    Corrupt(#[from] Corrupt),
}

impl FileFault {
    pub(super) fn away(cause: impl Into<Cause>) -> Self {
        Self::Unavailable(cause.into())
    }

    pub(super) fn corrupt(hash: Hash, what: impl Into<String>) -> Self {
        Self::Corrupt(Corrupt {
            table: "file",
            id: hash.to_string(),
            what: what.into(),
        })
    }
}

impl From<FileFault> for Status {
    fn from(fault: FileFault) -> Self {
        let message = fault.to_string();
        match fault {
            FileFault::Refused(refusal) => Violations::from(refusal.violation("content")).into(),
            FileFault::BrokenOff(_) => with_reason(Code::Cancelled, &message, "UPLOAD_BROKEN_OFF"),
            FileFault::Unavailable(cause) => {
                tracing::warn!(error = %cause, "the keep of files does not answer");
                retry_later(Code::Unavailable, &message, "UNAVAILABLE")
            }
            FileFault::Corrupt(corrupt) => corrupt.into(),
        }
    }
}

/// Why a file of a case was not held, read or destroyed.
#[derive(Debug, Error)]
pub enum FilesFault {
    /// The database's error.
    #[error("database")]
    Database(#[from] DbErr),
    /// The keep's.
    #[error(transparent)]
    File(#[from] FileFault),
    /// It was destroyed since it was brought, because others were done with the same: `UNAVAILABLE`, and it has to be brought again.
    #[error("the file was destroyed since it was brought: bring it again")]
    Destroyed,
    /// Others are putting it on record at this moment, so that it cannot be destroyed: `UNAVAILABLE`, to be tried again.
    #[error("the file is being put on record: try again")]
    Taken,
}

impl From<FilesFault> for Status {
    fn from(fault: FilesFault) -> Self {
        let message = fault.to_string();
        match fault {
            FilesFault::Database(error) => Unread::Database(error).into(),
            FilesFault::File(fault) => fault.into(),
            FilesFault::Destroyed | FilesFault::Taken => retry_later(Code::Unavailable, &message, "UNAVAILABLE"),
        }
    }
}

/// Why files cannot be kept at all.
#[derive(Debug, Error)]
pub enum KeepError {
    /// The service keeps files and was not told where.
    #[error("there is no place for files: set files.folder, or files.store to jetstream")]
    Nowhere,
    /// The folder cannot be made or written to.
    #[error("files cannot be kept in {}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// The bus does not keep the bucket as it was declared.
    #[error(transparent)]
    Bucket(#[from] NatsError),
}

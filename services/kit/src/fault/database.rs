//! Whose trouble a database error is: the network's, another writer's, or ours.

use sea_orm::sqlx::Error as SqlxError;
use sea_orm::{DbErr, RuntimeErr};

/// Whose trouble a database error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The database cannot be reached, or does not take work now.
    Connection,
    /// Another writer was in the way; trying again may succeed.
    Contention,
    /// A statement or a row is wrong: a bug.
    Ours,
}

impl Trouble {
    pub(super) fn of(error: &DbErr) -> Self {
        if let DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) = error
        {
            return Self::of_driver(cause, matches!(error, DbErr::Conn(_)));
        }
        if matches!(error, DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) {
            return Self::Connection;
        }
        Self::Ours
    }

    fn of_driver(cause: &SqlxError, connecting: bool) -> Self {
        if let SqlxError::Database(answer) = cause {
            let trouble = Self::of_code(&answer.code().unwrap_or_default());
            return if connecting { Self::Connection } else { trouble };
        }
        let lost = matches!(
            cause,
            SqlxError::Io(_)
                | SqlxError::Tls(_)
                | SqlxError::PoolTimedOut
                | SqlxError::PoolClosed
                | SqlxError::WorkerCrashed
                | SqlxError::BeginFailed
        );
        if lost || connecting { Self::Connection } else { Self::Ours }
    }

    /// SQLSTATE of `PostgreSQL`, or the (extended) result code of `SQLite`.
    fn of_code(code: &str) -> Self {
        match code {
            // serialization_failure, deadlock_detected, lock_not_available; SQLITE_BUSY, SQLITE_LOCKED and kin
            "40001" | "40P01" | "55P03" | "5" | "6" | "261" | "262" | "517" | "773" => Self::Contention,
            // read_only_sql_transaction is what a demoted primary answers; 57014 is a statement timeout
            "25006" | "57014" => Self::Connection,
            // connection_exception, insufficient_resources, operator_intervention
            _ if ["08", "53", "57P"].iter().any(|class| code.starts_with(class)) => Self::Connection,
            _ => Self::Ours,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart() {
        assert_eq!(Trouble::of_code("40001"), Trouble::Contention);
        assert_eq!(Trouble::of_code("517"), Trouble::Contention);
        assert_eq!(Trouble::of_code("57P01"), Trouble::Connection);
        assert_eq!(Trouble::of_code("53300"), Trouble::Connection);
        assert_eq!(Trouble::of_code("23505"), Trouble::Ours);
        assert_eq!(Trouble::of_code("42P01"), Trouble::Ours);
    }

    #[test]
    fn an_exhausted_pool_is_the_connections_trouble() {
        let cause = SqlxError::PoolTimedOut;
        let error = DbErr::Exec(RuntimeErr::SqlxError(cause.into()));
        assert_eq!(Trouble::of(&error), Trouble::Connection);
        assert_eq!(Trouble::of(&DbErr::RecordNotUpdated), Trouble::Ours);
    }
}

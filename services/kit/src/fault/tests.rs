use std::time::Duration;

use sea_orm::{ConnAcquireErr, DbErr};
use thiserror::Error;
use tonic::{Code, Status};

use super::*;

#[derive(Debug, Error)]
#[error("no")]
struct No(RefusalClass);

impl Refusal for No {
    fn reason(&self) -> &'static str {
        "ALREADY_ACCEPTED"
    }

    fn class(&self) -> RefusalClass {
        self.0
    }

    fn allowed(&self) -> Vec<&'static str> {
        vec!["TransferPetition", "ClosePetition"]
    }
}

fn status(fault: Fault<No>) -> (Code, String, bool) {
    let status = Status::from(fault);
    (status.code(), reason(&status).unwrap(), retry_after(&status).is_some())
}

#[test]
fn a_refusal_carries_its_reason_under_the_code_of_its_class() {
    for (class, code) in [
        (RefusalClass::Precondition, Code::FailedPrecondition),
        (RefusalClass::NotFound, Code::NotFound),
        (RefusalClass::AlreadyExists, Code::AlreadyExists),
        (RefusalClass::Forbidden, Code::PermissionDenied),
    ] {
        assert_eq!(status(Fault::Refused(No(class))), (code, "ALREADY_ACCEPTED".to_owned(), false));
    }
}

#[test]
fn a_failed_precondition_lists_the_allowed_commands_and_a_forbidden_one_does_not() {
    let refused = Status::from(Fault::Refused(No(RefusalClass::Precondition)));
    assert_eq!(allowed(&refused), ["TransferPetition", "ClosePetition"]);
    let forbidden = Status::from(Fault::Refused(No(RefusalClass::Forbidden)));
    assert_eq!(allowed(&forbidden), Vec::<String>::new());
}

#[test]
fn faults_say_whether_to_try_again() {
    let stale = Fault::Stale { expected: 3, actual: 4 };
    assert_eq!(status(stale), (Code::Aborted, "STALE_ETAG".to_owned(), false));
    assert_eq!(
        status(Fault::Reused),
        (Code::InvalidArgument, "REQUEST_ID_REUSED".to_owned(), false)
    );
    assert_eq!(status(Fault::PartyTaken), (Code::AlreadyExists, "PARTY_ID_TAKEN".to_owned(), false));
    assert_eq!(
        status(Fault::BookedAlready),
        (Code::AlreadyExists, "BOOKED_ALREADY".to_owned(), false)
    );
    assert_eq!(status(Fault::Busy), (Code::Aborted, "BUSY".to_owned(), true));
    assert_eq!(status(Fault::Unavailable), (Code::Unavailable, "UNAVAILABLE".to_owned(), true));
    let acquire = DbErr::ConnectionAcquire(ConnAcquireErr::Timeout);
    assert!(Fault::<No>::from(acquire.clone()).is_transient());
    assert_eq!(status(acquire.into()), (Code::Unavailable, "UNAVAILABLE".to_owned(), true));
}

#[test]
fn the_cause_of_an_internal_error_stays_inside() {
    let corrupt = Corrupt {
        table: "petition",
        id: "7".into(),
        what: "stage SECRET".into(),
    };
    for fault in [Fault::<No>::from(corrupt), DbErr::Custom("SECRET".into()).into()] {
        assert!(!fault.is_transient());
        let status = Status::from(fault);
        assert_eq!(status.code(), Code::Internal);
        assert_eq!(reason(&status).as_deref(), Some("INTERNAL"));
        assert!(!format!("{status:?}").contains("SECRET"));
    }
}

#[test]
fn every_violation_is_reported_at_once() {
    let mut found = Violations::new();
    assert!(found.require(true, "title", "TITLE_MISSING", ""));
    found.add("title", "TITLE_TOO_LONG", "longer than 200 characters");
    let mut party = Violations::new();
    assert_eq!(party.present(None::<u8>, "name", "NAME_MISSING", "no name"), None);
    found.within("parties[1]", party);

    let status = Status::from(found.finish().unwrap_err());

    assert_eq!(status.code(), Code::InvalidArgument);
    assert_eq!(reason(&status).as_deref(), Some("INVALID_REQUEST"));
    assert_eq!(
        violations(&status),
        [("title", "TITLE_TOO_LONG"), ("parties[1].name", "NAME_MISSING")].map(|(field, reason)| (field.to_owned(), reason.to_owned()))
    );
}

#[test]
fn a_lone_violation_is_the_reason_itself() {
    let mut found = Violations::new();
    found.add("title", "TITLE_MISSING", "no title");
    assert_eq!(reason(&Status::from(found)).as_deref(), Some("TITLE_MISSING"));
    assert_eq!(Violations::new().finish(), Ok(()));
}

#[test]
fn a_flood_of_violations_still_fits_into_headers() {
    let mut found = Violations::new();
    for row in 0..10_000 {
        found.add(format!("rows[{row}].name"), "NAME_MISSING", "no name");
    }
    let status = Status::from(found);
    assert_eq!(reason(&status).as_deref(), Some("INVALID_REQUEST"));
    let size: usize = status.details().len() + status.message().len();
    assert!(size < 8 * 1024, "{size} bytes");
}

#[test]
fn a_caller_who_knocks_too_often_is_told_how_long_to_wait() {
    let status = rate_limited(Duration::from_millis(1_500));
    assert_eq!(status.code(), Code::ResourceExhausted);
    assert_eq!(reason(&status).as_deref(), Some("RATE_LIMITED"));
    assert_eq!(retry_after(&status), Some(Duration::from_millis(1_500)));
}

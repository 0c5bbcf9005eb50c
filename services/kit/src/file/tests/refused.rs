//! What is not kept, and when that is said.

use super::{LIMIT, brought};
use crate::fault::reason;
use crate::file::cover::People;
use crate::file::upload::Upload;
use crate::file::{FileFault, FileRefusal, MediaType};
use crate::testkit::picture::photograph;
use tonic::{Code, Status};

#[test]
fn nothing_is_no_file() {
    assert_eq!(brought("image/jpeg", b"").unwrap_err(), FileRefusal::Empty);
}

#[test]
fn a_file_too_large_is_refused_before_its_end() {
    let mut upload = Upload::new("application/pdf", LIMIT);
    upload.take(b"%PDF-1.7 a document").unwrap();
    upload.take(&vec![0; LIMIT - 19]).unwrap();
    assert_eq!(upload.take(b"!"), Err(FileRefusal::TooLarge(LIMIT)));
}

#[test]
fn what_is_not_kept_is_refused_at_its_first_bytes() {
    let film = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42";
    for content in [
        film.as_slice(),
        b"GIF89a..........",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"PK\x03\x04............",
        b"MZ",
    ] {
        let mut upload = Upload::new("image/jpeg", LIMIT);
        let refused = upload.take(content).and_then(|()| upload.finish(People::AsTaken).map(drop));
        assert_eq!(refused, Err(FileRefusal::TypeRefused), "{}", content.escape_ascii());
    }
    let mut upload = Upload::new("image/jpeg", LIMIT);
    assert_eq!(upload.take(film), Err(FileRefusal::TypeRefused));
}

#[test]
fn a_file_is_what_its_sender_says() {
    for claimed in ["image/png", "application/pdf", "image/heic", "", "text/html"] {
        let refused = brought(claimed, &photograph(1, 7)).unwrap_err();
        assert_eq!(refused, FileRefusal::TypeMismatch(MediaType::Jpeg), "{claimed}");
    }
}

#[test]
fn a_caller_hears_the_code() {
    let status = Status::from(FileFault::from(FileRefusal::TooLarge(LIMIT)));
    assert_eq!(
        (status.code(), reason(&status).as_deref()),
        (Code::InvalidArgument, Some("FILE_TOO_LARGE"))
    );
    let status = Status::from(FileFault::BrokenOff("reset".into()));
    assert_eq!(
        (status.code(), reason(&status).as_deref()),
        (Code::Cancelled, Some("UPLOAD_BROKEN_OFF"))
    );
    let status = Status::from(FileFault::Unavailable("away".into()));
    assert_eq!(
        (status.code(), reason(&status).as_deref()),
        (Code::Unavailable, Some("UNAVAILABLE"))
    );
}

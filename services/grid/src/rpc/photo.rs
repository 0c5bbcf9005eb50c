//! Photographs that a reporter adds at the public door, with the code of the report alone. They arrive at a place of their own, so that
//! nobody who dawdles, for as long as a call may take, keeps staff from uploading, and go into the keep as any other file.

use std::convert::Infallible;
use std::sync::Arc;

use futures::stream;
use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::file::{FileFault, FileRefusal, Keep, MediaType, Stored};
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::submit_photo_request::Part;
use tokio::sync::Semaphore;
use tonic::{Status, Streaming};

use super::evidence::told;
use crate::domain::Refusal;

/// Photographs that arrive at once; the next ones wait.
const AT_ONCE: usize = 4;

/// Where the photographs of reporters arrive.
#[derive(Debug, Clone)]
pub(super) struct Photographs {
    keep: Keep,
    most_bytes: usize,
    places: Arc<Semaphore>,
}

impl Photographs {
    pub(super) fn new(keep: Keep, most_bytes: usize) -> Self {
        Self {
            keep,
            most_bytes,
            places: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Takes one in: a picture and no document, and no larger than a reporter's may be.
    pub(super) async fn take_in(&self, media_type: &str, parts: &mut Streaming<pb::SubmitPhotoRequest>) -> Result<Stored, Status> {
        is_picture(media_type)?;
        let gone = |_| Status::from(Fault::<Refusal>::Unavailable);
        let _place = self.places.acquire().await.map_err(gone)?;
        let content = self.gathered(parts).await?;
        let stored = self.keep.put(media_type, stream::iter([Ok::<_, Infallible>(content)])).await?;
        Ok(stored)
    }

    async fn gathered(&self, parts: &mut Streaming<pb::SubmitPhotoRequest>) -> Result<Vec<u8>, Status> {
        let mut content = Vec::new();
        while let Some(message) = parts.message().await.map_err(broken_off)? {
            match message.part {
                Some(Part::Content(piece)) if content.len() + piece.len() <= self.most_bytes => content.extend(piece),
                Some(Part::Content(_)) => return Err(refused(FileRefusal::TooLarge(self.most_bytes))),
                Some(Part::Head(_)) => return Err(violation("HEAD_REPEATED", "only the first message holds a head")),
                None => {}
            }
        }
        Ok(content)
    }
}

/// The first message says what comes, to which report.
pub(super) async fn head(parts: &mut Streaming<pb::SubmitPhotoRequest>) -> Result<pb::PhotoHead, Status> {
    let first = parts.message().await?;
    let Some(Part::Head(head)) = first.and_then(|message| message.part) else {
        return Err(violation("HEAD_MISSING", "the first message holds the head"));
    };
    Ok(head)
}

fn is_picture(media_type: &str) -> Result<(), Status> {
    match media_type.parse::<MediaType>() {
        Ok(MediaType::Jpeg | MediaType::Png | MediaType::Webp) => Ok(()),
        Ok(MediaType::Pdf) | Err(_) => Err(refused(FileRefusal::TypeRefused)),
    }
}

fn refused(refusal: FileRefusal) -> Status {
    FileFault::Refused(refusal).into()
}

fn broken_off(cause: Status) -> Status {
    told(FileFault::BrokenOff(cause.into()))
}

fn violation(reason: &'static str, what: &str) -> Status {
    let mut violations = Violations::new();
    violations.add("head", reason, what);
    violations.into()
}

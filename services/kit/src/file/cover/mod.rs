//! What nobody needs to see of a picture is painted over, for good: people who are found in it, and what a person marks. Faces are sought
//! to be hidden and for nothing else.

mod area;
mod picture;
mod seek;

#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};

use self::picture::Picture;
use super::{FileRefusal, MediaType};

pub use self::area::Area;

/// What a service keeps of the people on its pictures. It is said where the service is put together, and no setting changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum People {
    /// They stay as they were taken: evidence of a case, whose law asks for the original.
    AsTaken,
    /// They are covered before the picture is kept.
    Covered,
}

/// Pixels at the longer side of the copy that is looked through, so that what a look costs is bounded.
const LOOKED_THROUGH: u32 = 1280;
/// Pixels of the smallest face that is found. A picture of fewer columns or rows has none.
const SMALLEST: u32 = 40;

/// One picture at a time is open: in memory it is many times what it is in the file.
static ALONE: Mutex<()> = Mutex::new(());

/// A picture without metadata, with those who are found in it covered. One in which nobody is stays as it is, byte by byte. A document's
/// pages were seen to when it was written anew.
pub(super) fn people(kind: MediaType, content: Vec<u8>) -> Result<Vec<u8>, FileRefusal> {
    if kind == MediaType::Pdf {
        return Ok(content);
    }
    let (columns, rows) = picture::size(kind, &content).ok_or(FileRefusal::Unreadable)?;
    if columns.min(rows) < SMALLEST {
        return Ok(content);
    }
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let picture = Picture::open(kind, &content).ok_or(FileRefusal::Unreadable)?;
    Ok(without_people(picture)?.unwrap_or(content))
}

/// A photograph on a page of a document, if anybody was found in it. One that cannot be opened stays as it is.
pub(super) fn on_a_page(content: &[u8]) -> Option<Vec<u8>> {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let picture = Picture::open(MediaType::Jpeg, content)?.unturned();
    without_people(picture).ok().flatten()
}

/// Nothing if nobody is in it.
fn without_people(mut picture: Picture) -> Result<Option<Vec<u8>>, FileRefusal> {
    let areas = seek::found(&mut picture.copy(LOOKED_THROUGH)).ok_or(FileRefusal::Unreadable)?;
    if areas.is_empty() {
        return Ok(None);
    }
    for area in areas {
        picture.cover(area);
    }
    picture.written().map(Some).ok_or(FileRefusal::Unreadable)
}

/// A picture without metadata, with these areas of it covered.
pub(super) fn marked(kind: MediaType, content: &[u8], areas: &[Area]) -> Result<Vec<u8>, FileRefusal> {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut picture = Picture::open(kind, content).ok_or(FileRefusal::Unreadable)?;
    for area in areas {
        picture.cover(*area);
    }
    picture.written().ok_or(FileRefusal::Unreadable)
}

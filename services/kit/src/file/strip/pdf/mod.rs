//! PDF (ISO 32000): read, and written anew of what is seen in it. Who wrote it, with what and when, what runs when it is opened, what
//! hangs on it as a file, its earlier versions and whatever nothing of it points at go; so does the seal of a signature, for what was
//! signed were other bytes. One that is encrypted cannot be read, and is not kept.

mod clean;
mod object;
mod packed;
mod page;
mod reader;
mod scan;
mod write;

use std::sync::{Mutex, PoisonError};

use crate::file::FileRefusal;
use crate::file::cover::People;

/// One document is taken apart at a time: in memory its objects are many times what they are in the file.
static ALONE: Mutex<()> = Mutex::new(());

/// How far from its end a document may say that it ends.
const TAIL: usize = 1024;

/// A document without what is not seen in it, and if so it is wanted without the people on its photographs.
pub(super) fn stripped(content: &[u8], people: People) -> Result<Vec<u8>, FileRefusal> {
    if !is_whole(content) {
        return Err(FileRefusal::Damaged);
    }
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let found = scan::found(content)?;
    let mut objects = clean::cleaned(&found).ok_or(FileRefusal::Damaged)?;
    match people {
        People::AsTaken => {}
        People::Covered => page::without_people(&mut objects)?,
    }
    Ok(write::written(version(content), &objects, found.root))
}

/// Whether a document was received to its end.
fn is_whole(content: &[u8]) -> bool {
    let mark = b"%%EOF";
    let tail = content.get(content.len().saturating_sub(TAIL)..).unwrap_or(content);
    tail.windows(mark.len()).any(|window| window == mark)
}

/// Of which version it says it is.
fn version(content: &[u8]) -> &[u8] {
    let said = content.get(5..8);
    said.filter(|said| matches!(said, [b'1'..=b'2', b'.', b'0'..=b'9']))
        .unwrap_or(b"1.7")
}

//! A file on its way in: it is measured and recognised while it arrives, and cleaned once it is there.

use super::cover::{self, People};
use super::media_type::HEAD;
use super::strip::stripped;
use super::{FileRefusal, Hash, MediaType};

/// What has arrived of a file.
#[derive(Debug)]
pub(super) struct Upload {
    /// What its sender says it is; none for what is not kept anyway.
    claimed: Option<MediaType>,
    max_bytes: usize,
    content: Vec<u8>,
}

/// A file without metadata, as it is kept.
#[derive(Debug)]
pub(super) struct Clean {
    pub hash: Hash,
    pub media_type: MediaType,
    pub content: Vec<u8>,
}

impl Clean {
    pub fn new(media_type: MediaType, content: Vec<u8>) -> Self {
        Self {
            hash: Hash::of(&content),
            media_type,
            content,
        }
    }
}

impl Upload {
    pub fn new(claimed: &str, max_bytes: usize) -> Self {
        Self {
            claimed: claimed.parse().ok(),
            max_bytes,
            content: Vec::new(),
        }
    }

    /// The next bytes. What is too large or of the wrong type is refused as soon as that shows.
    pub fn take(&mut self, chunk: &[u8]) -> Result<(), FileRefusal> {
        let before = self.content.len();
        if before.saturating_add(chunk.len()) > self.max_bytes {
            return Err(FileRefusal::TooLarge(self.max_bytes));
        }
        self.content.extend_from_slice(chunk);
        if before < HEAD && self.content.len() >= HEAD {
            self.media_type()?;
        }
        Ok(())
    }

    /// The end of the file, of whose people so much is kept.
    pub fn finish(self, people: People) -> Result<Clean, FileRefusal> {
        if self.content.is_empty() {
            return Err(FileRefusal::Empty);
        }
        let media_type = self.media_type()?;
        let content = stripped(media_type, &self.content, people)?;
        let content = match people {
            People::AsTaken => content,
            People::Covered => cover::people(media_type, content)?,
        };
        // A document may be longer than it was, once nothing of it is packed, and a picture, once it was written anew.
        if content.len() > self.max_bytes {
            return Err(FileRefusal::TooLarge(self.max_bytes));
        }
        Ok(Clean::new(media_type, content))
    }

    fn media_type(&self) -> Result<MediaType, FileRefusal> {
        let found = MediaType::of(&self.content).ok_or(FileRefusal::TypeRefused)?;
        if self.claimed == Some(found) {
            Ok(found)
        } else {
            Err(FileRefusal::TypeMismatch(found))
        }
    }
}

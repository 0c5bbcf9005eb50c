//! What a file is: told by its first bytes, whatever its sender says.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What is kept, and nothing else. Films are not: their tracks may hold where they were taken, second by second, and no
/// rewriting of boxes is sure to find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum MediaType {
    /// A photograph, `image/jpeg`.
    Jpeg,
    /// A picture, `image/png`.
    Png,
    /// A picture, `image/webp`.
    Webp,
    /// A document, `application/pdf`.
    Pdf,
}

/// A media type that is not kept.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("not a media type that is kept")]
pub struct UnknownMediaType;

/// How many bytes tell every type.
pub(super) const HEAD: usize = 12;

impl MediaType {
    /// What is kept.
    pub const ALL: [Self; 4] = [Self::Jpeg, Self::Png, Self::Webp, Self::Pdf];

    /// Its name (IANA).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// What begins like this; `None` for what is not kept.
    #[must_use]
    pub fn of(content: &[u8]) -> Option<Self> {
        let is_webp = |content: &[u8]| content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP");
        match content {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            other => is_webp(other).then_some(Self::Webp),
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for MediaType {
    type Err = UnknownMediaType;

    /// Parameters are passed over; `image/jpg` is what many senders call a photograph.
    fn from_str(text: &str) -> Result<Self, UnknownMediaType> {
        let name = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let name = if name == "image/jpg" { "image/jpeg" } else { &name };
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(UnknownMediaType)
    }
}

impl TryFrom<String> for MediaType {
    type Error = UnknownMediaType;

    fn try_from(text: String) -> Result<Self, UnknownMediaType> {
        text.parse()
    }
}

impl From<MediaType> for String {
    fn from(kind: MediaType) -> Self {
        kind.as_str().to_owned()
    }
}

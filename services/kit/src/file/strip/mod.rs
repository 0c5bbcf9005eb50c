//! Takes out of a file what is not seen in it: where and when it was taken, by which device, and every comment. What stays
//! is listed, so that what nobody thought of goes too; of EXIF only how the picture is to be turned. A document is written anew.

mod cursor;
mod jpeg;
mod jpx;
pub(super) mod orientation;
mod pdf;
pub(super) mod png;
mod size;
mod webp;

use super::cover::People;
use super::{FileRefusal, MediaType};

/// The file without metadata, unless it is cut off, cannot be followed, or cannot be read. The pages of a document are written anew here,
/// with or without the people on them.
pub(super) fn stripped(media_type: MediaType, content: &[u8], people: People) -> Result<Vec<u8>, FileRefusal> {
    let picture = match media_type {
        MediaType::Jpeg => jpeg::stripped(content),
        MediaType::Png => png::stripped(content),
        MediaType::Webp => webp::stripped(content),
        MediaType::Pdf => return pdf::stripped(content, people),
    };
    picture.ok_or(FileRefusal::Damaged)
}

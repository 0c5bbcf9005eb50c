//! Takes out of a file what is not seen in it: where and when it was taken, by which device, and every comment. What stays
//! is listed, so that what nobody thought of goes too; of EXIF only how the picture is to be turned.

mod cursor;
mod jpeg;
mod orientation;
mod pdf;
pub(super) mod png;
mod size;
mod webp;

use super::MediaType;

/// The file without metadata; `None` for one that is cut off or cannot be followed.
pub(super) fn stripped(media_type: MediaType, content: Vec<u8>) -> Option<Vec<u8>> {
    match media_type {
        MediaType::Jpeg => jpeg::stripped(&content),
        MediaType::Png => png::stripped(&content),
        MediaType::Webp => webp::stripped(&content),
        MediaType::Pdf => pdf::whole(&content).then_some(content),
    }
}

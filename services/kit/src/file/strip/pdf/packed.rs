//! Streams that hold other things: objects of a document, and pictures behind a second filter. What they swell to is bounded.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::object::{Dictionary, Value};

/// Bytes all streams of a document that have to be read may swell to.
pub(super) const MOST_INFLATED: usize = 32 * 1024 * 1024;

/// The content of a stream of objects.
pub(super) fn unpacked<'a>(dictionary: &Dictionary, data: &'a [u8], room: usize) -> Option<Cow<'a, [u8]>> {
    let said = dictionary.get(b"Filter".as_slice());
    let filter = match said {
        Some(Value::Array(filters)) if filters.len() <= 1 => filters.first(),
        other => other,
    };
    match filter {
        None => (data.len() <= room).then_some(Cow::Borrowed(data)),
        Some(filter) if filter.name() == Some(b"FlateDecode") && !is_predicted(dictionary) => inflated(data, room).map(Cow::Owned),
        Some(_) => None,
    }
}

/// Whether its bytes say how they differ from those before them, which no writer does of objects.
fn is_predicted(dictionary: &Dictionary) -> bool {
    let Some(Value::Dictionary(said)) = dictionary.get(b"DecodeParms".as_slice()) else {
        return false;
    };
    said.get(b"Predictor".as_slice())
        .is_some_and(|predictor| predictor.count() != Some(1))
}

/// What a stream (RFC 1950) swells to, if that has room.
pub(super) fn inflated(data: &[u8], room: usize) -> Option<Vec<u8>> {
    let most = u64::try_from(room).ok()?;
    let mut content = Vec::new();
    ZlibDecoder::new(data).take(most.saturating_add(1)).read_to_end(&mut content).ok()?;
    (content.len() <= room).then_some(content)
}

//! WebP (RFC 9649): a RIFF container of chunks, those of an animation nested once.

use super::cursor::Cursor;
use super::{orientation, size};

/// What is seen: the picture, its transparency, its frames and its colours.
const SEEN: [&[u8]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// Which of the extended header's flags say that EXIF and XMP follow.
const EXIF: u8 = 0b0000_1000;
const XMP: u8 = 0b0000_0100;
/// The header of an animation's frame, before its chunks.
const FRAME: usize = 16;

pub(super) fn stripped(content: &[u8]) -> Option<Vec<u8>> {
    let mut reader = Cursor(content.strip_prefix(b"RIFF")?);
    let length = reader.little_length()?;
    let chunks = chunks(reader.take(length)?.strip_prefix(b"WEBP")?)?;
    let is_picture = |(name, _): &(&[u8], &[u8])| matches!(*name, b"VP8 " | b"VP8L" | b"ANMF");
    if !chunks.iter().any(is_picture) {
        return None;
    }
    let exif = chunks.iter().find(|(name, _)| *name == b"EXIF");
    // Only an extended header may announce EXIF.
    let extended = chunks.first().is_some_and(|(name, _)| *name == b"VP8X");
    let turn = exif.and_then(|(_, data)| orientation::of(data)).filter(|_| extended);
    let mut body = b"WEBP".to_vec();
    for (name, data) in chunks {
        kept(&mut body, (name, data), turn.is_some())?;
    }
    if let Some(turn) = turn {
        put(&mut body, b"EXIF", &orientation::tiff(turn));
    }
    let length = u32::try_from(body.len()).ok()?;
    Some([b"RIFF".as_slice(), &length.to_le_bytes(), &body].concat())
}

fn kept(body: &mut Vec<u8>, (name, data): (&[u8], &[u8]), turned: bool) -> Option<()> {
    can_be_shown(name, data)?;
    match name {
        b"VP8X" => {
            let (flags, rest) = data.split_first()?;
            let turned = if turned { EXIF } else { 0 };
            put(body, name, &[&[flags & !(EXIF | XMP) | turned], rest].concat());
        }
        b"ANMF" => {
            let (header, nested) = data.split_at_checked(FRAME)?;
            let mut frame = header.to_vec();
            for (name, data) in chunks(nested)? {
                can_be_shown(name, data)?;
                if matches!(name, b"VP8 " | b"VP8L" | b"ALPH") {
                    put(&mut frame, name, data);
                }
            }
            put(body, name, &frame);
        }
        _ if SEEN.contains(&name) => put(body, name, data),
        _ => {}
    }
    Some(())
}

/// What says how large it is says nothing that cannot be opened: the canvas, and each picture on it.
fn can_be_shown(name: &[u8], data: &[u8]) -> Option<()> {
    let mut reader = Cursor(data);
    let (width, height) = match name {
        b"VP8X" => {
            reader.take(4)?;
            (one_more(&mut reader)?, one_more(&mut reader)?)
        }
        b"VP8L" => {
            reader.take(1)?;
            let bits = u32::from_le_bytes(reader.array()?);
            ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        }
        b"VP8 " => {
            reader.take(6)?;
            (scaled(&mut reader)?, scaled(&mut reader)?)
        }
        _ => return Some(()),
    };
    size::can_be_shown(width, height).then_some(())
}

/// A number of three bytes that is written one smaller than it is.
fn one_more(reader: &mut Cursor<'_>) -> Option<u32> {
    let [low, middle, high] = reader.array()?;
    Some(u32::from_le_bytes([low, middle, high, 0]) + 1)
}

/// A number of fourteen bits, above which stands how it is to be scaled.
fn scaled(reader: &mut Cursor<'_>) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes(reader.array()?)) & 0x3FFF)
}

fn chunks(bytes: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    let mut reader = Cursor(bytes);
    let mut chunks = Vec::new();
    while !reader.0.is_empty() {
        let name = reader.take(4)?;
        let length = reader.little_length()?;
        chunks.push((name, reader.take(length)?));
        // A chunk of an odd length is followed by one byte of nothing, which some writers forget at the end.
        if length % 2 == 1 && !reader.0.is_empty() {
            reader.byte()?;
        }
    }
    Some(chunks)
}

fn put(body: &mut Vec<u8>, name: &[u8], data: &[u8]) {
    body.extend(name);
    body.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    body.extend(data);
    if data.len() % 2 == 1 {
        body.push(0);
    }
}

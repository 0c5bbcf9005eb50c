//! JPEG (ITU-T T.81): a chain of segments, and whatever is hung on behind its end.

use super::cursor::Cursor;
use super::{orientation, size};

const START: [u8; 2] = [0xFF, 0xD8];
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
/// JFIF, EXIF or XMP, colour profile, Adobe's colour transform.
const APP: [u8; 4] = [0xE0, 0xE1, 0xE2, 0xEE];
/// The header of a JFIF segment without its thumbnail.
const JFIF: usize = 12;

#[derive(Default)]
struct Picture {
    jfif: Vec<u8>,
    turn: Option<u8>,
    rest: Vec<u8>,
    scans: usize,
}

pub(super) fn stripped(content: &[u8]) -> Option<Vec<u8>> {
    let mut reader = Cursor(content.strip_prefix(&START)?);
    let mut picture = Picture::default();
    loop {
        match marker(&mut reader)? {
            END => return picture.whole(),
            marker => picture.segment(marker, &mut reader)?,
        }
    }
}

fn marker(reader: &mut Cursor<'_>) -> Option<u8> {
    if reader.byte()? != 0xFF {
        return None;
    }
    loop {
        match reader.byte()? {
            0xFF => {}
            code => return Some(code),
        }
    }
}

impl Picture {
    fn segment(&mut self, marker: u8, reader: &mut Cursor<'_>) -> Option<()> {
        // Without a length, and none of them stands between segments.
        if marker < 0xC0 || (0xD0..=0xD8).contains(&marker) {
            return None;
        }
        let length = usize::from(u16::from_be_bytes(reader.array()?));
        let payload = reader.take(length.checked_sub(2)?)?;
        let [jfif, exif, profile, adobe] = APP;
        if is_frame(marker) && !can_be_shown(payload) {
            return None;
        }
        match marker {
            0xC0..=0xC7 | 0xC9..=0xCF | SCAN..=0xDF => put(&mut self.rest, marker, payload),
            _ if marker == jfif && payload.starts_with(b"JFIF\0") => self.jfif = header(payload)?,
            _ if marker == exif => self.turned(payload),
            _ if marker == profile && payload.starts_with(b"ICC_PROFILE\0") => put(&mut self.rest, marker, payload),
            _ if marker == adobe && payload.starts_with(b"Adobe") => put(&mut self.rest, marker, payload),
            _ => {}
        }
        if marker == SCAN {
            self.scans += 1;
            self.rest.extend_from_slice(reader.take(scanned(reader.0)?)?);
        }
        Some(())
    }

    fn turned(&mut self, payload: &[u8]) {
        let turn = payload.strip_prefix(b"Exif\0\0").and_then(orientation::of);
        self.turn = self.turn.or(turn);
    }

    fn whole(self) -> Option<Vec<u8>> {
        if self.scans == 0 {
            return None;
        }
        let mut picture = START.to_vec();
        let [jfif, exif, ..] = APP;
        if !self.jfif.is_empty() {
            put(&mut picture, jfif, &self.jfif);
        }
        if let Some(turn) = self.turn {
            put(&mut picture, exif, &[b"Exif\0\0".as_slice(), &orientation::tiff(turn)].concat());
        }
        picture.extend(self.rest);
        picture.extend([0xFF, END]);
        Some(picture)
    }
}

/// How many colours the picture is made of.
pub(in crate::file) fn components(content: &[u8]) -> Option<u8> {
    let mut reader = Cursor(content.strip_prefix(&START)?);
    loop {
        let marker = marker(&mut reader)?;
        if matches!(marker, END | SCAN) {
            return None;
        }
        let length = usize::from(u16::from_be_bytes(reader.array()?));
        let payload = reader.take(length.checked_sub(2)?)?;
        if is_frame(marker) {
            return payload.get(5).copied();
        }
    }
}

/// Whether a segment begins a frame (SOF): of these codes three say something else.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF)
}

/// Whether a frame of the declared size can be opened: its precision, then its rows and columns.
fn can_be_shown(frame: &[u8]) -> bool {
    let mut frame = Cursor(frame.get(1..).unwrap_or_default());
    let mut number = || frame.array().map(u16::from_be_bytes);
    number()
        .zip(number())
        .is_some_and(|(height, width)| size::can_be_shown(width, height))
}

/// The JFIF header, its thumbnail said to have no width and no height.
fn header(payload: &[u8]) -> Option<Vec<u8>> {
    Some([payload.get(..JFIF)?, &[0, 0]].concat())
}

/// How far the bytes of a scan go: to the next marker that is not one of its own.
fn scanned(bytes: &[u8]) -> Option<usize> {
    let is_end = |pair: &[u8]| matches!(pair, [0xFF, code] if !matches!(code, 0x00 | 0xD0..=0xD7 | 0xFF));
    bytes.windows(2).position(is_end)
}

fn put(picture: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX);
    picture.extend([0xFF, marker]);
    picture.extend(length.to_be_bytes());
    picture.extend(payload);
}

//! PNG (ISO/IEC 15948): a chain of chunks, each with its checksum.

use super::cursor::Cursor;
use super::{orientation, size};

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n'];

/// What is seen: the picture, its frames, its colours and its size.
const SEEN: [&[u8]; 19] = [
    b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs",
    b"acTL", b"fcTL", b"fdAT", b"IEND",
];

pub(super) fn stripped(content: &[u8]) -> Option<Vec<u8>> {
    let mut reader = Cursor(content.strip_prefix(&SIGNATURE)?);
    let mut picture = SIGNATURE.to_vec();
    let (mut turn, mut has_data) = (None, false);
    if reader.0.get(4..8) != Some(b"IHDR") {
        return None;
    }
    loop {
        let (name, data) = chunk(&mut reader)?;
        has_data |= name == b"IDAT";
        if name == b"IHDR" && !can_be_shown(data) {
            return None;
        }
        if name == b"eXIf" {
            turn = turn.or_else(|| orientation::of(data));
        }
        if name == b"IEND"
            && let Some(turn) = turn
        {
            put(&mut picture, b"eXIf", &orientation::tiff(turn));
        }
        if SEEN.contains(&name) {
            put(&mut picture, name, data);
        }
        if name == b"IEND" {
            return has_data.then_some(picture);
        }
    }
}

/// How the picture is to be turned; where it stands behind the picture, as it does in what is kept, whoever reads on finds it.
pub(in crate::file) fn turn(content: &[u8]) -> Option<u8> {
    let mut reader = Cursor(content.strip_prefix(&SIGNATURE)?);
    loop {
        match chunk(&mut reader)? {
            (b"eXIf", data) => return orientation::of(data),
            (b"IEND", _) => return None,
            _ => {}
        }
    }
}

fn can_be_shown(header: &[u8]) -> bool {
    let mut header = Cursor(header);
    let mut number = || header.array().map(u32::from_be_bytes);
    number()
        .zip(number())
        .is_some_and(|(width, height)| size::can_be_shown(width, height))
}

fn chunk<'a>(reader: &mut Cursor<'a>) -> Option<(&'a [u8], &'a [u8])> {
    let length = reader.big_length()?;
    let name = reader.take(4)?;
    let data = reader.take(length)?;
    let sum = u32::from_be_bytes(reader.array()?);
    (sum == checksum(name, data)).then_some((name, data))
}

pub(in crate::file) fn put(picture: &mut Vec<u8>, name: &[u8], data: &[u8]) {
    picture.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    picture.extend(name);
    picture.extend(data);
    picture.extend(checksum(name, data).to_be_bytes());
}

/// CRC-32 (ISO/IEC 15948 annex D) of a chunk's name and data.
fn checksum(name: &[u8], data: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        let [low, ..] = (sum ^ u32::from(*byte)).to_le_bytes();
        (sum >> 8) ^ TABLE.get(usize::from(low)).copied().unwrap_or_default()
    };
    !name.iter().chain(data).fold(u32::MAX, step)
}

static TABLE: std::sync::LazyLock<Vec<u32>> = std::sync::LazyLock::new(|| {
    let half = |sum: u32| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
    (0..256).map(|byte| (0..8).fold(byte, |sum, _| half(sum))).collect()
});

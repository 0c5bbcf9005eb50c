//! JPEG 2000 (ISO/IEC 15444-1) on the pages of documents: boxes, of which the picture, its size and its colours stay.

use super::cursor::Cursor;

const SEEN: [&[u8]; 4] = [b"jP  ", b"ftyp", b"jp2h", b"jp2c"];
/// How a picture begins that lies in no boxes.
const BARE: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];

pub(super) fn stripped(content: &[u8]) -> Option<Vec<u8>> {
    if content.starts_with(&BARE) {
        return Some(content.to_vec());
    }
    let mut reader = Cursor(content);
    let (mut picture, mut has_data) = (Vec::<u8>::new(), false);
    while !reader.0.is_empty() {
        let (name, data) = next(&mut reader)?;
        has_data |= name == b"jp2c";
        if SEEN.contains(&name) {
            picture.extend(u32::try_from(data.len().checked_add(8)?).ok()?.to_be_bytes());
            picture.extend(name);
            picture.extend(data);
        }
    }
    has_data.then_some(picture)
}

/// A box: the length 0 reaches to the end, and after the length 1 stands a longer one.
fn next<'a>(reader: &mut Cursor<'a>) -> Option<(&'a [u8], &'a [u8])> {
    let length = reader.big_length()?;
    let name = reader.take(4)?;
    let rest = match length {
        0 => reader.0.len(),
        1 => usize::try_from(u64::from_be_bytes(reader.array()?)).ok()?.checked_sub(16)?,
        _ => length.checked_sub(8)?,
    };
    Some((name, reader.take(rest)?))
}

//! How a picture is to be turned: the one thing EXIF says that is seen.

/// Tag 0x0112 of the first directory of a TIFF header, where it asks for a turn (2 to 8).
pub(super) fn of(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let (upper, lower) = if little { (6, 4) } else { (4, 6) };
    let directory = usize::from(short(upper)?) << 16 | usize::from(short(lower)?);
    let entries = (0..usize::from(short(directory)?)).map(|entry| directory + 2 + 12 * entry);
    let turn = entries
        .map_while(|entry| Some((short(entry)?, entry)))
        .find_map(|(tag, entry)| (tag == 0x0112).then(|| short(entry + 8))?)?;
    u8::try_from(turn).ok().filter(|turn| (2..=8).contains(turn))
}

/// A TIFF header that says how to turn the picture, and nothing else.
pub(in crate::file) fn tiff(turn: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([turn, 0, 0, 0, 0, 0, 0]);
    tiff
}

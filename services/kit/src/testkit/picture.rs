//! Photographs as a telephone takes them: with where, when and by whom all over them.

/// What no file that is kept may contain: it stands in every place of [`photograph`] that is not seen.
pub const SECRET: &[u8] = b"30.0023N 120.5810E";

/// A photograph (JPEG, grey, 256 by 256 pixels) of somebody who looks out of it, straight ahead; `assets/people` says of whom.
pub const SOMEBODY: &[u8] = include_bytes!("../../assets/people/somebody.jpg");

/// A photograph (JPEG, one grey pixel) with EXIF, a position, XMP, IPTC, a comment, a thumbnail and a second picture behind
/// its end. `turn` is how EXIF says it is to be turned, 1 for not at all; `seen` tells photographs apart.
#[must_use]
pub fn photograph(turn: u8, seen: u8) -> Vec<u8> {
    let mut file = vec![0xFF, 0xD8];
    segment(
        &mut file,
        0xE0,
        &[b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x03".as_slice(), SECRET].concat(),
    );
    segment(&mut file, 0xE1, &[b"Exif\0\0".as_slice(), &exif(turn)].concat());
    segment(&mut file, 0xE1, &[b"http://ns.adobe.com/xap/1.0/\0".as_slice(), SECRET].concat());
    segment(&mut file, 0xE2, b"ICC_PROFILE\0\x01\x01colours");
    segment(&mut file, 0xE2, &[b"MPF\0".as_slice(), SECRET].concat());
    segment(&mut file, 0xED, &[b"Photoshop 3.0\0".as_slice(), SECRET].concat());
    segment(&mut file, 0xFE, SECRET);
    segment(&mut file, 0xDB, &[vec![0], vec![seen.max(1); 64]].concat());
    segment(&mut file, 0xC0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
    segment(&mut file, 0xC4, &[0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    segment(&mut file, 0xC4, &[0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    segment(&mut file, 0xDA, &[1, 1, 0, 0, 63, 0]);
    file.extend([0x3F, 0xFF, 0x00, 0xFF, 0xD0, 0x3F, 0xFF, 0xD9]);
    file.extend(SECRET);
    file
}

/// A TIFF header as EXIF holds it: how to turn the picture, and a directory of positions behind it.
#[must_use]
pub fn exif(turn: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0]);
    tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0; 4]);
    tiff.extend(SECRET);
    tiff
}

fn segment(file: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX);
    file.extend([0xFF, marker]);
    file.extend(length.to_be_bytes());
    file.extend(payload);
}

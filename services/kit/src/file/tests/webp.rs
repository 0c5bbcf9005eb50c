use super::{brought, holds, is_refused_when_cut, kept};
use crate::file::FileRefusal;
use crate::testkit::picture::{SECRET, exif};

const WEBP: &str = "image/webp";

/// A picture without loss, and one with, of one pixel each.
const LOSSLESS: &[u8] = b"\x2F\0\0\0\0seen";
const LOSSY: &[u8] = b"\0\0\0\x9D\x01\x2A\x01\0\x01\0seen";

fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_le_bytes();
    let nothing = &[0][..data.len() % 2];
    [name, &length, data, nothing].concat()
}

fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
    chunk(b"RIFF", &[b"WEBP".as_slice(), &chunks.concat()].concat())
}

fn extended(flags: u8) -> Vec<u8> {
    chunk(b"VP8X", &[flags, 0, 0, 0, 0, 0, 0, 0, 0, 0])
}

fn picture(turn: u8) -> Vec<u8> {
    let hidden = [b"XMP ", b"PrVt"].map(|name: &[u8; 4]| chunk(name, SECRET)).concat();
    let chunks = [
        extended(0b0010_1100),
        chunk(b"ICCP", b"colours"),
        chunk(b"VP8L", LOSSLESS),
        chunk(b"EXIF", &exif(turn)),
        hidden,
    ];
    [riff(&chunks).as_slice(), SECRET].concat()
}

#[test]
fn of_a_picture_only_what_is_seen_is_kept() {
    let expected = riff(&[extended(0b0010_0000), chunk(b"ICCP", b"colours"), chunk(b"VP8L", LOSSLESS)]);
    assert_eq!(kept(WEBP, &picture(1)), expected);
}

#[test]
fn a_picture_that_is_to_be_turned_stays_so() {
    let kept = kept(WEBP, &picture(3));
    assert!(holds(&kept, &extended(0b0010_1000)));
    assert!(holds(&kept, b"EXIF\x1A\0\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x03"));
}

#[test]
fn nothing_hides_in_the_frames_of_an_animation() {
    let frame = |hidden: &[u8]| chunk(b"ANMF", &[[0; 16].as_slice(), &chunk(b"VP8 ", LOSSY), hidden].concat());
    let animation = |hidden: &[u8]| riff(&[extended(0b0000_0010), chunk(b"ANIM", &[0; 6]), frame(hidden)]);
    assert_eq!(kept(WEBP, &animation(&chunk(b"PrVt", SECRET))), animation(b""));
}

#[test]
fn a_picture_that_is_cut_off_is_refused() {
    let whole = kept(WEBP, &picture(3));
    is_refused_when_cut(WEBP, &whole);
    assert_eq!(brought(WEBP, &riff(&[extended(0)])).unwrap_err(), FileRefusal::Damaged);
}

#[test]
fn a_picture_that_says_it_has_more_pixels_than_any_camera_makes_is_refused() {
    let lossless = |bits: u32| riff(&[chunk(b"VP8L", &[b"\x2F".as_slice(), &bits.to_le_bytes()].concat())]);
    let square = |side: u32| side << 14 | side;
    let lossy = |size: u16| {
        let data = [b"\0\0\0\x9D\x01\x2A".as_slice(), &size.to_le_bytes(), &size.to_le_bytes()].concat();
        riff(&[chunk(b"VP8 ", &data)])
    };
    let canvas = |size: [u8; 6]| riff(&[chunk(b"VP8X", &[[0; 4].as_slice(), &size].concat()), chunk(b"VP8L", LOSSLESS)]);
    let framed = |picture: &[u8]| {
        riff(&[
            extended(0b10),
            chunk(b"ANMF", &[[0; 16].as_slice(), &chunk(b"VP8 ", picture)].concat()),
        ])
    };
    for (whole, file) in [
        (true, lossless(square(14_999))),
        (false, lossless(square(16_383))),
        (true, lossy(15_000)),
        (false, lossy(16_383)),
        (false, lossy(0)),
        (true, canvas([0xFF, 0x0F, 0, 0xFF, 0x0F, 0])),
        (false, canvas([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])),
        (true, framed(LOSSY)),
        (false, framed(b"\0\0\0\x9D\x01\x2A\xFF\x3F\xFF\x3F")),
        (false, framed(b"\0\0\0")),
    ] {
        assert_eq!(brought(WEBP, &file).is_ok(), whole, "{}", file.escape_ascii());
    }
}

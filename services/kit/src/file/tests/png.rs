use super::{brought, holds, is_refused_when_cut, kept};
use crate::file::FileRefusal;
use crate::file::strip::png::put;
use crate::testkit::picture::{SECRET, exif};

const PNG: &str = "image/png";

fn picture(turn: u8) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    put(&mut file, b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    put(&mut file, b"gAMA", &[0, 0, 0xB1, 0x8F]);
    for name in [b"tEXt", b"iTXt", b"zTXt", b"tIME", b"prVt"] {
        put(&mut file, name, SECRET);
    }
    put(&mut file, b"eXIf", &exif(turn));
    put(&mut file, b"IDAT", b"\x78\x9C\x63\x60\x00\x00\x00\x02\x00\x01");
    put(&mut file, b"IEND", b"");
    file.extend(SECRET);
    file
}

#[test]
fn of_a_picture_only_what_is_seen_is_kept() {
    let kept = kept(PNG, &picture(1));
    assert!(holds(&kept, b"gAMA") && holds(&kept, b"IDAT") && !holds(&kept, b"eXIf"));
    assert!(kept.ends_with(b"\0\0\0\0IEND\xAE\x42\x60\x82"));
}

#[test]
fn a_picture_that_is_to_be_turned_stays_so() {
    assert!(holds(
        &kept(PNG, &picture(8)),
        b"eXIfMM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08"
    ));
}

#[test]
fn a_picture_that_is_cut_off_or_altered_on_its_way_is_refused() {
    let whole = kept(PNG, &picture(8));
    is_refused_when_cut(PNG, &whole);
    let mut altered = whole;
    altered[20] ^= 1;
    assert_eq!(brought(PNG, &altered).unwrap_err(), FileRefusal::Damaged);
}

#[test]
fn a_picture_that_says_it_has_more_pixels_than_any_camera_makes_is_refused() {
    let of = |width: u32, height: u32| {
        let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
        put(&mut file, b"IHDR", &header);
        put(&mut file, b"IDAT", b"\x78\x9C\x63\x60\x00\x00\x00\x02\x00\x01");
        put(&mut file, b"IEND", b"");
        brought(PNG, &file).map(drop)
    };
    assert_eq!(of(16_320, 12_240), Ok(()), "200 million");
    for (width, height) in [(60_000, 60_000), (u32::MAX, u32::MAX), (0, 1)] {
        assert_eq!(of(width, height), Err(FileRefusal::Damaged));
    }
}

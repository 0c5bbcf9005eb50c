use super::{brought, holds, is_refused_when_cut, kept};
use crate::file::FileRefusal;
use crate::testkit::picture::{SECRET, photograph};

const JPEG: &str = "image/jpeg";

#[test]
fn of_a_photograph_only_what_is_seen_is_kept() {
    let taken = photograph(1, 7);
    assert!(holds(&taken, SECRET));
    let kept = kept(JPEG, &taken);
    assert!(holds(&kept, b"ICC_PROFILE\0\x01\x01colours"));
    assert!(
        kept.starts_with(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0\xFF\xE2"),
        "no thumbnail, no EXIF"
    );
    assert!(
        kept.ends_with(&[0x3F, 0xFF, 0x00, 0xFF, 0xD0, 0x3F, 0xFF, 0xD9]),
        "nothing behind the end"
    );
}

#[test]
fn a_photograph_that_is_to_be_turned_stays_so() {
    let kept = kept(JPEG, &photograph(6, 7));
    assert!(holds(
        &kept,
        b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0\xFF"
    ));
}

#[test]
fn a_turn_there_is_not_is_no_turn() {
    for turn in [0, 1, 9, 255] {
        assert!(!holds(&kept(JPEG, &photograph(turn, 7)), b"Exif"), "{turn}");
    }
}

#[test]
fn exif_that_points_anywhere_is_only_dropped() {
    let exif = b"Exif\0\0II*\0\x08\0\0\0";
    let taken = photograph(6, 7);
    let at = taken.windows(exif.len()).position(|window| window == exif).unwrap();
    for place in at + 6..at + 40 {
        for byte in [0, 0x7F, 0xFF] {
            let mut odd = taken.clone();
            odd[place] = byte;
            kept(JPEG, &odd);
        }
    }
}

#[test]
fn a_photograph_that_is_cut_off_is_refused() {
    let whole = kept(JPEG, &photograph(6, 7));
    is_refused_when_cut(JPEG, &whole);
}

#[test]
fn a_photograph_without_a_picture_is_refused() {
    for odd in [
        b"\xFF\xD8\xFF\xD9".as_slice(),
        b"\xFF\xD8\xFF\xD0\xFF\xD9",
        b"\xFF\xD8\xFF\xE0\0\x01\xFF\xD9",
        b"\xFF\xD8\xFF\xE0\0\x03x.\xFF\xD9",
    ] {
        assert_eq!(brought(JPEG, odd).unwrap_err(), FileRefusal::Damaged, "{}", odd.escape_ascii());
    }
}

#[test]
fn a_photograph_that_says_it_has_more_pixels_than_any_camera_makes_is_refused() {
    let whole = photograph(1, 7);
    let frame = whole
        .windows(9)
        .position(|window| window == [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1])
        .unwrap();
    let of = |marker: u8, width: u16, height: u16| {
        let mut file = whole.clone();
        file[frame + 1] = marker;
        file[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
        file[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
        brought(JPEG, &file).map(drop)
    };
    for marker in [0xC0, 0xC1, 0xC2] {
        assert_eq!(of(marker, 16_320, 12_240), Ok(()), "200 million");
        for (width, height) in [(u16::MAX, u16::MAX), (60_000, 60_000), (0, 1), (1, 0)] {
            assert_eq!(
                of(marker, width, height),
                Err(FileRefusal::Damaged),
                "{marker}: {width} times {height}"
            );
        }
    }
}

//! Whoever is found is covered, and nothing else; what is marked is gone.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageFormat, Luma};

use super::picture::paint;
use super::{Area, People, marked};
use crate::file::strip::{orientation, png, stripped};
use crate::file::upload::Upload;
use crate::file::{FileRefusal, MediaType};
use crate::testkit::paper::written;
use crate::testkit::picture::{SOMEBODY, photograph};

fn brought(kind: MediaType, content: &[u8], people: People) -> Result<Vec<u8>, FileRefusal> {
    within(1 << 20, (kind, content), people)
}

fn within(most_bytes: usize, (kind, content): (MediaType, &[u8]), people: People) -> Result<Vec<u8>, FileRefusal> {
    let mut upload = Upload::new(kind.as_str(), most_bytes);
    upload.take(content)?;
    upload.finish(people).map(|clean| clean.content)
}

fn grey(content: &[u8]) -> GrayImage {
    image::load_from_memory(content).unwrap().into_luma8()
}

fn file(picture: &GrayImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(picture.clone()).write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A slope from dark to light, in which nobody is.
fn slope() -> GrayImage {
    GrayImage::from_fn(64, 48, |column, row| Luma([u8::try_from(column * 3 + row).unwrap()]))
}

/// A photograph that EXIF says is to be turned so.
fn turned(picture: &GrayImage, turn: u8) -> Vec<u8> {
    let file = file(picture, ImageFormat::Jpeg);
    let exif = [b"Exif\0\0".as_slice(), &orientation::tiff(turn)].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&file[..2], &[0xFF, 0xE1], &length[..], exif.as_slice(), &file[2..]].concat()
}

const FORMATS: [(MediaType, ImageFormat); 3] = [
    (MediaType::Jpeg, ImageFormat::Jpeg),
    (MediaType::Png, ImageFormat::Png),
    (MediaType::Webp, ImageFormat::WebP),
];

fn is_covered(place: Luma<u8>) -> bool {
    (118..=138).contains(&place.0[0])
}

/// The middle of the face is one grey; above it, at the edge of the picture, it is what it was.
fn is_without_somebody(kept: &GrayImage) {
    let before = grey(SOMEBODY);
    assert_eq!(kept.dimensions(), before.dimensions());
    for (column, row) in (104..152).flat_map(|column| (90..140).map(move |row| (column, row))) {
        assert!(is_covered(*kept.get_pixel(column, row)), "{column}, {row}");
    }
    let edge = (0..256).flat_map(|column| (0..8).map(move |row| (column, row)));
    let apart: u32 = edge
        .clone()
        .map(|(column, row)| u32::from(kept.get_pixel(column, row).0[0].abs_diff(before.get_pixel(column, row).0[0])))
        .sum();
    assert!(apart < 6 * u32::try_from(edge.count()).unwrap(), "{apart}");
}

#[test]
fn whoever_is_found_in_a_picture_is_covered_and_not_found_again() {
    let before = grey(SOMEBODY);
    for (kind, format) in FORMATS {
        let taken = file(&before, format);
        let kept = brought(kind, &taken, People::Covered).unwrap();
        is_without_somebody(&grey(&kept));
        assert_eq!(
            brought(kind, &kept, People::Covered).unwrap(),
            kept,
            "{kind}: nobody is found any more"
        );
    }
}

/// It is written better than it was taken: what counts is what would be kept.
#[test]
fn a_picture_that_grows_too_large_as_somebody_is_covered_is_refused() {
    let mut taken = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut taken, 50);
    grey(SOMEBODY).write_with_encoder(encoder).unwrap();
    let limited = |people| within(taken.len(), (MediaType::Jpeg, &taken), people);
    assert!(limited(People::AsTaken).is_ok());
    assert_eq!(limited(People::Covered), Err(FileRefusal::TooLarge(taken.len())));
}

#[test]
fn whoever_lies_on_their_side_until_the_picture_is_turned_is_covered_too() {
    let stored = DynamicImage::ImageLuma8(grey(SOMEBODY)).rotate270().into_luma8();
    let kept = brought(MediaType::Jpeg, &turned(&stored, 6), People::Covered).unwrap();
    let shown = DynamicImage::ImageLuma8(grey(&kept)).rotate90().into_luma8();
    is_without_somebody(&shown);
    let tiff = orientation::tiff(6);
    assert!(kept.windows(tiff.len()).any(|window| window == tiff), "it is turned as it was");
}

#[test]
fn a_picture_in_which_nobody_is_stays_byte_by_byte() {
    for (kind, format) in FORMATS {
        let taken = file(&slope(), format);
        let kept = brought(kind, &taken, People::Covered).unwrap();
        assert_eq!(kept, stripped(kind, &taken, People::AsTaken).unwrap(), "{kind}");
    }
    let small = photograph(6, 7);
    let kept = brought(MediaType::Jpeg, &small, People::Covered).unwrap();
    assert_eq!(kept, stripped(MediaType::Jpeg, &small, People::AsTaken).unwrap());
}

#[test]
fn evidence_stays_as_it_was_taken() {
    let kept = brought(MediaType::Jpeg, SOMEBODY, People::AsTaken).unwrap();
    assert_eq!(grey(&kept), grey(SOMEBODY));
}

/// Pictures that cannot be opened, or of which only the first would be.
#[test]
fn in_what_cannot_be_looked_through_nobody_could_be_covered() {
    let still = file(&slope(), ImageFormat::Png);
    let mut moves = still[..33].to_vec();
    png::put(&mut moves, b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    moves.extend(&still[33..]);
    assert_eq!(brought(MediaType::Png, &moves, People::Covered), Err(FileRefusal::Unreadable));
    assert!(brought(MediaType::Png, &moves, People::AsTaken).is_ok());

    let mut large = file(&slope(), ImageFormat::Jpeg);
    let frame = large.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    large[frame + 5..frame + 9].copy_from_slice(&[0x3F, 0xFF, 0x30, 0x00]);
    assert_eq!(brought(MediaType::Jpeg, &large, People::Covered), Err(FileRefusal::Unreadable));
    assert!(brought(MediaType::Jpeg, &large, People::AsTaken).is_ok());
}

#[test]
fn on_the_page_of_a_document_people_are_covered_as_well() {
    let head = "<</Type/XObject/Subtype/Image/Width 256/Height 256/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode";
    let head = format!("{head}/Length {}>>\nstream\n", SOMEBODY.len());
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</XObject<</P 4 0 R>>>>>>".to_vec(),
        [head.as_bytes(), SOMEBODY, b"\nendstream"].concat(),
    ];
    let document = written(&objects, "/Root 1 0 R");
    let kept = brought(MediaType::Pdf, &document, People::Covered).unwrap();
    let read = lopdf::Document::load_mem(&kept).unwrap();
    let mut streams = read.objects.values().filter_map(|object| object.as_stream().ok());
    let page = streams.find(|stream| stream.content.starts_with(&[0xFF, 0xD8])).unwrap();
    is_without_somebody(&grey(&page.content));
    assert_eq!(brought(MediaType::Pdf, &kept, People::Covered).unwrap(), kept);
}

#[test]
fn what_is_marked_is_gone_and_the_rest_stays() {
    let area = Area::new((2_500, 5_000), (5_000, 3_333)).unwrap();
    for (kind, format) in FORMATS {
        let taken = stripped(kind, &file(&slope(), format), People::AsTaken).unwrap();
        let (before, after) = (grey(&taken), grey(&marked(kind, &taken, &[area]).unwrap()));
        for (column, row, place) in after.enumerate_pixels() {
            let (inside, near) = ((16..48).contains(&column) && (24..40).contains(&row), 8..56);
            if inside {
                assert!(is_covered(*place), "{kind} {column}, {row}");
            } else if !near.contains(&column) {
                let apart = place.0[0].abs_diff(before.get_pixel(column, row).0[0]);
                assert!(apart < 12, "{kind} {column}, {row}: {apart}");
            }
        }
    }
}

#[test]
fn a_document_has_no_areas() {
    let area = Area::new((0, 0), (1, 1)).unwrap();
    let refused = marked(MediaType::Pdf, b"%PDF-1.7 %%EOF", &[area]);
    assert_eq!(refused, Err(FileRefusal::Unreadable));
}

#[test]
fn an_area_lies_within_the_picture_and_is_not_empty() {
    for (place, size) in [((0, 0), (10_000, 10_000)), ((9_999, 9_999), (1, 1)), ((0, 5_000), (1, 5_000))] {
        assert!(Area::new(place, size).is_some(), "{place:?} {size:?}");
    }
    let outside = [
        ((0, 0), (0, 1)),
        ((0, 0), (1, 0)),
        ((-1, 0), (1, 1)),
        ((0, 0), (10_001, 1)),
        ((1, 0), (10_000, 1)),
        ((0, 9_999), (1, 2)),
        ((i32::MAX, 0), (i32::MAX, 1)),
        ((0, 0), (i32::MIN, 1)),
    ];
    for (place, size) in outside {
        assert_eq!(Area::new(place, size), None, "{place:?} {size:?}");
    }
}

#[test]
fn of_what_is_touched_a_little_the_whole_pixel_goes() {
    let area = Area::new((4_999, 0), (2, 1)).unwrap();
    assert_eq!(area.stored(1).pixels((10, 3)), (4..6, 0..1));
    let around = Area::around((-4, 3), (1, 99), (8, 4)).unwrap();
    assert_eq!(around.stored(1).pixels((8, 4)), (0..3, 1..4));
    assert_eq!(Area::around((8, 12), (0, 4), (8, 4)), None, "nothing of it is in the picture");
}

/// Painted before it is turned, or turned before it is painted: the same.
#[test]
fn an_area_is_where_it_is_shown_however_the_picture_is_stored() {
    let area = Area::new((1_000, 2_000), (3_000, 1_000)).unwrap();
    for turn in 1..=8 {
        let mut stored = GrayImage::new(40, 20);
        paint(&mut stored, Luma([255]), (area, turn));
        let mut shown = DynamicImage::ImageLuma8(stored);
        shown.apply_orientation(Orientation::from_exif(turn).unwrap());
        let mut painted = GrayImage::new(shown.width(), shown.height());
        paint(&mut painted, Luma([255]), (area, 1));
        assert_eq!(shown.into_luma8(), painted, "{turn}");
    }
}

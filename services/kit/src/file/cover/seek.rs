//! Where people look out of a picture. It is known for as long as it takes to paint it over: no place, number or feature of anybody is
//! kept, logged or told.

use std::sync::OnceLock;

use image::{GrayImage, Luma};
use rustface::{FaceInfo, ImageData, Model};

use super::picture::paint;
use super::{Area, SMALLEST};

/// What a face looks like, learnt by others (`assets/people`). It finds those that look about straight ahead.
static LEARNT: &[u8] = include_bytes!("../../../assets/people/seeta_fd_frontal_v1.0.bin");
static MODEL: OnceLock<Option<Model>> = OnceLock::new();

/// How often a picture is looked through: what lay half beneath another comes out once that is painted over.
const ROUNDS: usize = 4;
/// From which score on something is taken for a face. Lower than a search would have it: a wall that is painted over harms nobody.
const SURE_ENOUGH: f64 = 2.0;
const GREY: Luma<u8> = Luma([128]);

/// What is to be painted over in a picture as it is shown, which is painted over here as well. `None` if what was learnt cannot be read.
pub(super) fn found(picture: &mut GrayImage) -> Option<Vec<Area>> {
    let model = MODEL.get_or_init(|| rustface::read_model(LEARNT).ok()).as_ref()?;
    let (columns, rows) = picture.dimensions();
    let mut areas = Vec::new();
    if columns < SMALLEST || rows < SMALLEST {
        return Some(areas);
    }
    let mut detector = rustface::create_detector_with_model(model.clone());
    detector.set_score_thresh(SURE_ENOUGH);
    for _ in 0..ROUNDS {
        let seen = detector.detect(&ImageData::new(picture.as_raw(), columns, rows));
        let new: Vec<Area> = seen.iter().filter_map(|face| around(face, (columns, rows))).collect();
        if new.is_empty() {
            break;
        }
        for area in &new {
            paint(picture, GREY, (*area, 1));
        }
        areas.extend(new);
    }
    Some(areas)
}

/// With a third of its size on every side: hair, ears and chin are known again too.
fn around(face: &FaceInfo, size: (u32, u32)) -> Option<Area> {
    let place = face.bbox();
    let (left, top) = (i64::from(place.x()), i64::from(place.y()));
    let (width, height) = (i64::from(place.width()), i64::from(place.height()));
    let (beside, above) = (width / 3, height / 3);
    let across = (left - beside, left + width + beside);
    let down = (top - above, top + height + above);
    Area::around(across, down, size)
}

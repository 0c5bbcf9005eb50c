//! A part of a picture, in parts of its width and height: the same whatever its size in pixels.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A rectangle of a picture as it is shown, in ten-thousandths of its width and of its height, from the left and from the top. It is never
/// empty and lies within the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Area {
    left: u16,
    top: u16,
    width: u16,
    height: u16,
}

/// A picture's whole width, or height.
const WHOLE: u16 = 10_000;

/// Where a rectangle begins and ends, in ten-thousandths, as the picture is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    left: u16,
    top: u16,
    right: u16,
    bottom: u16,
}

impl Area {
    /// The rectangle that begins there and is as wide and high; `None` for one that is empty or not within the picture.
    #[must_use]
    pub fn new((left, top): (i32, i32), (width, height): (i32, i32)) -> Option<Self> {
        let part = |number: i32| u16::try_from(number).ok().filter(|number| *number <= WHOLE);
        let area = Self {
            left: part(left)?,
            top: part(top)?,
            width: part(width)?,
            height: part(height)?,
        };
        let within = area.left + area.width <= WHOLE && area.top + area.height <= WHOLE;
        (within && area.width > 0 && area.height > 0).then_some(area)
    }

    /// The rectangle between these pixels of a picture of so many columns and rows; what lies outside of it is left away.
    pub(super) fn around((left, right): (i64, i64), (top, bottom): (i64, i64), (columns, rows): (u32, u32)) -> Option<Self> {
        let (left, right) = parts(left, right, columns)?;
        let (top, bottom) = parts(top, bottom, rows)?;
        Self::new((left, top), (right - left, bottom - top))
    }

    /// Where that is in what is stored, if EXIF says that it is to be turned so before it is shown (1 for not at all).
    pub(super) fn stored(self, turn: u8) -> Bounds {
        let (left, top) = (self.left, self.top);
        let (right, bottom) = (left.saturating_add(self.width), top.saturating_add(self.height));
        let from_end = |place: u16| WHOLE.saturating_sub(place);
        let (across, down) = ((left, right), (top, bottom));
        let mirrored = |(begin, end): (u16, u16)| (from_end(end), from_end(begin));
        let (columns, rows) = match turn {
            2 => (mirrored(across), down),
            3 => (mirrored(across), mirrored(down)),
            4 => (across, mirrored(down)),
            5 => (down, across),
            6 => (down, mirrored(across)),
            7 => (mirrored(down), mirrored(across)),
            8 => (mirrored(down), across),
            _ => (across, down),
        };
        Bounds {
            left: columns.0,
            right: columns.1,
            top: rows.0,
            bottom: rows.1,
        }
    }
}

impl Bounds {
    /// Which columns and rows that is of a picture of so many: each pixel of which anything lies in it.
    pub fn pixels(self, (columns, rows): (u32, u32)) -> (Range<u32>, Range<u32>) {
        (pixels(self.left, self.right, columns), pixels(self.top, self.bottom, rows))
    }
}

fn pixels(begin: u16, end: u16, of: u32) -> Range<u32> {
    let whole = u64::from(WHOLE);
    let first = u64::from(begin) * u64::from(of) / whole;
    let last = (u64::from(end) * u64::from(of)).div_ceil(whole);
    let pixel = |place: u64| u32::try_from(place).unwrap_or(of).min(of);
    pixel(first)..pixel(last)
}

/// Begin and end in ten-thousandths, of pixels of so many.
fn parts(begin: i64, end: i64, of: u32) -> Option<(i32, i32)> {
    let of = i64::from(of).max(1);
    let (begin, end) = (begin.clamp(0, of), end.clamp(0, of));
    let whole = i64::from(WHOLE);
    let first = i32::try_from(begin * whole / of).ok()?;
    let last = i32::try_from((end * whole + of - 1) / of).ok()?;
    Some((first, last))
}
